using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Units;
using FluentAssertions;
using Xunit;

namespace Evaluation.Rulebooks.Tests.Scoring;

/// <summary>Ten days, fortnights, halves of months and pairs of months, wherever a period may stand.</summary>
public sealed class PeriodLengthTests
{
    private const string Visits = "visits: {label: 外出, unit: 家次, count: visit}";

    private static ScoreTable Judged(string clauses, string from, string to, string closed) =>
        new(new RulebookText { Measures = Visits, Clauses = clauses, From = from, To = to }.Alone())
        {
            Closed = closed,
        };

    [Fact]
    public void Each_is_judged_on_its_last_day_in_a_leap_year() => Judged(
        """
        - {id: 旬, text: 每旬, unit: 分, each: ten_days, gives: 1, cap: none}
        - {id: 双周, text: 每双周, unit: 分, each: fortnight, gives: 2, cap: none}
        - {id: 半月, text: 每半月, unit: 分, each: half_month, gives: 3, cap: none}
        - {id: 双月, text: 每两个月, unit: 分, each: bimonth, gives: 4, cap: none}
        """, "2024-01-01", "2024-12-31", "2024-03-03").HasLines("",
        """
        旬   | ten_days/2024-01-01   | 1 | Judged | | Base 1
        双周 | fortnight/2024-01-01  | 2 | Judged | | Base 2
        半月 | half_month/2024-01-01 | 3 | Judged | | Base 3
        旬   | ten_days/2024-01-11   | 1 | Judged | | Base 1
        双周 | fortnight/2024-01-15  | 2 | Judged | | Base 2
        旬   | ten_days/2024-01-21   | 1 | Judged | | Base 1
        半月 | half_month/2024-01-16 | 3 | Judged | | Base 3
        旬   | ten_days/2024-02-01   | 1 | Judged | | Base 1
        双周 | fortnight/2024-01-29  | 2 | Judged | | Base 2
        半月 | half_month/2024-02-01 | 3 | Judged | | Base 3
        旬   | ten_days/2024-02-11   | 1 | Judged | | Base 1
        双周 | fortnight/2024-02-12  | 2 | Judged | | Base 2
        旬   | ten_days/2024-02-21   | 1 | Judged | | Base 1
        半月 | half_month/2024-02-16 | 3 | Judged | | Base 3
        双月 | bimonth/2024-01-01    | 4 | Judged | | Base 4
        """);

    /// <summary>10 February 2024 is a Saturday: the week that closes on the 11th judges the ten days before.</summary>
    [Theory]
    [InlineData("2024-02-04", "ten_days", 0)]
    [InlineData("2024-02-11", "ten_days", 1)]
    [InlineData("2024-02-11", "half_month", 0)]
    [InlineData("2024-02-18", "half_month", 1)]
    [InlineData("2024-02-04", "fortnight", 0)]
    [InlineData("2024-02-11", "fortnight", 0)]
    [InlineData("2024-02-25", "fortnight", 1)]
    [InlineData("2024-03-31", "bimonth", 0)]
    [InlineData("2024-05-05", "bimonth", 1)]
    public void It_is_judged_once_the_week_of_its_last_day_is_closed(string closed, string each, int judged) =>
        Judged(
            $"- {{id: 一, text: 一, unit: 分, each: {each}, gives: 1, cap: none}}", "2024-02-01", "2024-12-31", closed)
            .Score("").Sheets.SelectMany(sheet => sheet.Lines).Should().HaveCount(judged);

    /// <summary>As with months, the first period judged is the first that the edition has from its first day.</summary>
    [Theory]
    [InlineData("ten_days", "ten_days/2023-03-11")]
    [InlineData("fortnight", "fortnight/2023-03-13")]
    [InlineData("half_month", "half_month/2023-03-16")]
    [InlineData("month", "month/2023-04-01")]
    [InlineData("bimonth", "bimonth/2023-05-01")]
    public void An_edition_from_8_March_begins_with_the_next_whole_period(string each, string first) =>
        Judged($"- {{id: 一, text: 一, unit: 分, each: {each}, gives: 1, cap: none}}", "2023-03-08", "2023-12-31",
            "2023-12-31").Score("").Sheets.SelectMany(sheet => sheet.Lines).First().Fact.Should().Be(first);

    /// <summary>A 53rd week is a fortnight of its own, and the next year begins with its weeks 1 and 2.</summary>
    [Fact]
    public void Fortnights_begin_anew_with_the_year() => (Judged(
        "- {id: 双周, text: 每双周不少于1家次, unit: 分, each: fortnight, where: visits < 1, gives: -1, cap: none}",
        "2020-12-14", "2021-12-31", "2021-01-31") with
    {
        Roster = new Roster(
            [new UnitTerm(Sample.Kengkou, "坑口", "镇街", "镇街", Sample.Day("2020-01-01"), null)], []),
    }).Gives(
        """
        V1 | visit | 2020-12-27 | | enterprise=甲
        V2 | visit | 2021-01-17 | | enterprise=乙
        """,
        """
             | V1                   | 0  |
        双周 | fortnight/2020-12-28 | -1 | 计-1分
             | V2                   | 0  |
        双周 | fortnight/2021-01-18 | -1 | 计-1分
        """);

    /// <summary>A visit a day around the end of February: each cap begins anew with its period.</summary>
    [Theory]
    [InlineData("ten_days", "1 1 0 0 | 1 1 0", "每旬最多得2分")]
    [InlineData("half_month", "1 1 0 0 | 1 1 0", "每半月最多得2分")]
    [InlineData("bimonth", "1 1 0 0 | 1 1 0", "每两个月最多得2分")]
    [InlineData("fortnight", "1 1 1 1 | 0 0 0", "每双周最多得2分")]
    public void A_cap_holds_for_its_period(string period, string points, string words)
    {
        var days = new[] { "2023-02-25", "2023-02-26", "2023-02-27", "2023-02-28", "2023-03-01", "2023-03-02",
            "2023-03-03" };
        var lines = Judged($"- {{id: 拜访, text: 每家次, unit: 分, each: visit, gives: 1, cap: {{{period}: 2}}}}",
            "2023-01-01", "2023-12-31", "2023-03-05")
            .Score(string.Join('\n', days.Select((day, i) => $"V{i} | visit | {day} | | enterprise=甲{i}")))
            .Sheets.SelectMany(sheet => sheet.Lines).ToList();

        lines.Select(line => $"{line.Points:0}").Should().Equal(points.Replace("| ", "").Split(' '));
        Sentences.Because(lines.First(line => line.Reason == Reason.Capped), null).Should().Contain(words);
    }

    [Fact]
    public void The_best_of_a_pair_of_months_replace_the_worst() => Judged(
        """
        - {id: 半月, text: 每半月, unit: 分, each: half_month, gives: visits, cap: {bimonth: {best: 2} } }
        """, "2023-01-01", "2023-12-31", "2023-02-19").HasLines(
        """
        V1 | visit | 2023-01-03 | | enterprise=甲
        V2 | visit | 2023-01-20 | | enterprise=乙
        V3 | visit | 2023-01-21 | | enterprise=丙
        V4 | visit | 2023-02-03 | | enterprise=丁
        V5 | visit | 2023-02-04 | | enterprise=戊
        """,
        """
        | V1 | 0 | Measured | | Base 计入指标“外出”，由按期间考核的条款计分 0
        半月 | half_month/2023-01-01 | 1 | Judged | | Base 外出（外出=1） 1
        | V2 | 0 | Measured | | Base 计入指标“外出”，由按期间考核的条款计分 0
        | V3 | 0 | Measured | | Base 计入指标“外出”，由按期间考核的条款计分 0
        半月 | half_month/2023-01-16 | 2 | Judged | | Base 外出（外出=2） 2
        | V4 | 0 | Measured | | Base 计入指标“外出”，由按期间考核的条款计分 0
        | V5 | 0 | Measured | | Base 计入指标“外出”，由按期间考核的条款计分 0
        半月 | half_month/2023-02-01 | 1 | Judged | half_month/2023-01-01 | Base 外出（外出=2） 2; Before 已计入每两个月最好的2项的“2023年1月上半月” -1
        """);

    /// <summary>Ten days after ten days, what the month has come to; the difference is counted.</summary>
    [Fact]
    public void The_month_so_far_is_judged_every_ten_days() => Judged(
        "- {id: 进度, text: 进度, unit: 分, each: ten_days, over: month, gives: \"min(visits, 2)\", cap: none}",
        "2023-01-01", "2023-12-31", "2023-02-12").Gives(
        """
        V1 | visit | 2023-01-12 | | enterprise=甲
        V2 | visit | 2023-01-22 | | enterprise=乙
        V3 | visit | 2023-01-23 | | enterprise=丙
        V4 | visit | 2023-02-02 | | enterprise=丁
        """,
        """
             | V1                  | 0 |
        进度 | ten_days/2023-01-11 | 1 | 计1分
             | V2                  | 0 |
             | V3                  | 0 |
        进度 | ten_days/2023-01-21 | 1 | 减去此前已计1分，计1分
             | V4                  | 0 |
        进度 | ten_days/2023-02-01 | 1 | 计1分
        """);

    [Fact]
    public void A_fortnight_is_judged_week_by_week() => Judged(
        "- {id: 双周, text: 双周, unit: 分, each: week, over: fortnight, gives: \"min(visits, 1)\", cap: none}",
        "2023-02-27", "2023-12-31", "2023-03-26").Gives(
        """
        V1 | visit | 2023-03-01 | | enterprise=甲
        V2 | visit | 2023-03-08 | | enterprise=乙
        V3 | visit | 2023-03-20 | | enterprise=丙
        """,
        """
             | V1              | 0 |
        双周 | week/2023-02-27 | 1 |
             | V2              | 0 |
             | V3              | 0 |
        双周 | week/2023-03-20 | 1 |
        """);

    /// <summary>Three empty ten days in a row, over the end of a month.</summary>
    [Fact]
    public void A_streak_goes_on_over_the_end_of_a_month() => Judged(
        "- {id: 连续, text: 连续三旬, unit: 分, each: ten_days, where: \"streak(visits = 0) >= 3\", gives: -1, "
            + "cap: none}",
        "2023-01-01", "2023-12-31", "2023-02-12").Gives(
        "V1 | visit | 2023-01-05 | | enterprise=甲",
        """
             | V1                  | 0  |
        连续 | ten_days/2023-02-01 | -1 | 计-1分
        """);

    /// <summary>A leader is judged for the periods in which he held the post on every day.</summary>
    [Theory]
    [InlineData("ten_days", "ten_days/2023-03-11/李某")]
    [InlineData("half_month", "half_month/2023-03-16/李某")]
    [InlineData("fortnight", "fortnight/2023-03-13/李某")]
    [InlineData("bimonth", "bimonth/2023-05-01/李某")]
    public void A_leader_answers_for_whole_periods(string each, string first)
    {
        var leader = new LeaderTerm(Sample.Kengkou, "李某", "top", Sample.Day("2023-03-10"), null);
        var table = Judged($"- {{id: 一, text: 一, unit: 分, each: {each}, for: top, gives: -1, cap: none}}",
            "2023-01-01", "2023-12-31", "2023-07-02") with
        { Roster = Sample.Roster with { Leaders = [leader] } };

        table.Score("").Sheets.SelectMany(sheet => sheet.Lines).First().Fact.Should().Be(first);
    }

    [Theory]
    [InlineData("each: fortnight, over: month")]
    [InlineData("each: week, over: month")]
    [InlineData("each: ten_days, over: half_month")]
    [InlineData("each: ten_days, over: fortnight")]
    [InlineData("each: bimonth, over: quarter")]
    [InlineData("each: half_month, over: ten_days")]
    [InlineData("each: month, over: month")]
    [InlineData("each: visit, over: fortnight")]
    public void A_longer_period_ends_together_with_the_shorter_ones(string words) =>
        RulebookReader.Read(new RulebookText
        {
            Clauses = $"- {{id: 一, text: 一, unit: 分, {words}, gives: 1, cap: none}}",
        }.ToString()).Findings.Should().ContainSingle().Which.What.Should().Contain("over");
}
