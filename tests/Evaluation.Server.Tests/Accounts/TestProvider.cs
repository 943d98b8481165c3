using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Evaluation.Server.Tests.Chain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Evaluation.Server.Tests.Accounts;

/// <summary>
/// A small provider of OpenID Connect: whoever comes is at once the person whom the test has named, and its tokens are
/// wrong where the test wants them to be.
/// </summary>
internal sealed class TestProvider : IAsyncDisposable
{
    /// <summary>What it knows the server by.</summary>
    public const string Client = "evaluation-test", Secret = "a secret of the test only";

    private const string Key = "k1";

    private readonly RSA rsa = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, IQueryCollection> codes = new(StringComparer.Ordinal);
    private readonly WebApplication app;

    private TestProvider(WebApplication app) => this.app = app;

    /// <summary>Its address and name.</summary>
    public string Issuer => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!
        .Addresses.First();

    /// <summary>Who comes next.</summary>
    public string Subject { get; set; } = "nobody";

    /// <summary>The account that its claim names; null for none.</summary>
    public string? Account { get; set; }

    /// <summary>Changes the next tokens.</summary>
    public Action<Dictionary<string, object?>> Change { get; set; } = _ => { };

    /// <summary>Whether tokens are signed with a key that is not its own.</summary>
    public bool Forged { get; set; }

    /// <summary>Whether a code is taken again.</summary>
    public bool Forgets { get; set; }

    /// <summary>Whether it breaks off whatever is asked.</summary>
    public bool Away { get; set; }

    /// <summary>What it was last asked.</summary>
    public IQueryCollection? Asked { get; private set; }

    /// <summary>Starts it.</summary>
    public static async Task<TestProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Town.FreePort);
        var provider = new TestProvider(builder.Build());
        provider.Map();
        await provider.app.StartAsync(TestContext.Current.CancellationToken);
        return provider;
    }

    /// <summary>As a test that has changed nothing finds it.</summary>
    public void Reset()
    {
        (Subject, Account, Change) = ("nobody", null, _ => { });
        (Forged, Forgets, Away) = (false, false, false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        rsa.Dispose();
    }

    private void Map()
    {
        app.Use(async (http, next) =>
        {
            if (Away)
            {
                http.Abort();
                return;
            }

            await next(http);
        });
        app.MapGet("/.well-known/openid-configuration", () => Json(new()
        {
            ["issuer"] = Issuer,
            ["authorization_endpoint"] = $"{Issuer}/authorize",
            ["token_endpoint"] = $"{Issuer}/token",
            ["jwks_uri"] = $"{Issuer}/keys",
            ["end_session_endpoint"] = $"{Issuer}/leave",
        }));
        app.MapGet("/keys", () =>
        {
            var key = rsa.ExportParameters(false);
            return Json(new()
            {
                ["keys"] = new[]
                {
                    new { kty = "RSA", use = "sig", alg = "RS256", kid = Key, n = Text(key.Modulus!),
                        e = Text(key.Exponent!) },
                },
            });
        });
        app.MapGet("/authorize", (HttpRequest request) =>
        {
            var code = Guid.NewGuid().ToString("n");
            codes[code] = Asked = request.Query;
            return Results.Redirect($"{Asked["redirect_uri"]}?code={code}&state={Asked["state"]}");
        });
        app.MapPost("/token", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            var code = form["code"].ToString();
            return !codes.TryGetValue(code, out var asked) || form["client_secret"] != Secret
                || form["redirect_uri"] != asked["redirect_uri"]
                || Text(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())))
                    != asked["code_challenge"]
                || (!Forgets && !codes.TryRemove(code, out _))
                    ? Results.Json(new { error = "invalid_grant" }, statusCode: StatusCodes.Status400BadRequest)
                    : Json(new() { ["id_token"] = Token(asked), ["access_token"] = "x", ["token_type"] = "Bearer" });
        });
    }

    private string Token(IQueryCollection asked)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var claims = new Dictionary<string, object?>
        {
            ["iss"] = Issuer,
            ["aud"] = Client,
            ["sub"] = Subject,
            ["nonce"] = asked["nonce"].ToString(),
            ["iat"] = now,
            ["exp"] = now + 300,
        };
        if (Account is not null)
        {
            (claims["preferred_username"], claims["email"]) = (Account, $"{Account}@kaoping.example");
        }

        Change(claims);
        var signed = Part(new() { ["alg"] = "RS256", ["kid"] = Key }) + "." + Part(claims);
        using var other = Forged ? RSA.Create(2048) : null;
        return signed + "." + Text((other ?? rsa).SignData(
            Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    private static string Part(Dictionary<string, object?> values) => Text(JsonSerializer.SerializeToUtf8Bytes(values));

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);

    private static IResult Json(Dictionary<string, object?> values) => Results.Json(values);
}
