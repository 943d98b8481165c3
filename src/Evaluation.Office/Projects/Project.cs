using System.Collections.Immutable;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Projects;

/// <summary>What was credited: by which claim, for which amount in yuan.</summary>
public sealed record Credit(string Claim, DateOnly OccurredOn, decimal Amount);

/// <summary>What signings, stages and increases belong to (项目).</summary>
/// <param name="Id">The project's number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Enterprise">The investing firm.</param>
/// <param name="Industry">The industry.</param>
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
    /// <summary>The stage that a signing credits.</summary>
    public const string Signed = "signed";

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
            ImmutableSortedDictionary.Create<string, Credit>(StringComparer.Ordinal),
            ImmutableSortedDictionary<int, Credit>.Empty),
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
        _ => throw new InvalidOperationException($"{@event.GetType().Name} does not belong to a project."),
    };

    private Project Without(string claim) => this with
    {
        PaidIn = PaidIn - Stages.Values.Where(credit => credit.Claim == claim).Sum(credit => credit.Amount),
        Stages = Stages.RemoveRange(Stages.Where(pair => pair.Value.Claim == claim).Select(pair => pair.Key)),
        Tranches = Tranches.RemoveRange(Tranches.Where(pair => pair.Value.Claim == claim).Select(pair => pair.Key)),
    };
}
