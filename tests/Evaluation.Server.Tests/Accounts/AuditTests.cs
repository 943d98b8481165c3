using System.Net;
using System.Text.RegularExpressions;
using Evaluation.Server.Accounts;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Tests.Chain;
using Evaluation.Server.Tests.Web;
using FluentAssertions;

namespace Evaluation.Server.Tests.Accounts;

/// <summary>What was done and read is found again: by person, district, matter and time, without an end.</summary>
[Collection(nameof(SharedTown))]
public sealed class AuditTests(SharedTown shared)
{
    private const string Pages = $"/{Town.District}", Api = $"/api/{Town.District}";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private AuditBook Audit => shared.Town.Get<AuditBook>();

    [Theory]
    [InlineData($"{Pages}/weeks/2023-W03", Disclosed.Gate, "2023-W03")]
    [InlineData($"{Api}/weeks/2023-W04/gate", Disclosed.Gate, "2023-W04")]
    [InlineData($"{Pages}/weeks/2023-W03/draft", Disclosed.Draft, "2023-W03")]
    [InlineData($"{Pages}/weeks/2023-W03/reissue", Disclosed.Reissue, "2023-W03")]
    [InlineData($"{Api}/claims/V1", Disclosed.Claims, "V1")]
    [InlineData($"{Pages}/claims", Disclosed.Claims, "")]
    [InlineData($"{Pages}/verification", Disclosed.Findings, "")]
    [InlineData($"{Pages}/appeals", Disclosed.Appeals, "")]
    public async Task Reading_what_is_not_for_everybody_is_noted(string address, string what, string about)
    {
        var reader = $"auditor.{Guid.CreateVersion7():n}";
        shared.Town.Get<DevelopmentActors>().Add(new Actor(reader, reader, Roles.Auditor, null, Town.District));
        using var client = shared.Town.Client(reader);
        using var once = await client.GetAsync(address, Ct);
        using var again = await client.GetAsync(address, Ct);
        var lines = (await Audit.PageAsync(AuditAsk.All with { People = [reader] }, AuditPlace.Newest, 9, Ct)).Lines;
        lines.Should().ContainSingle("the same again within ten minutes is one reading")
            .Which.Should().BeEquivalentTo(new
            {
                Who = reader,
                What = what,
                District = Town.District,
                About = about,
                Address = "127.0.0.1",
                IsEvent = false,
            });
    }

    [Fact]
    public async Task What_a_unit_reads_of_its_own_is_not_noted()
    {
        var clerk = $"clerk.{Guid.CreateVersion7():n}";
        shared.Town.Get<DevelopmentActors>().Add(
            new Actor(clerk, clerk, Roles.Reporter, "永安镇", Town.District));
        using var client = shared.Town.Client(clerk);
        using var claims = await client.GetAsync($"{Pages}/claims", Ct);
        using var gate = await client.GetAsync($"{Pages}/weeks/2023-W01", Ct);
        ((int)gate.StatusCode).Should().Be(403);
        (await Audit.PageAsync(AuditAsk.All with { People = [clerk] }, AuditPlace.Newest, 9, Ct)).Lines.Should()
            .BeEmpty();
    }

    [Fact]
    public async Task However_many_strangers_try_they_do_not_fill_it()
    {
        using var audit = new AuditBook(shared.Town.Get<Databases>(), TimeProvider.System);
        var what = $"tried-{Guid.CreateVersion7():n}";
        for (var i = 0; i < 520; i++)
        {
            await audit.NoteTriedAsync(new Doer("", $"203.0.113.{i}"), what, "", "", "", Ct);
        }

        var lines = await audit.AllAsync(AuditAsk.All with { What = what }, Ct).ToListAsync(Ct);
        lines.Should().HaveCount(501);
        lines.Should().ContainSingle(line => line.Note.Contains("合并计数")).Which.Address.Should().BeEmpty();
    }

    [Fact]
    public async Task Pages_of_every_size_give_each_line_once()
    {
        var ask = AuditAsk.All with { District = Town.District };
        var all = await Audit.AllAsync(ask, Ct).ToListAsync(Ct);
        all.Should().HaveCountGreaterThan(8);
        all.Should().Contain(line => line.IsEvent && line.What == "claim.reported.v1" && line.Who == "chen");
        foreach (var size in (int[])[1, 3, 7])
        {
            var paged = new List<AuditLine>();
            for (AuditPlace? place = AuditPlace.Newest; place is { } from;)
            {
                var page = await Audit.PageAsync(ask, from, size, Ct);
                paged.AddRange(page.Lines);
                place = page.Next;
            }

            paged.Should().Equal(all, "by {0}", size);
        }

        var day = new DateTimeOffset(2023, 1, 5, 0, 0, 0, TimeSpan.FromHours(8));
        var some = await Audit.AllAsync(
            ask with { People = ["chen"], From = day, Before = day.AddDays(1), What = "claim.reported.v1" }, Ct)
            .ToListAsync(Ct);
        some.Should().Contain(line => line.About == "claim/V1").And.OnlyContain(
            line => line.Who == "chen" && line.At >= day && line.At < day.AddDays(1));
    }

    [Fact]
    public async Task An_auditor_filters_and_exports_and_others_do_not()
    {
        var who = $"=cmd|'/c calc'!A1.{Guid.CreateVersion7():n}";
        await Audit.NoteAsync(new Doer(who, "=1+1"), Audited.SignedIn, Town.District, "", "+恶意", Ct);
        foreach (var (account, status) in new[]
        {
            ("ding", 200), ("zhou", 403), ("chen", 403), ("gao", 403), ("ma", 403),
        })
        {
            using var client = shared.Town.Client(account);
            client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
            using var page = await client.GetAsync($"{Pages}/audit?who=chen&from=2023-01-05&to=2023年1月5日", Ct);
            ((int)page.StatusCode).Should().Be(status, account);
            using var file = await client.GetAsync($"{Pages}/audit.csv", Ct);
            ((int)file.StatusCode).Should().Be(status, account);
        }

        var found = await PageAsync($"{Pages}/audit?who=chen&from=2023-01-05&to=2023年1月5日");
        found.Should().Contain("<strong>单位填报").And.Contain("事项V1").And.NotContain("<strong>核验认定");
        (await PageAsync($"{Pages}/audit?from=morgen")).Should().Contain("不是日期").And.Contain("value=\"morgen\"");
        (await PageAsync($"{Pages}/audit?before=x")).Should().Contain("页码无法识别");
        (await PageAsync($"{Pages}/audit?who={Uri.EscapeDataString("' or 1=1 --")}")).Should()
            .Contain("没有符合条件的记录");
        using var auditor = shared.Town.Client("ding");
        var csv = await auditor.GetStringAsync($"{Pages}/audit.csv?who={Uri.EscapeDataString(who)}", Ct);
        csv.Should().StartWith("时间,办理人").And.Contain($",'{who},").And.Contain(",'=1+1,").And
            .Contain(",'+恶意");
        (await PageAsync($"{Pages}/audit?what={Disclosed.AuditExport}")).Should().Contain("<strong>导出审计记录");
        var first = await PageAsync($"{Pages}/audit");
        if (Regex.Match(first, "href=\"([^\"]*before=[^\"]*)\"") is { Success: true } earlier)
        {
            (await PageAsync(earlier.Groups[1].Value)).Should().Contain("审计记录").And.NotContain("无法识别");
        }
    }

    private async Task<string> PageAsync(string address)
    {
        using var client = shared.Town.Client("ding");
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var answer = await client.GetAsync(address, Ct);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct));
    }
}
