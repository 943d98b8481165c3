using Evaluation.Office.Tests.Decisions;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Weeks;

/// <summary>Weeks are closed in order, carry claims over by name and are sealed by a second person.</summary>
public sealed class WeekTests
{
    private static readonly Week Week = Sample.WeekOf("2023-03-06");
    private static readonly WeekClosed Closed = new(Week, Sample.At("2023-03-14 18:00"), "wu.closer");
    private static readonly BulletinSealed Bulletin = new(
        Week, 10, "考10号", 5, [], Sample.At("2023-03-15 09:00"), "wu.closer", "he.sealer", "{}", "a", "b", "c");

    private static Case<ClosedWeeks> Weeks => new(ClosedWeeks.Evolve);

    private static Case<WeekFile> WeekFiles => new(WeekFile.Evolve);

    [Fact]
    public void Weeks_are_closed_in_order_after_their_cut_off()
    {
        var now = Closed.CutOff;

        Weeks.When(closed => WeekDecider.Close(closed, Closed, now)).Then(Closed);
        Weeks.When(closed => WeekDecider.Close(closed, Closed, now.AddTicks(-1))).Refused("before-cut-off");
        Weeks.Given(Closed).When(closed => WeekDecider.Close(closed, Closed, now)).Refused("repeated");
        Weeks.Given(Closed).When(closed => WeekDecider.Close(closed, Closed with { Week = Week.Next.Next }, now))
            .Refused("out-of-order");
        Weeks.Given(Closed).When(closed => WeekDecider.Close(closed, Closed with { Week = Week.Previous }, now))
            .Refused("out-of-order");
        Weeks.Given(Closed).When(closed => WeekDecider.Close(closed, Closed with { Week = Week.Next }, now))
            .Then(Closed with { Week = Week.Next });
    }

    [Theory]
    [InlineData("2023-03-14 18:00", 0, "2023-03-14 18:00")]
    [InlineData("2023-03-14 18:00", 1, "2023-03-14 18:01")]
    [InlineData("2023-03-16 09:29", 59, "2023-03-16 09:30")]
    public void The_cut_off_is_the_moment_of_the_closing_as_a_whole_minute(string now, int seconds, string cutOff) =>
        Weeks.When(closed => WeekDecider.Close(closed, Closed, Sample.At(now).AddSeconds(seconds)))
            .Then(Closed with { CutOff = Sample.At(cutOff) });

    [Fact]
    public void A_week_is_closed_early_by_a_document_once_its_reports_are_due()
    {
        var (due, now) = (Sample.At("2023-03-13 12:00"), Sample.At("2023-03-13 15:00"));

        Close(now, "考〔2023〕8号").Then(
            new WeekClosedEarly(Week, Closed.CutOff, "考〔2023〕8号", "wu.closer"), Closed with { CutOff = now });
        Close(due.AddMinutes(-1), "考〔2023〕8号").Refused("before-reports-due");
        Close(Closed.CutOff, "考〔2023〕8号").Refused("not-early");
        Close(now, "随意").Refused("document-wrong");

        Case<ClosedWeeks>.Outcome Close(DateTimeOffset at, string document) =>
            Weeks.When(closed => WeekDecider.Close(closed, Closed, at, null, (document, due)));
    }

    [Fact]
    public void An_undecided_claim_is_carried_over_by_name()
    {
        var carried = new ClaimCarriedOver(Week, "V1", "材料待补");

        WeekFiles.When(week => WeekDecider.CarryOver(Closed, week, carried, true)).Then(carried);
        WeekFiles.When(week => WeekDecider.CarryOver(null, week, carried, true)).Refused("not-closed");
        WeekFiles.When(week => WeekDecider.CarryOver(Closed, week, carried with { Reason = "" }, true))
            .Refused("reason-missing");
        WeekFiles.When(week => WeekDecider.CarryOver(Closed, week, carried, false)).Refused("claim-decided");
        WeekFiles.Given(carried).When(week => WeekDecider.CarryOver(Closed, week, carried, true)).Refused("repeated");
        WeekFiles.Given(Bulletin).When(week => WeekDecider.CarryOver(Closed, week, carried, true))
            .Refused("already-sealed");
    }

    [Fact]
    public void A_bulletin_is_sealed_once_by_somebody_else_than_who_closed_the_week()
    {
        var sealedWeek = WeekFile.Evolve(null, Bulletin);

        WeekDecider.MaySeal(Closed, null, Week, "he.sealer").Should().BeNull();
        WeekDecider.MaySeal(Closed, null, Week, "wu.closer")!.Code.Should().Be("same-person");
        WeekDecider.MaySeal(null, null, Week, "he.sealer")!.Code.Should().Be("not-closed");
        WeekDecider.MaySeal(Closed, sealedWeek, Week, "he.sealer")!.Code.Should().Be("already-sealed");
    }
}
