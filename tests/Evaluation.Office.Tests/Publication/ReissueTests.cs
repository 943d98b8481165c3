using Evaluation.Office.Decisions;
using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Publication;

/// <summary>Issuing a sealed week again: one proposes, another approves what was previewed.</summary>
public sealed class ReissueTests
{
    private static readonly Week Week = Sample.WeekOf("2023-03-06");

    private static readonly BulletinSealed First = new(
        Week, 10, "考10号", 5, [], Sample.At("2023-03-15 09:00"), "wu.closer", "he.sealer", "{}", "aa", "bb", "cc");

    private static readonly ReissueContent Changed = new("d1", true);

    private static readonly ReissueContent Disputed = Changed with { Disagreement = "河东镇，第二条，2分，另算3分" };

    private static readonly ReissueProposed Proposal = new(
        Week, 0, IssueKind.Revision, "核验补录", "考31号", "", Sample.At("2023-04-03 09:00"), "wu.closer");

    private static readonly WeekFile Sealed = WeekFile.Evolve(null, First);

    private static readonly WeekFile Open = After(Sealed, ReissueDecider.Propose(Sealed, Proposal, Changed));

    [Fact]
    public void A_proposal_keeps_its_number_and_the_digest_of_what_was_previewed() =>
        ReissueDecider.Propose(Sealed, Proposal, Changed).Events.Should()
            .Equal(Proposal with { Issue = 2, Digest = "d1" });

    [Fact]
    public void An_approved_issue_takes_the_place_of_the_one_before_and_the_next_is_the_third()
    {
        ReissueDecider.MayApprove(Open, Week, "he.sealer", Changed).Should().BeNull();

        var week = WeekFile.Evolve(Open, Issue(2));

        (week.Proposal, week.LastIssue, week.InForce!.Sha256, week.Issue(1)!.Sha256).Should().Be((null, 2, "ee", "aa"));
        ReissueDecider.Propose(week, Proposal, Changed).Events.Should()
            .Equal(Proposal with { Issue = 3, Digest = "d1" });
    }

    [Fact]
    public void A_dropped_proposal_makes_room_for_another()
    {
        var dropped = After(Open, ReissueDecider.Drop(Open, Dropped("wu.closer")));

        dropped.Proposal.Should().BeNull();
        ReissueDecider.Propose(dropped, Proposal, Changed).Events.Should().ContainSingle();
    }

    [Fact]
    public void What_may_not_be_proposed_is_refused_with_a_reason()
    {
        (WeekFile? Week, ReissueProposed Proposal, ReissueContent? Content, string Code)[] table =
        [
            (null, Proposal, null, "not-sealed"),
            (WeekFile.Empty, Proposal, null, "not-sealed"),
            (Sealed, Proposal with { Reason = " " }, Changed, "reason-missing"),
            (Sealed, Proposal with { Document = "" }, Changed, "document-missing"),
            (Sealed, Proposal, Changed with { Changed = false }, "already-published"),
            (Sealed, Proposal with { Kind = IssueKind.Correction }, Changed with { Changed = false },
                "already-published"),
            (Sealed, Proposal, Disputed, "second-count"),
            (Open, Proposal, Changed, "repeated"),
            (Open, Proposal with { Reason = "另一理由" }, Changed, "already-proposed"),
            (Open, Proposal with { ProposedBy = "li.closer" }, Changed, "already-proposed"),
        ];
        foreach (var (week, proposal, content, code) in table)
        {
            ReissueDecider.Propose(week, proposal, content).Refusal!.Code.Should().Be(code, "{0}", proposal);
        }
    }

    [Fact]
    public void What_may_not_be_approved_or_dropped_is_refused_with_a_reason()
    {
        (WeekFile? Week, string Account, ReissueContent? Content, string Code)[] table =
        [
            (null, "he.sealer", null, "not-sealed"),
            (Sealed, "he.sealer", Changed, "already-settled"),
            (Open, "wu.closer", Changed, "same-person"),
            (Open, "he.sealer", Changed with { Digest = "d2" }, "already-outdated"),
            (Open, "he.sealer", Changed with { Changed = false }, "already-published"),
            (Open, "he.sealer", Disputed, "second-count"),
            (WeekFile.Evolve(Open, Issue(2)), "he.sealer", Changed, "already-settled"),
        ];
        foreach (var (week, account, content, code) in table)
        {
            ReissueDecider.MayApprove(week, Week, account, content)!.Code.Should()
                .Be(code, "{0} {1}", account, content);
        }

        ReissueDecider.Drop(Sealed, Dropped("wu.closer")).Refusal!.Code.Should().Be("already-settled");
        ReissueDecider.Drop(Open, Dropped("li.closer")).Refusal!.Code.Should().Be("same-person-only");
    }

    private static ReissueDropped Dropped(string by) => new(Week, 0, Sample.At("2023-04-03 10:00"), by);

    private static BulletinReissued Issue(int number) => new(
        Week, number, IssueKind.Revision, "核验补录", 10, "考31号", 9, [], Sample.At("2023-04-03 11:00"), "wu.closer",
        "he.sealer", "aa", "{}", "ee", "ff", "gg");

    private static WeekFile After(WeekFile week, Decision decision) => decision.Events.Aggregate(week, WeekFile.Evolve);
}
