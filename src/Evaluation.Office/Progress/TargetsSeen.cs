using Evaluation.Office.Ledger;
using Evaluation.Office.Targets;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;

namespace Evaluation.Office.Progress;

/// <summary>A target against what was done of it.</summary>
/// <param name="Unit">The unit; null for all units together.</param>
/// <param name="Target">What is to be reached.</param>
/// <param name="Opening">What was done before the evaluation began, part of what is done; 0 for most.</param>
/// <param name="Document">The document that gave it.</param>
/// <param name="Pace">How it goes; null while the period has not begun, and where only its end tells.</param>
public sealed record TargetSeen(string? Unit, decimal Target, decimal Opening, string Document, TargetPace? Pace);

/// <summary>The targets of an indicator in a period, against what was done up to the end of a week.</summary>
/// <param name="Measure">What is counted.</param>
/// <param name="Through">The last day that is counted.</param>
/// <param name="Grows">
/// Whether what is done adds up through the period, so that it can be held against the time that is over; a ratio or
/// what stands on a day cannot.
/// </param>
/// <param name="Whole">The target of all units together; null for none.</param>
/// <param name="Units">Those of units, the highest rate first.</param>
public sealed record TargetsSeen(
    Measure Measure, NamedPeriod Period, DateOnly Through, bool Grows, TargetSeen? Whole,
    IReadOnlyList<TargetSeen> Units)
{
    /// <summary>All targets that hold, the latest period first.</summary>
    /// <param name="known">What counts now; facts of later days than the end of the week are left out.</param>
    /// <param name="rules">The adopted editions.</param>
    /// <param name="through">The last day of the week.</param>
    public static IReadOnlyList<TargetsSeen> Of(Snapshot known, RuleSet rules, DateOnly through)
    {
        var seen = new List<TargetsSeen>();
        foreach (var given in known.District.Given.All.GroupBy(one => one.Target.Period))
        {
            var calendar = rules.InOrder.Select(edition => edition.Calendar)
                .FirstOrDefault(one => NamedPeriod.Of(given.Key, one) is not null);
            if (calendar is null || NamedPeriod.Of(given.Key, calendar) is not { } period)
            {
                continue;
            }

            var figures = new PeriodFigures(known, rules, period, through);
            seen.AddRange(given.GroupBy(one => one.Target.Indicator).Select(
                one => Of([.. one], known, rules, figures, period, through)).OfType<TargetsSeen>());
        }

        return [.. seen.OrderByDescending(one => one.Period.First).ThenBy(one => one.Period.Last)
            .ThenBy(one => one.Whole is null)];
    }

    private static TargetsSeen? Of(
        IReadOnlyList<GivenTarget> given, Snapshot known, RuleSet rules, PeriodFigures figures, NamedPeriod period,
        DateOnly through)
    {
        var indicator = given[0].Target.Indicator;
        var decides = figures.Edition?.Measures.FirstOrDefault(one => one.Name == indicator);
        if ((decides ?? Any(rules, indicator)) is not { } measure)
        {
            return null;
        }

        var runs = decides is not null && period.First <= through && PeriodFigures.IsKnown(decides);
        return new TargetsSeen(
            measure, period, figures.Last, measure.AddsUp || measure.Takes == Taking.Distinct,
            given.FirstOrDefault(one => one.Target.Unit == TargetAmounts.AllTogether) is { } whole
                ? Seen(null, whole, whole.Target.Opening ?? 0m, runs ? figures.OfAll(measure) : null) : null,
            [
                .. Addressed(given, known.District.Roster, period).Select(one => Seen(
                    one.Unit, one.Given, figures.Brought(one.Unit, indicator),
                    runs ? figures.Of(one.Unit, measure) : null))
                    .OrderByDescending(one => one.Pace?.Rate),
            ]);

        TargetSeen Seen(string? unit, GivenTarget one, decimal opening, decimal? done) => new(
            unit, one.Target.Amount, unit is null ? opening + figures.Brought(null, indicator) : opening, one.Document,
            done is { } known
                ? new TargetPace(
                    one.Target.Amount, known + (one.Target.Opening ?? 0m), period.First, period.Last, through)
                : null);
    }

    private static Measure? Any(RuleSet rules, string indicator) => rules.InOrder.Reverse()
        .SelectMany(edition => edition.Measures).FirstOrDefault(one => one.Name == indicator);

    // The units that are evaluated at the end of the period, each with its own target, else the one for every unit.
    private static IEnumerable<(string Unit, GivenTarget Given)> Addressed(
        IReadOnlyList<GivenTarget> given, Roster roster, NamedPeriod period)
    {
        var common = given.FirstOrDefault(one => one.Target.Unit == TargetAmounts.EveryUnit);
        foreach (var unit in roster.On(period.Last).Select(term => term.Unit).Distinct())
        {
            if ((given.FirstOrDefault(one => one.Target.Unit == unit) ?? common) is { } target)
            {
                yield return (unit, target);
            }
        }
    }
}
