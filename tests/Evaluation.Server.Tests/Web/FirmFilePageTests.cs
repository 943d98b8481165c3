using System.Text.RegularExpressions;
using Evaluation.Office.Claims;
using Evaluation.Office.Firms;
using Evaluation.Server.Accounts;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Past;
using Evaluation.Server.Claims;
using Evaluation.Server.Firms;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Tests.Chain;
using FluentAssertions;

namespace Evaluation.Server.Tests.Web;

/// <summary>
/// Files of firms put right by their pages: what changes is seen first, and the live board counts two files of one firm
/// as a full count does.
/// </summary>
[Collection(nameof(SharedTown))]
public sealed class FirmFilePageTests(SharedTown shared)
{
    private const string District = "qi-ye", Code = "91441200MA4UXXXX1";

    private static readonly string Right = Code + Evaluation.Rulebooks.Words.CreditCode.CheckCharacter(Code);

    private Town Town => shared.Town;

    [Fact]
    public async Task A_file_is_put_right_and_two_files_become_one_firm()
    {
        await FoundAsync();
        using var verifier = new Desk(Town, "zhou", District);
        using var clerk = new Desk(Town, "chen", District);
        (await clerk.SeeAsync("firms/鼎新")).Text.Should().NotContain("登记名称变更…");
        (await clerk.SeeAsync("firms/鼎新/merge")).Status.Should().Be(403);
        (await verifier.SeeAsync("firms/无名/merge")).Status.Should().Be(404);

        await RenamedAsync(verifier);
        await CodedAsync(verifier);
        await MergedAsync(verifier);
        await UndoneAsync(verifier);
    }

    private async Task RenamedAsync(Desk verifier)
    {
        (string, string)[] name =
            [("name", "肇庆鼎新集团有限公司"), ("from", "2023年7月3日"), ("reason", "营业执照变更")];
        var empty = await LookAsync(verifier, "鼎新", "name", [("from", "昨天")]);
        empty.Status.Should().Be(422, empty.Text);
        empty.Text.Should().Contain("name-error").And.Contain("reason-error").And.Contain("“昨天”不是日期");
        (await LookAsync(verifier, "鼎新", "name", [("name", "鼎新二有限公司"), .. name[1..]])).Text.Should()
            .Contain("name-error").And.Contain("名下");
        var seen = await LookAsync(verifier, "鼎新", "name", name);
        seen.Text.Should().Contain("自2023年7月3日起改称“肇庆鼎新集团有限公司”").And.Contain("留作别名");
        (await EnterAsync(verifier, "鼎新", "name", seen.Text, [.. name, ("do", "stay")])).Text.Should()
            .Contain("登记后");
        (await EnterAsync(verifier, "鼎新", "name", "", [.. name, ("do", "enter")])).Status.Should().Be(412);
        var entered = await EnterAsync(verifier, "鼎新", "name", seen.Text, [.. name, ("do", "enter")]);
        entered.Status.Should().Be(302, entered.Text);
        entered.Text.Should().Contain("✓ 已登记").And.Contain("<h1>肇庆鼎新集团有限公司")
            .And.Contain("2023年7月3日起变更");
        (await verifier.SeeAsync("firms?q=鼎新集团")).Text.Should().Contain("共1家");
        await Town.CaughtUpAsync(District);
        (await verifier.SeeAsync("claims/V1")).Text.Should().Contain("肇庆鼎新集团有限公司");
    }

    private static async Task CodedAsync(Desk verifier)
    {
        (await LookAsync(verifier, "鼎新", "code", [("credit_code", "123"), ("reason", "更正")])).Text.Should()
            .Contain("credit_code-error").And.Contain("校验位");
        (string, string)[] code = [("credit_code", Right), ("reason", "对照营业执照更正")];
        var seen = await LookAsync(verifier, "鼎新", "code", code);
        (await EnterAsync(verifier, "鼎新", "code", seen.Text, [.. code, ("do", "enter")])).Text.Should()
            .Contain("✓ 已登记").And.Contain(Right);
        (await LookAsync(verifier, "鼎新二", "code", code)).Text.Should().Contain("名下");

        // Once it is put right, the wrong one may be taken by its true owner.
        seen = await LookAsync(verifier, "鼎新", "code", [("reason", "登记错了")]);
        seen.Text.Should().Contain("可以登记给它真正的企业");
        (await EnterAsync(verifier, "鼎新", "code", seen.Text, [("reason", "登记错了"), ("do", "enter")])).Status
            .Should().Be(302);
        seen = await LookAsync(verifier, "鼎新二", "code", code);
        (await EnterAsync(verifier, "鼎新二", "code", seen.Text, [.. code, ("do", "enter")])).Text.Should()
            .Contain(Right);
    }

    private async Task MergedAsync(Desk verifier)
    {
        var before = (await Town.LastAsync(District), await PointsAsync());
        (await LookAsync(verifier, "鼎新二", "merge", [("into", "鼎新二"), ("reason", "同")])).Text.Should()
            .Contain("不能并入自身");
        (await LookAsync(verifier, "鼎新二", "merge", [("into", "没有的"), ("reason", "同")])).Text.Should()
            .Contain("into-error").And.Contain("没有企业");
        (string, string)[] merge = [("into", "肇庆鼎新集团有限公司"), ("reason", "同一营业执照")];
        var seen = await LookAsync(verifier, "鼎新二", "merge", merge);
        seen.Text.Should().Contain("（鼎新二）的档案并入“肇庆鼎新集团有限公司”（鼎新）").And.Contain("有1件用这份档案")
            .And.Contain("V2").And.Contain("0.5分").And.Contain("还没有签发");
        (await Town.LastAsync(District)).Should().Be(before.Item1, "nothing is stored by looking");

        var entered = await EnterAsync(verifier, "鼎新二", "merge", seen.Text, [.. merge, ("do", "enter")]);
        entered.Status.Should().Be(302, entered.Text);
        entered.Text.Should().Contain("✓ 已登记").And.Contain("已并入").And.NotContain("添加别名")
            .And.Contain("撤销并档…");
        (await PointsAsync()).Should().Be(before.Item2 - 0.65m, "neither clause gives a repeat in full");
        (await verifier.SeeAsync("firms/鼎新")).Text.Should().Contain("并入这份档案的").And.Contain("鼎新二有限公司");
        (await verifier.SeeAsync("firms?q=鼎新二")).Text.Should().Contain("已并入鼎新");
        (await LookAsync(verifier, "鼎新", "merge", [("into", "鼎新二"), ("reason", "反了")])).Text.Should()
            .Contain("不能再反过来并入");

        // By either name it is one firm: whoever claims it again is told, and the office finds the double.
        var again = await Town.DoAsync("chen", Town.Monday.AddDays(8), by => new ReportClaim(
            by, "V3", by.Unit!, "visit", Town.First.Start.AddDays(2),
            new Dictionary<string, string> { ["enterprise"] = "鼎新二有限公司", ["leader"] = "top" }, [], []),
            District);
        again.Remarks.Should().Contain(remark => remark.Contains("V1"));
        await using var session = Town.Session(District);
        (await session.StateAsync<Claim>(Claim.StreamOf("V3"), TestContext.Current.CancellationToken))!
            .Text("enterprise").Should().Be("鼎新二", "the claim keeps the file that it names");
    }

    private async Task UndoneAsync(Desk verifier)
    {
        var merged = await PointsAsync();
        var seen = await LookAsync(verifier, "鼎新二", "unmerge", [("reason", "两家企业同名")]);
        seen.Text.Should().Contain("重新独立").And.Contain("V2");
        (await EnterAsync(
            verifier, "鼎新二", "unmerge", seen.Text, [("reason", "两家企业同名"), ("do", "enter")])).Text.Should()
            .Contain("✓ 已登记").And.Contain("添加别名").And.NotContain("已并入");
        (await PointsAsync()).Should().Be(merged + 0.65m);
    }

    // The unit's points on the live board, which a full count finds too.
    private async Task<decimal> PointsAsync()
    {
        await Town.CaughtUpAsync(District);
        var ct = TestContext.Current.CancellationToken;
        var now = await Town.Get<Replay>().AtAsync(District, await Town.LastAsync(District), ct);
        (await Town.Get<Reconciliation>().DifferencesAsync(District, now, ct)).Should().BeEmpty();
        return now.Score(Town.Get<RuleSets>().Of(now.District)).Single(score => score.Unit == "桂城街道").Sheets
            .Sum(sheet => sheet.Total);
    }

    private static Task<(int Status, string Text)> LookAsync(
        Desk verifier, string firm, string entry, (string, string)[] fields) =>
        EnterAsync(verifier, firm, entry, "", [.. fields, ("do", "preview")]);

    private static Task<(int Status, string Text)> EnterAsync(
        Desk verifier, string firm, string entry, string seen, (string, string)[] fields) =>
        verifier.SendAsync(
            $"firms/{firm}/{entry}", $"firms/{firm}/{entry}",
            [.. fields, ("seen", Regex.Match(seen, "name=\"seen\" value=\"(\\d+)\"").Groups[1].Value)]);

    private async Task FoundAsync()
    {
        await Town.FoundAsync(District);
        foreach (var (account, role, unit) in Town.People)
        {
            Town.Get<DevelopmentActors>().Add(new Actor(account, account, role, unit, District));
        }

        await Town.DoAsync("zhou", Town.Monday, by => new FileFirm(
            by, new FirmFiled("鼎新二", "鼎新二有限公司", null, "新材料", false), []), District);
        await Town.VisitAsync("V1", day: 3, district: District);
        await Town.VisitAsync("V2", firm: "鼎新二", day: 4, district: District);
        await Town.VerifyAsync("V1", district: District);
        await Town.VerifyAsync("V2", district: District);
        await Town.CaughtUpAsync(District);
    }
}
