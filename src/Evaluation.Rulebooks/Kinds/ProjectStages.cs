using System.Collections.Immutable;

namespace Evaluation.Rulebooks.Kinds;

/// <summary>A stage of a project.</summary>
/// <param name="Name">As claims and rulebooks write it.</param>
/// <param name="Label">In print.</param>
public sealed record ProjectStage(string Name, string Label);

/// <summary>The stages of a project from first talks to full production, in their order.</summary>
public static class ProjectStages
{
    /// <summary>In talks (在谈).</summary>
    public const string Talks = "talks";

    /// <summary>Signed (签约), which a signing reaches; no claim about a stage says so.</summary>
    public const string Signed = "signed";

    /// <summary>All of them, the earliest first.</summary>
    public static readonly ImmutableArray<ProjectStage> InOrder =
    [
        new(Talks, "在谈"), new("reviewed", "评审"), new(Signed, "签约"), new("registered", "注册"),
        new("land", "供地"), new("landed", "落地"), new(Started, "开工"), new("statistics", "入统"),
        new("completed", "竣工"), new(Production, "投产"), new(AboveScale, "入规"),
    ];

    private const string Started = "started", Production = "production", AboveScale = "above_scale";

    private static readonly ImmutableArray<string> Names = [.. InOrder.Select(one => one.Name)];

    // What lies between, such as a review, land or completion, comes earlier in one place and later in another.
    private static readonly ImmutableArray<string> Strict = [Talks, Signed, Started, Production, AboveScale];

    /// <summary>A stage in print; the name itself for one that is not among them.</summary>
    public static string LabelOf(string stage) => InOrder.FirstOrDefault(one => one.Name == stage)?.Label ?? stage;

    /// <summary>The place of a stage in the order, from 0; -1 for one that is not among them.</summary>
    public static int PlaceOf(string stage) => Names.IndexOf(stage);

    /// <summary>
    /// Whether a stage is never reached before another one: talks, signing, start, production, above scale.
    /// </summary>
    public static bool Follows(string stage, string earlier) =>
        Strict.IndexOf(stage) is var at && Strict.IndexOf(earlier) is >= 0 and var before && at > before;
}
