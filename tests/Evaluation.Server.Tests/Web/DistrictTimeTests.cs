using System.Text.Json;
using Evaluation.Server.Tests.Chain;
using FluentAssertions;

namespace Evaluation.Server.Tests.Web;

/// <summary>What is signed over the interface bears the time on the district's clocks, eight hours ahead.</summary>
[Collection(nameof(SharedTown))]
public sealed class DistrictTimeTests(SharedTown shared)
{
    private static readonly object Facts = new { enterprise = "鼎新", leader = "top" };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_claim_and_its_refusal_name_the_hour_that_the_reporter_read()
    {
        var claim = new { claim = "T1", kind = "visit", occurredOn = "2023-01-04", facts = Facts };
        (await shared.Town.PostAsync("chen", "claims", claim)).Status.Should().Be(200);

        using var client = shared.Town.Client("chen");
        using var found = JsonDocument.Parse(await client.GetStringAsync($"/api/{Town.District}/claims/T1", Ct));
        var reported = found.RootElement.GetProperty("claim").GetProperty("reportedAt").GetDateTimeOffset();
        reported.Offset.Should().Be(TimeSpan.FromHours(8));

        var again = await shared.Town.PostAsync("chen", "claims", claim);
        again.Body.GetProperty("title").GetString().Should().Contain($"已于{reported:yyyy-MM-dd HH:mm}填报");
    }
}
