using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Office.Mandates;
using Evaluation.Office.Publication;
using Evaluation.Office.Publication.Gating;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Publication;

/// <summary>
/// Two papers of one week: the one for members is as ever, the one for everybody leaves out what it must.
/// </summary>
public sealed class PublicPaperTests
{
    private static readonly DateTimeOffset Morning = Sample.At("2023-03-15 08:00");

    private static readonly RulebookText Rules = GateDesk.Usual with
    {
        Kinds = """
            party:
              label: 招商酒会
              fields:
                place: {label: 地点, type: text}
                budget: {label: 预算, type: money, internal: true}
            """,
        Clauses = GateDesk.Usual.Clauses
            + "\n- {id: 酒会, text: 按预算, unit: 分, each: party, gives: budget / 100万, cap: {fact: 1}}",
    };

    [Fact]
    public void The_paper_for_members_has_the_bytes_of_a_week_with_one_paper()
    {
        var desk = Desk();

        BulletinFiles.Record(DraftOf(desk, PaperScope.Both).Bulletin).Should()
            .Be(BulletinFiles.Record(DraftOf(desk, PaperScope.Public).Bulletin));
        DraftOf(desk, PaperScope.Public).Public.Should().BeNull();
        DraftOf(desk, PaperScope.Internal).Public.Should().BeNull();
    }

    [Fact]
    public void The_paper_for_everybody_has_the_same_figures_and_nothing_of_what_is_kept_back()
    {
        var draft = DraftOf(Desk(), PaperScope.Both);
        var (whole, open) = (draft.Bulletin, draft.Public!);

        BulletinFiles.Record(whole).Should().ContainAll("广州", "吴截", "张核", "高委", "申诉待裁决", "候酒单");
        BulletinFiles.Record(open).Should()
            .NotContainAny("广州", "吴截", "张核", "高委", "申诉待裁决", "候酒单", "内部字段");
        BulletinFiles.Table(open).Should().Be(BulletinFiles.Table(whole));
        var (kept, shown) = (LineOf(whole, "P1"), LineOf(open, "P1"));
        (shown.About, shown.Because, shown.Points).Should().Be(("招商酒会", "按酒会计1分。", kept.Points));
        LineOf(open, "V1").Should().Be(LineOf(whole, "V1"));
        open.CarriedOver.Single().Should().Be(whole.CarriedOver.Single() with { Reason = "" });
        open.Waivers!.Single().Should().BeEquivalentTo(whole.Waivers!.Single() with
        {
            Findings = [],
            WaivedBy = "委员会",
        });

        // Everything else is the same, field by field.
        var restored = open with
        {
            Paper = null,
            ClosedBy = whole.ClosedBy,
            ConfirmedBy = whole.ConfirmedBy,
            Waivers = whole.Waivers,
            CarriedOver = whole.CarriedOver,
            Sheets = whole.Sheets,
        };
        BulletinFiles.Record(restored).Should().Be(BulletinFiles.Record(whole));
    }

    [Fact]
    public void Two_persons_confirm_and_seal_both_papers_and_for_whom()
    {
        var desk = Desk();
        var digests = PaperScope.Words.Select(papers => DraftOf(desk, papers).Digest).ToList();
        digests.Should().OnlyHaveUniqueItems();
        var confirmed = desk.And(new WeekConfirmed(GateDesk.Tenth, "zhang.verifier", Morning, digests[^1]));

        var draft = DraftOf(confirmed, PaperScope.Both);
        BulletinDraft.Confirmed(draft, confirmed.FileOf(GateDesk.Tenth)).Met.Should().BeTrue();
        BulletinDraft.Confirmed(DraftOf(confirmed, PaperScope.Internal), confirmed.FileOf(GateDesk.Tenth)).Met.Should()
            .BeFalse("another scope was confirmed");
        var by = new Signature("he.sealer", null, Morning, "r-1", "r-1") { Person = "何签" };
        var (whole, open) = (draft.Sealed("考10号", by), draft.SealedPublic("考10号", by)!);
        (open.Document, open.SealedAt, open.SealedBy).Should().Be((whole.Document, whole.SealedAt, "何签"));
        BulletinFiles.Read(BulletinFiles.Record(open)).Paper.Should().Be(Bulletin.ForPublic);
    }

    [Fact]
    public void A_new_issue_of_the_paper_for_everybody_takes_the_place_of_that_paper()
    {
        var (whole, open) = (DraftOf(Desk(), PaperScope.Both).Bulletin, DraftOf(Desk(), PaperScope.Both).Public!);
        var record = BulletinFiles.Record(open);
        var standing = new BulletinSealed(
            GateDesk.Tenth, 10, "考10号", 5, [], Morning, "wu.closer", "he.sealer", BulletinFiles.Record(whole), "a",
            "b", "c")
        {
            Papers = PaperScope.Both,
            Public = new PublicCopy(record, BulletinFiles.Sha256(record), "e", "f"),
        };
        var frame = new SealingFrame(GateDesk.Tenth, 10, "考11号", Morning, Morning, "吴截", "何签")
        {
            Issue = new IssueFrame(2, IssueKind.Correction, "更正", "苏提", whole, "a"),
        };
        var desk = Desk().And(new ClaimReversed("V1", "虚报", "考12号"));

        var made = BulletinMaker.Make(null, desk.At(desk.Last), frame.OfPublic(standing));
        made.Issue!.SupersedesSha256.Should().Be(BulletinFiles.Sha256(record));
        made.Issue.Lines.Select(line => (line.Fact, line.Before, line.After)).Should().Equal(("V1", 0.5m, 0m));
        BulletinFiles.Record(made).Should().NotContainAny("苏提", "吴截", "广州");
        WeekFile.Evolve(null, standing).InForce!.Public.Should().Be(standing.Public);
    }

    private static GateDesk Desk() => GateDesk.Of(
        GateDesk.Adopted(Rules), GateDesk.Visit("V1", "2023-03-07"), GateDesk.Verified("V1"),
        Party("P1"), GateDesk.Verified("P1"), Party("P2"),
        GateDesk.Closed with { Closer = "吴截" }, new ClaimCarriedOver(GateDesk.Tenth, "P2", "候酒单"),
        new WeekWaived(GateDesk.Tenth, "appeals", ["申诉待裁决。"], "不影响", null, "gao.committee")
        {
            Waiver = "高委",
        },
        new WeekConfirmed(GateDesk.Tenth, "zhang.verifier", Morning, "d") { Confirmer = "张核" });

    private static ClaimReported Party(string claim) => GateDesk.Visit(claim, "2023-03-08") with
    {
        Kind = "party",
        Facts = new Dictionary<string, Value>
        {
            ["place"] = Value.Of("广州"),
            ["budget"] = Value.Of(3_210_000m),
        },
    };

    private static BulletinDraft DraftOf(GateDesk desk, string papers) =>
        Gate.Examine(desk.Gathered(GateDesk.Tenth) with { Papers = papers }).Draft!;

    private static BulletinLine LineOf(Bulletin bulletin, string fact) =>
        bulletin.Sheets.SelectMany(sheet => sheet.Lines).Single(line => line.Fact == fact);
}
