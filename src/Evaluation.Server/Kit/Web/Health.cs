using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Evaluation.Server.Kit.Web;

/// <summary>
/// Health as JSON: the state for everybody, so that a monitor needs no account; how far behind and why, which may quote data,
/// only for people who are signed in.
/// </summary>
public static class Health
{
    /// <summary>Writes a report.</summary>
    public static Task WriteAsync(HttpContext http, HealthReport report) => http.User.Identity is { IsAuthenticated: true }
        ? http.Response.WriteAsJsonAsync(new
        {
            status = report.Status.ToString(),
            checks = report.Entries.Select(entry => new
            {
                name = entry.Key,
                status = entry.Value.Status.ToString(),
                description = entry.Value.Description,
                data = entry.Value.Data,
            }),
        })
        : http.Response.WriteAsJsonAsync(new { status = report.Status.ToString() });
}
