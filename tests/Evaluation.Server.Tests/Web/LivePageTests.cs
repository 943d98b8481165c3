using System.Text.RegularExpressions;
using Evaluation.Rulebooks.Rules;
using Evaluation.Server.Accounts;
using Evaluation.Server.Appeals;
using Evaluation.Server.Board;
using Evaluation.Server.Board.Views;
using Evaluation.Server.Claims;
using Evaluation.Server.Founding;
using Evaluation.Server.Home;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Mandates;
using Evaluation.Server.Publication;
using Evaluation.Server.Reports;
using Evaluation.Server.Verification;
using FluentAssertions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Server.Tests.Web;

/// <summary>The live pages say what they are, keep what was typed, and never turn data into markup.</summary>
public sealed class LivePageTests
{
    private static Task<string> Page<TPage>(object view)
        where TPage : IComponent => PageRenderer.RenderAsync<TPage>(("View", view));

    [Fact]
    public async Task Every_page_is_a_closed_document_with_scripts_of_this_site_alone()
    {
        string[] pages =
        [
            await Page<BoardPage>(SampleViews.Board), await Page<SheetPage>(SampleViews.Sheet),
                await Page<ClaimsPage>(SampleViews.Claims),
            await Page<ReportPage>(SampleViews.Report), await Page<GatePage>(SampleViews.Gate),
                await Page<HomePage>(SampleViews.Home),
            await Page<SignInPage>(SampleViews.SignIn), await Page<ErrorPage>(SampleViews.Error),
            await Page<AppealsPage>(SampleAppeals.List), await Page<AppealPage>(SampleAppeals.Open),
            await Page<AppealPage>(SampleAppeals.Ruled), await Page<LodgePage>(SampleAppeals.Lodge),
            await Page<VerificationPage>(SampleViews.Verification), await Page<WelcomePage>(SampleAccounts.First),
            await Page<WelcomePage>(SampleAccounts.Known), await Page<AccountPage>(SampleAccounts.Own),
            await Page<AccountPage>(SampleAccounts.Begun), await Page<PeoplePage>(SampleAccounts.People),
            await Page<PersonPage>(SampleAccounts.One), await Page<AuditPage>(SampleAccounts.Audit),
            await Page<MandatesPage>(SampleAccounts.Mandates), await Page<DistrictPage>(SampleFounding.District),
            await Page<SetupPage>(SampleFounding.Setup), await Page<UnitListPage>(SampleFounding.List),
            await Page<FirstRulebookPage>(SampleFounding.Rulebook), await Page<HolidaysPage>(SampleFounding.Holidays),
            await Page<VisibilityPage>(SampleAccounts.Visibility), await Page<TokensPage>(SampleAccounts.Tokens),
            await Page<TripPage>(SampleDesk.Trip), await Page<StartPage>(SampleDesk.Start),
            await Page<WeeklyReportsPage>(SampleDesk.Reports),
        ];
        foreach (var page in pages)
        {
            page.Should()
                .StartWith(
                    "<!DOCTYPE html>").And.Contain("lang=\"zh-CN\"").And.EndWith("</html>");
            Regex.Count(page, "<script(?! src=\"/scripts/[a-z]+\\.js[?]v=[0-9a-f]{12}\" type=\"module\"></script>)")
                .Should().Be(0, page);
            Regex.Matches(page, "(?:src|href|action|formaction)=\"(.*?)\"").Select(found => found.Groups[1].Value)
                .Should()
                .OnlyContain(
                    address => address.StartsWith('#')
                    || (address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task The_page_that_asks_a_device_has_one_script_of_this_site_and_data_stay_data()
    {
        foreach (var view in (object[])[SampleAccounts.Adding, SampleAccounts.Showing])
        {
            var page = await Page<PasskeyPage>(view);
            Regex.Matches(page, "<script[^>]*>").Should().ContainSingle().Which.Value.Should()
                .StartWith("<script src=\"/scripts/passkey.js?v=");
            page.Should().NotContain("alert(1)</").And.NotContain("style=").And.NotContain(" onclick");
        }
    }

    [Fact]
    public async Task The_board_says_that_it_is_provisional_and_links_each_unit_to_its_sheet()
    {
        (await Page<BoardPage>(SampleViews.Board)).Should()
            .Contain("实时数据，未签发，可能变动").And.Contain("（实时，未签发）")
            .And.Contain("href=\"/dinghu/board/2023-W09/guicheng\"").And.Contain("href=\"/dinghu/board/2023-W08\"")
            .And.Contain("href=\"/dinghu/weeks/2023-W09\"");
        (await Page<BoardPage>(SampleViews.Board with { Standing = WeekStanding.Sealed }))
            .Should().Contain("href=\"/dinghu/bulletins/2023-W09\"").And.Contain("实时数据，不是签发的通报，可能变动");
    }

    [Fact]
    public async Task Live_pages_print_the_number_that_decides_and_say_so()
    {
        var rounding = new Precision(1, Rounding.HalfEven);

        (await Page<BoardPage>(SampleViews.Board with { Rounding = rounding })).Should()
            .Contain("得分按GB/T 8170（四舍六入五成双）修约到1位小数，位次、同分");
        (await Page<SheetPage>(SampleViews.Sheet with { Rounding = rounding, Total = 3.25m, Decimals = 1 })).Should()
            .Contain("<dd>3.2分</dd>").And.Contain("；按GB/T 8170（四舍六入五成双）修约到1位小数为3.2</th>")
            .And.Contain("3.25</td>");
        (await Page<SheetPage>(SampleViews.Sheet)).Should().NotContain("修约");
    }

    [Fact]
    public async Task The_board_says_why_ranks_changed_below_the_table_and_the_sheet_above_its_lines()
    {
        (await Page<BoardPage>(SampleViews.Board)).Should().Contain("<summary>位次变动说明（1个单位）</summary>")
            .And.Contain(
                "超过永安镇（本周得2.4分").And.NotContain(
                    "广利街道累计名次未变", "an unchanged rank needs no reason");
        (await Page<SheetPage>(SampleViews.Sheet)).Should().Contain("桂城街道累计由第2位升至第1位：本周得3.1分");
    }

    [Fact]
    public async Task The_lines_of_a_sheet_add_up_before_the_readers_eyes()
    {
        (await Page<SheetPage>(SampleViews.Sheet)).Should().Contain("0.50＋2.80＋(-0.20)").And.Contain("3.10")
            .And.Contain(
                "第五条 外出拜访企业").And.Contain("claim.verified.v1").And.Contain("2023年3月1日10:40 李慧敏");
    }

    [Fact]
    public async Task A_list_says_how_much_there_is_and_has_its_conditions_in_every_address()
    {
        var page = await Page<ClaimsPage>(SampleViews.Claims);
        page.Should().Contain("第61—63件，共100000件").And.Contain("全部 100000").And.Contain("已认定 99998")
            .And.Contain("aria-sort=\"descending\"").And.Contain("疑似重复").And.Contain("佐证材料不全。")
            .And.Contain("/dinghu/claims.xlsx?status=returned&amp;unit=").And.NotContain("formaction");
        Regex.Matches(page, "href=\"(/dinghu/claims[?][^\"]*)\"").Select(found => found.Groups[1].Value).Should()
            .OnlyContain(address => address.Contains("&amp;q=%22%3E%3Cscript%3E"));
    }

    [Fact]
    public async Task A_refused_report_keeps_what_was_typed_and_marks_the_field()
    {
        var page = await Page<ReportPage>(SampleViews.Report);
        page.Should()
            .Contain("金额“3000”没有写明单位").And.Contain("（位置：协议投资额）").And.Contain("value=\"2023-03-02\"")
            .And.Contain(
                "value=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\"").And.Contain(
                    "name=\"claim\" value=\"claim-0313\"");
        Regex.Match(page, "<input id=\"field-contracted\"[^>]*>").Value.Should()
            .Contain("aria-invalid=\"true\"").And.Contain("value=\"3000\"");
    }

    [Fact]
    public async Task A_gate_with_open_items_names_them_and_cannot_be_passed()
    {
        (await Page<GatePage>(SampleViews.Gate)).Should().Contain("1项检查未通过").And.Contain("尚未结转")
            .And.Contain("<button type=\"submit\" disabled>签发通报</button>").And.NotContain("办理截止</button>");
        (await Page<GatePage>(SampleViews.Gate with { MaySeal = true })).Should()
            .Contain("<button type=\"submit\">签发通报</button>");
    }

    [Fact]
    public async Task An_open_appeal_shows_its_line_and_deadline_and_a_ruled_one_what_it_changed()
    {
        (await Page<AppealPage>(SampleAppeals.Open)).Should().Contain("期限至2023年3月15日").And.Contain("0.5分")
            .And.Contain(
                "action=\"/dinghu/appeals/S-1/hear\"").And.Contain("formaction=\"/dinghu/appeals/S-1/consequences\"");
        (await Page<AppealPage>(SampleAppeals.Ruled)).Should()
            .Contain("2个单位有变动，其中1个单位位次改变").And.Contain("&#x2B;0.3")
            .And.Contain("更正载入下一期通报").And.NotContain("作出裁决");
        (await Page<LodgePage>(SampleAppeals.Lodge)).Should()
            .Contain("没有附佐证材料").And.Contain("期限为签发后7个工作日")
            .And.NotContain("<script");
    }

    [Fact]
    public async Task Findings_say_what_they_are_and_only_who_may_settles_them()
    {
        (await Page<VerificationPage>(SampleViews.Verification)).Should()
            .Contain("不加分、不扣分，也不代替核验结论").And.Contain("疑似重复")
            .And.Contain(
                "name=\"first\" value=\"claim-0311\"").And.Contain("action=\"/dinghu/verification/distinguish\"")
            .And.Contain("没有写明两件事项不同的理由").And.Contain("＝90%</td>");
        (await Page<VerificationPage>(SampleViews.Verification with { MayDistinguish = false })).Should()
            .NotContain("<button class=\"plain\" type=\"submit\">说明");
    }

    [Fact]
    public async Task Picking_an_actor_says_that_it_is_for_development_only()
    {
        (await Page<SignInPage>(SampleViews.SignIn)).Should()
            .Contain("仅限本机开发环境").And.Contain("name=\"account\" value=\"li.huimin\"")
            .And.Contain("name=\"return\" value=\"/dinghu/board\"");
    }

    [Fact]
    public async Task A_page_answers_a_request_as_html_in_utf_8_with_the_status_of_the_refusal()
    {
        var context = new DefaultHttpContext
        {
            RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider(),
            Response = { Body = new MemoryStream() },
        };
        var answer = await PageResults.PageAsync<ErrorPage, ErrorView>(
            SampleViews.Error, StatusCodes.Status404NotFound);
        await answer.ExecuteAsync(context);
        context.Response.StatusCode.Should().Be(404);
        context.Response.ContentType.Should().Be("text/html; charset=utf-8");
        context.Response.Body.Position = 0;
        (await new StreamReader(context.Response.Body).ReadToEndAsync(TestContext.Current.CancellationToken))
            .Should().Be(await Page<ErrorPage>(SampleViews.Error)).And.Contain("没有找到");
    }
}
