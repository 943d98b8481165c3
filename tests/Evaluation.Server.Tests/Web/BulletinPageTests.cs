using System.Globalization;
using System.Text.RegularExpressions;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Publication;
using FluentAssertions;

namespace Evaluation.Server.Tests.Web;

/// <summary>The printed bulletin holds everything of its record, as text, and always as the same bytes.</summary>
public sealed class BulletinPageTests
{
    private static readonly Bulletin Bulletin = SampleBulletin.Make();

    private static Task<string> Page(Bulletin bulletin) =>
        PageRenderer.RenderAsync<BulletinPage>((nameof(BulletinPage.Bulletin), bulletin));

    [Fact]
    public async Task Every_unit_is_ranked_and_has_its_sheet()
    {
        var page = await Page(Bulletin);
        foreach (var row in Bulletin.Groups.SelectMany(group => group.Rows))
        {
            page.Should()
                .Contain(
                    $"id=\"unit-{row.Unit}\"").And.Contain(
                        $"id=\"sheet-{row.Unit}\"").And.Contain($"href=\"#sheet-{row.Unit}\"");
        }
    }

    [Fact]
    public async Task Head_totals_and_notes_are_printed()
    {
        (await Page(Bulletin)).Should().StartWith("<!DOCTYPE html>").And.Contain("<html lang=\"zh-CN\">")
            .And.Contain("<title>肇庆新区、鼎湖区招商引资每周考评通报（2023年第9期）</title>")
            .And.Contain("肇新鼎招考〔2023〕9号").And.Contain("2023年2月27日至3月5日")
            .And.Contain("累计外出招商295家次，其中一把手带队118家次；")
            .And.Contain("签约金额49.2亿元")
            .And.Contain("事件序号48213").And.Contain(Bulletin.Notice)
            .And.Contain("href=\"2023-W09.json\"").And.Contain("href=\"2023-W09.csv\"")
            .And.Contain(BulletinFiles.Sha256(BulletinFiles.Record(Bulletin)));
    }

    [Fact]
    public async Task Totals_are_the_numbers_that_decide_and_a_sum_says_what_it_becomes()
    {
        var exact = Bulletin with
        {
            Rounding = new Precision(2, Rounding.HalfUp),
            Sheets = [.. Bulletin.Sheets.Select(sheet => sheet with { Total = 0.125m })],
        };

        (await Page(exact)).Should().Contain("0.13分</span></summary>").And.Contain("四舍五入到2位小数为0.13</th>")
            .And.Contain("0.125</td>")
            .And.Contain("得分四舍五入到2位小数，位次、同分、等次、状态、名单和奖惩都看印出的得分。");
        (await Page(exact with { Rounding = null })).Should().Contain("0.12分</span></summary>")
            .And.NotContain("四舍五入", "it was sealed so");
    }

    // Weeks, months and longer periods are printed as in the bulletins sealed before there were others.
    [Theory]
    [InlineData("2023-B1", "2023年1—2月")]
    [InlineData("2023-02-T3", "2023年2月下旬")]
    [InlineData("2023-02-H2", "2023年2月下半月")]
    [InlineData("2023-F05", "2023年第9—10周（双周）")]
    [InlineData("2023-02", "2023-02")]
    [InlineData("2023-Q1", "2023-Q1")]
    public async Task Lists_and_prizes_name_their_period(string period, string words)
    {
        var unit = Bulletin.Groups[0].Rows[0];
        var page = await Page(Bulletin with
        {
            Honours = new Honours(
                [new HonourList("红榜", period, "镇街", [unit.Unit])],
                [new Prize(period, "镇街", unit.Unit, 1, 2500m)]),
        });

        page.Should().Contain($"红榜（镇街，{words}）：{unit.Name}。").And.Contain($"奖惩金额（镇街，{words}）：");
    }

    // Sealed pages carry the style: a change of one byte of it changes every page that is counted again.
    [Fact]
    public void The_style_is_byte_for_byte_that_of_the_pages_sealed_so_far() =>
        BulletinFiles.Sha256(Style.Css).Should().Be(
        "84d6fa498a0e8c480b3b1b34749dc975ff938f40151325ac1c699912b5831f46");

    [Fact]
    public async Task A_line_names_the_event_since_which_it_counts_where_the_record_does()
    {
        (await Page(Bulletin)).Should().NotContain("号事件）");
        var named = Bulletin with
        {
            Sheets =
            [
                .. Bulletin.Sheets.Select(sheet => sheet with
                {
                    Lines =
                    [
                        .. sheet.Lines.Select(line => line.Fact != "claim-0309" ? line
                            : line with { Stream = "claim/claim-0309", Position = 5752 }),
                    ],
                }),
            ],
        };
        (await Page(named)).Should().Contain("<p class=\"fact\">claim-0309（依据第5752号事件）</p>")
            .And.Contain("<p class=\"fact\">week/2023-02-27</p>");
    }

    [Fact]
    public async Task The_day_of_sealing_is_the_districts_day()
    {
        var late = Bulletin with { SealedAt = new DateTimeOffset(2023, 3, 7, 16, 30, 0, TimeSpan.Zero) };
        (await Page(late)).Should().Contain("2023年3月8日00:30");
    }

    [Fact]
    public async Task Movement_and_joint_places_are_said_in_words_too()
    {
        (await Page(Bulletin)).Should()
            .Contain("↑1").And.Contain("（上升1位）").And.Contain("↓1").And.Contain("（下降1位）")
            .And.Contain("（新列入）").And.Contain("（持平）").And.Contain("并列");
    }

    [Fact]
    public async Task A_first_bulletin_shows_no_movement()
    {
        var first = Bulletin with
        {
            Groups = [
                .. Bulletin.Groups.Select(
                    group => group with { Rows = [
                        .. group.Rows.Select(row => row with { PreviousYearRank = null })] })],
        };
        (await Page(first)).Should().NotContain("class=\"move");
    }

    [Fact]
    public async Task Names_are_text_never_markup()
    {
        (await Page(Bulletin)).Should()
            .NotContain("<script").And.Contain("&lt;script&gt;alert(1)&lt;/script&gt;服务中心");
    }

    [Fact]
    public async Task Nothing_is_fetched_from_elsewhere()
    {
        var page = await Page(Bulletin);
        Regex.Matches(page, "(?:src|href)=\"(.*?)\"").Select(found => found.Groups[1].Value)
            .Should()
            .OnlyContain(address => address.StartsWith('#') || address == "2023-W09.json" || address == "2023-W09.csv");
        page.Should().NotContain("url(").And.NotContain("@import");
    }

    [Fact]
    public async Task The_same_record_gives_the_same_bytes_in_every_culture_and_after_reading_it_back()
    {
        var page = await Page(Bulletin);
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("")
            {
                NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "~" },
            };
            (await Page(Bulletin)).Should().Be(page);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        (await Page(BulletinFiles.Read(BulletinFiles.Record(Bulletin)))).Should().Be(page);
        page.Should().NotContain("\r");
    }

    [Fact]
    public async Task Corrections_late_reports_and_carried_claims_are_named()
    {
        (await Page(Bulletin)).Should()
            .Contain("claim-0231").And.Contain("2023年第7周").And.Contain("该事项已更正或冲销，不再计分。")
            .And.Contain("3月6日15:20").And.Contain("佐证材料不全，已退回补正。").And.Contain("，共4个单位");
    }

    [Fact]
    public async Task What_was_reported_after_the_cut_off_is_named_and_the_cut_off_is_what_the_figures_hold()
    {
        var until = new DateTimeOffset(2023, 3, 8, 9, 31, 0, TimeSpan.FromHours(8));
        var later = new LaterReport("V-9", "yongan", "外出拜访企业", new DateOnly(2023, 3, 2), until.AddMinutes(1));
        var cut = new BulletinCut(until, Bulletin.CutOff, [later]);

        (await Page(Bulletin with { Cut = cut })).Should()
            .Contain("2023年3月8日09:31，由陈志远办理截止（办法规定不早于2023年3月7日18:00）。")
            .And.Contain("截止以前填报、签发以前认定的事项计入本期；截止以后填报的列入以后各期补录。")
            .And.Contain("<h3>截止后填报的事项</h3>")
            .And.Contain("永安镇：外出拜访企业（2023年3月2日，编号").And.Contain("3月8日09:32填报。");
        (await Page(Bulletin with { Cut = cut with { Early = "试〔2023〕8号", Later = [] } })).Should()
            .Contain("经试〔2023〕8号提前截止，").And.NotContain("截止后填报的事项");
        (await Page(Bulletin)).Should().Contain("此后认定的事项列入以后各期补录。", "sealed before that was the rule");
    }

    [Fact]
    public async Task An_empty_week_says_that_it_has_no_places() =>
        (await Page(Bulletin with { Empty = ["week"] })).Should()
            .Contain("本周没有单位得分，也没有计数的事项，不列本周位次。").And.NotContain("不列累计位次");

    [Fact]
    public async Task A_week_without_anything_to_name_says_so()
    {
        var quiet = Bulletin with
        {
            Corrections = [],
            CarriedOver = [],
            Sheets = [],
            None = [new NoneNamed("外出招商", [])],
            Reports = new BulletinReports([], [], []),
        };
        (await Page(quiet)).Should()
            .Contain("本期对以往各期无补录、更正或冲销。").And.Contain("截止时无未办结而结转的事项。")
            .And.Contain("<dd>无。</dd>").And.Contain("本周没有计分事项。").And.Contain("id=\"sheet-guicheng\"");
    }
}
