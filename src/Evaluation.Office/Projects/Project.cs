using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Evaluation.Office.Claims;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Projects;

/// <summary>What was credited: by which claim, for which amount in yuan.</summary>
public sealed record Credit(string Claim, DateOnly OccurredOn, decimal Amount);

/// <summary>What signings, stages and increases belong to (项目).</summary>
/// <param name="Id">The project's number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Enterprise">The investing firm.</param>
/// <param name="Parent">The earlier phase; null for a first one.</param>
/// <param name="Introducer">The first introducer; null until named.</param>
/// <param name="Shares">How credit is shared; empty until agreed.</param>
/// <param name="Contracted">Contracted amount, yuan.</param>
/// <param name="FixedAsset">Fixed-asset amount, yuan.</param>
/// <param name="PaidIn">Paid-in amount, yuan, as the credited stages say.</param>
/// <param name="Stages">Stage to credit; the signing is the stage `signed`.</param>
/// <param name="Tranches">Number of the tranche to credit.</param>
public sealed record Project(
    string Id, string Name, string Enterprise, string Industry, string? Parent, string? Introducer,
    ImmutableList<Share> Shares, decimal Contracted, decimal FixedAsset, decimal PaidIn,
    ImmutableSortedDictionary<string, Credit> Stages, ImmutableSortedDictionary<int, Credit> Tranches)
{
    /// <summary>The filing, by which the same one again is known; null for a part of another project.</summary>
    [JsonIgnore]
    public ProjectFiled? Filed { get; private init; }

    /// <summary>The names that it had, in order of time.</summary>
    public ImmutableList<string> FormerNames { get; private init; } = [];

    /// <summary>The times in which it takes no claims, in order; the last one may have no end.</summary>
    public ImmutableList<Halt> Halts { get; private init; } = [];

    /// <summary>The projects that were parts of it.</summary>
    public ImmutableList<string> Parts { get; private init; } = [];

    /// <summary>The project that it was a part of; null for none.</summary>
    public string? Whole { get; private init; }

    /// <summary>The stages that the whole had reached before; none for most projects.</summary>
    public ImmutableSortedDictionary<string, Credit> Reached { get; private init; } = NoStages;

    /// <summary>The stop that holds; null while it goes on.</summary>
    public Halt? Stopped => Halts is [.., { Until: null } last] ? last : null;

    private static ImmutableSortedDictionary<string, Credit> NoStages =>
        ImmutableSortedDictionary.Create<string, Credit>(StringComparer.Ordinal);

    /// <summary>The stream of a project.</summary>
    public static string StreamOf(string id) => $"project/{id}";

    /// <summary>Who is credited: the agreed shares, else the first introducer alone, else nobody yet.</summary>
    public IReadOnlyList<Share> CreditedShares =>
        Shares.Count > 0 ? Shares : Introducer is null ? [] : Share.Whole(Introducer);

    /// <summary>The project after an event of its stream.</summary>
    public static Project Evolve(Project? project, object @event) => @event switch
    {
        ProjectFiled e => new Project(
            e.Project, e.Name, e.Enterprise, e.Industry, e.Parent, null, [], e.Contracted, e.FixedAsset, 0m,
            NoStages, ImmutableSortedDictionary<int, Credit>.Empty) { Filed = e },
        IntroducerNamed e => project! with { Introducer = e.Unit },
        SharesAgreed e => project! with { Shares = [.. e.Shares] },
        StageCredited e => project! with
        {
            Stages = project.Stages.SetItem(e.Stage, new Credit(e.Claim, e.OccurredOn, e.PaidIn)),
            PaidIn = project.PaidIn + e.PaidIn,
        },
        TrancheCredited e => project! with
        {
            Tranches = project.Tranches.SetItem(e.Tranche, new Credit(e.Claim, e.OccurredOn, e.Amount)),
        },
        CreditReversed e => project!.Without(e.Claim),
        ProjectRenamed e => project! with { Name = e.Name, FormerNames = project.FormerNames.Add(project.Name) },
        ProjectStopped e => project! with { Halts = project.Halts.Add(new Halt(e.On, null, e.Reason)) },
        ProjectResumed e => project!.Resumed(e.From),
        ProjectSplit e => project! with
        {
            Parts = project.Parts.Add(e.Part),
            Contracted = project.Contracted - e.Contracted,
            FixedAsset = project.FixedAsset - e.FixedAsset,
        },
        ProjectPartFiled e => new Project(
            e.Project, e.Name, e.Enterprise, e.Industry, null, e.Introducer, [.. e.Shares], e.Contracted,
            e.FixedAsset, 0m, NoStages, ImmutableSortedDictionary<int, Credit>.Empty)
        {
            Whole = e.Whole,
            Reached = NoStages.SetItems(e.Reached.Select(
                one => KeyValuePair.Create(one.Stage, new Credit(one.Claim, one.OccurredOn, 0m)))),
        },
        _ => throw new InvalidOperationException($"{@event.GetType().Name} does not belong to a project."),
    };

    /// <summary>
    /// The project beside the whole as it is now: what was taken back there since is no stage that was reached before.
    /// </summary>
    /// <param name="whole">The whole; null for a project that was never a part.</param>
    public Project Beside(Project? whole) => whole is null || Reached.IsEmpty ? this : this with
    {
        Reached = Reached.RemoveRange(Reached.Keys.Where(
            stage => !whole.Stages.ContainsKey(stage) && !whole.Reached.ContainsKey(stage))),
    };

    private Project Resumed(DateOnly from) => this with
    {
        Halts = Halts is [.., var last] ? Halts.SetItem(Halts.Count - 1, last with { Until = from }) : Halts,
    };

    private Project Without(string claim) => this with
    {
        PaidIn = PaidIn - Stages.Values.Where(credit => credit.Claim == claim).Sum(credit => credit.Amount),
        Stages = Stages.RemoveRange(Stages.Where(pair => pair.Value.Claim == claim).Select(pair => pair.Key)),
        Tranches = Tranches.RemoveRange(Tranches.Where(pair => pair.Value.Claim == claim).Select(pair => pair.Key)),
    };
}
