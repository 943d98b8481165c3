using Evaluation.Office.Imports;
using Evaluation.Office.Tests.Decisions;
using Evaluation.Office.Tests.Seeds;
using Evaluation.Office.Weeks;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Weeks;

/// <summary>Working days are counted by stated holidays, and what was not stated is said.</summary>
public sealed class WorkingDayTests
{
    private static readonly CalendarStated Stated = new(
        2023, [Named("2023-01-23"), Named("2023-01-24")], [Named("2023-01-28")], "国办1号");

    private static readonly WorkingDays Known = WorkingDays.Evolve(
        null, CalendarFile.Notice(SeedFolder.Read("dinghu").Calendar, "国办发明电〔2022〕16号").Stated);

    private static Case<WorkingDays> Given => new(WorkingDays.Evolve);

    [Theory]
    [InlineData("2023-01-18", 5, "2023-01-30")] // 19, 20, then the holidays, then two worked weekend days.
    [InlineData("2023-01-19", 5, "2023-01-31")]
    [InlineData("2023-01-20", 1, "2023-01-28")]
    [InlineData("2023-01-28", 1, "2023-01-29")]
    [InlineData("2023-02-03", 1, "2023-02-06")]
    [InlineData("2023-04-04", 1, "2023-04-06")]
    [InlineData("2023-04-21", 1, "2023-04-23")]
    [InlineData("2023-04-28", 3, "2023-05-06")]
    [InlineData("2023-06-21", 1, "2023-06-25")]
    [InlineData("2023-09-28", 5, "2023-10-11")]
    [InlineData("2023-03-06", 5, "2023-03-13")]
    public void The_nth_working_day_of_2023(string day, int count, string expected) =>
        Known.After(Sample.Day(day), count).ToString().Should().Be(expected);

    [Theory]
    [InlineData("2023-12-28", 2, "2024-01-01（2024年放假安排未登记，按周六、周日休息推算）")]
    [InlineData("2022-12-30", 1, "2023-01-03（2022年放假安排未登记，按周六、周日休息推算）")]
    [InlineData("2024-12-30", 3, "2025-01-02（2024、2025年放假安排未登记，按周六、周日休息推算）")]
    public void A_year_that_was_not_stated_has_weekends_only_and_says_so(string day, int count, string expected) =>
        Known.After(Sample.Day(day), count).ToString().Should().Be(expected);

    [Fact]
    public void Counting_less_than_one_day_is_a_fault()
    {
        var counting = () => Known.After(Sample.Day("2023-03-06"), 0);
        counting.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void The_seeds_hold_the_holidays_of_2023()
    {
        var stated = Known.ByYear[2023];
        (stated.Holidays.Count, stated.Workdays.Count).Should().Be((27, 7));
        var year = Enumerable.Range(0, 365).Count(i => Known.IsWorked(Sample.Day("2023-01-01").AddDays(i)));
        year.Should().Be(249, "365 days, 105 on weekends, 18 holidays on weekdays, 7 weekend days worked");
    }

    [Fact]
    public void Holidays_are_stated_and_a_later_notice_amends_the_days_that_it_names()
    {
        var later = Stated with { Holidays = [Named("2023-01-25")], Workdays = [], Document = "国办2号" };
        var amended = new CalendarAmended(2023, later.Holidays, [], [Named("2023-01-24")], "国办2号");
        Given.When(known => CalendarDecider.State(known, Notice(Stated))).Then(Stated);
        Given.Given(Stated).When(known => CalendarDecider.State(known, Notice(Stated))).Refused("repeated");
        Given.Given(Stated).When(known => CalendarDecider.State(
            known, Notice(later) with { Usual = [Named("2023-01-24")] })).Then(amended);
        Given.Given(Stated, amended).When(known => CalendarDecider.State(
            known, Notice(later) with { Usual = [Named("2023-01-24")] })).Refused("repeated");
        var days = new object[] { Stated, amended }.Aggregate(WorkingDays.None, WorkingDays.Evolve);
        Holidays(days).Should().Be("01-23 01-25");
        days.IsWorked(Sample.Day("2023-01-28")).Should().BeTrue();
        days.Amended.Should().ContainSingle().Which.Value.Should().Be("国办2号");
    }

    [Fact]
    public void A_year_is_replaced_only_by_name_and_by_somebody_who_saw_what_it_changes()
    {
        var later = Stated with { Holidays = [Named("2023-01-25")], Document = "国办2号" };
        var known = WorkingDays.Evolve(null, Stated);
        var difference = CalendarDecider.Difference(known, Notice(later) with { Replace = true });
        difference.Should().Equal(
            "2023-01-23由春节放假改为不再列", "2023-01-24由春节放假改为不再列", "2023-01-25由未列改为春节放假");
        CalendarDecider.Difference(known, Notice(later)).Should().Equal("2023-01-25由未列改为春节放假");
        Given.Given(Stated).When(days => CalendarDecider.State(days, Notice(later) with { Replace = true }))
            .Refused("difference-unseen");
        Given.Given(Stated).When(days => CalendarDecider.State(
            days, Notice(later) with { Replace = true, Seen = "00000000" })).Refused("difference-unseen");
        Given.Given(Stated).When(days => CalendarDecider.State(days, Notice(later) with
        {
            Replace = true,
            Seen = CalendarDecider.CodeOf(difference),
        })).Then(later);
        Given.When(days => CalendarDecider.State(days, Notice(Stated) with { Replace = true })).Then(Stated);
    }

    // The notice of March 2019 lengthens the Labour Day holiday of the year stated in December.
    [Fact]
    public void The_notice_of_March_2019_leaves_the_other_days_of_the_year()
    {
        var year = Csv(
            """
            2018-12-29,workday,元旦
            2018-12-30,holiday,元旦
            2018-12-31,holiday,元旦
            2019-01-01,holiday,元旦
            2019-02-04,holiday,春节
            2019-04-05,holiday,清明节
            2019-05-01,holiday,劳动节
            """);
        var march = Csv(
            """
            2019-04-28,workday,劳动节
            2019-05-01,holiday,劳动节
            2019-05-02,holiday,劳动节
            2019-05-03,holiday,劳动节
            2019-05-04,holiday,劳动节
            2019-05-05,workday,劳动节
            """);

        var days = Stating(Stating(WorkingDays.None, year), march);
        Holidays(days).Should().Be("12-30 12-31 01-01 02-04 04-05 05-01 05-02 05-03 05-04");
        days.After(Sample.Day("2019-04-26"), 3).ToString().Should().Be("2019-04-30", "28 April is worked");
        days.After(Sample.Day("2019-04-30"), 1).ToString().Should().Be("2019-05-05");
        days.IsWorked(Sample.Day("2018-12-29")).Should().BeTrue();
    }

    // Next year's first days are amended within this year's, and stay when the next year is stated without them.
    [Fact]
    public void A_notice_may_reach_into_the_next_year_which_stays_unstated()
    {
        var this19 = Csv("2019-10-01,holiday,国庆节");
        var reaching = CalendarFile.Notice(CalendarFile.Read(TextTable.Csv(
            "放假.csv", "day,kind,name\n2020-01-01,holiday,元旦\n2020-01-02,holiday,元旦\n")).Rows, "文", 2019);
        var next = Csv("2020-01-01,holiday,元旦\n2020-01-25,holiday,春节");

        var days = Stating(Stating(WorkingDays.None, this19), reaching);
        days.After(Sample.Day("2019-12-31"), 1).ToString().Should()
            .Be("2020-01-03（2020年放假安排未登记，按周六、周日休息推算）");
        days = Stating(days, next);
        days.After(Sample.Day("2019-12-31"), 1).ToString().Should().Be("2020-01-03");
        days.ByYear.Values.SelectMany(year => year.Holidays).Select(one => one.Day).Should().OnlyHaveUniqueItems();
        Holidays(days).Should().Be("10-01 01-01 01-02 01-25");
    }

    [Theory]
    [InlineData("document-missing", " ", 2023, "2023-01-23", "2023-01-28", "春节")]
    [InlineData("year-wrong", "文", 1023, "2023-01-23", "2023-01-28", "春节")]
    [InlineData("days-missing", "文", 2023, null, "2023-01-28", "春节")]
    [InlineData("day-out-of-year", "文", 2023, "2024-02-01", "2023-01-28", "春节")]
    [InlineData("day-out-of-year", "文", 2023, "0001-01-01", "2023-01-28", "春节")]
    [InlineData("day-out-of-year", "文", 2024, "2023-11-30", "2024-01-28", "春节")]
    [InlineData("workday-wrong", "文", 2023, "2023-01-23", "2023-01-27", "春节")]
    [InlineData("day-twice", "文", 2023, "2023-01-28", "2023-01-28", "春节")]
    [InlineData("name-missing", "文", 2023, "2023-01-23", "2023-01-28", " ")]
    public void A_statement_that_cannot_be_right_is_refused(
        string code, string document, int year, string? holiday, string workday, string name) =>
        Given.When(known => CalendarDecider.State(known, Notice(new CalendarStated(
            year, holiday is null ? [] : [Named(holiday, name)], [Named(workday, name)], document)))).Refused(code);

    [Fact]
    public void A_file_is_read_with_its_faults()
    {
        var imported = CalendarFile.Read(TextTable.Csv(
            "放假.csv", "day,kind,name\n2023-01-23,holiday,春节\n2023-13-24,holyday,\n2023-01-23,workday,春节\n"));
        imported.Faults.Select(fault => $"{fault.Row} {fault.Column}").Should()
            .BeEquivalentTo("3 day", "3 kind", "3 name", "4 day");
    }

    private static CalendarNotice Notice(CalendarStated stated) => new(stated, []);

    private static CalendarNotice Csv(string rows) => CalendarFile.Notice(
        CalendarFile.Read(TextTable.Csv("放假.csv", $"day,kind,name\n{rows}\n")).Rows, "文");

    private static WorkingDays Stating(WorkingDays known, CalendarNotice notice) =>
        WorkingDays.Evolve(known, CalendarDecider.State(known, notice).Events.Single());

    private static string Holidays(WorkingDays known) => string.Join(' ', known.ByYear.Values
        .SelectMany(year => year.Holidays).Select(one => one.Day).Order().Select(day => $"{day:MM-dd}"));

    private static NamedDay Named(string day, string name = "春节") => new(Sample.Day(day), name);
}
