using CsCheck;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;
using Xunit;

namespace Evaluation.Rulebooks.Tests.Scoring;

/// <summary>What holds for every set of facts; a failure prints the seed that shows it again.</summary>
public sealed class ScoringProperties
{
    private static readonly Rulebook Edition = new RulebookText
    {
        Items = "- {id: 活动, cap: {week: 4, quarter: 9, year: 15}, floor: {month: -3, year: -5}}",
        Measures = "visits: {label: 外出, unit: 家次, count: visit}",
        Clauses = """
            - {id: visit, item: 活动, text: 拜访, unit: 分, each: visit, gives: 0.7, repeat: {same: [enterprise], within_days: 20, gives: 0.5}, cap: {week: 2, month: 5}}
            - {id: firms, item: 活动, text: 活动, unit: 分, each: promotion, gives: {bands: firms, per: 10, from: {10: 0.5, 50: 0.3}}, cap: {fact: 2, half: 8}}
            - {id: committee, item: 活动, text: 决定, unit: 分, each: adjustment, gives: points, cap: {fact: 3}, floor: {week: -2}}
            - {id: monthly, item: 活动, text: 任务, unit: 分, each: month, gives: "-0.5 * max(0, 2 - visits)", cap: none, floor: {year: -2}}
            - {id: signing, text: 签约, unit: 分, each: signing, gives: contracted / 1亿, cap: {year: 20}}
            """,
    }.Compile();

    private static readonly RuleSet Rules = new([Edition]);

    private static readonly Gen<Fact> OneFact =
        from kind in Gen.OneOf(
            BuiltInKinds.Visit, BuiltInKinds.Promotion, BuiltInKinds.Adjustment, BuiltInKinds.Signing,
            BuiltInKinds.Lead)
        from day in Gen.Int[0, 150]
        from number in Gen.Int[-50, 90]
        from part in Gen.OneOf(1m, 1m, 0.6m, 0.4m)
        from firm in Gen.OneOf("甲", "乙", "丙", "丁")
        select new Fact(
            "", kind, Sample.Kengkou, Sample.Day("2022-11-15").AddDays(day), part, new Dictionary<string, Value>
            {
                ["enterprise"] = Value.Of(firm),
                ["firms"] = Value.Of((decimal)Math.Abs(number)),
                ["points"] = Value.Of(number / 10m),
                ["contracted"] = Value.Of(Math.Abs(number) * 10_000_000m),
            });

    private static readonly Gen<Fact[]> Facts = OneFact.Array[0, 60]
        .Select(facts => facts.Select((fact, i) => fact with { Id = $"F{i:00}" }).ToArray());

    [Fact]
    public void The_order_of_the_facts_does_not_matter() => Gen.Select(Facts, Gen.Int).Sample((facts, seed) =>
    {
        var order = new Random(seed);
        return Text(Score(facts)) == Text(Score(facts.OrderBy(_ => order.Next())));
    }, iter: 200);

    [Fact]
    public void Sheets_lines_and_week_parts_hold_the_same_points() => Facts.Sample(facts =>
    {
        var score = Score(facts);
        return score.Sheets.All(
            sheet => sheet.Total == score.Parts.Where(part => part.Week == sheet.Week).Sum(part => part.Points))
            && score.Sheets.Sum(sheet => sheet.Total) == score.Parts.Sum(part => part.Points)
            && score.Sheets.All(sheet => sheet.Lines.All(line => sheet.Week == Edition.Calendar.WeekOf(line.On)));
    }, iter: 200);

    [Fact]
    public void No_cap_is_exceeded_and_no_floor_undercut_in_any_period() => Facts.Sample(facts =>
    {
        var lines = Score(facts).Sheets.SelectMany(sheet => sheet.Lines).Where(line => line.Clause.Length > 0).ToList();
        var together = Edition.Clauses.Where(clause => clause.Article is not null)
            .Select(clause => clause.Id).ToHashSet();
        return Edition.Clauses.All(clause => Within(lines.Where(line => line.Clause == clause.Id), clause.Limits))
            && Within(lines.Where(line => together.Contains(line.Clause)), Edition.Articles[0].Limits);
    }, iter: 200);

    [Fact]
    public void The_steps_of_a_line_lead_to_its_points() =>
        Facts.Sample(facts => Score(facts).Sheets.SelectMany(sheet => sheet.Lines)
        .All(line =>
            line.Points == line.Steps.Aggregate(
                0m, (sum, step) => step.Kind is StepKind.Base or StepKind.Cap or StepKind.Floor
                    ? step.Number : sum * step.Number)),
        iter: 200);

    // With a repeat rule it need not hold: a small shared visit may make a later whole one the repeated one.
    [Fact]
    public void A_further_fact_never_lowers_what_an_uncapped_clause_without_repeat_rule_gives() =>
        Gen.Select(Facts, OneFact).Sample((facts, further) =>
            Sum(facts.Append(further with { Id = "Z" })) >= Sum(facts)
            + (further.Kind == BuiltInKinds.Visit ? 0.7m * further.Part : 0m), iter: 200);

    [Fact]
    public void Units_scored_at_the_same_time_come_out_as_one_after_the_other() =>
        Gen.Select(Facts, Facts, Facts).Sample((first, second, third) =>
        {
            string[] units = [Sample.Kengkou, Sample.Fenghuang, Sample.Bureau];
            var facts = new[] { first, second, third }
                .SelectMany((some, i) => some.Select(fact => fact with { Id = $"{fact.Id}-{i}", Unit = units[i] }))
                .ToLookup(fact => fact.Unit);
            var alone = All(units, facts, 1);
            return All(units, facts, 2) == alone && All(units, facts, 4) == alone;
        }, iter: 60);

    [Fact]
    public void A_ranking_is_total_and_equals_share_a_rank() =>
        Gen.Select(Gen.Int[-3, 3].Array[1, 12], Gen.Bool, Gen.Bool).Sample((points, descending, joint) =>
        {
            var totals = points.Select(
                (p, i) => new UnitTotals($"U{i}", p / 3m, p / 3m, Figures(0), Figures(i % 2))).ToList();
            var rules = new RankingRules(["g"], descending, 2, joint, [new TieBreaker("visits")]);
            var standings = Ranker.Rank(Sample.WeekOf("2023-03-06"), "g", totals, rules).Standings;

            bool Better(UnitTotals left, UnitTotals right) =>
                left.YearPoints != right.YearPoints ? left.YearPoints > right.YearPoints == descending
                    : left.YearFigures["visits"] > right.YearFigures["visits"];

            return standings.Select(one => one.Totals.Unit).ToHashSet().Count == points.Length
                && (joint
                    ? standings.All(
                        one => one.YearRank == 1 + standings.Count(other => Better(other.Totals, one.Totals)))
                    : standings.Select(one => one.YearRank).SequenceEqual(Enumerable.Range(1, points.Length)))
                && standings.Zip(standings.Skip(1)).All(pair => !Better(pair.Second.Totals, pair.First.Totals));
        }, iter: 500);

    private static bool Within(IEnumerable<Line> lines, IEnumerable<Limit> limits) =>
        limits.All(limit => (limit.Period == Period.Fact
            ? lines.Select(line => line.Points)
            : lines.GroupBy(line => Edition.Calendar.StartOf(limit.Period, line.On))
                .Select(period => period.Sum(line => line.Points)))
        .All(sum => limit.Floor ? sum >= limit.Points : sum <= limit.Points));

    private static UnitScore Score(IEnumerable<Fact> facts) =>
        Scorer.Score(Sample.Kengkou, facts, Rules, Sample.Roster, Sample.Day("2023-04-30"));

    private static string Text(UnitScore score) => string.Join('\n', score.Sheets.SelectMany(sheet => sheet.Lines)
        .Select(line => $"{line.Clause} {line.Fact} {line.On:O} {line.Points} {line.Reason} {line.Earlier} "
            + $"{string.Join(',', line.Steps)}"));

    private static readonly RuleSet Uncapped = new RulebookText
    {
        Clauses = """
            - {id: visit, text: 拜访, unit: 分, each: visit, gives: 0.7, cap: none}
            - {id: signing, text: 签约, unit: 分, each: signing, gives: contracted / 1亿, cap: none}
            """,
    }.Alone();

    private static readonly RuleSet Grouped = new RulebookText
    {
        Measures = "visits: {label: 外出, unit: 家次, count: visit}",
        Clauses = """
            - {id: visit, text: 拜访, unit: 分, each: visit, gives: 0.7, cap: none}
            - {id: place, text: 名次, unit: 分, each: month, gives: "3 - rank(points) + mean(visits) / 3", cap: none}
            """,
    }.Alone();

    private static decimal Sum(IEnumerable<Fact> facts) =>
        Scorer.Score(Sample.Kengkou, facts, Uncapped, Sample.Roster, null).Parts.Sum(part => part.Points);

    private static string All(string[] units, ILookup<string, Fact> facts, int parallel) => string.Join('\n', Scorer
        .ScoreAll(units, facts, Grouped, Sample.Roster, Sample.Day("2023-04-30"), null, parallel).Select(Text));

    private static Dictionary<string, decimal> Figures(int visits) => new() { ["visits"] = visits };
}
