using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Evaluation.Server.Operations;

/// <summary>Everything that is known of the state of this server, in Chinese words and names for programs.</summary>
internal sealed class DeepHealth(HealthCheckService checks, TimeProvider clock) : IDisposable
{
    /// <summary>The tag of checks that are asked here.</summary>
    public const string Tag = "deep";

    private static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Web)
    {
        // Otherwise Chinese is written as numbers of characters.
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        WriteIndented = true,
    };

    private readonly SemaphoreSlim once = new(1, 1);

    /// <summary>Looks; one question at a time. 503 when something does not work, else 200.</summary>
    public async Task<IResult> AnswerAsync(CancellationToken ct)
    {
        await once.WaitAsync(ct);
        try
        {
            var report = await checks.CheckHealthAsync(check => check.Tags.Contains(Tag), ct);
            return Results.Json(
                new Answer(
                    report.Status.ToString(), Word(report.Status), clock.GetUtcNow(),
                    [.. report.Entries.Select(entry => Part(entry.Key, entry.Value))]),
                Shape,
                statusCode: report.Status == HealthStatus.Unhealthy
                    ? StatusCodes.Status503ServiceUnavailable
                    : StatusCodes.Status200OK);
        }
        finally
        {
            once.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => once.Dispose();

    private static Check Part(string name, HealthReportEntry entry) => new(
        name, OperationsSlice.TitleOf(name), entry.Status.ToString(), Word(entry.Status), entry.Description ?? "",
        (long)entry.Duration.TotalMilliseconds, entry.Data);

    private static string Word(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "正常",
        HealthStatus.Degraded => "注意",
        _ => "异常",
    };

    private sealed record Answer(string Status, string Word, DateTimeOffset At, IReadOnlyList<Check> Checks);

    private sealed record Check(
        string Name, string Title, string Status, string Word, string Says, long Milliseconds,
        IReadOnlyDictionary<string, object> Data);
}
