using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Evaluation.Server.Kit.Web;

/// <summary>
/// Health as JSON: the state for everybody, so that a monitor needs no account; how far behind and why, which may
/// quote data, only for people who are signed in.
/// </summary>
public static class Health
{
    /// <summary>Writes a report.</summary>
    public static Task WriteAsync(HttpContext http, HealthReport report)
    {
        var status = report.Status.ToString();
        return http.User.Identity is { IsAuthenticated: true }
            ? http.Response.WriteAsJsonAsync(new FullHealth(
                status,
                report.Entries.Select(entry => new CheckHealth(
                    entry.Key, entry.Value.Status.ToString(), entry.Value.Description, entry.Value.Data))))
            : http.Response.WriteAsJsonAsync(new OpenHealth(status));
    }

    private sealed record OpenHealth(string Status);

    private sealed record FullHealth(string Status, IEnumerable<CheckHealth> Checks);

    private sealed record CheckHealth(
        string Name, string Status, string? Description, IReadOnlyDictionary<string, object> Data);
}
