using System.Net;
using Evaluation.Office.Claims;
using Evaluation.Server.Claims;
using Evaluation.Server.Tests.Chain;
using Evaluation.Server.Tests.Web;
using FluentAssertions;
using SkiaSharp;

namespace Evaluation.Server.Tests.Evidence;

/// <summary>Files that prove claims, as clerks send them and as verifiers see them.</summary>
/// <param name="shared">The town with its people.</param>
[Collection(nameof(SharedTown))]
public sealed class EvidencePageTests(SharedTown shared)
{
    private const string Day = "2023-01-03";

    public static TheoryData<string, string> Refused => new()
    {
        { "空.jpg", "“空.jpg”是空文件" },
        { "录音.jpg", "“录音.jpg”不是可以接收的文件" },
        { "网页.html", "“网页.html”不是可以接收的文件" },
        { "图.svg", "“图.svg”不是可以接收的文件" },
        { "半张.jpg", "“半张.jpg”不完整或已损坏" },
        { "半张.png", "“半张.png”不完整或已损坏" },
        { "半份.pdf", "“半份.pdf”不完整或已损坏" },
        { "半份.docx", "“半份.docx”不完整或已损坏" },
        { "带宏.docx", "“带宏.docx”带有宏" },
        { "旧版.doc", "请另存为 docx、xlsx 或 PDF" },
        { "压缩包.docx", "“压缩包.docx”不是 Word 或 Excel 文件" },
        { "过大.pdf", "“过大.pdf”超过20MB" },
        { "炸弹.png", "30000×30000个像素" },
    };

    private Town Town => shared.Town;

    [Fact]
    public async Task A_clerk_reports_with_files_and_only_the_own_unit_and_the_office_see_them()
    {
        using var chen = new EvidenceClerk(Town, "chen");
        using var zhou = new EvidenceClerk(Town, "zhou");
        using var li = new EvidenceClerk(Town, "li");
        var (photo, pdf) = (SampleFiles.Photo(1), SampleFiles.Pdf("会谈"));

        var (status, page) = await chen.ReportAsync(
            "E-1", Day, [("合影.jpg", photo), ("会谈记录.pdf", pdf), ("方案.docx", SampleFiles.Word()),
                ("清单.xlsx", SampleFiles.Excel())]);

        status.Should().Be(302, page);
        page.Should().Contain("佐证文件（4个）").And.Contain("已办理：单位填报")
            .And.Contain("佐证材料：合影.jpg、会谈记录.pdf、方案.docx、清单.xlsx");
        var files = EvidenceClerk.Files(page);
        files.Should().HaveCount(4);
        (await zhou.SeeAsync(files[0])).Text.Should().Contain("合影.jpg").And.Contain("chen 于")
            .And.Contain("/picture");
        (await zhou.SeeAsync($"/{Town.District}/verify?claim=E-1")).Text.Should().Contain("/thumbnail\"");

        foreach (var view in (string[])["/picture", "/thumbnail", "/download"])
        {
            using var shown = await zhou.GetAsync(files[0] + view);
            shown.StatusCode.Should().Be(HttpStatusCode.OK);
            Header(shown, "Content-Security-Policy").Should().Contain("sandbox").And.Contain("default-src 'none'");
            Header(shown, "X-Content-Type-Options").Should().Be("nosniff");
            shown.Content.Headers.ContentType!.MediaType.Should().Be("image/jpeg");
            var bytes = await shown.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
            System.Text.Encoding.Latin1.GetString(bytes).Should().NotContain("Exif").And.NotContain("GPS");
            using var made = SKBitmap.Decode(bytes);
            made.Width.Should().Be(view == "/thumbnail" ? 320 : 900);
        }

        using var paper = await zhou.GetAsync(files[1] + "/download");
        Header(paper, "Content-Disposition").Should().StartWith("attachment").And.Contain("UTF-8''%E4%BC%9A");
        Header(paper, "Content-Security-Policy").Should().Contain("sandbox");
        (await paper.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Should().Equal(pdf);
        using var none = await zhou.GetAsync(files[1] + "/picture");
        none.StatusCode.Should().Be(HttpStatusCode.NotFound, "only pictures are shown");

        foreach (var view in (string[])["", "/picture", "/thumbnail", "/download"])
        {
            using var foreign = await li.GetAsync(files[0] + view);
            foreign.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        }

        using var elsewhere = await chen.GetAsync(files[0].Replace("E-1", "V1", StringComparison.Ordinal));
        elsewhere.StatusCode.Should().Be(HttpStatusCode.NotFound, "the claim does not have this file");
    }

    [Theory, MemberData(nameof(Refused))]
    public async Task A_file_that_cannot_be_taken_is_named_at_its_field_and_the_others_stay(string name, string said)
    {
        using var chen = new EvidenceClerk(Town, "chen");
        var before = await Town.LastAsync();

        var (status, page) = await chen.ReportAsync(
            "E-bad", Day, [("好.png", SampleFiles.Picture(SKEncodedImageFormat.Png, 5)), (name, Content(name))]);

        status.Should().Be(422, page);
        page.Should().Contain(said).And.Contain("已上传：好.png");
        EvidenceClerk.Tickets(page).Should().ContainSingle();
        (await Town.LastAsync()).Should().Be(before, "nothing is stored");
    }

    [Fact]
    public async Task What_was_sent_stays_with_a_form_that_comes_back_and_belongs_to_its_sender_alone()
    {
        using var chen = new EvidenceClerk(Town, "chen");
        using var li = new EvidenceClerk(Town, "li");
        var (status, page) = await chen.ReportAsync("E-2", "", [("照片.webp", Webp(7))]);
        status.Should().Be(422);
        page.Should().Contain("发生日期没有填写").And.Contain("已上传：照片.webp");
        var ticket = EvidenceClerk.Tickets(page).Single();

        foreach (var (clerk, shown) in new[] { (li, ticket), (chen, ticket[..^4] + "AAAA"), (chen, "x") })
        {
            var (no, told) = await clerk.ReportAsync("E-2x", Day, [], shown);
            (no, told.Contains("之前上传的文件已失效")).Should().Be((422, true));
        }

        (status, page) = await chen.ReportAsync("E-2", Day, [], ticket, ticket);
        status.Should().Be(302, page);
        page.Should().Contain("照片.webp").And.Contain("佐证文件（1个）");
    }

    [Fact]
    public async Task A_claim_takes_twenty_files_and_one_content_once()
    {
        using var chen = new EvidenceClerk(Town, "chen");
        var many = Enumerable.Range(0, 100).Select(i => ($"{i}.pdf", SampleFiles.Pdf($"many {i}"))).ToList();
        var (status, page) = await chen.ReportAsync("E-3", Day, many);
        status.Should().Be(422);
        page.Should().Contain("佐证材料共100个文件，超过20个");

        (status, page) = await chen.ReportAsync("E-3", Day,
        [
            ("同名.pdf", SampleFiles.Pdf("one")), ("同名.pdf", SampleFiles.Pdf("two")),
            ("另名.pdf", SampleFiles.Pdf("one")),
        ]);
        status.Should().Be(302, page);
        page.Should().Contain("佐证文件（2个）").And.NotContain("另名.pdf");

        (status, page) = await AddAsync(chen, "E-3", [.. many.Take(19)]);
        status.Should().Be(422);
        page.Should().Contain("佐证材料共21个文件");
        (await AddAsync(chen, "E-3", [.. many.Take(18)])).Page.Should().Contain("佐证文件（20个）");
    }

    [Fact]
    public async Task Files_are_added_while_a_claim_waits_and_the_history_says_by_whom()
    {
        using var chen = new EvidenceClerk(Town, "chen");
        using var li = new EvidenceClerk(Town, "li");
        await Town.VisitAsync("E-4", day: 5);
        (await AddAsync(chen, "E-4", [("一.pdf", SampleFiles.Pdf("first"))])).Page.Should()
            .Contain("已办理：补充佐证材料").And.Contain("佐证材料：一.pdf");
        (await AddAsync(chen, "E-4", [("又.pdf", SampleFiles.Pdf("first"))])).Should()
            .Match<(int Status, string Page)>(answer => answer.Status == 409 && answer.Page.Contains("已在事项"));
        (await AddAsync(chen, "E-4", [])).Page.Should().Contain("没有选择文件");

        await Town.DoAsync(
            "zhou", Town.Monday.AddDays(8), by => new ReturnClaim(by, new ClaimReturned("E-4", "请补会谈记录"), null));
        var page = (await chen.SeeAsync($"{EvidenceClerk.Claims}/E-4")).Text;
        (string, string)[] fields =
        [
            ("version", Version(page)), ("reason", "补会谈记录"), ("occurred_on", "2023-01-06"),
            ("enterprise", "鼎新"), ("leader", "top"),
        ];
        var (status, corrected) = await chen.SendAsync(
            $"{EvidenceClerk.Claims}/E-4", $"{EvidenceClerk.Claims}/E-4/correct", fields,
            [("二.pdf", SampleFiles.Pdf("second"))]);
        status.Should().Be(302, corrected);
        corrected.Should().Contain("补会谈记录；佐证材料：二.pdf").And.Contain("佐证文件（2个）").And.Contain("待核验");

        // By its own unit, and while it waits; an old version is not added to.
        (await AddAsync(chen, "E-4", [("三.pdf", SampleFiles.Pdf("third"))], version: "1")).Status.Should().Be(412);
        (await li.SendAsync(
            $"{EvidenceClerk.Claims}/report?kind=visit", $"{EvidenceClerk.Claims}/E-4/evidence", [("version", "9")],
            [("三.pdf", SampleFiles.Pdf("third"))])).Status.Should().Be(403);
        await Town.VerifyAsync("E-4");
        (await chen.SeeAsync($"{EvidenceClerk.Claims}/E-4")).Text.Should().NotContain("补充佐证材料</h2>");
        (await chen.SendAsync(
            $"{EvidenceClerk.Claims}/report?kind=visit", $"{EvidenceClerk.Claims}/E-4/evidence", [("version", "6")],
            [("三.pdf", SampleFiles.Pdf("third"))])).Page.Should().Contain("不能补充佐证材料");
    }

    [Fact]
    public async Task One_file_on_claims_of_two_units_is_pointed_out_to_the_verifier()
    {
        using var chen = new EvidenceClerk(Town, "chen");
        using var li = new EvidenceClerk(Town, "li");
        using var zhou = new EvidenceClerk(Town, "zhou");
        var photo = SampleFiles.Photo(77);
        (await chen.ReportAsync("E-51", Day, [("合影.jpg", photo)])).Status.Should().Be(302);
        (await li.ReportAsync("E-52", "2023-01-04", [("我们的.jpg", photo)])).Status.Should().Be(302, "never refused");
        await Town.CaughtUpAsync();

        var page = (await zhou.SeeAsync($"/{Town.District}/verify?claim=E-52")).Text;
        page.Should().Contain("（文件内容完全相同）用于2件事项：“E-51”、“E-52”，涉及2个单位");
        (await li.SeeAsync($"{EvidenceClerk.Claims}/E-52")).Text.Should().NotContain("E-51", "a unit is not told");
    }

    [Fact]
    public async Task A_trip_has_its_files_and_keeps_them_when_its_form_comes_back()
    {
        using var chen = new EvidenceClerk(Town, "chen");
        (string Name, string Value)[] fields =
        [
            ("claim", "E-6"), ("destination", "深圳市"), ("departed_on", "2023-01-03"), ("people", "3"),
            ("leader", "top"), ("visits[0].enterprise", "鼎新"), ("do", "send"),
        ];
        var (status, page) = await chen.SendAsync(
            $"{EvidenceClerk.Claims}/trip", $"{EvidenceClerk.Claims}/trip", fields,
            [("行程单.pdf", SampleFiles.Pdf("trip"))]);
        status.Should().Be(422, page);
        page.Should().Contain("已上传：行程单.pdf");

        (status, page) = await chen.SendAsync(
            $"{EvidenceClerk.Claims}/trip", $"{EvidenceClerk.Claims}/trip",
            [.. fields, ("occurred_on", "2023-01-03"), ("evidence-sent", EvidenceClerk.Tickets(page).Single())], []);
        status.Should().Be(302, page);
        page.Should().Contain("已报送2件事项");
        (await chen.SeeAsync($"{EvidenceClerk.Claims}/E-6")).Text.Should().Contain("行程单.pdf");
        (await chen.SeeAsync($"{EvidenceClerk.Claims}/E-6-1")).Text.Should().NotContain("行程单.pdf");
    }

    private static async Task<(int Status, string Page)> AddAsync(
        EvidenceClerk clerk, string claim, IReadOnlyList<(string, byte[])> files, string? version = null)
    {
        var address = $"{EvidenceClerk.Claims}/{claim}";
        version ??= Version((await clerk.SeeAsync(address)).Text);
        return await clerk.SendAsync(address, $"{address}/evidence", [("version", version)], files);
    }

    private static string Version(string page) =>
        System.Text.RegularExpressions.Regex.Match(page, "name=\"version\" value=\"([0-9]+)\"").Groups[1].Value;

    private static string Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) || answer.Content.Headers.TryGetValues(name, out values)
            ? string.Join(' ', values) : "";

    private static byte[] Webp(int seed) => SampleFiles.Picture(SKEncodedImageFormat.Webp, seed);

    private static byte[] Content(string name) => name switch
    {
        "空.jpg" => [],
        "录音.jpg" => [.. "ID3 and so on"u8],
        "网页.html" => [.. "<html><script>alert(1)</script>"u8],
        "图.svg" => [.. "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8],
        "半张.jpg" => Half(SampleFiles.Photo(3)),
        "半张.png" => Half(SampleFiles.Picture(SKEncodedImageFormat.Png, 3)),
        "半份.pdf" => Half(SampleFiles.Pdf()),
        "半份.docx" => Half(SampleFiles.Word()),
        "带宏.docx" => SampleFiles.Package("application/vnd.ms-word.document.macroEnabled.main+xml"),
        "旧版.doc" => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]],
        "压缩包.docx" => SampleFiles.Package("application/java-archive"),
        "过大.pdf" => [.. SampleFiles.Pdf(), .. new byte[21 << 20]],
        _ => SampleFiles.Bomb(),
    };

    private static byte[] Half(byte[] whole) => whole[..(whole.Length / 2)];
}
