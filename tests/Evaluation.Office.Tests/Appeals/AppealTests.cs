using Evaluation.Office.Appeals;
using Evaluation.Office.Tests.Decisions;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Appeals;

/// <summary>The life of an appeal.</summary>
public sealed class AppealTests
{
    private static readonly Week Week = Sample.WeekOf("2023-03-06");

    private static readonly AppealLodged Lodged = new(
        "S1", Sample.Kengkou, Week, About.Line("第五条", "V1"), "带队领导有误", ["纪要.pdf"],
        Sample.At("2023-03-22 17:00"),
        "li.reporter",
        AppealDecider.LastDay(Sample.Day("2023-03-15"), 5, WorkingDays.None));

    private static readonly BulletinSealed Bulletin = new(
        Week, 10, "考10号", 5, [], Sample.At("2023-03-15 09:00"), "wu.closer", "he.sealer", "{}", "a", "b", "c");

    private static readonly MatterKnown Known = new(Sample.Kengkou, Bulletin, true, Sample.Day("2023-03-22"), null, 5);

    private static readonly AppealRuled Upheld = new(
        "S1", true, "经核实", "考11号", RemedyKind.Correct, "luo.committee", Sample.At("2023-03-23 09:00"), Week, []);

    private static readonly AppealRuled Dismissed = Upheld with { Upheld = false, Remedy = null };

    private static readonly AppealHeard Heard = new("S1", "补充了行程单");

    private static readonly AppealWithdrawn Withdrawn = new("S1", "已核对");

    private static readonly Interested Nobody = new(["zhou.verifier"], ["he.sealer"], ["mo.reporter"]);

    private static Case<Appeal> Appeals => new(Appeal.Evolve);

    private static Case<Appeal> Open => Appeals.Given(Lodged);

    [Fact]
    public void An_appeal_is_lodged_up_to_the_fifth_working_day() =>
        Appeals.When(appeal => AppealDecider.Lodge(appeal, Lodged, Known)).Then(Lodged);

    [Theory]
    [InlineData(1, "2023-03-16")]
    [InlineData(5, "2023-03-22")]
    [InlineData(10, "2023-03-29")]
    public void The_last_day_is_as_many_working_days_after_the_sealing_as_the_rulebook_says(int within, string last) =>
        AppealDecider.LastDay(Sample.Day("2023-03-15"), within, WorkingDays.None).Day.Should().Be(Sample.Day(last));

    [Theory]
    [InlineData("another unit", "forbidden")]
    [InlineData("nobody's unit", "forbidden")]
    [InlineData("reason", "reason-missing")]
    [InlineData("evidence", "evidence-missing")]
    [InlineData("no evidence", "evidence-missing")]
    [InlineData("unsealed", "not-sealed")]
    [InlineData("no line", "unknown-line")]
    [InlineData("no claim", "unknown-claim")]
    [InlineData("late", "out-of-time")]
    [InlineData("open", "already-appealed")]
    [InlineData("ruled", "already-appealed")]
    public void An_appeal_that_may_not_be_lodged_is_refused(string wrong, string code)
    {
        var known = wrong switch
        {
            "another unit" => Known with { ActsFor = Sample.Fenghuang },
            "nobody's unit" => Known with { ActsFor = null },
            "unsealed" => Known with { Sealed = null, Found = false },
            "no line" or "no claim" => Known with { Found = false },
            "late" => Known with { Today = Sample.Day("2023-03-23") },
            "open" => Known with { Earlier = Folded(Lodged with { Appeal = "S0" }) },
            "ruled" => Known with { Earlier = Folded(Lodged with { Appeal = "S0" }, Dismissed) },
            _ => Known,
        };
        var request = wrong switch
        {
            "reason" => Lodged with { Reason = " " },
            "evidence" => Lodged with { Evidence = [" "] },
            "no evidence" => Lodged with { Evidence = [] },
            "no claim" => Lodged with { About = About.OfClaim("V1") },
            _ => Lodged,
        };
        Appeals.When(appeal => AppealDecider.Lodge(appeal, request, known)).Refused(code);
    }

    [Fact]
    public void A_late_appeal_is_refused_with_the_last_day_and_what_was_assumed()
    {
        var known = Known with { Today = Sample.Day("2023-03-23") };
        AppealDecider.Lodge(null, Lodged, known).Refusal!.What.Should()
            .Contain("最后一天是2023-03-22（2023年放假安排未登记，按周六、周日休息推算）");
    }

    [Fact]
    public void After_a_withdrawn_appeal_the_line_is_free()
    {
        var known = Known with { Earlier = Folded(Lodged with { Appeal = "S0" }, Withdrawn) };
        Appeals.When(appeal => AppealDecider.Lodge(appeal, Lodged, known)).Then(Lodged);
    }

    [Fact]
    public void The_same_appeal_again_is_a_repeat_and_another_under_its_number_is_refused()
    {
        Open.When(appeal => AppealDecider.Lodge(appeal, Lodged, Known)).Refused("repeated");
        Open.When(appeal => AppealDecider.Lodge(appeal, Lodged with { Reason = "另一理由" }, Known))
            .Refused("appeal-exists");
        Open.When(appeal => AppealDecider.Lodge(appeal, Lodged with { Evidence = ["照片.jpg"] }, Known))
            .Refused("appeal-exists");
    }

    [Fact]
    public void A_unit_is_heard_as_often_as_it_has_something_to_say()
    {
        Open.When(appeal => AppealDecider.Hear(appeal, Heard)).Then(Heard);
        Open.Given(Heard).When(appeal => AppealDecider.Hear(appeal, Heard)).Refused("repeated");
        Open.Given(Heard).When(appeal => AppealDecider.Hear(appeal, Heard with { Note = "又补充" }))
            .Then(Heard with { Note = "又补充" });
        Open.When(appeal => AppealDecider.Hear(appeal, Heard with { Note = " " })).Refused("note-missing");
        Open.Given(Dismissed).When(appeal => AppealDecider.Hear(appeal, Heard)).Refused("wrong-status");
        Appeals.When(appeal => AppealDecider.Hear(appeal, Heard)).Refused("unknown-appeal");
    }

    [Fact]
    public void An_appeal_is_ruled_on_with_or_without_a_hearing()
    {
        Open.When(appeal => AppealDecider.Rule(appeal, Upheld, Nobody)).Then(Upheld);
        Open.Given(Heard).When(appeal => AppealDecider.Rule(appeal, Dismissed, Nobody)).Then(Dismissed);
    }

    [Theory]
    [InlineData("zhou.verifier", "same-person")]
    [InlineData("he.sealer", "same-person")]
    [InlineData("li.reporter", "same-person")]
    [InlineData("mo.reporter", "same-person")]
    public void Who_took_part_does_not_rule(string account, string code) =>
        Open.When(appeal => AppealDecider.Rule(appeal, Upheld with { RuledBy = account }, Nobody)).Refused(code);

    [Fact]
    public void Who_made_the_token_of_the_program_that_lodged_it_does_not_rule() =>
        Appeals.Given(Lodged with { LodgedBy = "program/oa", Behind = "luo.committee" })
            .When(appeal => AppealDecider.Rule(appeal, Upheld, Nobody)).Refused("same-person");

    [Fact]
    public void A_ruling_needs_a_document_a_reason_and_when_upheld_a_remedy_that_fits()
    {
        var period = Appeals.Given(Lodged with { About = About.Line("第十八条", "week/2023-03-06") });
        Open.When(appeal => AppealDecider.Rule(appeal, Upheld with { Document = " " }, Nobody))
            .Refused("document-missing");
        Open.When(appeal => AppealDecider.Rule(appeal, Dismissed with { Reason = "" }, Nobody))
            .Refused("reason-missing");
        Open.When(appeal => AppealDecider.Rule(appeal, Upheld with { Remedy = null }, Nobody))
            .Refused("remedy-missing");
        Open.When(appeal => AppealDecider.Rule(appeal, Upheld with { Upheld = false }, Nobody))
            .Refused("remedy-unwanted");
        period.When(appeal => AppealDecider.Rule(appeal, Upheld, Nobody)).Refused("remedy-wrong");
        var adjusted = Upheld with { Remedy = RemedyKind.Adjust };
        period.When(appeal => AppealDecider.Rule(appeal, adjusted, Nobody)).Then(adjusted);
    }

    [Fact]
    public void There_is_one_ruling_and_none_after_a_withdrawal()
    {
        Open.Given(Upheld).When(appeal => AppealDecider.Rule(appeal, Upheld, Nobody)).Refused("repeated");
        Open.Given(Upheld).When(appeal => AppealDecider.Rule(appeal, Dismissed, Nobody)).Refused("already-ruled");
        Open.Given(Withdrawn).When(appeal => AppealDecider.Rule(appeal, Upheld, Nobody)).Refused("wrong-status");
        Appeals.When(appeal => AppealDecider.Rule(appeal, Upheld, Nobody)).Refused("unknown-appeal");
    }

    [Fact]
    public void Its_unit_takes_an_appeal_back_until_it_is_ruled_on()
    {
        Open.When(appeal => AppealDecider.Withdraw(appeal, Withdrawn, Sample.Kengkou)).Then(Withdrawn);
        Open.When(appeal => AppealDecider.Withdraw(appeal, Withdrawn, Sample.Fenghuang)).Refused("forbidden");
        Open.When(appeal => AppealDecider.Withdraw(appeal, Withdrawn with { Reason = "" }, Sample.Kengkou))
            .Refused("reason-missing");
        Open.Given(Withdrawn).When(appeal => AppealDecider.Withdraw(appeal, Withdrawn, Sample.Kengkou))
            .Refused("repeated");
        Open.Given(Dismissed).When(appeal => AppealDecider.Withdraw(appeal, Withdrawn, Sample.Kengkou))
            .Refused("wrong-status");
        Appeals.When(appeal => AppealDecider.Withdraw(appeal, Withdrawn, Sample.Kengkou)).Refused("unknown-appeal");
    }

    [Fact]
    public void Units_are_told_when_their_rank_changed()
    {
        var changes = new RankChange[]
        {
            new("镇街", Sample.Kengkou, 1m, 2m, 2, 1), new("镇街", Sample.Fenghuang, 1.5m, 1.5m, 1, 2),
            new("部门", Sample.Bureau, 1m, 2m, 1, 1),
        };
        Folded(Lodged, Upheld with { Changes = changes }).Affected.Select(one => one.Unit).Should()
            .Equal(Sample.Kengkou, Sample.Fenghuang);
    }

    [Fact]
    public void A_line_of_a_claim_concerns_it_and_a_line_of_a_period_concerns_none()
    {
        About.Line("第五条", "V1").Concerned().Should().Be("V1");
        About.OfClaim("V2").Concerned().Should().Be("V2");
        About.Line("第十八条", "week/2023-03-06").Concerned().Should().BeNull();
        About.Line("", "adjustment/D-1").Concerned().Should().BeNull();
        new[] { About.Line("claim", "V1").Key(), About.OfClaim("V1").Key() }.Should().OnlyHaveUniqueItems();
    }

    private static Appeal Folded(params object[] events) => events.Aggregate((Appeal?)null, Appeal.Evolve)!;
}
