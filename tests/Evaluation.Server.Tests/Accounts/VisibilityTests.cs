using System.Net;
using Evaluation.Office.Mandates;
using Evaluation.Server.Tests.Chain;
using Evaluation.Server.Tests.Web;
using FluentAssertions;

namespace Evaluation.Server.Tests.Accounts;

/// <summary>What a unit sees of another one follows the district's declaration at every door.</summary>
[Collection(nameof(SharedTown))]
public sealed class VisibilityTests(SharedTown shared)
{
    private const string Own = "永安镇", Other = "桂城街道", Api = $"/api/{Town.District}", Pages = $"/{Town.District}";

    private const string Firm = "肇庆远山新材料有限公司";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_declared_holds_at_every_door()
    {
        (await StatusAsync("chen", "visibility", Body(Visibility.All))).Should().Be(403);
        (await StatusAsync("zhou", "visibility", Body(Visibility.All))).Should().Be(403);
        (await StatusAsync("gao", "visibility", Body("everything"))).Should().Be(404);
        (await GetAsync("li", $"{Api}/board/2023-W01/{Other}")).Status.Should().Be(200);
        (await GetAsync("li", $"{Api}/board")).Text.Should().Contain(Other).And.Contain(Own);
        (await StatusAsync("zhou", "enterprises", new { enterprise = "远山", name = Firm, industry = "新材料" }))
            .Should().Be(200);
        await shared.Town.CaughtUpAsync();
        (await GetAsync("li", $"{Pages}/claims/report?kind=visit")).Text.Should().Contain(Firm);
        (await StatusAsync("zhou", "projects", new
        {
            project = "SEEN-1", name = "桂城项目", enterprise = "鼎新", industry = "新材料", contracted = "1亿",
        })).Should().Be(200);
        (await StatusAsync("zhou", "projects/SEEN-1/introducer", new { unit = Other })).Should().Be(200);
        (await StatusAsync("gao", "visibility", Body(Visibility.Points))).Should().Be(200);
        try
        {
            await OnlyPublishedAsync();
        }
        finally
        {
            (await StatusAsync("gao", "visibility", Body(Visibility.Lines))).Should().Be(200);
        }

        (await GetAsync("li", $"{Pages}/board/2023-W01/{Other}")).Status.Should().Be(200);
        (await GetAsync("li", $"{Pages}/visibility")).Text.Should().Contain("看得分明细").And.Contain("试〔2023〕9号")
            .And.NotContain("<form class=\"stack\"");
        (await GetAsync("gao", $"{Pages}/visibility")).Text.Should().Contain("改变规定");
    }

    private async Task OnlyPublishedAsync()
    {
        foreach (var address in new[]
        {
            $"{Api}/board/2023-W01/{Other}", $"{Pages}/board/2023-W01/{Other}", $"{Api}/board?against=3",
            $"{Api}/board?week=2023-W02&likeForLike=2023-W01", $"{Pages}/balances",
            $"{Pages}/board/2023-W02?like-for-like=2023-W01",
            $"{Api}/board/2023-W01/{Other}?knownAt=5", $"{Pages}/board/2023-W01/{Other}%E3%80%80?known-at=5",
        })
        {
            (await GetAsync("li", address)).Status.Should().Be(403, address);
            (await GetAsync("zhou", address)).Status.Should().NotBe(403, address);
        }

        foreach (var address in new[] { $"{Api}/projects/SEEN-1", $"{Pages}/projects/SEEN-1" })
        {
            (await GetAsync("li", address)).Status.Should().Be(403, address);
            (await GetAsync("zhou", address)).Status.Should().Be(200, address);
        }

        foreach (var list in new[] { "projects", "projects.csv" })
        {
            (await GetAsync("li", $"{Pages}/{list}")).Text.Should().NotContain("SEEN-1");
            (await GetAsync("zhou", $"{Pages}/{list}")).Text.Should().Contain("SEEN-1");
        }

        (await GetAsync("li", $"{Api}/board/2023-W01/{Own}")).Status.Should().Be(200);
        (await GetAsync("li", $"{Pages}/board/2023-W01/{Own}")).Text.Should().NotContain(Other);
        var data = (await GetAsync("li", $"{Api}/board?week=2023-W01")).Text;
        data.Should().Contain(Own).And.NotContain(Other).And.NotContain("区教育局");
        (await GetAsync("zhou", $"{Api}/board?week=2023-W01")).Text.Should().Contain(Other);
        (await GetAsync("li", $"{Pages}/board/2023-W01")).Text.Should().Contain("只列本单位").And.NotContain(Other);
        (await GetAsync("li", $"{Pages}/claims/report?kind=visit")).Text.Should().NotContain(Firm);
        (await GetAsync("chen", $"{Pages}/claims/report?kind=visit")).Text.Should().Contain("肇庆鼎新材料有限公司");
    }

    private static object Body(string others) => new { others, document = "试〔2023〕9号" };

    private async Task<int> StatusAsync(string account, string path, object body) =>
        (await shared.Town.PostAsync(account, path, body)).Status;

    private async Task<(int Status, string Text)> GetAsync(string account, string address)
    {
        using var client = shared.Town.Client(account);
        if (!address.StartsWith("/api", StringComparison.Ordinal))
        {
            client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        }

        using var answer = await client.GetAsync(address, Ct);
        return ((int)answer.StatusCode, WebUtility.HtmlDecode(await SharedTown.TextAsync(answer)));
    }
}
