using System.Globalization;
using System.Text.RegularExpressions;
using FluentAssertions;

namespace Evaluation.Server.Tests.Cli;

/// <summary>Confirming, waiving, publishing and issuing again on the command line.</summary>
public sealed class GateVerbTests(ServedDistrict district) : IClassFixture<ServedDistrict>
{
    private const string Third = "2023-W03", Fourth = "2023-W04";

    // Left out of every run for its length, as other tests take each step by page and interface; `ops/test -explicit
    // only` runs it.
    [Fact(Explicit = true)]
    public async Task A_week_is_confirmed_published_issued_anew_and_appealed_against()
    {
        await VisitAsync("V-4", "dong.lin", "2023-01-17");
        await DoneAsync("close", "--week", Third, "--as", "ban.su");
        await PublishedAsync();
        await IssuedAnewAsync();
        await AppealedAsync();
        (await RunAsync("recount", "--all")).Code.Should().Be(0);
    }

    private async Task PublishedAsync()
    {
        await UsageAsync("publish", "--week", Third);
        await UsageAsync("confirm", "--week", Third, "--as", "ban.liang");
        var preview = await RunAsync("publish", "--week", Third, "--preview");
        preview.Should()
            .Match<Printed>(
                printed => printed.Code == 1 && printed.Out.Contains("尚未确认")
                && printed.Out.Contains($"{Third}尚不能签发"));
        var digest = await district.Terminal.DigestAsync(Third);
        preview.Out.Should().Contain($"通报稿校验码　{digest}");
        await RefusedAsync("尚未确认", "publish", "--week", Third, "--digest", digest, "--as", "hui.xie");
        await RefusedAsync("无权", "confirm", "--week", Third, "--digest", digest, "--as", "hui.xie");
        await RefusedAsync(
            "已不是现在的内容", "confirm", "--week", Third, "--digest", "000000000000", "--as", "ban.liang");
        await DoneAsync("confirm", "--week", Third, "--digest", digest, "--as", "ban.liang");
        await RefusedAsync("已确认", "confirm", "--week", Third, "--digest", digest, "--as", "ban.liang");

        (await RunAsync("publish", "--week", Third, "--preview")).Should()
            .Match<Printed>(printed => printed.Code == 0 && printed.Out.Contains($"{Third}可以签发"));
        await RefusedAsync("没有写明所见通报稿的校验码", "publish", "--week", Third, "--as", "hui.xie");
        await DoneAsync("publish", "--week", Third, "--digest", digest, "--as", "hui.xie");
        var said = await RefusedAsync("已于", "publish", "--week", Third, "--digest", digest, "--as", "hui.xie");
        DateTime.Parse(Regex.Match(said, "已于(.{16})").Groups[1].Value, CultureInfo.InvariantCulture).Should()
            .BeCloseTo(DateTime.UtcNow.AddHours(8), TimeSpan.FromMinutes(10), "its clocks are 8 hours ahead");
        await RefusedAsync("已于", "confirm", "--week", Third, "--digest", digest, "--as", "ban.liang");
    }

    private async Task IssuedAnewAsync()
    {
        string[] propose = ["reissue", "propose", "--week", Third, "--reason", "核验补录", "--document", "小考31号",
            "--kind"];
        await RefusedAsync("没有可补发的变动", [.. propose, "revision", "--as", "ban.su"]);
        await VisitAsync("V-5", "xi.he", "2023-01-18");
        await RefusedAsync("补发的种类不对", [.. propose, "other", "--as", "ban.su"]);
        await RefusedAsync("无权", [.. propose, "revision", "--as", "hui.xie"]);
        await UsageAsync([.. propose, "revision"]);
        await RefusedAsync("没有待核准的补发", "reissue", "approve", "--week", Third, "--as", "hui.xie");

        await DoneAsync([.. propose, "revision", "--as", "ban.su"]);
        (await RunAsync("reissue", "list", "--week", Third)).Out.Should()
            .Contain("待核准：第2次印发（计划修订，小考31号），由“苏班”提出：核验补录");
        await RefusedAsync("无权", "reissue", "approve", "--week", Third, "--as", "ban.su");
        await DoneAsync("reissue", "drop", "--week", Third, "--as", "ban.su");
        await RefusedAsync("没有待核准的补发", "reissue", "drop", "--week", Third, "--as", "ban.su");
        await DoneAsync([.. propose, "correction", "--as", "ban.su"]);
        await DoneAsync("reissue", "approve", "--week", Third, "--as", "hui.xie");

        (await RunAsync("reissue", "list", "--week", Third, "--format", "csv")).Out.Should()
            .Contain("第2次印发,现行,差错更正,小考31号").And.Contain("第1次印发,已被取代");
        await RefusedAsync("没有待核准的补发", "reissue", "approve", "--week", Third, "--as", "hui.xie");
        await RefusedAsync(
            "尚未签发", "reissue", "propose", "--week", Fourth, "--reason", "由", "--document", "文", "--kind",
            "revision", "--as", "ban.su");
    }

    private async Task AppealedAsync()
    {
        await DoneAsync(
            "appeal", "lodge", "--id", "S-1", "--week", Third, "--clause", "第一条", "--fact", "V-4", "--reason",
            "一把手带队", "--evidence", "纪要.pdf",
            "--as", "dong.lin");
        var finding = Regex.Match((await RunAsync("gate", "--week", Fourth)).Out, "申诉“S-1”.*").Value.Trim();
        string[] waive = ["waive", "--week", Fourth, "--reason", "不影响本周排名", "--document", "委7号", "--check"];
        await RefusedAsync("无权", [.. waive, "appeals", "--finding", finding, "--as", "ban.su"]);
        await RefusedAsync("没有待豁免的问题", [.. waive, "appeals", "--finding", "申诉“S-9”。", "--as", "hui.luo"]);
        await RefusedAsync("不得豁免", [.. waive, "confirmed", "--finding", finding, "--as", "hui.luo"]);
        await UsageAsync([.. waive, "appeals", "--as", "hui.luo"]);
        await DoneAsync([.. waive, "appeals", "--finding", finding, "--as", "hui.luo"]);
        await RefusedAsync("已经豁免", [.. waive, "appeals", "--finding", finding, "--as", "hui.luo"]);
        (await RunAsync("gate", "--week", Fourth)).Out.Should()
            .Contain($"已由“罗会”豁免（不影响本周排名，委7号）：{finding}");

        await DoneAsync(
            "appeal", "rule", "--id", "S-1", "--remedy", "adjust", "--points", "0.3", "--reason", "经核实",
            "--document", "小委9号", "--as", "hui.luo");
        (await RunAsync("appeal", "show", "--id", "S-1")).Out.Should().Contain("支持申诉").And.NotContain("须先补发");
        await AdoptLateIssueAsync();
        (await RunAsync("appeal", "show", "--id", "S-1")).Out.Should()
            .Contain($"按办法规定，{Third}的得分有变动的，须先补发{Third}的通报，再签发{Fourth}的通报。");
    }

    private async Task AdoptLateIssueAsync()
    {
        var ct = TestContext.Current.CancellationToken;
        var file = Path.GetTempFileName();
        try
        {
            var text = await File.ReadAllTextAsync(Path.Combine(Terminal.Small, "rulebook-2023.yaml"), ct);
            await File.WriteAllTextAsync(
                file,
                text.Replace("\nbulletin:\n", "\nbulletin:\n  late: issue\n", StringComparison.Ordinal)
                    .Replace("edition: 1", "edition: 2", StringComparison.Ordinal),
                ct);
            await DoneAsync("rulebook", "adopt", file, "--document", "小委10号", "--as", "hui.luo");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private async Task VisitAsync(string claim, string account, string on)
    {
        await DoneAsync(
            "claim", "report", "--id", claim, "--kind", "visit", "--on", on, "--fact", "enterprise=丙厂", "--fact",
            "leader=top", "--as", account);
        await DoneAsync("claim", "verify", "--id", claim, "--as", "ban.liang");
    }

    private async Task DoneAsync(params string[] arguments) =>
        (await RunAsync(arguments)).Should().BeEquivalentTo(new { Code = 0, Error = "" }, string.Join(' ', arguments));

    private async Task<string> RefusedAsync(string reason, params string[] arguments)
    {
        var printed = await RunAsync(arguments);
        printed.Code.Should().Be(1, string.Join(' ', arguments));
        printed.Error.Should().Contain(reason).And.Contain("办法：");
        return printed.Error;
    }

    private async Task UsageAsync(params string[] arguments)
    {
        var printed = await RunAsync(arguments);
        printed.Code.Should().Be(2, string.Join(' ', arguments));
        printed.Error.Should().Contain("--help");
    }

    private Task<Printed> RunAsync(params string[] arguments) => district.Terminal.RunAsync(arguments);
}
