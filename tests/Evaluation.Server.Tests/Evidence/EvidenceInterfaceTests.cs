using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Evaluation.Server.Accounts;
using Evaluation.Server.Evidence;
using Evaluation.Server.Integrity;
using Evaluation.Server.Tests.Chain;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Server.Tests.Evidence;

/// <summary>Files of claims by programs, over broken lines, on full disks, and under `verify`.</summary>
/// <param name="postgres">The database server.</param>
public sealed class EvidenceInterfaceTests(PostgresFixture postgres)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_program_sends_files_and_names_them_by_their_tickets()
    {
        await using var town = await TownAsync(TestFolder.New());
        using var client = town.Client("chen");
        var pdf = SampleFiles.Pdf("program");
        var ticket = await SendAsync(client, ("报告.pdf", pdf));

        var (status, _, body) = await town.PostAsync("chen", "claims", new
        {
            claim = "P-1",
            kind = "visit",
            occurredOn = "2023-01-03",
            facts = new { enterprise = "鼎新", leader = "top" },
            files = new[] { ticket },
        });
        status.Should().Be(200, body.ToString());
        var claim = await client.GetFromJsonAsync<JsonElement>($"/api/{Town.District}/claims/P-1", Ct);
        var file = claim.GetProperty("claim").GetProperty("files")[0];
        file.GetProperty("name").GetString().Should().Be("报告.pdf");
        var hash = file.GetProperty("sha256").GetString();
        (await client.GetByteArrayAsync($"/api/{Town.District}/claims/P-1/evidence/{hash}", Ct)).Should().Equal(pdf);

        var more = await SendAsync(client, ("图.jpg", SampleFiles.Photo(8)));
        (await town.PostAsync("chen", "claims/P-1/evidence", new { files = new[] { more } })).Status.Should().Be(200);
        (await town.PostAsync("chen", "claims/P-1/evidence", new { files = new[] { more } })).Status.Should().Be(409);
        (await town.PostAsync("li", "claims/P-1/evidence", new { files = new[] { more } })).Code.Should()
            .Be("file-expired");
        (await town.PostAsync("chen", "claims/P-1/evidence", new { files = new[] { hash } })).Code.Should()
            .Be("file-expired", "a hash alone is no proof of having sent it");
        (await town.PostAsync("chen", "claims/P-1/evidence", new { files = Array.Empty<string>() })).Code.Should()
            .Be("file-missing");

        // Neither a verifier nor a stranger sends files; a page of another site cannot either.
        using var zhou = town.Client("zhou");
        using var nobody = town.Client();
        using var cookie = new HttpClient { BaseAddress = town.Address };
        cookie.DefaultRequestHeaders.Add("Cookie", $"{DevelopmentSignIn.Cookie}=chen%40{Town.District}");
        foreach (var (who, code) in new[] { (zhou, 403), (nobody, 401), (cookie, 400) })
        {
            using var form = Form(("a.pdf", pdf));
            using var answer = await who.PostAsync($"/api/{Town.District}/evidence", form, Ct);
            ((int)answer.StatusCode).Should().Be(code);
        }
    }

    [Fact]
    public async Task A_request_beyond_the_limit_or_cut_off_leaves_nothing()
    {
        var settings = TestFolder.New(1 << 20);
        await using var town = await TownAsync(settings);
        using var client = town.Client("chen");
        using (var line = await BeginAsync(town, 8_000_000))
        {
            var answer = new byte[4096];
            var read = await line.GetStream().ReadAtLeastAsync(answer, 12, cancellationToken: Ct);
            Encoding.UTF8.GetString(answer, 0, read).Should().StartWith("HTTP/1.1 413");
        }

        using (await BeginAsync(town, 500_000))
        {
            await Task.Delay(300, Ct);
        }

        // The server still works, and the next one is the first of all.
        await Task.Delay(300, Ct);
        await SendAsync(client, ("b.pdf", SampleFiles.Pdf("after")));
        Directory.EnumerateFiles(settings.Folder, "*", SearchOption.AllDirectories).Should().ContainSingle();
    }

    [Fact]
    public async Task Without_room_for_files_the_clerk_is_told_and_reports_without_them()
    {
        var blocked = Path.GetTempFileName();
        await using var town = await TownAsync(new EvidenceSettings(Path.Combine(blocked, "evidence"), 1 << 20));
        using var clerk = new EvidenceClerk(town, "chen");
        var (status, page) = await clerk.ReportAsync("N-1", "2023-01-03", [("a.pdf", SampleFiles.Pdf())]);
        status.Should().Be(503);
        page.Should().Contain("文件没有存下，服务器的存储空间可能已满");
        (await clerk.ReportAsync("N-1", "2023-01-03", [])).Status.Should().Be(302);
        File.Delete(blocked);
    }

    [Fact]
    public async Task Verify_names_the_claims_whose_files_are_missing_or_altered()
    {
        var settings = TestFolder.New();
        await using var town = await TownAsync(settings);
        using var clerk = new EvidenceClerk(town, "chen");
        foreach (var (claim, day) in new[] { ("W-1", "2023-01-03"), ("W-2", "2023-01-04"), ("W-3", "2023-01-05") })
        {
            (await clerk.ReportAsync(claim, day, [($"{claim}.pdf", SampleFiles.Pdf(claim))])).Status.Should().Be(302);
        }

        await town.CaughtUpAsync();
        (await VerifyAsync(town)).Should().BeEmpty();
        var store = town.Get<EvidenceStore>();
        var hashes = (await town.Get<EvidenceNamed>().AllAsync(Ct)).ToList();
        hashes.Should().HaveCount(3);
        var (gone, altered) = (Hash(SampleFiles.Pdf("W-1")), Hash(SampleFiles.Pdf("W-3")));
        File.Delete(store.PathOf(gone));
        await File.AppendAllTextAsync(store.PathOf(altered), "\n% 改", Ct);

        (await VerifyAsync(town)).Should().BeEquivalentTo(
            $"{Town.District}　佐证文件　事项W-1的“W-1.pdf”：文件缺失（{gone[..12]}…）。",
            $"{Town.District}　佐证文件　事项W-3的“W-3.pdf”：文件内容被改动（{altered[..12]}…）。");
        var file = EvidenceClerk.Files((await clerk.SeeAsync($"{EvidenceClerk.Claims}/W-1")).Text).Single();
        (await clerk.SeeAsync(file + "/download")).Text.Should().Contain("缺失或已损坏");
    }

    // A request that never brings all that it announces.
    private static async Task<TcpClient> BeginAsync(Town town, int announced)
    {
        var line = new TcpClient(town.Address.Host, town.Address.Port);
        var head = $"POST /api/{Town.District}/evidence HTTP/1.1\r\nHost: {town.Address.Authority}\r\n"
            + $"{DevelopmentSignIn.Header}: chen@{Town.District}\r\n"
            + $"Content-Type: multipart/form-data; boundary=cut\r\nContent-Length: {announced}\r\n\r\n--cut\r\n"
            + "Content-Disposition: form-data; name=\"evidence-files\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.4 begun";
        await line.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), Ct);
        return line;
    }

    private Task<Town> TownAsync(EvidenceSettings settings) => TownOnAsync(postgres, settings);

    private static async Task<Town> TownOnAsync(PostgresFixture postgres, EvidenceSettings settings) =>
        await Town.StartAsync(
            await FoundedTown.CopyAsync(postgres), found: false,
            configure: builder => builder.Services.AddSingleton(settings));

    private static async Task<IEnumerable<string>> VerifyAsync(Town town) =>
        (await town.Get<Verifier>().RunAsync(Town.District, null, null, Ct)).Lines();

    private static string Hash(byte[] content) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content));

    private static async Task<string> SendAsync(HttpClient client, params (string Name, byte[] Content)[] files)
    {
        using var form = Form(files);
        using var answer = await client.PostAsync($"/api/{Town.District}/evidence", form, Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        answer.IsSuccessStatusCode.Should().BeTrue(text);
        return JsonSerializer.Deserialize<JsonElement>(text).GetProperty("files")[0].GetProperty("ticket").GetString()!;
    }

    private static MultipartFormDataContent Form(params (string Name, byte[] Content)[] files)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, content) in files)
        {
            var part = new ByteArrayContent(content);
            part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            form.Add(part, "evidence-files", name);
        }

        return form;
    }
}
