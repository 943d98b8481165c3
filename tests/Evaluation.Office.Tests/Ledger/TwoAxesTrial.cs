using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Tests.SecondCount;
using Evaluation.Rulebooks.Words;
using FluentAssertions;

namespace Evaluation.Office.Tests.Ledger;

/// <summary>One history, asked at every position; beside it a fold that knows nothing later.</summary>
internal sealed class TwoAxesTrial(List<object> events, Chance chance)
{
    private readonly Dictionary<int, RuleSet> compiled = [];

    public int Tried { get; private set; }

    public int Ranked { get; private set; }

    public int WithPoints { get; private set; }

    public string? Difference()
    {
        var fold = new PastFold();
        for (var position = 1; position <= events.Count; position++)
        {
            fold.Apply(position, events[position - 1]);
        }

        var (past, naive) = (fold.Read(), new LedgerFold(DistrictFile.Empty));
        for (var position = 1; position <= events.Count; position++)
        {
            naive.Apply(position, events[position - 1]);
            if (At(past, naive.At(position)) is { } difference)
            {
                return $"position {position} of {events.Count}: "
                    + $"{difference}\n{string.Join('\n', events.Select(TestOffice.Write))}";
            }
        }

        return null;
    }

    private string? At(DistrictPast past, Snapshot known)
    {
        if ((chance.Of100(5) && TestOffice.Write(past.FileAt(known.Position)) != TestOffice.Write(known.District))
            || TwoAxesTests.Text(
                past.At(known.Position).Entries.OrderBy(Key, StringComparer.Ordinal)) != TwoAxesTests.Text(
                    known.Entries.OrderBy(Key, StringComparer.Ordinal)))
        {
            return "file or entries differ";
        }

        var adopted = known.District.Editions.Adopted.Count;
        var rules = compiled.TryGetValue(adopted, out var found) ? found
            : compiled[adopted] = known.District.Editions.Compile();
        var scores = known.Score(rules);
        var sheets = scores.SelectMany(score => score.Sheets).ToList();
        var ranks = new Ranks(known.District, rules, scores.ToDictionary(score => score.Unit, StringComparer.Ordinal));
        var rankings = ranks.Weeks(sheets.Count == 0 ? null : sheets.Max(sheet => sheet.Week))
            .SelectMany(week => ranks.Of(week, null, null)).ToLookup(ranking => ranking.Week);
        return chance.Times(TwoAxesTests.WeeksPerPosition, TwoAxesTests.WeeksPerPosition, _ => AnyWeek(known, rules))
            .Select(week => Week(past, known, rules, week, sheets, rankings))
            .FirstOrDefault(difference => difference is not null);
    }

    private string? Week(
        DistrictPast past, Snapshot known, RuleSet rules, Week week, List<Sheet> sheets,
        ILookup<Week, GroupRanking> rankings)
    {
        var then = past.RankingsAt(week, known.Position, rules);
        var expected = rankings[week.Previous].Concat(rankings[week]).ToList();
        var closed = week <= known.District.LastClosed;
        var (first, last) = (rankings.Min(ranking => (Week?)ranking.Key), rankings.Max(ranking => (Week?)ranking.Key));
        Tried++;
        Ranked += rankings.Contains(week) ? 1 : 0;
        WithPoints += rankings[week].Any(ranking => ranking.Standings.Any(standing => standing.Totals.YearPoints != 0m))
            ? 1 : 0;
        var unit = known.Entries.Count == 0 ? "无" : chance.Pick(known.Entries).Unit;
        var mine = past.ScoresAt(known.Position, rules, week.End, 1, unit).Where(score => score.Unit == unit);
        return TwoAxesTests.Text(then.Rankings) != TwoAxesTests.Text(expected)
            ? $"{week}\n{TwoAxesTests.Text(then.Rankings)}\n{TwoAxesTests.Text(expected)}"
            : !closed && (then.First != first || then.Last != last) ? $"{week}: {then.First}-{then.Last}"
            : closed && (then.First != first || then.Last > week != last > week)
                ? $"{week}, closed: {then.First}-{then.Last}"
            : Sheets(
                mine.SelectMany(score => score.Sheets), week) != Sheets(sheets.Where(sheet => sheet.Unit == unit), week)
                    ? $"{week}: sheets of {unit}"
            : null;
    }

    private static string Sheets(IEnumerable<Sheet> sheets, Week week) =>
        TwoAxesTests.Text(sheets.Where(sheet => sheet.Week <= week));

    private Week AnyWeek(Snapshot known, RuleSet rules)
    {
        var calendar = rules.InOrder.FirstOrDefault()?.Calendar;
        var day = known.Entries.Count > 0 && chance.Of100(85) ? chance.Pick(known.Entries).OccurredOn
            : known.District.LastClosed is { } closed && chance.Of100(50) ? closed.Start
            : rules.InOrder.FirstOrDefault()?.From ?? Sample.Day("2023-01-01");
        return (calendar?.WeekOf(day)
            ?? Evaluation.Rulebooks.Words.Week.Of(day, known.District.Founded!.WeekStarts)) is var week
            && chance.Of100(50)
            ? week : new Week(week.Start.AddDays(7 * chance.Between(-2, 6)));
    }

    private static string Key(LedgerEntry entry) => $"{entry.Unit} {entry.Fact}";
}
