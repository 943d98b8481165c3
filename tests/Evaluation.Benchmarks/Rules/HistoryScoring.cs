using Evaluation.Benchmarks.Load;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;

namespace Evaluation.Benchmarks.Rules;

/// <summary>
/// Three years of sixty units, from facts to sheets: beside one SQL statement, and by a draft. Goals: as fast as SQL
/// (2.5 and 2.7 times in the runs of ops/measured), and by a draft at most 1.2 times what the edition in force takes
/// (1.04 and 1.13).
/// </summary>
internal static class HistoryScoring
{
    private const int DraftPasses = 6;

    public static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench)
    {
        var district = new LoadDistrict(RulesPart.ThreeYears);
        var facts = district.Claims().SelectMany(claim => claim.Facts()).ToList();
        var byUnit = facts.ToLookup(fact => fact.Unit, StringComparer.Ordinal);
        var (units, roster) = (district.Units.Select(unit => unit.Name).ToList(), district.Roster);
        var live = RulesPart.Editions();
        List<UnitScore> Scores(RuleSet rules) =>
            [.. units.Select(unit => Scorer.Score(unit, byUnit[unit], rules, roster, null))];
        var expected = Totals(Scores(live));
        var volume = $"{RulesPart.ThreeYears}: {facts.Count} facts, {expected.Values.Sum()} points, 12 clauses, "
            + "3 editions, warm";

        await using var database = await BenchDatabase.CreateAsync(bench.Server);
        await using var peer = await FactTable.CreateAsync(database.Connection, facts, live);
        Verify(expected, await peer.TotalsAsync());
        var beside = await bench.AlternateAsync(
            "scoring",
            () => Task.FromResult(facts.Count / Bench.Seconds(() => Scores(live))),
            async () =>
            {
                var watch = System.Diagnostics.Stopwatch.StartNew();
                await peer.TotalsAsync();
                return facts.Count / watch.Elapsed.TotalSeconds;
            });
        return
        [
            new Figure(
                "rules: three years", "facts/s", Goal.AtLeast(1), beside,
                "one SQL statement (totals.sql) on an analysed table with indexes, work_mem 64 MB, fetched; "
                + $"totals of each unit and week compared before; ours makes whole sheets; one thread; {volume}"),
            new Figure(
                "rules: three years by a draft", "s", Goal.Most(1.2),
                await DraftAsync(bench, RulesPart.OneEdition(), Scores),
                "one edition for all years; the draft changes five numbers and is read from its text each time; "
                + $"peer: the live edition; {volume}"),
        ];
    }

    private static async Task<IReadOnlyList<Round>> DraftAsync(
        Bench bench, RuleSet live, Func<RuleSet, List<UnitScore>> score)
    {
        List<UnitScore> Draft() => score(RulesPart.OneEdition(text => text
            .Replace("visit_points: 0.5", "visit_points: 0.6", StringComparison.Ordinal)
            .Replace("leading_factor: 1.2", "leading_factor: 1.3", StringComparison.Ordinal)
            .Replace("cap: {week: 1.5, year: 40}", "cap: {week: 2, year: 50}", StringComparison.Ordinal)
            .Replace("within_days: 60, gives: 0}", "within_days: 30, gives: 0}", StringComparison.Ordinal)
            .Replace("10亿: 12}", "10亿: 15}", StringComparison.Ordinal)));
        if (Totals(Draft()).SequenceEqual(Totals(score(live))))
        {
            throw new UnequalException("The draft changes nothing.");
        }

        return await bench.AlternateAsync(
            "draft", () => Task.FromResult(SecondsEach(() => Draft())),
            () => Task.FromResult(SecondsEach(() => score(live))));
    }

    // Both sides do almost the same, so that a ratio of single passes would show the machine's other work.
    private static double SecondsEach(Action pass) => Bench.Seconds(() =>
    {
        for (var i = 0; i < DraftPasses; i++)
        {
            pass();
        }
    }) / DraftPasses;

    private static SortedDictionary<(string Unit, DateOnly Week), decimal> Totals(List<UnitScore> scores) => new(
        scores.SelectMany(score => score.Sheets).ToDictionary(
            sheet => (sheet.Unit, sheet.Week.Start), sheet => sheet.Total));

    // A week in which nothing counts is a sheet with reasons for us and may be no row at all in SQL.
    private static void Verify(
        SortedDictionary<(string Unit, DateOnly Week), decimal> ours,
        Dictionary<(string Unit, DateOnly Week), decimal> theirs)
    {
        foreach (var week in ours.Keys.Union(theirs.Keys).ToList())
        {
            var (here, there) = (ours.GetValueOrDefault(week), theirs.GetValueOrDefault(week));
            if (here != there)
            {
                throw new UnequalException($"{week.Unit}, week of {week.Week:O}: we give {here}, SQL gives {there}.");
            }
        }
    }
}
