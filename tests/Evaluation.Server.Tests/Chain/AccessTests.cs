using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Office.Reports;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Accounts;
using Evaluation.Server.Claims;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Reports;
using FluentAssertions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Evaluation.Server.Tests.Chain;

/// <summary>Who may see and do what.</summary>
/// <param name="postgres">The test cluster.</param>
public sealed class AccessTests(PostgresFixture postgres)
{
    private static readonly string[] Open =
    [
        "/", "/{*path}", "/health", "/health/live", "/health/ready", "/health/deep", "/sign-in", "/sign-out",
        "/account/sign-in", "/account/sign-in/passkey", "/sign-in/passkey", "/sign-in/provider",
        "/sign-in/provider/leave", "/welcome/{secret}", "/scripts/entry.js", "/scripts/queue.js",
        "/scripts/passkey.js", "/api", "/api/openapi.json", "/{district}/bulletins", "/{district}/bulletins.atom",
        "/{district}/bulletins/{week}", "/{district}/bulletins/{week}.csv", "/{district}/bulletins/{week}.json",
        "/{district}/bulletins/{week}/issues", "/{district}/bulletins/{week}/issues/{issue}",
        "/{district}/bulletins/{week}/issues/{issue}.csv", "/{district}/bulletins/{week}/issues/{issue}.json",
        "/{district}/bulletins/{week}.docx", "/{district}/bulletins/{week}.xlsx", "/{district}/bulletins/{week}.txt",
        "/{district}/bulletins/{week}/papers", "/{district}/bulletins/{week}/issues/{issue}.docx",
        "/{district}/bulletins/{week}/issues/{issue}.xlsx", "/{district}/bulletins/{week}/issues/{issue}.txt",
    ];

    [Fact]
    public async Task Every_address_declares_who_may_use_it_and_only_sealed_bulletins_are_open_to_strangers()
    {
        await using var town = await Town.StartAsync(await postgres.NewDatabaseAsync(), found: false);
        var endpoints = town.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        endpoints.Count.Should().BeGreaterThan(40);
        foreach (var endpoint in endpoints)
        {
            var path = "/" + endpoint.RoutePattern.RawText!.Trim('/');
            var anonymous = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
            anonymous.Should().Be(Open.Contains(path), path);
            var roles = endpoint.Metadata.GetOrderedMetadata<AuthorizationPolicy>()
                .SelectMany(policy => policy.Requirements)
                .OfType<RoleInDistrict>();
            var accounts = endpoint.Metadata.GetOrderedMetadata<AuthorizationPolicy>()
                .SelectMany(policy => policy.Requirements)
                .OfType<OfInstallation>();
            (anonymous || roles.Any() || accounts.Any()).Should().BeTrue("{0} declares who may use it", path);
        }
    }

    [Fact]
    public async Task Strangers_and_actors_of_other_districts_get_nothing_but_bulletins()
    {
        await using var town = await Town.NewAsync(postgres);
        town.Get<DevelopmentActors>().Add(new Actor("pan", "pan", Roles.Admin, null, "other"));
        foreach (var (path, stranger, other) in new[]
        {
            ($"/api/{Town.District}/claims", 401, 403), ($"/api/{Town.District}/board", 401, 403),
            ($"/{Town.District}/board", 401, 403),
            ($"/{Town.District}/bulletins/2023-W01", 404, 404), ("/", 200, 200), ("/nowhere", 404, 404),
        })
        {
            using var nobody = await town.Client().GetAsync(path, TestContext.Current.CancellationToken);
            ((int)nobody.StatusCode).Should().Be(stranger, path);
            using var neighbour = await town
                .Client("pan", "other")
                .GetAsync(path, TestContext.Current.CancellationToken);
            ((int)neighbour.StatusCode).Should().Be(other, path);
        }
    }

    [Fact]
    public async Task Development_actors_do_not_exist_outside_the_development_environment()
    {
        await using var town = await Town.NewAsync(postgres, "Production");
        using var signIn = await town.Client().GetAsync("/sign-in", TestContext.Current.CancellationToken);
        (await signIn.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should()
            .Contain("本系统还没有管理员").And.NotContain("演示");
        using var picked = await town.Client().PostAsync(
            "/sign-in", new FormUrlEncodedContent([new("account", $"ding@{Town.District}")]),
            TestContext.Current.CancellationToken);
        ((int)picked.StatusCode).Should().Be(405);
        using var board = await town
            .Client("ding")
            .GetAsync($"/api/{Town.District}/board", TestContext.Current.CancellationToken);
        ((int)board.StatusCode).Should().Be(401);
        using var ready = await town.Client().GetAsync("/health/ready", TestContext.Current.CancellationToken);
        ((int)ready.StatusCode).Should().Be(200, "nothing has to be sealed before");
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("192.168.1.7:5080")]
    public async Task Development_actors_answer_only_requests_addressed_to_this_computer(string host)
    {
        await using var town = await Town.NewAsync(postgres);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/{Town.District}/claims");
        request.Headers.Host = host;
        using var answer = await town.Client("ding").SendAsync(request, TestContext.Current.CancellationToken);
        ((int)answer.StatusCode).Should().Be(401);
    }

    [Fact]
    public async Task A_unit_sees_its_own_claims_only()
    {
        await using var town = await Town.NewAsync(postgres);
        await town.VisitAsync("V1");
        await town.VisitAsync("V2", "li");
        await town.CaughtUpAsync();
        var own = await town
            .Client("chen")
            .GetStringAsync($"/api/{Town.District}/claims", TestContext.Current.CancellationToken);
        own.Should().Contain("V1").And.NotContain("V2");
        using var other = await town
            .Client("chen")
            .GetAsync($"/api/{Town.District}/claims/V2", TestContext.Current.CancellationToken);
        ((int)other.StatusCode).Should().Be(403);
    }

    [Fact]
    public async Task A_unit_reports_for_itself_only_whatever_edge_asked()
    {
        await using var town = await Town.NewAsync(postgres);
        const string other = "永安镇";
        var facts = new Dictionary<string, string> { ["enterprise"] = "鼎新", ["leader"] = "top" };
        await town.DoAsync("li", Town.Monday.AddDays(8), by => new SubmitReport(by, other, Town.First.Next, Nil: true));
        var before = await town.LastAsync();
        foreach (var command in new Func<Signature, object>[]
        {
            by => new ReportClaim(by, "V1", other, BuiltInKinds.Visit, Town.First.Start, facts, [], []),
            by => new SubmitReport(by, other, Town.First, Nil: true),
            by => new AmendReport(by, new ReportAmended(other, Town.First.Next, false, "更正"), null),
        })
        {
            var outcome = await town.AskAsync("chen", Town.Monday.AddDays(8), command);
            outcome.Refusal!.Kind.Should().Be(RefusalKind.Forbidden);
            outcome.Refusal.What.Should().Contain($"不能为“{other}”");
        }

        (await town.LastAsync()).Should().Be(before, "nothing is stored");

        // However the own unit is typed, it is the own one and is stored as the roster has it.
        string[] forms = ["桂城街道　", "桂城 街道", "桂城街道\u200B"];
        foreach (var (typed, i) in forms.Select((typed, i) => (typed, i)))
        {
            await town.DoAsync("chen", Town.Monday.AddDays(8), by => new ReportClaim(
                by, $"T{i}", typed, BuiltInKinds.Visit, Town.First.Start, facts, [], []));
            await using var session = town.Session();
            (await session.StateAsync<Claim>(Claim.StreamOf($"T{i}"), TestContext.Current.CancellationToken))!
                .Unit.Should().Be("桂城街道");
        }

        await town.DoAsync(
            "chen", Town.Monday.AddDays(8), by => new SubmitReport(by, "桂城街道\u200B", Town.First, Nil: false));
        await town.DoAsync("chen", Town.Monday.AddDays(8), by => new AmendReport(
            by, new ReportAmended("桂城 街道", Town.First, true, "更正"), null));
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        await using var town = await Town.NewAsync(postgres);
        await town.VisitAsync("V1");
        using var form = new FormUrlEncodedContent([]);
        using var answer = await town
            .Client("zhou")
            .PostAsync($"/{Town.District}/claims/V1/decide", form, TestContext.Current.CancellationToken);
        ((int)answer.StatusCode).Should().Be(400);
    }

    [Fact]
    public async Task Every_event_says_who_for_which_unit_and_by_which_request()
    {
        await using var town = await Town.NewAsync(postgres);
        var facts = new { enterprise = "鼎新", leader = "top" };
        town.Get<DevelopmentActors>().Add(new Actor("chen", "陈耀辉", Roles.Reporter, "桂城街道", Town.District));
        await town.PostAsync(
            "chen", "claims", new { claim = "V1", kind = "visit", occurredOn = "2023-01-04", facts });
        await town.CaughtUpAsync();
        await using var command = town.Get<NpgsqlDataSource>().CreateCommand(
            """
            select user_name, headers ->> 'unit', correlation_id is not null, causation_id is not null,
                headers ->> 'person'
            from events.mt_events where stream_id = 'claim/V1'
            """);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        (await reader.ReadAsync(TestContext.Current.CancellationToken)).Should().BeTrue();
        (reader.GetString(0), reader.GetString(1), reader.GetBoolean(2), reader.GetBoolean(3))
            .Should().Be(("chen", "桂城街道", true, true));
        reader.GetString(4).Should().Be("陈耀辉");

        // The name stays with what was done; lists without it use the one of today.
        town.Get<DevelopmentActors>().Add(new Actor("chen", "陈又名", Roles.Reporter, "桂城街道", Town.District));
        using var office = town.Client("zhou");
        var history = await office.GetStringAsync(
            $"/{Town.District}/claims/V1", TestContext.Current.CancellationToken);
        history.Should().Contain("陈耀辉").And.NotContain("chen");
        (await office.GetStringAsync($"/{Town.District}/claims", TestContext.Current.CancellationToken)).Should()
            .Contain(">陈又名<").And.NotContain(">chen<");
    }
}
