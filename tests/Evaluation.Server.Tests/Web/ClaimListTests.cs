using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Evaluation.Server.Tests.Chain;
using FluentAssertions;

namespace Evaluation.Server.Tests.Web;

/// <summary>
/// Claims are listed in pages that say how many there are, by conditions in the address, and as files.
/// </summary>
[Collection(nameof(SharedTown))]
public sealed class ClaimListTests(SharedTown shared) : IAsyncLifetime
{
    private const int Many = 62;
    private const string Sought = "q=LST-";

    private static readonly SemaphoreSlim Turn = new(1);
    private static bool reported;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await Turn.WaitAsync(Ct);
        for (var i = 0; !reported && i < Many; i++)
        {
            await shared.Town.VisitAsync($"LST-{i:00}", "he", day: 5);
        }

        reported = true;
        Turn.Release();
        await shared.Town.CaughtUpAsync();
    }

    public ValueTask DisposeAsync() => default;

    [Fact]
    public async Task A_list_goes_on_page_by_page_and_says_how_much_there_is()
    {
        using var desk = new Desk(shared.Town, "he", Town.District);
        var first = (await desk.SeeAsync($"claims?{Sought}")).Text;
        first.Should().Contain($"第1—60件，共{Many}件").And.NotContain("上一页").And.Contain("肇庆鼎新材料有限公司");
        var next = Regex.Match(first, "href=\"/[^/]+/(claims[?][^\"]*)\" rel=\"next\"").Groups[1].Value;
        var second = (await desk.SeeAsync(next)).Text;
        second.Should().Contain($"第61—{Many}件，共{Many}件").And.NotContain("下一页").And.Contain("上一页");

        IdsIn(first).Concat(IdsIn(second)).Should().OnlyHaveUniqueItems().And.HaveCount(Many);
        IdsIn(first)[0].Should().Be($"LST-{Many - 1}", "the newest comes first");
        IdsIn((await desk.SeeAsync($"claims?{Sought}&sort=day")).Text)[0].Should().Be("LST-00");
    }

    [Theory]
    [InlineData("status=reported&kind=visit&week=2023-W01&through=2023-W02&unit=&finding=", Many)]
    [InlineData("status=verified", 0)]
    [InlineData("kind=signing", 0)]
    [InlineData("week=2023-W02", 0)]
    [InlineData("unit=区财政局", Many)]
    public async Task Conditions_of_the_address_hold_for_the_page_and_the_interface(string conditions, int found)
    {
        using var desk = new Desk(shared.Town, "zhou", Town.District);
        var page = await desk.SeeAsync($"claims?{Sought}&{conditions}");
        page.Status.Should().Be(200);
        page.Text.Should().Contain($"共{found}件");

        using var client = shared.Town.Client("ding");
        using var answer = await client.GetAsync($"/api/{Town.District}/claims?{Sought}&{conditions}", Ct);
        answer.Headers.GetValues("X-Total-Count").Should().Equal($"{found}");
        JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Ct)).GetArrayLength().Should()
            .Be(found);
    }

    [Theory]
    [InlineData("zhou", "kind=dinner", 404, "没有类别“dinner”")]
    [InlineData("zhou", "week=2023-W99", 404, "没有周次“2023-W99”")]
    [InlineData("zhou", "through=yesterday", 404, "没有周次“yesterday”")]
    [InlineData("zhou", "finding=foul", 404, "没有提示种类“foul”")]
    [InlineData("zhou", "unit=火星", 404, "没有单位“火星”")]
    [InlineData("li", "unit=区财政局", 403, "无权")]
    [InlineData("li", "finding=any", 403, "无权")]
    [InlineData("li", "", 200, "共0件")]
    public async Task What_is_not_understood_or_not_for_everybody_is_refused(
        string account, string conditions, int status, string said)
    {
        using var desk = new Desk(shared.Town, account, Town.District);
        foreach (var list in status == 200 ? (string[])["claims"] : ["claims", "claims.csv", "claims.xlsx"])
        {
            var page = await desk.SeeAsync($"{list}?{Sought}&{conditions}");
            page.Status.Should().Be(status, page.Text);
            page.Text.Should().Contain(said);
        }
    }

    [Fact]
    public async Task A_file_holds_exactly_what_is_asked_for_and_what_only_the_office_sees_only_for_it()
    {
        using var clerk = shared.Town.Client("he");
        using var office = shared.Town.Client("zhou");
        var table = await clerk.GetStringAsync($"/{Town.District}/claims.csv?{Sought}&sort=day", Ct);
        var lines = table.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines.Should().HaveCount(Many + 1);
        lines[0].Should().StartWith("编号,单位,类别").And.NotContain("核实提示");
        lines[1].Should().StartWith("LST-00,区财政局,").And.Contain("2023-01-06,2023-W01,");

        using var answer = await office.GetAsync($"/{Town.District}/claims.xlsx?{Sought}", Ct);
        answer.Content.Headers.ContentDisposition!.FileNameStar.Should().Be("事项.xlsx");
        using var book = SpreadsheetDocument.Open(
            new MemoryStream(await answer.Content.ReadAsByteArrayAsync(Ct)), isEditable: false);
        var rows = book.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Row>().ToList();
        rows.Should().HaveCount(Many + 1);
        rows[0].InnerText.Should().EndWith("核实提示");
        rows[1].InnerText.Should().Contain("疑似重复");
    }

    private static List<string> IdsIn(string page) =>
        [.. Regex.Matches(WebUtility.HtmlDecode(page), "id=\"claim-([^\"]+)\"").Select(found => found.Groups[1].Value)];
}
