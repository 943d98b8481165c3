using System.Collections.Immutable;
using Evaluation.Office.Decisions;
using JasperFx.Events.Aggregation;

namespace Evaluation.Benchmarks.Boundary;

/// <summary>A claim was credited with a stage of a project, for example the first introduction.</summary>
[StoredAs("bench-stage.credited.v1")]
public sealed record StageCredited(string Project, string Stage, string Claim);

/// <summary>The tag by which the peer finds a project's credits.</summary>
public sealed record ProjectTag(string Value);

/// <summary>A project as its own stream tells it.</summary>
/// <param name="Credits">The claim credited with each stage.</param>
public sealed record Project(ImmutableDictionary<string, string> Credits)
{
    /// <summary>The next state.</summary>
    public static Project Evolve(Project? project, object e) => e switch
    {
        StageCredited credited => new Project((project?.Credits
            ?? ImmutableDictionary<string, string>.Empty).Add(credited.Stage, credited.Claim)),
        _ => throw new InvalidOperationException($"A project knows no {e.GetType().Name}."),
    };

    /// <summary>One claim for each stage.</summary>
    public static Decision Credit(Project? project, StageCredited wanted) =>
        project?.Credits.ContainsKey(wanted.Stage) == true
            ? Decision.Refuse("credited", "已计。", wanted.Stage, "无需再报。")
            : Decision.Accept(wanted);
}

/// <summary>A project as the tagged events of all claims tell it.</summary>
[BoundaryAggregate]
public sealed partial class TaggedProject
{
    /// <summary>The stages that are credited.</summary>
    public HashSet<string> Stages { get; } = [];

    /// <summary>Takes in one credit.</summary>
    public void Apply(StageCredited credited) => Stages.Add(credited.Stage);
}
