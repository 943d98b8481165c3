using Evaluation.Server.Accounts;
using Evaluation.Server.Claims;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Tests.Chain;
using FluentAssertions;

namespace Evaluation.Server.Tests.Web;

/// <summary>
/// A clerk's week by the pages of a district of the shared town: what waits, a trip with its visits and a new firm, the
/// weekly report; nothing typed is lost, and nothing is half reported.
/// </summary>
[Collection(nameof(SharedTown))]
public sealed class DeskPageTests(SharedTown shared)
{
    private const string District = "zhuo-mian";

    private static readonly (string, string)[] Trip =
    [
        ("claim", "C-trip"), ("destination", "深圳市"), ("departed_on", "2023年1月3日"), ("occurred_on", "1月5日"),
        ("people", "4"), ("leader", "member"), ("person", "陈志远"),
        ("visits[0].occurred_on", "1月3日"), ("visits[0].enterprise", "肇庆鼎新材料有限公司"),
        ("visits[1].occurred_on", "2023-01-04"), ("visits[1].enterprise", "肇庆鼎辛材料有限公司"),
        ("visits[1].leader", "top"), ("visits[1].topic", "二期选址"),
    ];

    private Town Town => shared.Town;

    [Fact]
    public async Task A_clerks_week_is_done_by_pages()
    {
        await Town.FoundAsync(District);
        foreach (var (account, role, unit) in Town.People)
        {
            Town.Get<DevelopmentActors>().Add(new Actor(account, account, role, unit, District));
        }

        await Town.CaughtUpAsync(District);
        using var clerk = new Desk(Town, "chen", District);
        using var office = new Desk(Town, "zhou", District);
        await TripAsync(clerk);
        await LostSessionAsync(clerk);
        await ReportsAsync(clerk, office);
        await StartAsync(clerk, office);
    }

    private async Task TripAsync(Desk clerk)
    {
        (await clerk.SeeAsync("claims/trip")).Text.Should().Contain("再加一家").And.Contain("/scripts/entry.js");
        var before = await Town.LastAsync(District);
        var wrong = await clerk.SendAsync(
            "claims/trip", "claims/trip",
            [
                .. Trip.Select(field =>
                    field.Item1 is "people" or "visits[0].occurred_on" ? (field.Item1, "1月9日") : field),
                ("do", "send"),
            ]);
        wrong.Status.Should().Be(422);
        wrong.Text.Should().Contain("有3处要改正").And.Contain("people-error")
            .And.Contain("visits[0].occurred_on-error")
            .And.Contain("没有企业“肇庆鼎辛材料有限公司”").And.Contain("二期选址")
            .And.Contain("value=\"take-1-鼎新\"", "one sign apart").And.Contain("value=\"file-1\"");
        (await clerk.SendAsync("claims/trip", "claims/trip", Trip)).Text.Should().Contain("还没有报送");
        (await clerk.SendAsync("claims/trip", "claims/trip", [.. Trip, ("do", "copy-1")])).Text.Should()
            .Contain("visits[2].topic\" value=\"二期选址\"");
        (await Town.LastAsync(District)).Should().Be(before, "nothing is stored");

        // The firm gets its file, with what is wrong with it said at its field.
        (string, string)[] firm = [.. Trip, ("visits[1].new_name", "肇庆鼎辛材料有限公司"), ("do", "file-1")];
        (await clerk.SendAsync("claims/trip", "claims/trip", [.. firm, ("visits[1].new_code", "123")])).Text.Should()
            .Contain("校验位").And.Contain("二期选址");
        var filed = await clerk.SendAsync("claims/trip", "claims/trip", firm);
        filed.Text.Should().Contain("已登记企业“肇庆鼎辛材料有限公司”").And.NotContain("value=\"file-1\"");

        var sent = await clerk.SendAsync("claims/trip", "claims/trip", [.. Trip, ("do", "send")]);
        sent.Status.Should().Be(302, sent.Text);
        sent.Text.Should().Contain("已报送3件事项").And.Contain("1月4日外出拜访企业：肇庆鼎辛材料有限公司")
            .And.Contain("data-state=\"sent\"");
        var last = await Town.LastAsync(District);
        (await clerk.SendAsync("claims/trip", "claims/trip", [.. Trip, ("do", "send")])).Status.Should().Be(302);
        (await Town.LastAsync(District)).Should().Be(last, "sent twice it is there once");

        (await clerk.SeeAsync("claims/trip?from=C-trip")).Text.Should().Contain("value=\"深圳市\"")
            .And.Contain("visits[1].topic\" value=\"二期选址\"").And.NotContain("2023-01-05");
        (await clerk.SeeAsync("claims/trip?from=nothing")).Status.Should().Be(404);
        (await clerk.SendAsync("claims/trip", "claims/trip", [.. Trip, ("mood", "好")])).Status.Should().Be(422);

        // The form of one claim says all of its faults too.
        var single = await clerk.SendAsync(
            "claims/report?kind=visit", "claims/report", ("kind", "visit"), ("claim", "C-one"), ("occurred_on", "昨天"),
            ("enterprise", ""), ("leader", "好"));
        single.Status.Should().Be(422);
        single.Text.Should().Contain("有3处要改正").And.Contain("field-leader-error").And.Contain("value=\"昨天\"");
        await SingleAsync(clerk);
    }

    // A firm that is not on file, in the form of one claim.
    private async Task SingleAsync(Desk clerk)
    {
        (string, string)[] visit =
        [
            ("kind", "visit"), ("claim", "C-one"), ("occurred_on", "2023-01-04"), ("leader", "top"),
            ("enterprise", "肇庆鼎鑫材料有限公司"), ("topic", "增资扩产"),
        ];
        const string page = "claims/report?kind=visit";
        var refused = await clerk.SendAsync(page, "claims/report", visit);
        refused.Status.Should().Be(404);
        refused.Text.Should().Contain("value=\"take-enterprise-鼎新\"").And.Contain("增资扩产");
        (await clerk.SendAsync(page, "claims/report", [.. visit, ("do", "take-enterprise-鼎新")])).Text.Should()
            .Contain("已选用这家企业").And.Contain("value=\"鼎新\"").And.NotContain("file-enterprise");
        (string, string)[] filed =
            [.. visit, ("new_name", "肇庆鼎鑫材料有限公司"), ("new_industry", "新材料"), ("do", "file-enterprise")];
        (await clerk.SendAsync(page, "claims/report", [.. filed, ("new_code", "123")])).Text.Should()
            .Contain("校验位").And.Contain("增资扩产").And.Contain("value=\"123\"");
        (await clerk.SendAsync(page, "claims/report", filed)).Text.Should()
            .Contain("已登记企业“肇庆鼎鑫材料有限公司”").And.NotContain("file-enterprise");
        (await Town.Get<Evaluation.Server.Kit.Store.EventReader>().OfStreamAsync(
            District, "claim/C-one", TestContext.Current.CancellationToken)).Should().BeEmpty("it was not sent yet");
    }

    private async Task LostSessionAsync(Desk clerk)
    {
        var before = await Town.LastAsync(District);
        using var stranger = Town.Client();
        stranger.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        (string, string)[] typed = [.. Trip.Select(field => field.Item1 == "claim" ? ("claim", "C-lost") : field),
            ("do", "send")];
        var (status, text) = await PostAsync(stranger, "claims/trip", typed);
        status.Should().Be(401);
        text.Should().Contain("所填内容还在本页").And.Contain("value=\"二期选址\"").And.Contain("value=\"stay\"")
            .And.NotContain("value=\"send\"");

        // Signed in again, without the token of the new sign-in: all is shown, nothing is done.
        using var again = Town.Client("chen", District);
        again.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        (status, text) = await PostAsync(again, "claims/trip", typed);
        status.Should().Be(200);
        text.Should().Contain("还没有报送").And.Contain("value=\"二期选址\"");
        (status, text) = await PostAsync(
            again, "claims/report", [("kind", "visit"), ("claim", "C-lost"), ("occurred_on", "2023-01-04"),
                ("enterprise", "鼎新"), ("leader", "top"), ("topic", "增资")]);
        status.Should().Be(422);
        text.Should().Contain("还没有填报").And.Contain("value=\"增资\"");
        (await PostAsync(again, "claims/V1/withdraw", [("reason", "试"), ("version", "1")])).Status.Should().Be(400);
        (await PostAsync(stranger, "claims/V1/withdraw", [("reason", "秘密")])).Text.Should().NotContain("秘密");
        (await Town.LastAsync(District)).Should().Be(before, "nothing is stored");
        (await clerk.SeeAsync("claims/C-lost")).Status.Should().Be(404);
    }

    private async Task ReportsAsync(Desk clerk, Desk office)
    {
        await Town.CaughtUpAsync(District);
        const string page = "reports?week=2023-W01";
        (await clerk.SeeAsync(page)).Text.Should().Contain("本周有3件事项").And.Contain("待核验1")
            .And.Contain("本单位还没有报送").And.Contain("第二十三条").And.NotContain("永安镇");
        (await clerk.SendAsync(page, "reports", ("week", "2023-W01"), ("nil", "no"))).Text.Should()
            .Contain("还没有报送");
        (await clerk.SendAsync(page, "reports", ("week", "2023-W01"), ("nil", ""), ("do", "send"))).Text.Should()
            .Contain("没有选择报送哪一种");
        (await clerk.SendAsync(page, "reports", ("week", "2099-W01"), ("nil", "no"), ("do", "send"))).Text.Should()
            .Contain("尚未开始");
        (await clerk.SendAsync(page, "reports", ("week", "2023-W01"), ("nil", "no"), ("do", "send"))).Text.Should()
            .Contain("已在案").And.Contain("迟报");
        (await clerk.SendAsync(page, "reports", ("week", "2023-W01"), ("nil", "yes"), ("do", "send"))).Text.Should()
            .Contain("已报送有事项的周报");
        (await clerk.SendAsync(
            page, "reports/amend", ("week", "2023-W01"), ("nil", "yes"), ("reason", ""), ("do", "amend"))).Text.Should()
            .Contain("没有写明理由");
        (await clerk.SendAsync(
            page, "reports/amend", ("week", "2023-W01"), ("nil", "yes"), ("reason", "误报"), ("do", "amend"))).Text
            .Should().Contain("已在案").And.Contain("零报告，迟报");
        (await office.SeeAsync(page)).Text.Should().Contain("已报送1家，其中零报告1家；没有报送3家")
            .And.Contain("永安镇").And.Contain("漏报").And.NotContain("value=\"send\"");
        (await office.SeeAsync("reports?week=nothing")).Status.Should().Be(404);
    }

    private async Task StartAsync(Desk clerk, Desk office)
    {
        await Town.DoAsync(
            "zhou", Town.Monday.AddDays(8), by => new ReturnClaim(
                by, new Evaluation.Office.Claims.ClaimReturned("C-trip-2", "请补充照片"), null),
            District);
        await Town.CaughtUpAsync(District);
        (await clerk.SeeAsync("start")).Text.Should().Contain("请补充照片").And.Contain("/claims/C-trip-2")
            .And.Contain("填报外出招商").And.NotContain("件事项待核验");
        (await office.SeeAsync("start")).Text.Should().Contain("2件事项待核验").And.Contain("2023年1月3日")
            .And.NotContain("填报外出招商");
    }

    private static async Task<(int Status, string Text)> PostAsync(
        HttpClient client, string to, IEnumerable<(string Name, string Value)> fields)
    {
        using var form = new FormUrlEncodedContent(
            fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await client.PostAsync($"/{District}/{to}", form, TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, System.Net.WebUtility.HtmlDecode(
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }
}
