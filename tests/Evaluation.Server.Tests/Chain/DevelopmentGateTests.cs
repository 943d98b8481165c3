using System.Net;
using Evaluation.Server.Accounts;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using FluentAssertions;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Server.Tests.Chain;

/// <summary>Signing in without a password ends at this computer's edge.</summary>
/// <param name="postgres">The test cluster.</param>
public sealed class DevelopmentGateTests(PostgresFixture postgres)
{
    private const string Claims = $"/api/{Town.District}/claims";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_that_a_proxy_handed_on_is_nobodys()
    {
        await using var town = await Town.NewAsync(postgres);
        using var client = town.Client("zhou");
        (await StatusAsync(client)).Should().Be(HttpStatusCode.OK);
        foreach (var header in new[]
        {
            "X-Forwarded-For", "X-Forwarded-Proto", "x-forwarded-host", "Forwarded", "X-Real-IP", "Via",
            "X-Original-For", "CF-Connecting-IP",
        })
        {
            (await StatusAsync(client, header)).Should().Be(HttpStatusCode.Unauthorized, header);
        }
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://127.0.0.1:0;http://*:0")]
    public async Task Nobody_signs_in_while_others_can_reach_the_server(string urls)
    {
        await using var app = Application.Build(
            await postgres.NewDatabaseAsync(), StoreRole.Server, urls, environment: "Development");
        await app.StartAsync(Ct);
        app.Services.GetRequiredService<DevelopmentActors>()
            .Add(new Actor("zhou", "zhou", Roles.Verifier, null, Town.District));
        var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!
            .Addresses.First().Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal));
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Add(DevelopmentSignIn.Header, $"zhou@{Town.District}");

        (await StatusAsync(client)).Should().Be(HttpStatusCode.Unauthorized);
        DevelopmentGate.Warning(app.Services).Should().Contain("nobody can sign in").And.Contain("Production");
        await app.StopAsync(Ct);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string? header = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Claims);
        if (header is not null)
        {
            request.Headers.TryAddWithoutValidation(header, "10.0.0.9").Should().BeTrue();
        }

        using var answer = await client.SendAsync(request, Ct);
        return answer.StatusCode;
    }
}
