using Evaluation.Office.Ledger;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;

namespace Evaluation.Office.Progress;

/// <summary>
/// What was done of an indicator in a period, up to a day within it: the measure of the rulebook as the scorer counts
/// it for its clauses, of the facts of these days alone. Nothing else counts what is done.
/// </summary>
/// <param name="known">What counts now.</param>
/// <param name="rules">The adopted editions.</param>
/// <param name="through">The day, in the period or after it.</param>
public sealed class PeriodFigures(Snapshot known, RuleSet rules, NamedPeriod period, DateOnly through)
{
    private readonly DateOnly last = through < period.Last ? through : period.Last;
    private readonly Opening? opening = known.District.Roster.Opening;
    private IReadOnlyDictionary<string, UnitTotals>? ofPeriod;
    private IReadOnlyDictionary<string, UnitTotals>? standing;

    /// <summary>The last day that is counted.</summary>
    public DateOnly Last => last;

    /// <summary>The edition that decides on that day; null for none.</summary>
    public Rulebook? Edition => rules.On(last);

    // What was brought along is added as what it is; days before the beginning are in it.
    private Snapshot Within(DateOnly first) => known with
    {
        Entries =
        [
            .. known.Entries.Where(one => first <= one.OccurredOn && one.OccurredOn <= last
                && !(one.OccurredOn < opening?.Day)),
        ],
        District = known.District with { Roster = known.District.Roster with { Opening = null } },
        Through = last,
    };

    /// <summary>Whether it can be said before the period is over.</summary>
    public static bool IsKnown(Measure measure) => measure.IsPrintable;

    /// <summary>What a unit did.</summary>
    /// <param name="measure">A measure of the edition that <see cref="IsKnown"/>.</param>
    public decimal Of(string unit, Measure measure)
    {
        var figures = Figures(measure.Stands).GetValueOrDefault(unit) is not { } totals
                ? new Dictionary<string, decimal>(StringComparer.Ordinal)
            : period.Span == Period.Week ? totals.WeekFigures : totals.YearFigures;
        return measure.Value is null ? figures.GetValueOrDefault(measure.Name) + Brought(unit, measure.Name)
            : MadeFigures.Of(
                measure,
                Edition!.Measures.Where(one => one.Value is null).ToDictionary(one => one.Name, one => Of(unit, one)),
                Edition, last);
    }

    /// <summary>What all units did together: what they share counts once.</summary>
    /// <param name="measure">A measure of the edition that <see cref="IsKnown"/>.</param>
    public decimal OfAll(Measure measure) => measure.Value is null
        ? DistrictTotals.Of(
            Within(measure.Stands ? DateOnly.MinValue : period.First), rules, Edition!, [measure], last,
            day => period.First <= day && day <= last)[0] + Brought(null, measure.Name)
        : MadeFigures.Of(
            measure, Edition!.Measures.Where(one => one.Value is null).ToDictionary(one => one.Name, OfAll), Edition,
            last);

    /// <summary>What was brought along into the district of the period (期初结转).</summary>
    /// <param name="unit">The unit; null for all units together.</param>
    /// <param name="measure">The measure's name.</param>
    public decimal Brought(string? unit, string measure) => opening?.Balances
        .Where(one => one.Of == BalanceOf.Measure && one.Name == measure && one.Period == period.Name
            && (unit is null || one.Unit == unit))
        .Sum(one => one.Amount) ?? 0m;

    private IReadOnlyDictionary<string, UnitTotals> Figures(bool stands) => stands
        ? standing ??= Totals(DateOnly.MinValue) : ofPeriod ??= Totals(period.First);

    private Dictionary<string, UnitTotals> Totals(DateOnly first)
    {
        var calendar = Edition!.Calendar;
        var (week, year) = (calendar.WeekOf(last), calendar.YearOf(last));
        return Within(first).Score(rules).Select(score => Ranker.Totals(score, week, year, last))
            .ToDictionary(one => one.Unit, StringComparer.Ordinal);
    }
}
