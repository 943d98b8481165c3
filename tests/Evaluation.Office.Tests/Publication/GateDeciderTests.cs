using Evaluation.Office.Decisions;
using Evaluation.Office.Publication;
using Evaluation.Office.Tests.Decisions;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Publication;

/// <summary>Who may confirm, waive and seal, and when a confirmation is worth nothing any more.</summary>
public sealed class GateDeciderTests
{
    private const string Finding = "申诉“S-1”（永安镇，2023-W10，事项“V2”）待裁决。";

    private static readonly Week Week = Sample.WeekOf("2023-03-06");
    private static readonly WeekClosed Closed = new(Week, Sample.At("2023-03-14 18:00"), "wu.closer");
    private static readonly string Digest = BulletinFiles.Sha256("通报稿");
    private static readonly string Other = BulletinFiles.Sha256("又一稿");
    private static readonly WeekConfirmed Confirmed = new(
        Week, "zhang.verifier", Sample.At("2023-03-15 08:00"), Digest);
    private static readonly WeekWaived Waived = new(
        Week, "appeals", [Finding], "不影响本周排名", "委7号", "gao.committee");
    private static readonly BulletinSealed Bulletin = new(
        Week, 10, "考10号", 5, [], Sample.At("2023-03-15 09:00"), "wu.closer", "he.sealer", "{}", "a", "b", "c");

    private static Case<WeekFile> Weeks => new(WeekFile.Evolve);

    [Fact]
    public void A_closed_week_is_confirmed_by_somebody_who_saw_the_draft_as_it_stands()
    {
        Weeks.When(week => GateDecider.Confirm(Closed, week, Confirmed, Digest)).Then(Confirmed);
        Weeks.When(week => GateDecider.Confirm(Closed, week, Confirmed, Digest[..12])).Then(Confirmed);
        Weeks.When(week => GateDecider.Confirm(Closed, week, Confirmed, Digest[..11])).Refused("content-changed");
        Weeks.When(week => GateDecider.Confirm(Closed, week, Confirmed, Other)).Refused("content-changed");
        Weeks.When(week => GateDecider.Confirm(Closed, week, Confirmed, " ")).Refused("digest-missing");
        Weeks.When(week => GateDecider.Confirm(null, week, Confirmed, Digest)).Refused("not-closed");
        Weeks.Given(Bulletin).When(week => GateDecider.Confirm(Closed, week, Confirmed, Digest))
            .Refused("already-sealed");
    }

    [Fact]
    public void A_confirmation_is_repeated_by_another_person_or_after_a_change_only()
    {
        var (by, again) = (Confirmed with { ConfirmedBy = "su.verifier" }, Confirmed with { Digest = Other });

        Weeks.Given(Confirmed).When(week => GateDecider.Confirm(Closed, week, Confirmed, Digest)).Refused("repeated");
        Weeks.Given(Confirmed).When(week => GateDecider.Confirm(Closed, week, by, Digest)).Then(by);
        Weeks.Given(Confirmed).When(week => GateDecider.Confirm(Closed, week, again, Other)).Then(again);
    }

    [Fact]
    public void Neither_who_closed_nor_who_confirmed_may_seal()
    {
        var confirmed = WeekFile.Evolve(null, Confirmed);

        WeekDecider.MaySeal(Closed, confirmed, Week, "he.sealer").Should().BeNull();
        WeekDecider.MaySeal(Closed, confirmed, Week, "wu.closer")!.Code.Should().Be("same-person");
        WeekDecider.MaySeal(Closed, confirmed, Week, "zhang.verifier")!.What.Should().Contain("由本人确认");
    }

    [Fact]
    public void What_was_done_about_the_week_while_the_gate_was_examined_stops_the_sealing()
    {
        var examined = WeekFile.Evolve(null, Confirmed);
        object[] meanwhile = [Confirmed with { Digest = Other }, Waived, new ClaimCarriedOver(Week, "V1", "待补")];

        Weeks.Given(Confirmed).When(week => GateDecider.Seal(Closed, week, examined, Bulletin)).Then(Bulletin);
        foreach (var @event in meanwhile)
        {
            Weeks.Given(Confirmed, @event).When(week => GateDecider.Seal(Closed, week, examined, Bulletin))
                .Refused("content-changed");
        }

        Weeks.Given(Confirmed, Bulletin).When(week => GateDecider.Seal(Closed, week, examined, Bulletin))
            .Refused("already-sealed");
    }

    [Fact]
    public void Findings_are_waived_each_by_its_sentence_and_with_a_reason()
    {
        Weeks.When(week => Waive(week, Waived)).Then(Waived);
        Weeks.When(week => Waive(week, Waived with { Document = null })).Then(Waived with { Document = null });
        Weeks.When(week => Waive(week, Waived with { Reason = " " })).Refused("reason-missing");
        Weeks.When(week => Waive(week, Waived with { Findings = [] })).Refused("findings-missing");
        Weeks.When(week => Waive(week, Waived with { Findings = [Finding, Finding] })).Refused("finding-twice");
        Weeks.When(week => Waive(week, Waived with { Findings = ["申诉“S-2”。"] })).Refused("unknown-finding");
        Weeks.Given(Waived).When(week => Waive(week, Waived)).Refused("repeated");
        Weeks.Given(Bulletin).When(week => Waive(week, Waived)).Refused("already-sealed");
        Weeks.When(week => GateDecider.Waive(week, Waived, null, false, [])).Refused("unknown-check");
        Weeks.When(week => GateDecider.Waive(week, Waived, "台账一致", false, [Finding])).Refused("not-waivable");
    }

    private static Decision Waive(WeekFile? week, WeekWaived request) =>
        GateDecider.Waive(week, request, "没有到期未裁决的申诉", true, [Finding]);
}
