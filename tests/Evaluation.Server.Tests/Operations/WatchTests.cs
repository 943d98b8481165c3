using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.IO.Enumeration;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Evaluation.Server.Accounts;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Operations;
using Evaluation.Server.Tests.Chain;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Server.Tests.Operations;

/// <summary>What a server says of itself, to whom, and what it keeps to itself.</summary>
public sealed class WatchTests(WatchedTown watched) : IClassFixture<WatchedTown>
{
    private const string Stranger = "203.0.113.5", Healthy = "Healthy", Degraded = "Degraded", Unhealthy = "Unhealthy";

    private const string Person = "欧阳不留名", Note = "绝密备注甲乙丙";
    private const string Cookie = "cookie-word-4711", Word = "header-word-0815";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly object Facts = new { enterprise = "鼎新", leader = "top" };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/health")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Everybody_may_ask_whether_it_lives_and_works(string path)
    {
        using var answer = await watched.AskAsync(path, Stranger);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync(Ct)).Should().MatchRegex("^{\"status\":\"(Healthy|Degraded)\"}$");
    }

    [Theory]
    [InlineData("database", Healthy, "可以读取和写入")]
    [InlineData("schema", Healthy, "数据表齐全")]
    [InlineData("disk", Healthy, "可以写入")]
    [InlineData("archive", Healthy, "可以写入")]
    [InlineData("evidence", Healthy, "可以写入")]
    [InlineData("positions", Healthy, "相符")]
    [InlineData("tables", Healthy, "一致")]
    [InlineData("sealed", Healthy, "抽查1期")]
    [InlineData("waiting", Healthy, "没有积压")]
    [InlineData("backups", Degraded, "没有完整的备份")]
    [InlineData("verification", Healthy, "还没有全面核对过")]
    [InlineData("progress", Degraded, "lin-xian：计分停在第")]
    public async Task Deep_health_says_how_each_thing_stands(string name, string status, string says)
    {
        var (code, check) = await watched.CheckAsync(name);

        code.Should().Be(HttpStatusCode.OK, "a warning takes no server away");
        check.GetProperty("status").GetString().Should().Be(status, check.ToString());
        check.GetProperty("says").GetString().Should().Contain(says);
        check.GetProperty("title").GetString().Should().NotBe(name);
    }

    [Fact]
    public async Task The_progress_of_each_district_is_there_in_figures()
    {
        var data = (await watched.CheckAsync("progress")).Check.GetProperty("data");

        var going = data.GetProperty(Town.District);
        going.GetProperty("position").GetInt64().Should().Be(going.GetProperty("last").GetInt64());
        going.GetProperty("standsAt").ValueKind.Should().Be(JsonValueKind.Null);
        var standing = data.GetProperty(WatchedTown.Stopped);
        standing.GetProperty("behind").GetInt64().Should().Be(1);
        standing.GetProperty("standsAt").GetInt64().Should().Be(standing.GetProperty("last").GetInt64());
    }

    [Theory]
    [InlineData("/health/deep")]
    [InlineData("/metrics")]
    public async Task Strangers_learn_nothing_more(string path)
    {
        using var stranger = await watched.AskAsync(path, Stranger);
        stranger.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        using var watcher = await watched.AskAsync(path, "198.51.100.7");
        watcher.StatusCode.Should().Be(HttpStatusCode.OK);

        using var client = watched.Town.Client();
        foreach (var (word, status) in new[]
        {
            (WatchedTown.Token, HttpStatusCode.OK), (WatchedTown.Token + "x", HttpStatusCode.Forbidden),
            ("", HttpStatusCode.Forbidden),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("X-Forwarded-For", Stranger);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", word);
            using var answer = await client.SendAsync(request, Ct);
            answer.StatusCode.Should().Be(status, word);
        }

        using var renamed = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = "kaoping.example" } };
        using var passedOn = await client.SendAsync(renamed, Ct);
        passedOn.StatusCode.Should().Be(HttpStatusCode.Forbidden, "a proxy that adds no header still names the host");
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Measurements_are_only_read(string method)
    {
        using var client = watched.Town.Client();
        using var request = new HttpRequestMessage(new HttpMethod(method), "/metrics");
        using var answer = await client.SendAsync(request, Ct);
        answer.StatusCode.Should().Be(HttpStatusCode.MethodNotAllowed);
    }

    [Theory]
    [InlineData(
        "sealed", $"update {MartenTables.SealedBulletins} set data = jsonb_set(data, '{{page}}', '\"改过\"')",
        $"update {MartenTables.SealedBulletins} s set data = k.data from kept k where k.id = s.id", "发现")]
    [InlineData(
        "tables", $"update {BoardTables.Sheet} set total = total + 1 where tenant_id = '{Town.District}'",
        $"update {BoardTables.Sheet} set total = total - 1 where tenant_id = '{Town.District}'", "不能签发")]
    [InlineData(
        "positions", $"select setval('{MartenTables.EventSequence}', 1)",
        $"select setval('{MartenTables.EventSequence}', (select max(seq_id) from {MartenTables.Events}))", "会失败")]
    [InlineData(
        "schema", $"alter table {BoardTables.Name} rename to live_other",
        $"alter table {StoreSetup.DocumentSchema}.live_other rename to live_name", "live_name")]
    public async Task What_is_broken_is_found_and_takes_the_server_away(
        string name, string breaks, string mends, string says)
    {
        await watched.ChangeAsync(
            $"create table if not exists kept as select id, data from {MartenTables.SealedBulletins}");
        await watched.ChangeAsync(breaks);
        try
        {
            // The tables of one district are compared at a time.
            var (code, check) = await watched.CheckAsync(name);
            if (name == "tables" && check.GetProperty("data").GetProperty("district").GetString() != Town.District)
            {
                (code, check) = await watched.CheckAsync(name);
            }

            code.Should().Be(HttpStatusCode.ServiceUnavailable);
            check.GetProperty("status").GetString().Should().Be(Unhealthy);
            check.GetProperty("says").GetString().Should().Contain(says);
            using var ready = await watched.AskAsync("/health/ready", Stranger);
            ready.StatusCode.Should().Be(
                name == "schema" ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK);
        }
        finally
        {
            await watched.ChangeAsync(mends);
        }

        (await watched.CheckAsync(name)).Check.GetProperty("status").GetString().Should().Be(Healthy);
    }

    [Fact(Timeout = 60_000)]
    public async Task Measurements_name_commands_outcomes_and_districts_and_no_connection()
    {
        var claim = new { claim = "M1", kind = "visit", occurredOn = "2023-01-04", facts = Facts };
        (await watched.Town.PostAsync("chen", "claims", claim)).Status.Should().Be(200);
        (await watched.Town.PostAsync("chen", "claims", claim with { occurredOn = "2023-01-05" })).Status.Should()
            .Be(409);
        EndAnotherHost();
        string[] expected =
        [
            "evaluation_command_duration_seconds_count{*command=\"ReportClaim\"*outcome=\"accepted\"*",
            "evaluation_command_duration_seconds_count{*\"ReportClaim\"*outcome=\"refused\"*refusal=\"Conflict\"*",
            "evaluation_append_duration_seconds_count*",
            "evaluation_gate_duration_seconds_count*",
            $"evaluation_board_stopped{{*district=\"{WatchedTown.Stopped}\"*}} 1*",
            $"evaluation_board_behind{{*district=\"{Town.District}\"*",
            "evaluation_disk_free_bytes{*folder=\"data\"*",
            "http_server_request_duration_seconds_count{*http_route=\"/api/{district}/claims/\"*",
            "db_client_*evaluation*",
            "dotnet_gc_*",
        ];

        // Each is there once it was measured for the first time.
        var text = "";
        for (var until = Stopwatch.GetTimestamp(); Missing(text).Any() && Stopwatch.GetElapsedTime(until) < Patience;)
        {
            await Task.Delay(200, Ct);
            using var answer = await watched.AskAsync("/metrics");
            text = await answer.Content.ReadAsStringAsync(Ct);
        }

        Missing(text).Should().BeEmpty();
        text.Should().NotContain(watched.Database.Password!).And.NotContain(watched.Database.Database!);

        IEnumerable<string> Missing(string measured) => expected.Where(one => !measured.Split('\n').Any(
            line => FileSystemName.MatchesSimpleExpression(one, line, ignoreCase: false)));
    }

    // Its meters have the names of this host's and end with it.
    private static void EndAnotherHost()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        services.GetRequiredService<IMeterFactory>().Create(BoardGauges.Name).CreateObservableGauge(
            "evaluation.board.stopped", () => 1.0, null, "1 while the board stands still at an event.");
    }

    [Fact]
    public async Task Strangers_are_limited_by_address_and_told_when_to_come_again()
    {
        const string path = $"/{Town.District}/bulletins/2023-W01";
        for (var i = 0; i <= WatchedTown.Burst * 2; i++)
        {
            using var here = await watched.AskAsync(path);
            here.StatusCode.Should().Be(HttpStatusCode.OK, "programs on this computer are not counted");
        }

        var last = HttpStatusCode.OK;
        for (var i = 0; i <= WatchedTown.Burst * 2 && last == HttpStatusCode.OK; i++)
        {
            using var answer = await watched.AskAsync(path, "203.0.113.77");
            last = answer.StatusCode;
        }

        using var refused = await watched.AskAsync(path, "203.0.113.77", "application/json");
        refused.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.Should().BeGreaterThan(TimeSpan.Zero);
        (await refused.Content.ReadAsStringAsync(Ct)).Should().Contain("too-many-requests").And.Contain("urn:");
        using var page = await watched.AskAsync("/", "203.0.113.77", "text/html");
        (await page.Content.ReadAsStringAsync(Ct)).Should().Contain("访问过于频繁").And.Contain("秒后重试");
        using var alive = await watched.AskAsync("/health/live", "203.0.113.77");
        alive.StatusCode.Should().Be(HttpStatusCode.OK);
        using var other = await watched.AskAsync(path, "203.0.113.78");
        other.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Sign_in_is_limited_more_closely()
    {
        using var client = watched.Town.Client();
        var statuses = new List<int>();
        for (var i = 0; i < 6; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in")
            {
                Headers = { { "X-Forwarded-For", "203.0.113.99" } },
                Content = new FormUrlEncodedContent([new("account", "chen@shi-yan")]),
            };
            using var answer = await client.SendAsync(request, Ct);
            statuses.Add((int)answer.StatusCode);
        }

        statuses.Should().Equal(400, 400, 400, 400, 400, 429);
    }

    [Fact]
    public async Task Commands_are_logged_with_account_district_outcome_and_correlation_and_without_content()
    {
        watched.Town.Get<DevelopmentActors>().Add(
            new Actor("ouyang", Person, Roles.Reporter, "永安镇", Town.District));
        using var client = watched.Town.Client("ouyang");
        client.DefaultRequestHeaders.Add("X-Correlation-Id", "request-77");
        client.DefaultRequestHeaders.Add("Cookie", $"session={Cookie}");
        client.DefaultRequestHeaders.Add("X-Secret", Word);
        client.DefaultRequestHeaders.Add("X-Requested-With", "evaluation");
        var claim = new
        {
            claim = "L1",
            kind = "visit",
            occurredOn = "2023-01-04",
            facts = Facts,
            evidence = new[] { Note },
        };
        (await PostAsync(client, "claims", claim)).Should().Be(200);
        (await PostAsync(client, "claims", claim with { occurredOn = "2023-01-05" })).Should().Be(409);
        (await PostAsync(client, "claims/L1/withdraw", new { reason = Note })).Should().BeOneOf(200, 409, 422);
        using var firm = await client.GetAsync($"/{Town.District}/claims?firm=肇庆鼎新材料&password={Word}", Ct);

        var commands = watched.Log.Entries.Where(entry => entry.TryGetProperty("State", out var state)
                && state.TryGetProperty("command", out _))
            .Where(entry => entry.GetProperty("State").GetProperty("account").GetString() == "ouyang").ToList();
        commands.Count.Should().BeGreaterThanOrEqualTo(3);
        commands.Select(entry => entry.GetProperty("State")).Take(2).Select(state => (
            state.GetProperty("command").GetString(), state.GetProperty("district").GetString(),
            state.GetProperty("outcome").GetString(), state.GetProperty("correlation").GetString())).Should().Equal(
            ("ReportClaim", Town.District, "accepted", "request-77"),
            ("ReportClaim", Town.District, "claim-exists", "request-77"));
        var scopes = commands[0].GetProperty("Scopes").EnumerateArray().ToList();
        scopes[0].GetProperty("trace").GetString().Should().HaveLength(32);
        scopes[1].GetProperty("account").GetString().Should().Be("ouyang");
        scopes[1].GetProperty("route").GetString().Should().StartWith("/api/{district}/claims");
        string[] secrets =
            [Person, Note, Cookie, Word, "鼎新", "肇庆", watched.Database.Password!, "Password=", "Host="];
        foreach (var secret in secrets)
        {
            watched.Log.Lines.Should().NotContain(line => line.Contains(secret, StringComparison.Ordinal), secret);
        }
    }

    private static async Task<int> PostAsync(HttpClient client, string path, object body)
    {
        using var answer = await client.PostAsJsonAsync($"/api/{Town.District}/{path}", body, Ct);
        return (int)answer.StatusCode;
    }
}
