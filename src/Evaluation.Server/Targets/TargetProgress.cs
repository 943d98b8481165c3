using System.Collections.Concurrent;
using Evaluation.Office.Ledger;
using Evaluation.Office.Progress;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Mandates;

namespace Evaluation.Server.Targets;

/// <summary>The targets of a district against what was done up to the end of a week.</summary>
/// <param name="Through">Its last day.</param>
/// <param name="Targets">One for each indicator and period, the latest period first.</param>
public sealed record ProgressAnswer(string Week, DateOnly Through, IReadOnlyList<IndicatorProgress> Targets);

/// <summary>The targets of an indicator in a period.</summary>
/// <param name="Indicator">The measure's name in the rulebook.</param>
/// <param name="Label">The same in print.</param>
/// <param name="UnitOfMeasure">Its unit in print.</param>
/// <param name="Kind">The kind of claim that it counts; null for one made of other measures.</param>
/// <param name="In">By what figures are divided in print, for example 100000000 for 亿元.</param>
/// <param name="Period">The period's name.</param>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day.</param>
/// <param name="Elapsed">
/// The share of its days that is over, from 0 to 1; null before it begins, and where what is done does not add up.
/// </param>
/// <param name="Whole">The target of all units together; null for none.</param>
/// <param name="Units">Those of units, the highest rate first.</param>
public sealed record IndicatorProgress(
    string Indicator, string Label, string UnitOfMeasure, string? Kind, decimal In, string Period, DateOnly From,
    DateOnly To, decimal? Elapsed, UnitProgress? Whole, IReadOnlyList<UnitProgress> Units);

/// <summary>A target against what was done; amounts in the measure's unit, money in yuan.</summary>
/// <param name="Unit">The unit; null for all units together.</param>
/// <param name="Target">What is to be reached.</param>
/// <param name="Opening">What was done before the evaluation began, part of what is done.</param>
/// <param name="Done">What was done; null while that is not known or not shown.</param>
/// <param name="Rate">The share of the target that is done, from 0; null as before, and for a target of 0.</param>
/// <param name="Ahead">By how many percentage points more is done than time is over; negative when behind.</param>
/// <param name="PerWeek">What was done in a week so far, on average.</param>
/// <param name="NeededPerWeek">What has to be done in each week that is left; null at the end.</param>
/// <param name="Times">How many times the pace so far that is.</param>
/// <param name="Document">The document that gave the target.</param>
public sealed record UnitProgress(
    string? Unit, decimal Target, decimal Opening, decimal? Done, decimal? Rate, decimal? Ahead, decimal? PerWeek,
    decimal? NeededPerWeek, decimal? Times, string Document)
{
    private const int Shares = 4, Points = 1, Amounts = 2;

    /// <summary>A target as it is answered.</summary>
    /// <param name="grows">Whether it is held against the time that is over.</param>
    /// <param name="shown">Whether what was done is shown to whoever asks.</param>
    internal static UnitProgress Of(TargetSeen one, bool grows, bool shown)
    {
        var (pace, paced) = (shown ? one.Pace : null, shown && grows ? one.Pace : null);
        return new UnitProgress(
            one.Unit, one.Target, shown ? one.Opening : 0m, pace?.Done, Round(pace?.Rate, Shares),
            Round(paced?.Ahead, Points), Round(paced?.PerWeek, Amounts), Round(paced?.NeededPerWeek, Amounts),
            Round(paced?.Times, Amounts), one.Document);
    }

    private static decimal? Round(decimal? number, int decimals) =>
        number is { } one ? Math.Round(one, decimals, MidpointRounding.AwayFromZero) : null;
}

/// <summary>Reads how the targets of a district go, for page, interface and command line alike.</summary>
/// <param name="board">What counts.</param>
/// <param name="ruleSets">Compiled rulebooks.</param>
public sealed class TargetProgress(BoardReader board, RuleSets ruleSets)
{
    // Scores every fact of a district once for each period that has targets: kept until the board goes on.
    private readonly ConcurrentDictionary<string, Counted> last = new(StringComparer.Ordinal);

    /// <summary>The targets as of the end of a week, or why there is no such week.</summary>
    /// <param name="week">The week's name; null for the last closed one, or else that of today.</param>
    /// <param name="now">The moment, by which no week is looked at that has not begun.</param>
    /// <param name="sight">What is shown of units.</param>
    public async Task<Result<ProgressAnswer>> OfAsync(
        string district, string? week, DateTimeOffset now, Sight sight, CancellationToken ct)
    {
        var before = last.GetValueOrDefault(district);
        var head = await board.DistrictAsync(district, before?.Head, ct);
        var file = head?.File ?? DistrictFile.Empty;
        var today = file.Founded is { } founded ? Week.Of(founded.DayOf(now), founded.WeekStarts) : default;
        var asked = file.LastClosed ?? today;
        if (week is not null && file.Founded is not null
            && !Named.Week(file.Founded, week).TryGet(out asked, out var refusal))
        {
            return refusal;
        }

        if (asked > today)
        {
            return new Refusal(
                "week-ahead", $"{asked}还没有开始。", "week", $"请查询{today}或以前的周次。");
        }

        if (before is null || before.Head != head || before.Week != asked)
        {
            before = new Counted(head, asked, await CountAsync(district, file, asked.End, ct));
            last[district] = before;
        }

        return new ProgressAnswer(asked.Id, asked.End, [.. before.Targets.Select(one => Answer(one, sight))]);
    }

    private async Task<IReadOnlyList<TargetsSeen>> CountAsync(
        string district, DistrictFile file, DateOnly through, CancellationToken ct)
    {
        var units = file.Roster.Terms.Select(term => term.Unit).Distinct(StringComparer.Ordinal).ToList();
        var known = new Snapshot(
            0, file, LedgerEntry.InOrder(await board.OpenOfUnitsAsync(district, units, ct)), [],
            new Dictionary<string, string>());
        return TargetsSeen.Of(known, ruleSets.Of(file.Editions), through);
    }

    private static IndicatorProgress Answer(TargetsSeen one, Sight sight) => new(
        one.Measure.Name, one.Measure.Label, one.Measure.UnitOfMeasure,
        one.Measure.Kind.Length > 0 ? one.Measure.Kind : null,
        one.Measure.Divisor > 0m ? one.Measure.Divisor : 1m, one.Period.Name, one.Period.First, one.Period.Last,
        one.Grows && one.Units.Append(one.Whole).FirstOrDefault(it => it?.Pace is not null)?.Pace is { } pace
            ? Math.Round(pace.Elapsed, 4, MidpointRounding.AwayFromZero) : null,
        one.Whole is { } whole ? UnitProgress.Of(whole, one.Grows, true) : null,
        [.. one.Units.Select(it => UnitProgress.Of(it, one.Grows, sight.Shows(it.Unit!)))]);

    private sealed record Counted(BoardHead? Head, Week Week, IReadOnlyList<TargetsSeen> Targets);
}
