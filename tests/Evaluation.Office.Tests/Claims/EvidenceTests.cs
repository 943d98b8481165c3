using Evaluation.Office.Claims;
using Evaluation.Office.Tests.Decisions;
using Evaluation.Office.Tests.Verification;
using Evaluation.Office.Verification;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Claims;

/// <summary>Files that prove a claim: which are taken, what they are called, and what is found about them.</summary>
public sealed class EvidenceTests
{
    private static readonly ClaimReported Visit = new(
        "V1", Sample.Kengkou, BuiltInKinds.Visit, Sample.Day("2023-03-08"),
        new Dictionary<string, Value> { ["enterprise"] = Value.Of("甲"), ["leader"] = Value.Of("top") }, [], [],
        Sample.At("2023-03-09 09:00"), "li.reporter");

    private static readonly ClaimSurroundings Known = new(Sample.Roster, Sample.Day("2023-03-20"), [], null);
    private static readonly EvidenceFile Photo = File('a', "合影.jpg"), Minutes = File('b', "记录.pdf");

    private static Case<Claim> Claims => new(Claim.Evolve);

    private static Case<Claim> Reported => Claims.Given(Visit);

    private static Case<Claim> Proved => Reported.Given(new EvidenceAdded("V1", [Photo]));

    [Fact]
    public void A_claim_is_reported_with_its_files_each_once()
    {
        Claims.When(claim => ClaimDecider.Report(claim, Visit, Known, [Photo, Minutes, Photo with { Name = "又.jpg" }]))
            .Then(Visit, new EvidenceAdded("V1", [Photo, Minutes]));
        Claims.When(claim => ClaimDecider.Report(claim, Visit, Known, Many(21))).Refused("too-many-files");
        Reported.When(claim => ClaimDecider.Report(claim, Visit, Known, [Photo])).Refused("repeated");
    }

    [Fact]
    public void A_file_proves_a_kind_that_needs_evidence()
    {
        var known = Known with { Kind = BuiltInKinds.Find(BuiltInKinds.Visit)! with { Evidence = true } };
        Claims.When(claim => ClaimDecider.Report(claim, Visit, known)).Refused("evidence-missing");
        Claims.When(claim => ClaimDecider.Report(claim, Visit, known, [Photo]))
            .Then(Visit, new EvidenceAdded("V1", [Photo]));
    }

    [Fact]
    public void Files_are_added_while_a_claim_waits()
    {
        Reported.When(claim => EvidenceDecider.Add(claim, "V1", [Photo])).Then(new EvidenceAdded("V1", [Photo]));
        Proved.When(claim => EvidenceDecider.Add(claim, "V1", [Photo, Minutes]))
            .Then(new EvidenceAdded("V1", [Minutes]));
        Proved.When(claim => EvidenceDecider.Add(claim, "V1", [Photo])).Refused("repeated");
        Proved.When(claim => EvidenceDecider.Add(claim, "V1", [])).Refused("file-missing");
        Proved.When(claim => EvidenceDecider.Add(claim, "V1", Many(20))).Refused("too-many-files");
        Proved.Given(new ClaimReturned("V1", "补")).When(claim => EvidenceDecider.Add(claim, "V1", [Minutes]))
            .Then(new EvidenceAdded("V1", [Minutes]));
        foreach (var decided in (object[])[new ClaimRefused("V1", "无"), new ClaimWithdrawn("V1", "误")])
        {
            Proved.Given(decided).When(claim => EvidenceDecider.Add(claim, "V1", [Minutes])).Refused("wrong-status");
        }

        Claims.When(claim => EvidenceDecider.Add(claim, "V1", [Photo])).Refused("unknown-claim");
    }

    [Fact]
    public void A_correction_brings_files_along_and_files_alone_are_no_repeat()
    {
        var same = new ClaimCorrected("V1", Visit.OccurredOn, Visit.Facts, [], "补材料");
        Reported.When(claim => ClaimDecider.Correct(claim, same, Known, [Photo]))
            .Then(new EvidenceAdded("V1", [Photo]));
        Reported.When(claim => ClaimDecider.Correct(claim, same, Known, [])).Refused("repeated");
        Reported.Given(new ClaimReturned("V1", "补")).When(claim => ClaimDecider.Correct(claim, same, Known, [Photo]))
            .Then(same, new EvidenceAdded("V1", [Photo]));
    }

    [Theory]
    [InlineData("合影.jpg", "合影.jpg")]
    [InlineData("合影.JPEG", "合影.jpeg")]
    [InlineData("合影", "合影.jpg")]
    [InlineData("安装.exe", "安装.exe.jpg")]
    [InlineData("页.html", "页.html.jpg")]
    [InlineData("../../etc/passwd", "passwd.jpg")]
    [InlineData("C:\\照片\\一.jpg", "一.jpg")]
    [InlineData("一\0二\n三\u202E.jpg", "一二三.jpg")]
    [InlineData("<b>\"x\"|?*.jpg", "bx.jpg")]
    [InlineData(" .jpg", "佐证.jpg")]
    [InlineData("..", "佐证.jpg")]
    [InlineData("\u200B\u3000.jpg", "佐证.jpg")]
    public void A_name_is_cleaned_and_ends_as_its_type(string given, string cleaned) =>
        EvidenceFile.Cleaned(given, EvidenceType.Jpeg).Should().Be(cleaned);

    [Fact]
    public void A_long_name_is_cut_and_keeps_its_ending()
    {
        var cleaned = EvidenceFile.Cleaned(new string('长', 300) + ".pdf", EvidenceType.Pdf);
        cleaned.Should().HaveLength(105).And.EndWith("长….pdf");
    }

    [Fact]
    public void One_file_on_two_matters_is_found_whatever_it_is_called()
    {
        var desk = new Desk().Report(
            "V-1 永安镇 2023-03-06 visit enterprise=鼎新 leader=top",
            "V-2 坑口街道 2023-03-20 visit enterprise=衡澜 leader=top",
            "V-3 坑口街道 2023-03-21 visit enterprise=华强 leader=top");
        desk.Apply(
            new EvidenceAdded("V-1", [Photo]), new EvidenceAdded("V-2", [Photo with { Name = "别名.jpg" }]),
            new EvidenceAdded("V-3", [Minutes]));

        var finding = desk.Findings.Should().ContainSingle(one => one.Code == ClaimFinding.EvidenceReused).Subject;
        finding.Claims.Should().Equal("V-1", "V-2");
        finding.Reason.Should().Contain("（文件内容完全相同）用于2件事项：“V-1”、“V-2”，涉及2个单位");
        desk.Book.Find("V-2")!.Proofs.Should().Equal("别名.jpg");
    }

    private static EvidenceFile File(char digit, string name) => new(new string(digit, 64), name, 1000, "image/jpeg");

    private static List<EvidenceFile> Many(int count) =>
        [.. Enumerable.Range(0, count).Select(i => File('c', $"{i}.pdf") with { Sha256 = $"{i:D64}" })];
}
