using System.Net;
using Evaluation.Server.Accounts;
using Evaluation.Server.Tests.Chain;
using FluentAssertions;

namespace Evaluation.Server.Tests.Cli;

/// <summary>Where real people work, no name is believed, until somebody says that the database is a copy.</summary>
/// <param name="cluster">The test cluster.</param>
public sealed class ServedDatabaseTests(PostgresFixture cluster)
{
    private static readonly Doer Test = new("test", "");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // What a developer's machine might change, each by another verb.
    private static readonly string[][] Doors =
    [
        ["claim", "report", "--id", "X-1", "--kind", "visit", "--unit", "甲镇", "--on", "2023-01-03", "--fact",
            "leader=top", "--as", "jia.wang"],
        ["claim", "verify", "--id", "X-1", "--as", "ban.liang"],
        ["claim", "import", "--file", Path.Combine(Terminal.Small, "rulebook-2023.yaml"), "--as", "jia.wang"],
        ["seed", Terminal.Small],
        ["demo"],
        ["serve", "--no-demo", "--urls", Town.FreePort],
    ];

    [Fact]
    public async Task A_developer_s_machine_changes_nothing_in_a_database_served_in_production()
    {
        var developer = new Terminal(await cluster.NewDatabaseAsync());
        var operatorOf = Operator(developer);
        (await developer.RunAsync("seed", Terminal.Small)).Code.Should().Be(0);
        (await developer.RunAsync("account", "add", "test.person", "--person", "试用人")).Code.Should().Be(0);
        (await developer.RunAsync("seed", Terminal.Small)).Code.Should().Be(0, "a developer's accounts are no mark");

        (await operatorOf.RunAsync("account", "add", "zeng.nianci", "--person", "曾念慈")).Code.Should().Be(0);
        foreach (var door in Doors)
        {
            var refused = await developer.RunAsync(door);
            refused.Code.Should().Be(1, door[0]);
            refused.Error.Should().Contain("正式服务过", string.Join(' ', door)).And.Contain("account test-copy");
        }

        (await developer.RunAsync("board")).Code.Should().Be(0, "it may be read");
        (await developer.RunAsync("account", "test-copy", "--reason", " ")).Error.Should().Contain("没有写明理由");
        (await developer.RunAsync("account", "test-copy", "--reason", "升级演练")).Code.Should().Be(0);
        (await developer.RunAsync("seed", Terminal.Small)).Code.Should().Be(0);
        var audit = await operatorOf.RunAsync("audit", "--what", Audited.Released, "--format", "csv");
        audit.Out.Should().Contain("声明为测试副本").And.Contain("升级演练").And.Contain("命令行（");

        (await operatorOf.RunAsync("account", "link", "zeng.nianci")).Code.Should().Be(0);
        (await developer.RunAsync("seed", Terminal.Small)).Code.Should().Be(1, "real people work in it again");
    }

    [Fact(Timeout = 120_000)]
    public async Task Serving_in_production_marks_it_and_a_served_one_is_no_copy()
    {
        var developer = new Terminal(await cluster.NewDatabaseAsync());
        var operatorOf = Operator(developer);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var output = new PrintedText();
        var serving = operatorOf.RunAsync(["serve", "--no-demo", "--urls", Town.FreePort], output, stop.Token);
        while (!output.ToString().Contains("Stop with", StringComparison.Ordinal) && !serving.IsCompleted)
        {
            await Task.Delay(50, Ct);
        }

        (await developer.RunAsync("demo")).Error.Should().Contain("正式服务过");
        (await developer.RunAsync("account", "test-copy", "--reason", "演练")).Error.Should().Contain("有服务正在使用");
        await stop.CancelAsync();
        (await serving).Code.Should().Be(0);
        (await developer.RunAsync("serve", "--no-demo", "--urls", Town.FreePort)).Code.Should().Be(1);
        (await developer.RunAsync("account", "test-copy", "--reason", "演练")).Code.Should().Be(0);
    }

    [Fact]
    public async Task A_developer_s_server_that_is_there_already_lets_nobody_in_any_more()
    {
        await using var town = await Town.NewAsync(cluster);
        using var client = town.Client("zhou");
        using var stranger = town.Client();
        var claims = new Uri($"/api/{Town.District}/claims", UriKind.Relative);
        (await client.GetAsync(claims, Ct)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await stranger.GetStringAsync("/sign-in", Ct)).Should().Contain("zhou");

        await town.Get<AccountDesk>().NoteServedAsync(Test, Ct);
        await Task.Delay(TimeSpan.FromSeconds(1.2), Ct);
        (await client.GetAsync(claims, Ct)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await stranger.GetStringAsync("/sign-in", Ct)).Should().NotContain("zhou");

        await town.Get<AccountDesk>().ReleaseCopyAsync("演练", Test, Ct);
        (await client.GetAsync(claims, Ct)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    private static Terminal Operator(Terminal same) => same.With(development: false);
}
