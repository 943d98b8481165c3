using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Rulebooks.Tests.Scoring;

/// <summary>
/// What one edition asks for holds though another one does not; what makes a district be scored as a whole.
/// </summary>
public sealed class EditionTests
{
    private const string Visit = "- {id: 拜访, text: 每家次, unit: 分, each: visit, gives: 1, cap: none}";
    private const string Landing = "landing: {label: 落地, fields: {landed_in: {label: 落地单位, type: unit}, firm: "
        + "{label: 企业, type: text} }, same: [firm]}";

    private static readonly RulebookText First = new() { Clauses = Visit, From = "2023-01-01", To = "2023-06-30" };
    private static readonly RulebookText Second = new()
    {
        Clauses = Visit,
        From = "2023-07-01",
        To = "2023-12-31",
        Edition = 2
    };

    // On 1 July 2023 凤凰镇 succeeds 坑口街道.
    private static readonly Roster Merged = Sample.Roster with
    {
        Terms = Sample.Roster.Terms.SetItem(0, Sample.Roster.Terms[0] with { To = Sample.Day("2023-06-30") }),
        Successions =
            [new([Sample.Kengkou], [new SuccessorShare(Sample.Fenghuang, 1m)], Sample.Day("2023-07-01"), "府办1号",
                "合并")],
    };

    private static readonly Dictionary<string,
        (RulebookText First, RulebookText Second, bool Merged, bool Whole)> Pairs = new()
        {
            ["各算各的"] = (First, Second, false, false),
            ["比较本组"] = (First,
            Second with { Clauses = "- {id: 名次, text: 名次, unit: 分, each: month, gives: units, cap: none}" }, false,
            true),
            ["分享得分"] = (First with
            {
                Kinds = Landing,
                Clauses = "- {id: 分成, text: 分成, unit: 分, each: landing, "
            + "share: {unit: 30%, landed_in: 70%}, gives: 1, cap: none}"
            }, Second, false, true),
            ["指标归属"] =
            (First with
            {
                Kinds = Landing,
                Measures = "landed: {label: 落地, unit: 个, count: landing, holder: landed_in}"
            }, Second, false, true),
            ["比各周名次"] =
                (First, Second with { Ranking = "groups: [镇街]\ntie_break: [{countback: week}]" }, false, true),
            ["承接而无人合并"] = (First, Second with { Ranking = "groups: [镇街]\nsuccession: carry" }, false, false),
            ["合并而不承接"] = (First with { Ranking = "groups: [镇街]\nsuccession: carry" }, Second, true, false),
            ["合并后承接"] = (First, Second with { Ranking = "groups: [镇街]\nsuccession: carry" }, true, true),
        };

    public static TheoryData<string> Stories => [.. Pairs.Keys];

    [Theory, MemberData(nameof(Stories))]
    public void A_district_is_scored_as_a_whole_where_units_depend_on_each_other(string story)
    {
        var (first, second, merged, whole) = Pairs[story];

        Scorer.TakesWholeDistrict(new RuleSet([first.Compile(), second.Compile()]), merged ? Merged : Sample.Roster)
            .Should().Be(whole);
    }

    [Fact]
    public void What_one_edition_shares_is_shared_though_the_next_one_shares_nothing()
    {
        var shares = First with
        {
            Kinds = Landing,
            Clauses = "- {id: 分成, text: 分成, unit: 分, each: landing, share: {unit: 30%, landed_in: 70%}, gives: 10,"
                + " cap: none}",
        };
        var facts = new[] { Fact("L1", "landing", "2023-03-06", ("landed_in", Sample.Fenghuang), ("firm", "甲")) };

        var scores = Scorer.ScoreAll(
            [Sample.Kengkou, Sample.Fenghuang], facts.ToLookup(fact => fact.Unit),
            new RuleSet([shares.Compile(), Second.Compile()]),
            Sample.Roster, null);

        scores.SelectMany(score => score.Sheets)
            .SelectMany(sheet => sheet.Lines.Select(line => (sheet.Unit, line.Points)))
            .Should().Equal((Sample.Kengkou, 3m), (Sample.Fenghuang, 7m));
    }

    // 凤凰镇 goes on for 坑口街道 under an edition that hands on, the bureau for 凤凰镇 under one that does not.
    [Fact]
    public void Only_a_succession_on_a_day_whose_edition_hands_on_does()
    {
        var carry = First with { Ranking = "groups: [镇街]\nsuccession: carry" };
        var rules = new RuleSet([carry.Compile(), Second.Compile()]);
        var roster = Sample.Roster with
        {
            Terms = [Sample.Roster.Terms[0] with { To = Sample.Day("2023-04-30") },
                Sample.Roster.Terms[1] with { To = Sample.Day("2023-07-31") }, Sample.Roster.Terms[2]],
            Successions =
            [
                new([Sample.Kengkou], [new SuccessorShare(Sample.Fenghuang, 1m)], Sample.Day("2023-05-01"), "一号",
                    "合并"),
                new([Sample.Fenghuang], [new SuccessorShare(Sample.Bureau, 1m)], Sample.Day("2023-08-01"), "二号",
                    "合并"),
            ],
        };
        var facts = new[] { Fact("V1", "visit", "2023-03-06", ("enterprise", "甲")) };

        Scorer.ScoreAll(
                [Sample.Kengkou, Sample.Fenghuang, Sample.Bureau], facts.ToLookup(fact => fact.Unit), rules, roster,
                null)
            .SelectMany(score => score.Inherited.Select(one => (score.Unit, one.Document, one.Points)))
            .Should().Equal((Sample.Fenghuang, "一号", 1m));
    }

    [Fact]
    public void Places_of_weeks_go_to_the_last_line_and_need_no_second_edition()
    {
        var back = First with { Ranking = "groups: [镇街]\ntie_break: [{countback: week}]" };
        var rules = new RuleSet([back.Compile()]);
        var facts = new[] { Fact("V1", "visit", "2023-01-10", ("enterprise", "甲")) };

        Scorer.ScoreAll(
                [Sample.Kengkou, Sample.Fenghuang], facts.ToLookup(fact => fact.Unit), rules, Sample.Roster,
                Sample.Day("2023-01-08"))
            .Select(score => score.Parts.Where(part => part.Week == Sample.WeekOf("2023-01-09"))
                .SelectMany(part => part.Figures.Keys).Distinct().Count())
            .Should().Equal(1, 1);
    }

    [Fact]
    public void One_edition_that_looks_at_the_group_is_enough_for_a_look()
    {
        var looks = Second with
        {
            Clauses = "- {id: 家数, text: 家数, unit: 分, each: month, gives: units, cap: none}",
        };

        Scorer.ScoreAll(
                [Sample.Kengkou, Sample.Fenghuang], Array.Empty<Fact>().ToLookup(fact => fact.Unit),
                new RuleSet([First.Compile(), looks.Compile()]), Sample.Roster, Sample.Day("2023-07-31"))
            .SelectMany(score => score.Sheets.SelectMany(sheet => sheet.Lines))
            .Select(line => $"{line.Fact} {line.Points:0.##}")
            .Should().Equal("month/2023-07-01 2", "month/2023-07-01 2");
    }

    // A unit of which nothing is its own gets no line of the clause; a unit may be called by one letter.
    [Fact]
    public void Who_hands_all_of_it_on_is_not_told_of_conditions_that_were_met()
    {
        var shares = First with
        {
            Kinds = Landing,
            Measures = "landed: {label: 落地, unit: 个, count: landing}",
            Clauses =
                """
                - {id: 分成, text: 分成, unit: 分, each: landing, share: {unit: 0, landed_in: 100%}, gives: 10, cap: none}
                - {id: 另计, text: 另计, unit: 分, each: landing, where: firm = '甲', share: {unit: 0, landed_in: 100%}, gives: 1, cap: none}
                """,
        };
        var facts = new[] { Fact("L1", "landing", "2023-03-06", ("landed_in", "乙"), ("firm", "甲")) };

        var scores = Scorer.ScoreAll(
            [Sample.Kengkou, "乙"], facts.ToLookup(fact => fact.Unit), new RuleSet([shares.Compile()]), Sample.Roster,
            null);

        scores.SelectMany(score => score.Sheets).SelectMany(sheet => sheet.Lines).Select(ScoreTable.Text)
            .Should().Equal(
            " | L1 | 0 | Measured |  | Base 计入指标“落地”，由按期间考核的条款计分 0",
            "分成 | L1 | 10 | Counted |  | Base 10", "另计 | L1 | 1 | Counted |  | Base 1");
    }

    // Persons are judged beside units, and by either edition alone.
    [Fact]
    public void A_person_is_judged_though_other_clauses_and_editions_judge_none()
    {
        const string visits = "visits: {label: 外出, unit: 家次, count: visit}";
        var persons = First with
        {
            Measures = visits,
            Clauses = $"{Visit}\n- {{id: 每人, text: 每人每月1次, unit: 分, each: month, for: top, gives: visits, cap: "
                + "none}",
        };
        var roster =
            Sample.Roster with { Leaders = [new(Sample.Kengkou, "甲", "top", Sample.Day("2022-01-01"), null)] };

        var score = Scorer.Score(
            Sample.Kengkou,
            [Fact("V1", BuiltInKinds.Visit, "2023-03-06", ("person", "甲")),
                Fact("V2", BuiltInKinds.Visit, "2023-03-07")],
            new RuleSet([persons.Compile(), (Second with { Measures = visits }).Compile()]), roster,
            Sample.Day("2023-03-31"));

        score.Sheets.SelectMany(sheet => sheet.Lines)
            .Select(line => $"{line.Clause} {line.Fact} {line.Points}").Should()
            .Equal("拜访 V1 1", "拜访 V2 1", "每人 month/2023-03-01/甲 1");
    }

    // A day on which no edition is in force has the first edition's calendar; without any, weeks begin on Monday.
    [Fact]
    public void A_day_without_an_edition_has_the_calendar_of_the_first_one()
    {
        var first = First.ToString()
            .Replace("week_starts: monday", "week_starts: sunday\n  year_starts: \"04-01\"", StringComparison.Ordinal);
        var rules = new RuleSet([RulebookReader.Read(first).Rulebook!, Second.Compile()]);
        var fact = Fact("V1", BuiltInKinds.Visit, "2022-12-31");

        Part(rules).Should().Be((Week.Of(Sample.Day("2022-12-31"), DayOfWeek.Sunday), Sample.Day("2022-04-01")));
        Part(new RuleSet([])).Should()
            .Be((Week.Of(Sample.Day("2022-12-31"), DayOfWeek.Monday), Sample.Day("2022-01-01")));

        (Week, DateOnly) Part(RuleSet some) =>
            Scorer.Score(
                Sample.Kengkou, [fact], some, Sample.Roster, null).Parts.Select(
                    part => (part.Week, part.Year)).Single();
    }

    private static Fact Fact(string id, string kind, string day, params (string Name, string Text)[] values) =>
        new(id, kind, Sample.Kengkou, Sample.Day(day), 1m,
            values.ToDictionary(one => one.Name, one => Value.Of(one.Text)));
}
