using System.Text.Json;
using Evaluation.Office.Decisions;
using Evaluation.Office.Publication;
using Evaluation.Office.Publication.Gating;
using Evaluation.Office.Weeks;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Publication;

/// <summary>Papers name persons as they were called when they acted; where no name was known, accounts.</summary>
public sealed class PersonsOnPapersTests
{
    private static readonly DateTimeOffset Morning = Sample.At("2023-03-15 08:00");
    private static readonly WeekClosed Closed = GateDesk.Closed with { Closer = "吴截" };
    private static readonly Signature Sealer = new("he.sealer", null, Morning, "r-1", "r-1") { Person = "何签" };

    [Fact]
    public void A_bulletin_names_who_closed_confirmed_waived_and_sealed_and_no_account()
    {
        var (desk, digest) = Confirmed();
        var made = DraftOf(desk).Sealed(null, Sealer);

        (made.ClosedBy, made.ConfirmedBy, made.SealedBy).Should().Be(("吴截", "张核", "何签"));
        made.Waivers!.Select(one => one.WaivedBy).Should().Equal("高委");
        BulletinFiles.Record(made).Should().NotContainAny("wu.closer", "zhang.verifier", "gao.committee", "he.sealer");
        BulletinFiles.Digest(made).Should().Be(digest, "who confirmed and who seals saw the same");
    }

    [Fact]
    public void Without_a_name_the_account_is_printed_as_before()
    {
        var desk = GateDesk.OfClosedWeek().Confirmed();
        var made = DraftOf(desk).Sealed(null, Sealer with { Person = null });

        (made.ClosedBy, made.ConfirmedBy, made.SealedBy).Should().Be(("wu.closer", "zhang.verifier", "he.sealer"));
    }

    [Fact]
    public void The_digest_does_not_depend_on_who_is_called_how()
    {
        var (named, unnamed) = (GateDesk.Of(GateDesk.Adopted(GateDesk.Usual), Closed), GateDesk.OfClosedWeek());

        DraftOf(named).Digest.Should().Be(DraftOf(unnamed).Digest);
    }

    [Fact]
    public void An_event_without_a_name_is_stored_as_before_and_one_with_a_name_is_read_back()
    {
        var sealing = new BulletinSealed(
            GateDesk.Tenth, 10, "考10号", 5, [], Morning, "wu.closer", "he.sealer", "{}", "a", "b", "c");
        var named = sealing with { Closer = "吴截", Sealer = "何签" };

        JsonSerializer.Serialize(sealing, TestOffice.StoredJson).Should().NotContainAny("\"closer\"", "\"sealer\"");
        var stored = JsonSerializer.Serialize(named, TestOffice.StoredJson);
        var read = JsonSerializer.Deserialize<BulletinSealed>(stored, TestOffice.StoredJson)!;
        (read.Closer, read.Sealer).Should().Be(("吴截", "何签"));
        JsonSerializer.Serialize(read, TestOffice.StoredJson).Should().Be(stored);
    }

    [Fact]
    public void An_issue_in_the_shape_of_a_sealing_keeps_who_closed_and_who_approved()
    {
        var sealing = new BulletinSealed(
            GateDesk.Tenth, 10, "考10号", 5, [], Morning, "wu.closer", "he.sealer", "{}", "a", "b", "c")
        {
            Closer = "吴截",
            Sealer = "何签",
        };
        var again = new BulletinReissued(
            GateDesk.Tenth, 2, IssueKind.Correction, "更正", 10, "考11号", 9, [], Morning, "wu.closer", "gao.sealer",
            "a", "{}", "d", "e", "f")
        {
            Proposer = "吴截",
            Sealer = "高签",
        };
        var file = WeekFile.Evolve(WeekFile.Evolve(null, sealing), again);

        (file.Issue(2)!.Closer, file.Issue(2)!.Sealer).Should().Be(("吴截", "高签"));
        WeekDecider.MaySeal(Closed, file, GateDesk.Tenth, "ma")!.What.Should().Contain("由“何签”签发");
    }

    private static BulletinDraft DraftOf(GateDesk desk) => Gate.Examine(desk.Gathered(GateDesk.Tenth)).Draft!;

    private static (GateDesk Desk, string Digest) Confirmed()
    {
        var desk = GateDesk.Of(
            GateDesk.Adopted(GateDesk.Usual), Closed,
            new WeekWaived(GateDesk.Tenth, "appeals", ["申诉待裁决。"], "不影响", null, "gao.committee")
            {
                Waiver = "高委",
            });
        var digest = DraftOf(desk).Digest;
        return (desk.And(new WeekConfirmed(GateDesk.Tenth, "zhang.verifier", Morning, digest)
        {
            Confirmer = "张核",
        }), digest);
    }
}
