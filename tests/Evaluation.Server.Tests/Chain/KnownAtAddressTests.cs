using System.Text.Json;
using FluentAssertions;

namespace Evaluation.Server.Tests.Chain;

/// <summary>Addresses and pages refuse a position or time at which nothing can have been known.</summary>
/// <param name="postgres">The test cluster.</param>
public sealed class KnownAtAddressTests(PostgresFixture postgres)
{
    private static readonly (string At, string Code)[] Wrong =
    [
        ("0", "known-at-early"), ("1999-12-31T18:00:00Z", "known-at-early"), ("99999999", "known-at-late"),
        ("2999-01-01T00:00:00Z", "known-at-late"), ("昨天", "known-at-wrong"), ("-5", "known-at-wrong"),
        ("2023-01-18", "known-at-wrong"),
        ("2023-01-18T18:00:00", "known-at-wrong"), (new string('9', 400), "known-at-wrong"),
        ("<script>", "known-at-wrong"),
    ];

    [Fact]
    public async Task Every_address_and_page_refuses_what_cannot_have_been_known()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var town = await Town.NewAsync(postgres);
        await town.VisitAsync("V1");
        await town.VerifyAsync("V1");
        await town.CaughtUpAsync();
        using var client = town.Client("ding");
        var unit = Uri.EscapeDataString("桂城街道");
        foreach (var (at, code) in Wrong)
        {
            var text = Uri.EscapeDataString(at);
            foreach (var address in (string[])
            [
                $"/api/{Town.District}/board?week=2023-W01&knownAt={text}",
                $"/api/{Town.District}/board?week=2023-W01&against={text}",
                $"/api/{Town.District}/board?week=2023-W01&knownAt=5&against={text}",
                $"/api/{Town.District}/board/2023-W01/{unit}?knownAt={text}",
                $"/{Town.District}/board/2023-W01?known-at={text}", $"/{Town.District}/board?known-at={text}",
                $"/{Town.District}/board/2023-W01/{unit}?known-at={text}",
            ])
            {
                using var answer = await client.GetAsync(address, ct);
                var said = await answer.Content.ReadAsStringAsync(ct);
                ((int)answer.StatusCode).Should().Be(422, "{0}: {1}", address, said);
                var isJson = answer.Content.Headers.ContentType!.MediaType!.EndsWith("json", StringComparison.Ordinal);
                (isJson || !said.Contains("<script>", StringComparison.Ordinal)).Should()
                    .BeTrue("a page escapes what was asked");
                if (isJson)
                {
                    JsonDocument.Parse(said).RootElement.GetProperty("code").GetString().Should().Be(code, address);
                }
            }
        }

        (await client.GetStringAsync($"/{Town.District}/board/2023-W01?known-at={await town.LastAsync()}", ct)).Should()
            .Contain("桂城街道");
    }
}
