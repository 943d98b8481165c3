using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;

namespace Evaluation.Rulebooks.Scoring;

/// <summary>What is the same for all units that are scored together.</summary>
/// <param name="Rules">The adopted editions.</param>
/// <param name="Plan">The same, laid out.</param>
/// <param name="Leaders">Who led units when.</param>
/// <param name="Targets">What units are to reach.</param>
/// <param name="Groups">
/// The units of each group in the second pass; null in the first, which leaves out the clauses that look at them.
/// </param>
internal sealed record ScoringInput(
    RuleSet Rules, ScoringPlan Plan, IReadOnlyList<LeaderTerm> Leaders, TargetAmounts Targets, GroupViews? Groups)
{
    /// <summary>The days whose facts count.</summary>
    public required (DateOnly First, DateOnly Last) Counted { get; init; }

    /// <summary>The first day of the district's first week; null when it began with the rules.</summary>
    public DateOnly? Begins { get; init; }

    /// <summary>What was brought along into the periods within which the district began; null for nothing.</summary>
    public CarriedPeriods? Carried { get; init; }

    /// <summary>Which files of firms are of one firm; null while none are.</summary>
    public MergedFirms? Firms { get; init; }

    /// <summary>Whether a fact of a day counts.</summary>
    public bool Counts(DateOnly day) => Counted.First <= day && day <= Counted.Last;
}
