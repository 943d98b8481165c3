using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Evaluation.Server.Accounts;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Tests.Chain;
using Evaluation.Server.Tests.Web;
using FluentAssertions;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Evaluation.Server.Tests.Accounts;

/// <summary>
/// Every address asked by everybody, compared with the table `access.txt`; an address that is not in it fails. With
/// EVALUATION_WRITE_ACCESS=1 the table is written anew, to be read as a difference.
/// </summary>
[Collection(nameof(SharedTown))]
public sealed class AccessMatrixTests(SharedTown shared)
{
    private const string Phrase = "河涌边有三只白鹭", Elsewhere = "elsewhere", In = "ok";
    private const string Upload = "multipart/form-data", Form = "application/x-www-form-urlencoded",
        Json = "application/json";

    private const int AtOnce = 4, Method = 4, Cell = 5;

    // Who asks, and in the town as whom; those with an account come in by a session and the program by its token.
    private static readonly (string Column, string? Actor)[] People =
    [
        ("none", null), ("own", "chen"), ("othr", "li"), ("verf", "zhou"), ("clos", "ma"), ("seal", "song"),
        ("comm", "gao"), ("audt", "ding"), ("away", $"pan@{Elsewhere}"), ("acct", null), ("admn", null),
        ("tokn", null),
    ];

    // Its answer follows from what is sent; it stores nothing.
    private static readonly string[] Readings = ["POST /api/{district}/rulebooks/check"];

    // They ask and tell nothing.
    private static readonly string[] Forms =
    [
        "GET  /{district}/firms/{firm}/code", "GET  /{district}/firms/{firm}/merge",
        "GET  /{district}/firms/{firm}/name", "GET  /{district}/firms/{firm}/unmerge",
        "GET  /{district}/projects/{project}/name", "GET  /{district}/projects/{project}/resume",
        "GET  /{district}/projects/{project}/split", "GET  /{district}/projects/{project}/stop",
        "GET  /{district}/roster-entries/{entry}", "GET  /{district}/rulebook-proposals",
        "GET  /{district}/setup/holidays", "GET  /{district}/setup/list", "GET  /{district}/setup/list.xlsx",
        "GET  /{district}/setup/rulebook",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string File =>
        Path.Combine(Town.Root(), "tests", "Evaluation.Server.Tests", "Accounts", "access.txt");

    [Fact]
    public async Task Every_address_answers_everybody_as_the_table_says()
    {
        shared.Town.Get<DevelopmentActors>().Add(new Actor("pan", "pan", Roles.Admin, null, Elsewhere));
        var clients = new Dictionary<string, HttpClient>(StringComparer.Ordinal);
        foreach (var (column, actor) in People)
        {
            clients[column] = await ClientAsync(column, actor);
        }

        var (rows, wrong) = (new ConcurrentBag<string>(), new ConcurrentBag<string>());
        await Parallel.ForEachAsync(
            Routes(), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Ct },
            async (route, ct) =>
            {
                var row = new StringBuilder();
                foreach (var (column, _) in People)
                {
                    using var request = RequestTo(route);
                    using var answer = await clients[column].SendAsync(request, ct);
                    var status = (int)answer.StatusCode;
                    row.Append((status is 401 or 403 or >= 500 ? $"{status}" : In).PadRight(Cell));

                    // What may be done is refused for its content alone, so that nothing is done here.
                    if (status is not (401 or 403) && route.Verb == "POST" && status != 400)
                    {
                        wrong.Add($"{route} by {column}: {status}");
                    }
                }

                rows.Add($" {row}{route}");
            });
        foreach (var client in clients.Values)
        {
            client.Dispose();
        }

        wrong.Should().BeEmpty();
        var found = rows.OrderBy(row => RouteIn(row)[Method..], StringComparer.Ordinal)
            .ThenBy(RouteIn, StringComparer.Ordinal).ToList();
        if (Environment.GetEnvironmentVariable("EVALUATION_WRITE_ACCESS") == "1")
        {
            await WriteAsync(found);
        }

        var table = await TableAsync();
        found.Except(table).Should().BeEmpty("the table {0} says so of every address", File);
        table.Except(found).Should().BeEmpty("the table {0} names no address that there is not", File);
    }

    [Fact]
    public async Task The_table_shows_nothing_of_a_district_to_whoever_has_no_role_in_it()
    {
        var sealedOnes = new Regex("^(GET |HEAD) /\\{district\\}/bulletins\\b");
        foreach (var row in (await TableAsync()).Where(row => row.Contains("{district}", StringComparison.Ordinal)))
        {
            var (cells, route) = (Cells(row), RouteIn(row));
            foreach (var nobody in (string[])["none", "away", "acct"])
            {
                (cells[nobody] == In).Should().Be(sealedOnes.IsMatch(route), "{0} of {1}", nobody, route);
            }

            foreach (var reader in Readings.Contains(route) ? [] : (string[])["audt", "tokn"])
            {
                (cells[reader] == In && route.StartsWith("POST", StringComparison.Ordinal)).Should().BeFalse(
                    "{0} changes nothing: {1}", reader, route);
            }
        }
    }

    [Fact]
    public async Task Whatever_a_clerk_may_not_read_is_noted_when_it_is_read()
    {
        var noted = shared.Town.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<Discloses>() is not null)
            .Select(endpoint => $"GET  /{endpoint.RoutePattern.RawText!.Trim('/')}").ToHashSet();
        (await TableAsync()).Where(row => Cells(row)["own"] == "403").Select(RouteIn)
            .Where(route => route.StartsWith("GET  /", StringComparison.Ordinal)
                && route.Contains("{district}", StringComparison.Ordinal))
            .Except(noted).Should().BeEquivalentTo(Forms);
    }

    [Theory]
    [InlineData("claims/V1/withdraw", """{ "reason": "试" }""")]
    [InlineData("claims/V1/correct", """{ "reason": "试", "facts": { "leader": "staff" } }""")]
    [InlineData("claims", """{"claim":"M1","kind":"visit","occurredOn":"2023-01-04","unit":"桂城街道","facts":{}}""")]
    public async Task A_clerk_of_another_unit_does_nothing_for_this_one(string path, string body)
    {
        using var client = shared.Town.Client("li");
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync($"/api/{Town.District}/{path}", content, Ct);
        ((int)answer.StatusCode).Should().Be(403, await SharedTown.TextAsync(answer));
    }

    private IEnumerable<Route> Routes() =>
        from endpoint in shared.Town.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let form = endpoint.Metadata.GetMetadata<FormFields>() is not null
        let upload = endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes is { } types
            && types.Contains(Upload) && !types.Contains(Form)
        from verb in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["*"]
        select new Route(verb, "/" + endpoint.RoutePattern.RawText!.Trim('/'), upload ? Upload : form ? Form : Json);

    private async Task<HttpClient> ClientAsync(string column, string? actor)
    {
        var town = shared.Town;
        var client = actor?.Split('@') is [var account, var district] ? town.Client(account, district)
            : town.Client(actor);
        client.DefaultRequestHeaders.Add(FromThisSite.Header, "test");
        if (column == "tokn")
        {
            var request = new ProgramRequest(
                $"matrix.{Guid.CreateVersion7():n}", Town.District, Roles.Auditor, null, 1);
            var token = await town.Get<TokenDesk>().ForProgramAsync(request, new Doer("test", ""), Ct);
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Value.Secret);
        }

        if (column is "acct" or "admn")
        {
            var name = $"matrix.{Guid.CreateVersion7():n}";
            var link = await town.Get<AccountDesk>().AddAsync(
                name, "试用人", column == "admn", new Doer("test", ""), Ct);
            var signed = await town.Get<OwnAccount>().EnterAsync(
                link.Value.Secret, "", "", (Phrase, Phrase), new Doer("", ""), "", null, Ct);
            client.DefaultRequestHeaders.Add("Cookie", $"evaluation-session={signed.Value.Secret}");
        }

        return client;
    }

    // What is posted cannot be read, or lacks the token of its form.
    private static HttpRequestMessage RequestTo(Route route)
    {
        var request = new HttpRequestMessage(
            route.Verb == "*" ? HttpMethod.Get : HttpMethod.Parse(route.Verb),
            new Uri(Regex.Replace(route.Pattern, @"\{\**(\w+)[^}]*\}", Filled), UriKind.Relative));
        if (route.Verb == "POST")
        {
            request.Content = new StringContent(route.Type switch
            {
                Upload => "--b--\r\n",
                Form => "",
                _ => "[",
            });
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(
                route.Type == Upload ? $"{Upload}; boundary=b" : route.Type);
        }

        return request;
    }

    private static string Filled(Match part) => Uri.EscapeDataString(part.Groups[1].Value switch
    {
        "district" => Town.District,
        "week" => "2023-W01",
        "unit" => "桂城街道",
        "claim" => "V1",
        "enterprise" => "鼎新",
        "edition" or "issue" or "number" => "1",
        "secret" => new string('a', 32),
        _ => "nothing",
    });

    private static async Task<IReadOnlyList<string>> TableAsync() =>
    [
        .. (await System.IO.File.ReadAllLinesAsync(File, Ct))
            .Where(line => line.Length > 0 && !line.StartsWith('#')),
    ];

    private static string RouteIn(string row) => row[(1 + People.Length * Cell)..];

    private static Dictionary<string, string> Cells(string row) => People.Index().ToDictionary(
        one => one.Item.Column, one => row.Substring(1 + one.Index * Cell, Cell).Trim(), StringComparer.Ordinal);

    private static Task WriteAsync(IEnumerable<string> rows) => System.IO.File.WriteAllLinesAsync(
        File,
        [
            "# Who may ask for what: ok for whoever is let in, 401 for whoever has to sign in, 403 for whoever may",
            "# not. Below a district: none nobody signed in; own a clerk of 桂城街道, whose unit and claim the address",
            "# names; othr a clerk of 永安镇; verf, clos, seal, comm, audt the verifier, closer, sealer, committee",
            "# and auditor; away the administrator of another district; acct somebody with an account and no mandate;",
            "# admn an administrator of the installation; tokn a program that reads. What a unit may see of",
            "# another one is decided behind ok.",
            "#" + string.Concat(People.Select(one => one.Column.PadRight(Cell))).TrimEnd(),
            .. rows,
        ],
        Ct);

    private sealed record Route(string Verb, string Pattern, string Type)
    {
        public override string ToString() => $"{Verb.PadRight(Method)} {Pattern}";
    }
}
