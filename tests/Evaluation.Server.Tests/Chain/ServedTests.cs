using System.IO.Compression;
using System.Net;
using System.Text;
using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;
using Evaluation.Server.Publication;
using FluentAssertions;

namespace Evaluation.Server.Tests.Chain;

/// <summary>How the bytes of sealed bulletins are served: kept in memory, never stale.</summary>
/// <param name="postgres">The test cluster.</param>
public sealed class ServedTests(PostgresFixture postgres)
{
    private const string Bulletin = $"/{Town.District}/bulletins/2023-W01";

    [Fact]
    public async Task A_new_issue_is_served_at_once_by_every_server_and_the_one_before_keeps_its_bytes()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var town = await SealedAsync();
        await using var other = await Town.StartAsync(town.Database, found: false);
        using var here = town.Client();
        using var there = other.Client();
        var old = await here.GetStringAsync(Bulletin, ct);
        (await there.GetStringAsync(Bulletin, ct)).Should().Be(old);
        using var known = await there.GetAsync(Bulletin, ct);
        for (var issue = 2; issue <= 3; issue++)
        {
            await town.VisitAsync($"V{issue}", "li", day: 4);
            await town.VerifyAsync($"V{issue}");
            await town.CaughtUpAsync();
            var at = Town.Monday.AddDays(14 + issue);
            await town.DoAsync(
                "ma", at,
                by => new ProposeReissue(by, Town.First, IssueKind.Revision, "核验补录", $"试〔2023〕{issue}号"));
            await town.CaughtUpAsync();

            using var done = new CancellationTokenSource();
            var readers = KeepReadingAsync(there, done.Token);
            await town.DoAsync("song", at.AddHours(1), by => new ApproveReissue(by, Town.First));

            var news = await there.GetStringAsync(Bulletin, ct);
            news.Should().Contain($"第{issue}次印发").And.Be(await here.GetStringAsync(Bulletin, ct));
            (await there.GetStringAsync($"{Bulletin}/issues/{issue}", ct)).Should().Be(news);
            (await there.GetStringAsync($"{Bulletin}/issues/1", ct)).Should().Be(old);
            await done.CancelAsync();
            await readers;
        }

        using var asking = new HttpRequestMessage(HttpMethod.Get, Bulletin)
        {
            Headers = { IfNoneMatch = { known.Headers.ETag! } },
        };
        using var changed = await there.SendAsync(asking, ct);
        changed.StatusCode.Should().Be(HttpStatusCode.OK, "the tag is that of the first issue");
    }

    [Fact]
    public async Task Each_caller_gets_the_sealed_bytes_in_a_form_that_it_understands()
    {
        await using var town = await SealedAsync();
        await using var session = town.Session();
        var stored = (await session.LoadAsync<SealedBulletin>("2023-W01", TestContext.Current.CancellationToken))!;
        using var client = town.Client();
        (string Accepted, string? Encoding)[] callers =
        [
            ("", null), ("identity", null), ("deflate, gzip;q=0, br;q=0", null), ("gzip", "gzip"),
            ("gzip, deflate, br", "br"), ("BR;q=0.5", "br"),
        ];
        foreach (var (accepted, encoding) in callers)
        {
            await GetsAsync(client, accepted, encoding, Bulletin, stored.Page, stored.PageSha256);
            await GetsAsync(client, accepted, encoding, $"{Bulletin}.json", stored.Record, stored.RecordSha256);
            await GetsAsync(
                client, accepted, encoding, $"{Bulletin}/issues/1.csv", stored.Table, stored.TableSha256);
        }
    }

    [Fact]
    public async Task It_is_sent_on_as_document_workbook_and_short_text()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var town = await SealedAsync();
        using var client = town.Client();
        foreach (var (ending, type) in new[]
        {
            (".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            (".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), (".txt", "text/plain"),
            ("/papers", "text/html"),
        })
        {
            using var answer = await client.GetAsync(Bulletin + ending, ct);
            answer.StatusCode.Should().Be(HttpStatusCode.OK, ending);
            answer.Content.Headers.ContentType!.MediaType.Should().Be(type);
            (await answer.Content.ReadAsByteArrayAsync(ct)).Should().NotBeEmpty();
            using var unknown = await client.GetAsync($"/{Town.District}/bulletins/2023-W02{ending}", ct);
            unknown.StatusCode.Should().Be(HttpStatusCode.NotFound, ending);
        }

        using var named = await client.GetAsync($"{Bulletin}/issues/1.docx?to=各镇街&copies=区委办&printed=5", ct);
        named.Content.Headers.ContentDisposition!.FileNameStar.Should().EndWith("（2023年第1期）.docx");
        named.Headers.GetValues("Link").Single().Should().Contain("version-history");
        using var wrong = await client.GetAsync($"{Bulletin}.docx?printed=0", ct);
        wrong.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        (await wrong.Content.ReadAsStringAsync(ct)).Should().Contain("印数");
        (await client.GetStringAsync($"{Bulletin}.txt", ct)).Should().Contain("桂城街道").And
            .EndWith($"{town.Address.Authority}{Bulletin}");
    }

    [Fact]
    public async Task A_week_that_was_not_sealed_is_unknown_until_it_is_sealed()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var town = await SealedAsync();
        using var client = town.Client();
        foreach (var path in new[] { "2023-W02", "2023-W02.json", "2023-W02/issues/1", "2023-W01/issues/2",
            "2023-W01/issues/0", "x" })
        {
            using var unknown = await client.GetAsync($"/{Town.District}/bulletins/{path}", ct);
            unknown.StatusCode.Should().Be(HttpStatusCode.NotFound, path);
        }

        await town.CloseAsync(Town.First.Next);
        (await town.SealAsync(Town.First.Next)).Refusal.Should().BeNull();
        (await client.GetStringAsync($"/{Town.District}/bulletins/2023-W02", ct)).Should().Contain("第2周");
    }

    private static async Task GetsAsync(
        HttpClient client, string accepted, string? encoding, string address, string text, string sha256)
    {
        var ct = TestContext.Current.CancellationToken;
        using var answer = await AskAsync(client, HttpMethod.Get, address, accepted, null);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentEncoding.SingleOrDefault().Should().Be(encoding, accepted);
        answer.Headers.Vary.Should().Equal("Accept-Encoding");
        answer.Headers.ETag!.IsWeak.Should().BeFalse();
        answer.Headers.ETag.Tag.Should().Be(encoding is null ? $"\"{sha256}\"" : $"\"{sha256}-{encoding}\"");
        var plain = await UnpackedAsync(answer);
        Encoding.UTF8.GetString(plain).Should().Be(text);
        BulletinFiles.Sha256(Encoding.UTF8.GetString(plain)).Should().Be(sha256);

        using var head = await AskAsync(client, HttpMethod.Head, address, accepted, null);
        head.StatusCode.Should().Be(HttpStatusCode.OK);
        head.Content.Headers.ContentLength.Should().Be(answer.Content.Headers.ContentLength);
        head.Headers.ETag.Should().Be(answer.Headers.ETag);
        (await head.Content.ReadAsByteArrayAsync(ct)).Should().BeEmpty();

        using var same = await AskAsync(client, HttpMethod.Get, address, accepted, answer.Headers.ETag.Tag);
        same.StatusCode.Should().Be(HttpStatusCode.NotModified);
        (await same.Content.ReadAsByteArrayAsync(ct)).Should().BeEmpty();
        using var another = await AskAsync(client, HttpMethod.Get, address, accepted, "\"0000\"");
        another.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    // What is kept in memory stays fresh there, also at the moment of the approval.
    private static async Task KeepReadingAsync(HttpClient client, CancellationToken until)
    {
        while (!until.IsCancellationRequested)
        {
            (await client.GetStringAsync(Bulletin, TestContext.Current.CancellationToken)).Should().NotBeEmpty();
        }
    }

    private static async Task<HttpResponseMessage> AskAsync(
        HttpClient client, HttpMethod method, string address, string accepted, string? known)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        if (known is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", known);
        }

        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<byte[]> UnpackedAsync(HttpResponseMessage answer)
    {
        var sent = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await using var unpacked = answer.Content.Headers.ContentEncoding.SingleOrDefault() switch
        {
            "br" => new BrotliStream(sent, CompressionMode.Decompress),
            "gzip" => new GZipStream(sent, CompressionMode.Decompress),
            _ => sent,
        };
        using var plain = new MemoryStream();
        await unpacked.CopyToAsync(plain, TestContext.Current.CancellationToken);
        return plain.ToArray();
    }

    private async Task<Town> SealedAsync()
    {
        var town = await Town.NewAsync(postgres);
        await town.VisitAsync("V1");
        await town.VerifyAsync("V1");
        await town.CloseAsync(Town.First);
        (await town.SealAsync(Town.First)).Refusal.Should().BeNull();
        return town;
    }
}
