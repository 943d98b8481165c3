using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Board.Live;

/// <summary>A page with its sheets, and what a ranking needs of the units that were scored.</summary>
/// <param name="Totals">By unit scored.</param>
/// <param name="LastSheet">The last week of any sheet of these units.</param>
internal sealed record ScoredPage(BoardUpdate Page, IReadOnlyDictionary<string, RunningTotals> Totals, Week? LastSheet);

/// <summary>
/// Rescores the units that a page touches: from the first changed week if everything before it still holds, otherwise
/// from the start.
/// </summary>
/// <param name="board">The board before the page.</param>
/// <param name="cached">What is cached of it; afterwards as the page leaves it.</param>
/// <param name="page">The page so far.</param>
/// <param name="fold">The fold of its events.</param>
/// <param name="since">The first position of these events.</param>
/// <param name="rules">The compiled editions.</param>
internal sealed class PageScoring(
    BoardReader board, string district, CachedBoard cached, BoardUpdate page, LedgerFold fold, long since,
    RuleSet rules)
{
    // After so many days a unit is scored up to a later one, so that what is rescored with every page stays short.
    private const int MostDays = 56;

    private readonly IReadOnlyList<LedgerWeek> weeks = LedgerWeek.Touched(fold, since);
    private readonly Dictionary<string, RunningTotals> totals = new(StringComparer.Ordinal);
    private readonly List<Sheet> changed = [];
    private readonly List<(string, Week)> gone = [];
    private Dictionary<string, Week>? firsts;
    private Week? last;

    /// <summary>Scores the page; to be called once.</summary>
    public async Task<ScoredPage> RunAsync(bool everyUnit, CancellationToken ct)
    {
        var file = page.District;
        if (everyUnit)
        {
            cached.Units.Clear();
        }

        var continued = everyUnit ? [] : fold.TouchedUnits.Where(CanContinue).ToList();
        var rescored = everyUnit
            ? file.Roster.Terms.Select(term => term.Unit).Concat(fold.TouchedUnits).ToHashSet(StringComparer.Ordinal)
            : fold.TouchedUnits.Except(continued).ToHashSet(StringComparer.Ordinal);
        var rows = rescored.Count == 0 ? [] : await board.EntriesAsync(district, rescored, ct);
        var ledger = weeks.Select(week => week.After(rows.GetValueOrDefault((week.Unit, week.Week))
            ?? cached.Units.GetValueOrDefault(week.Unit)?.Ledger.GetValueOrDefault(week.Week))).ToList();
        foreach (var week in ledger)
        {
            if (cached.Units.TryGetValue(week.Unit, out var kept) && !rescored.Contains(week.Unit))
            {
                kept.Ledger[week.Week] = week.Entries;
            }
            else
            {
                rows[(week.Unit, week.Week)] = [.. week.Entries];
            }
        }

        continued.ForEach(Continue);
        var sheets = rescored.Count == 0 ? [] : await board.SheetsAsync(district, rescored, ct);
        if (everyUnit)
        {
            All(rescored, rows, sheets);
        }
        else
        {
            Each(rescored, rows, sheets);
        }

        return new ScoredPage(page with { Ledger = ledger, Sheets = changed, GoneSheets = gone }, totals, last);
    }

    private bool CanContinue(string unit) => cached.Units.TryGetValue(unit, out var kept)
        && FirstOf(unit) is var first && first.Start >= kept.From.Day
        && first.Start <= kept.From.Day.AddDays(MostDays);

    private void Continue(string unit)
    {
        var kept = cached.Units[unit];
        var score = kept.From.Then(Facts(kept.Ledger.Values));
        Compare(kept.Sheets.Values, score.Sheets);
        kept.Sheets.Clear();
        foreach (var sheet in score.Sheets)
        {
            kept.Sheets[sheet.Week] = sheet;
        }

        totals[unit] = kept.Before.Then(score, new Week(kept.From.Day));
        Reach(kept.LastBefore);
        Reach(LastOf(score));
    }

    private void All(
        IReadOnlyCollection<string> units, Dictionary<(string Unit, Week Week), List<LedgerEntry>> rows,
        List<Sheet> sheets)
    {
        var facts = Facts(rows.Values).ToLookup(fact => fact.Unit, StringComparer.Ordinal);
        var file = page.District;
        var scores = Scorer.ScoreAll([.. units], facts, rules, file.Roster, file.LastClosed?.End, file.Targets);
        Compare(sheets, scores.SelectMany(score => score.Sheets));
        foreach (var score in scores)
        {
            totals[score.Unit] = new RunningTotals(score);
            Reach(LastOf(score));
        }
    }

    private void Each(
        IReadOnlyCollection<string> units, Dictionary<(string Unit, Week Week), List<LedgerEntry>> rows,
        List<Sheet> sheets)
    {
        var (ledgers, before) = (rows.ToLookup(row => row.Key.Unit), sheets.ToLookup(sheet => sheet.Unit));
        var file = page.District;
        foreach (var unit in units)
        {
            var (ledger, day) = (ledgers[unit].ToList(), FirstOf(unit).Start);
            if (file.LastClosed?.End >= day)
            {
                var whole = Scorer.Score(
                    unit, Facts(ledger.Select(row => row.Value)), rules, file.Roster, file.LastClosed?.End,
                    file.Targets);
                Compare(before[unit], whole.Sheets);
                totals[unit] = new RunningTotals(whole);
                cached.Units.Remove(unit);
                Reach(LastOf(whole));
                continue;
            }

            var facts = Facts(ledger.Select(row => row.Value)).ToLookup(fact => fact.OccurredOn >= day);
            var upTo = Scorer.UpTo(unit, facts[false], rules, file.Roster, file.LastClosed?.End, file.Targets, day);
            var later = upTo.Then(facts[true]);
            Compare(before[unit], upTo.Before.Sheets.Concat(later.Sheets));
            var start = new RunningTotals(upTo.Before);
            totals[unit] = start.Then(later, new Week(day));
            cached.Units[unit] = new CachedUnit(
                upTo with { Before = new UnitScore(unit, [], []) },
                start.Then(new UnitScore(unit, [], []), new Week(day)), LastOf(upTo.Before),
                ledger.Where(row => row.Key.Week.Start >= day).ToDictionary(
                    row => row.Key.Week, row => (IReadOnlyList<LedgerEntry>)row.Value),
                later.Sheets.ToDictionary(sheet => sheet.Week));
            Reach(LastOf(upTo.Before));
            Reach(LastOf(later));
        }
    }

    private static IEnumerable<Fact> Facts(IEnumerable<IReadOnlyList<LedgerEntry>> weeks) =>
        weeks.SelectMany(week => week).Where(entry => entry.KnownTo is null).Select(entry => entry.ToFact());

    private void Compare(IEnumerable<Sheet> before, IEnumerable<Sheet> after)
    {
        var old = before.ToDictionary(sheet => (sheet.Unit, sheet.Week));
        foreach (var sheet in after)
        {
            if (!old.Remove((sheet.Unit, sheet.Week), out var stored) || !BoardEquality.Of(stored, sheet))
            {
                changed.Add(sheet);
            }
        }

        gone.AddRange(old.Keys);
    }

    private Week FirstOf(string unit) => (firsts ??= weeks.GroupBy(week => week.Unit, StringComparer.Ordinal)
        .ToDictionary(one => one.Key, one => one.Min(week => week.Week), StringComparer.Ordinal))[unit];

    private static Week? LastOf(UnitScore score) =>
        score.Sheets.Count == 0 ? null : score.Sheets.Max(sheet => sheet.Week);

    private void Reach(Week? week) => last = week is null || week <= last ? last : week;
}
