using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Evaluation.Server.Accounts;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Tests.Chain;
using FluentAssertions;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Evaluation.Server.Tests.Web;

/// <summary>A request means what it says: nothing is filled in, passed over or stored otherwise.</summary>
[Collection(nameof(SharedTown))]
public sealed class BodyTests(SharedTown shared)
{
    private const string Api = $"/api/{Town.District}";

    private static readonly Encoding Utf8 = new UTF8Encoding(false);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Town Town => shared.Town;

    [Theory]
    [InlineData("ma", "claims", "{", 403, "forbidden", "account")]
    [InlineData("chen", "claims", "{", 400, "body-unreadable", "body")]
    [InlineData("chen", "claims", "", 400, "body-missing", "body")]
    [InlineData("chen", "claims", "null", 400, "body-missing", "body")]
    [InlineData("chen", "claims", "[]", 422, "field-wrong", "body")]
    [InlineData("chen", "reports/2023-W01", "{}", 422, "field-missing", "nil")]
    [InlineData("chen", "reports/2023-W01", """{"nul":true}""", 422, "unknown-field", "nul")]
    [InlineData("chen", "reports/2023-W01", """{"nil":true,"nil":false}""", 422, "field-twice", "nil")]
    [InlineData("chen", "reports/2023-W01", """{"nil":null}""", 422, "field-missing", "nil")]
    [InlineData("chen", "reports/2023-W01", """{"nil":"yes"}""", 422, "field-wrong", "nil")]
    [InlineData("chen", "claims", """{"claim":"B1","kind":"visit","facts":{}}""", 422, "field-missing", "occurredOn")]
    [InlineData(
        "chen", "claims", """{"claim":"B1","kind":"visit","occurredOn":"4.1.2023","facts":{}}""", 422, "field-wrong",
        "occurredOn")]
    [InlineData(
        "chen", "claims", """{"claim":"B1","kind":"visit","occurredOn":"2023-01-04","facts":{"leader":1}}""", 422,
        "field-wrong", "facts.leader")]
    [InlineData(
        "chen", "claims", """{"claim":"B1","kind":"visit","occurredOn":"2023-01-04","facts":{"leader":null}}""", 422,
        "field-missing", "facts.leader")]
    [InlineData(
        "chen", "claims",
        """{"claim":"B1","kind":"visit","occurredOn":"2023-01-04","facts":{"leader":"top","leader":"staff"}}""", 422,
        "field-twice", "facts.leader")]
    [InlineData(
        "chen", "claims",
        """{"claim":"B1","kind":"visit","occurredOn":"2023-01-04","facts":{},"shares":[{"unit":"永安镇"}]}""", 422,
        "field-missing", "shares[0].part")]
    [InlineData("zhou", "projects/P1/shares", """{"shares":[null],"source":"1"}""", 422, "field-missing", "shares[0]")]
    [InlineData("zhou", "claims/V1/return", """{"reason":"补","document":"x"}""", 422, "unknown-field", "document")]
    [InlineData("zhou", "claims/V1/verify", """{"reason":"x"}""", 422, "unknown-field", "reason")]
    [InlineData("ma", "weeks/2023-W01/close", """{"force":true}""", 422, "unknown-field", "force")]
    [InlineData(
        "gao", "adjustments",
        """{"adjustment":"","unit":"","decidedOn":"2023-01-05","effectiveOn":"2023-01-05","document":"","reason":""}""",
        422, "field-missing", "points")]
    [InlineData(
        "gao", "calendar", """{"year":2023.5,"holidays":[],"workdays":[],"document":"1"}""", 422, "field-wrong",
        "year")]
    [InlineData("gao", "simulations", """{"with":{}}""", 422, "field-wrong", "with")]
    [InlineData("gao", "simulations", """{"\ud800":1}""", 400, "body-unreadable", "body")]
    public async Task A_body_that_is_not_what_is_asked_for_is_refused_with_the_place(
        string account, string path, string body, int status, string code, string where)
    {
        var before = await Town.LastAsync();
        var answer = await SendAsync(account, path, Utf8.GetBytes(body), "application/json");
        (answer.Status, answer.Code, answer.Where).Should().Be((status, code, where), answer.Text);
        answer.Text.Should().MatchRegex("[\u4e00-\u9fff]").And.NotContain("System.").And.NotContain("Body\"");
        (await Town.LastAsync()).Should().Be(before, "nothing is stored");
    }

    [Fact]
    public async Task An_unknown_field_is_answered_with_the_nearest_one()
    {
        var answer = await SendAsync("chen", "reports/2023-W01", """{"nill":true}"""u8.ToArray(), "application/json");
        answer.Text.Should().Contain("是否应为“nil”？");
    }

    [Theory]
    [InlineData("application/json; charset=gbk", 415, "charset-wrong")]
    [InlineData("application/json; charset=utf-16", 415, "charset-wrong")]
    [InlineData("application/json; charset=\"UTF-8\"", 200, null)]
    [InlineData("text/plain", 415, "media-type-wrong")]
    [InlineData("application/xml", 415, "media-type-wrong")]
    [InlineData("application/x-www-form-urlencoded", 415, "media-type-wrong")]
    [InlineData("nonsense", 415, "media-type-wrong")]
    [InlineData(null, 415, "media-type-wrong")]
    public async Task A_body_of_another_type_or_encoding_is_refused(string? type, int status, string? code)
    {
        var answer = await SendAsync("gao", "rulebooks/check", """{"text":"rulebook: ["}"""u8.ToArray(), type);
        (answer.Status, answer.Code).Should().Be((status, code), answer.Text);
    }

    [Theory]
    [InlineData("gzip", 415)]
    [InlineData("deflate", 415)]
    [InlineData("x", 415)]
    [InlineData("identity", 200)]
    public async Task A_body_that_says_that_it_is_compressed_is_refused(string encoding, int status)
    {
        using var client = Town.Client("gao");
        using var content = Json("""{"text":"rulebook: ["}""");
        content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        using var answer = await client.PostAsync($"{Api}/rulebooks/check", content, Ct);
        ((int)answer.StatusCode).Should().Be(status);
    }

    [Fact]
    public async Task What_is_wrong_is_not_repeated_at_any_length()
    {
        var (status, _, answer) = await Town.PostAsync(
            "gao", "adjustments", new
            {
                adjustment = "A9",
                unit = new string('永', 100_000),
                points = 1,
                decidedOn = "2023-01-05",
                effectiveOn = "2023-01-05",
                document = "试1号",
                reason = "由",
            });
        status.Should().Be(404, answer.ToString());
        answer.ToString().Length.Should().BeLessThan(20_000);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        byte[] gbk = [.. "{\"nil\":true,\""u8, 0xD3, 0xC0, .. "\":1}"u8];
        (await SendAsync("chen", "reports/2023-W01", gbk, "application/json")).Code.Should().Be("body-unreadable");
        byte[] marked = [0xEF, 0xBB, 0xBF, .. """{"nul":true}"""u8];
        (await SendAsync("chen", "reports/2023-W01", marked, "application/json")).Code.Should().Be("unknown-field");
    }

    [Theory]
    [InlineData("claims?status=foo", 404, "unknown-status", "reported、")]
    [InlineData("claims?status=7", 404, "unknown-status", "reported、")]
    [InlineData("claims?status=", 404, "unknown-status", "reported、")]
    [InlineData("claims?stauts=reported", 422, "unknown-parameter", "是否应为“status”？")]
    [InlineData("claims?status=reported&status=verified", 422, "parameter-twice", "写了两次")]
    [InlineData("claims?unit=月球镇", 404, "unknown-unit", "没有单位")]
    [InlineData("claims?status=Reported", 200, null, "[")]
    [InlineData("claims?status=reported", 200, null, "[")]
    [InlineData("verification/findings?severity=huge", 404, "unknown-severity", "low、medium、high")]
    [InlineData("units?on=yesterday", 422, "parameter-wrong", "2023-03-01")]
    [InlineData("board?week=2023-W01&weak=1", 422, "unknown-parameter", "是否应为“week”？")]
    [InlineData("appeals/A/consequences?remedy=adjust&points=1,5", 422, "parameter-wrong", "-1.5")]
    [InlineData("appeals/A/consequences?remedy=adjust&fact=leader", 422, "field-wrong", "字段=内容")]
    public async Task A_parameter_that_is_not_understood_is_refused_with_what_is(
        string address, int status, string? code, string said)
    {
        using var client = Town.Client("ding");
        using var answer = await client.GetAsync($"{Api}/{address}", Ct);
        var text = await SharedTown.TextAsync(answer);
        ((int)answer.StatusCode).Should().Be(status, text);
        (code is null || text.Contains($"\"{code}\"", StringComparison.Ordinal)).Should().BeTrue(text);
        text.Should().Contain(said);
    }

    [Fact]
    public async Task Pages_refuse_what_they_do_not_understand_in_words()
    {
        using var client = PageClient("zhou");
        var page = await client.GetAsync($"/{Town.District}/claims?status=foo", Ct);
        var text = await SharedTown.TextAsync(page);
        ((int)page.StatusCode).Should().Be(404, text);
        text.Should().Contain("没有状态“foo”").And.Contain("位置：状态").And.NotContain("unknown-status")
            .And.Contain("zhou（核验员）");
        (await client.GetAsync($"/{Town.District}/claims?from=singlemessage", Ct)).IsSuccessStatusCode.Should()
            .BeTrue("messengers add parameters of their own");
        using var chen = PageClient("chen");
        var report = await chen.GetAsync($"/{Town.District}/claims/report?kind=dinner", Ct);
        ((int)report.StatusCode).Should().Be(404);
        (await SharedTown.TextAsync(report)).Should().Contain("没有事项类别“dinner”");
    }

    [Fact]
    public async Task A_version_that_cannot_be_read_is_refused()
    {
        using var client = Town.Client("zhou");
        client.DefaultRequestHeaders.TryAddWithoutValidation("If-Match", "W/\"x\"");
        using var answer = await client.PostAsync(
            $"{Api}/claims/V1/return", new StringContent("""{"reason":"补"}""", Utf8, "application/json"), Ct);
        (await SharedTown.TextAsync(answer)).Should().Contain("version-wrong");
    }

    [Fact]
    public async Task A_form_without_a_field_or_with_one_twice_is_refused_and_nothing_is_stored()
    {
        var before = await Town.LastAsync();
        using var client = PageClient("zhou");
        var token = await TokenAsync(client, $"/{Town.District}/verification");
        foreach (var (fields, status, said) in new (KeyValuePair<string, string>[] Fields, int Status, string Said)[]
        {
            ([], 422, "表单中没有字段“理由”"),
            ([new("reason", "a"), new("reason", "b")], 422, "“理由”出现两次"),
            ([new("reason", "a\uFFFD")], 422, "无法识别的字符"),
            ([new("reason", "a"), new("raeson", "b")], 422, "“raeson”不是这张表单的字段"),
        })
        {
            using var answer = await client.PostAsync(
                $"/{Town.District}/claims/V1/decide", new FormUrlEncodedContent([token, .. fields]), Ct);
            var text = await SharedTown.TextAsync(answer);
            ((int)answer.StatusCode).Should().Be(status, text);
            text.Should().Contain(said).And.Contain("zhou（核验员）");
        }

        using var stale = await client.PostAsync(
            $"/{Town.District}/claims/V1/decide", new FormUrlEncodedContent([new("reason", "a")]), Ct);
        ((int)stale.StatusCode).Should().Be(400);
        (await SharedTown.TextAsync(stale)).Should().Contain("无法确认请求来自本系统的页面");
        (await Town.LastAsync()).Should().Be(before, "nothing is stored");
    }

    [Theory]
    [InlineData("reason=%FF%FE")]
    [InlineData("reason=%GG%41")]
    [InlineData("reason=100%")]
    [InlineData("reason=%E6%9D")]
    [InlineData("reason=%B2%C4%C1%CF")]
    [InlineData("reason=a%00b")]
    public async Task A_form_that_cannot_be_decoded_is_refused_and_not_stored_as_it_was_written(string fields)
    {
        var before = await Town.LastAsync();
        using var client = PageClient("zhou");
        var token = await TokenAsync(client, $"/{Town.District}/verification");
        using var form = new StringContent(
            $"{fields}&{token.Key}={Uri.EscapeDataString(token.Value)}", Utf8, "application/x-www-form-urlencoded");
        using var answer = await client.PostAsync($"/{Town.District}/claims/V1/decide", form, Ct);
        var text = await SharedTown.TextAsync(answer);
        ((int)answer.StatusCode).Should().Be(400, text);
        text.Should().Contain("无法识别的字符").And.Contain("未登记任何内容");
        (await Town.LastAsync()).Should().Be(before, "nothing is stored");
    }

    [Fact]
    public async Task A_request_with_cookies_that_changes_something_proves_that_it_comes_from_here()
    {
        using var client = new HttpClient(new HttpClientHandler { UseCookies = true }) { BaseAddress = Town.Address };
        client.DefaultRequestHeaders.Add("Cookie", $"{DevelopmentSignIn.Cookie}=chen%40{Town.District}");
        var before = await Town.LastAsync();
        foreach (var path in new[] { "claims", "reports/2023-W01", "weeks/2023-W01/close", "claims/V1/verify" })
        {
            using var forged = await client.PostAsync($"{Api}/{path}", Json("{}"), Ct);
            var text = await SharedTown.TextAsync(forged);
            (forged.IsSuccessStatusCode, (int)forged.StatusCode is 400 or 403).Should().Be((false, true), text);
        }

        (await Town.LastAsync()).Should().Be(before, "nothing is stored");
        using var unproved = await client.PostAsync($"{Api}/reports/2023-W01", Json("{}"), Ct);
        (await SharedTown.TextAsync(unproved)).Should().Contain("token-missing");
        client.DefaultRequestHeaders.Add(FromThisSite.Header, "test");
        using var proved = await client.PostAsync($"{Api}/reports/2023-W01", Json("{}"), Ct);
        (await SharedTown.TextAsync(proved)).Should().Contain("field-missing", "it was read");
    }

    [Fact]
    public async Task The_token_of_a_form_proves_it_as_well()
    {
        using var client = PageClient("chen");
        client.DefaultRequestHeaders.Add("Cookie", "anything=1");
        var token = await TokenAsync(client, $"/{Town.District}/claims/report?kind=visit");
        client.DefaultRequestHeaders.Add("RequestVerificationToken", token.Value);
        using var proved = await client.PostAsync($"{Api}/reports/2023-W01", Json("{}"), Ct);
        (await SharedTown.TextAsync(proved)).Should().NotContain("无法确认");
    }

    [Fact]
    public void Every_address_that_takes_something_says_what()
    {
        foreach (var endpoint in Town.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(endpoint =>
            endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("POST") == true))
        {
            var accepts = endpoint.Metadata.GetMetadata<IAcceptsMetadata>();
            accepts.Should().NotBeNull("{0} has a body or a form", endpoint.RoutePattern.RawText);
            var fields = endpoint.Metadata.GetMetadata<FormFields>();
            (accepts!.ContentTypes.Contains("application/json") || fields is not null).Should()
                .BeTrue("{0} says which fields its form has", endpoint.RoutePattern.RawText);

            // Which fields the form of a claim or a trip has, its kind and its visits say.
            (fields?.Knows(endpoint, "bogus") ?? false).Should().Be(
                Regex.IsMatch(
                    endpoint.RoutePattern.RawText!, "^/?[{]district[}]/claims/(report|trip|[{]claim[}]/correct)$"),
                "of {0}", endpoint.RoutePattern.RawText);
        }
    }

    /// <summary>A form's token.</summary>
    [Theory]
    [InlineData("zz\r\n{}\r\n0\r\n\r\n")]
    [InlineData("-5\r\n{}\r\n0\r\n\r\n")]
    [InlineData("fffffffff\r\n{}\r\n0\r\n\r\n")]
    [InlineData("2;\r\n{}nonsense")]
    public async Task A_body_whose_pieces_are_garbled_is_refused(string body)
    {
        var address = Town.Address;
        using var wire = new System.Net.Sockets.TcpClient(address.Host, address.Port);
        var stream = wire.GetStream();
        await stream.WriteAsync(
            Utf8.GetBytes(
                $"POST {Api}/reports/2023-W01 HTTP/1.1\r\nHost: {address.Authority}\r\n{DevelopmentSignIn.Header}: "
                + $"chen@{Town.District}\r\nContent-Type: application/json\r\n"
                + $"Transfer-Encoding: chunked\r\n\r\n{body}"),
            Ct);
        using var reader = new StreamReader(stream, Utf8);
        (await reader.ReadLineAsync(Ct)).Should().StartWith("HTTP/1.1 400 ");
    }

    [Theory]
    [InlineData("R1", "2023-01-06")]
    [InlineData("R2", "2023-01-07")]
    [InlineData("R3", "2023-01-08")]
    public async Task A_repeat_is_told_although_the_first_was_reported_a_moment_ago(string name, string day)
    {
        object Visit(string claim) => new
        {
            claim,
            kind = "visit",
            occurredOn = day,
            facts = new { enterprise = "鼎新", leader = "top" },
        };
        (await Town.PostAsync("chen", "claims", Visit($"{name}a"))).Status.Should().Be(200);
        var (status, _, answer) = await Town.PostAsync("chen", "claims", Visit($"{name}b"));
        status.Should().Be(200);
        answer.GetProperty("remarks").EnumerateArray().Select(one => one.GetString()).Should()
            .Contain(remark => remark!.Contains($"{name}a", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("N1", "鼎\u200B新")]
    [InlineData("N2", "\uFEFF鼎新")]
    [InlineData("N3", "鼎新\u00AD")]
    public async Task A_firm_is_known_by_its_code_however_many_invisible_characters_are_in_it(string claim, string code)
    {
        var facts = new { enterprise = code, leader = "top" };
        var (status, _, answer) = await Town.PostAsync(
            "chen", "claims", new { claim, kind = "visit", occurredOn = "2023-01-05", facts });
        status.Should().Be(200, answer.ToString());
        await Town.CaughtUpAsync();
        using var client = Town.Client("ding");
        (await client.GetStringAsync($"{Api}/claims/{claim}", Ct)).Should().Contain("\"enterprise\":\"鼎新\"");
    }

    internal static async Task<KeyValuePair<string, string>> TokenAsync(HttpClient client, string address)
    {
        var found = Regex.Match(await client.GetStringAsync(address, Ct), "name=\"(__[^\"]+)\" value=\"([^\"]+)\"");
        return new(found.Groups[1].Value, found.Groups[2].Value);
    }

    private static StringContent Json(string text) => new(text, Utf8, "application/json");

    private HttpClient PageClient(string account)
    {
        var client = Town.Client(account);
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        return client;
    }

    private async Task<(int Status, string? Code, string? Where, string Text)> SendAsync(
        string account, string path, byte[] body, string? type)
    {
        using var client = Town.Client(account);
        using var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var answer = await client.PostAsync($"{Api}/{path}", content, Ct);
        var text = await SharedTown.TextAsync(answer);
        var json = JsonDocument.Parse(text).RootElement;
        answer.Content.Headers.ContentType.Should().BeOfType<MediaTypeHeaderValue>();
        return ((int)answer.StatusCode, Text(json, "code"), Text(json, "where"), text);
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var found) ? found.GetString() : null;
}
