using Evaluation.Office.Adoption;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Units;

namespace Evaluation.Office.Ledger;

/// <summary>
/// What decides scores beside the facts: rules, units, targets and the closed weeks, as known at a position.
/// </summary>
/// <param name="file">The district then.</param>
/// <param name="rules">Its editions, compiled.</param>
/// <param name="closed">The last day of the last closed week, here that of now.</param>
internal sealed class ScoringFrame(DistrictFile file, RuleSet rules, DateOnly? closed)
{
    private readonly TargetAmounts targets = file.Targets;

    /// <summary>Scores a unit; the sheets are left out.</summary>
    public UnitScore Score(string unit, IEnumerable<Fact> facts) =>
        Scorer.Score(unit, facts, rules, file.Roster, closed, targets) with { Sheets = [] };

    /// <summary>Whether another district file decides everything up to a day in the same way.</summary>
    public bool SameThrough(DistrictFile other, DateOnly day) =>
        Earlier(closed, day) == Earlier(other.LastClosed?.End, day) && file.Roster.Begins == other.Roster.Begins
        && Opening.Same(file.Roster.Opening, other.Roster.Opening)
        && MergedFirms.Same(file.Roster.Firms, other.Roster.Firms)
        && (ReferenceEquals(file.Editions, other.Editions) || InForce(file, day).SequenceEqual(InForce(other, day)))
        && (ReferenceEquals(file.Roster, other.Roster)
            || (Terms(file, day).SequenceEqual(Terms(other, day))
                && Leaders(file, day).SequenceEqual(Leaders(other, day))))
        && (ReferenceEquals(file.Given, other.Given) || Begun(file, day).SetEquals(Begun(other, day)));

    private static DateOnly? Earlier(DateOnly? closed, DateOnly day) => closed > day ? day : closed;

    private static IEnumerable<RulebookAdopted> InForce(DistrictFile one, DateOnly day) =>
        one.Editions.Adopted.Where(edition => edition.From <= day);

    // What ends on or after the day is no different up to it from what lasts.
    private static IEnumerable<UnitTerm> Terms(DistrictFile one, DateOnly day) => one.Roster.Terms
        .Where(term => term.From <= day).Select(term => term.To >= day ? term with { To = null } : term);

    private static IEnumerable<LeaderTerm> Leaders(DistrictFile one, DateOnly day) => one.Roster.Leaders
        .Where(term => term.From <= day).Select(term => term.To >= day ? term with { To = null } : term);

    private HashSet<Target> Begun(DistrictFile one, DateOnly day) =>
        [.. one.Given.All.Select(given => given.Target).Where(target =>
            rules.InOrder.Any(edition => edition.Calendar.DaysOf(target.Period) is not { } days || days.First <= day))];
}
