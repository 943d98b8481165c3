using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Evaluation.Server.Web;

/// <summary>Health as JSON: the state, and for each check how far behind its projections are and why.</summary>
public static class Health
{
    /// <summary>Writes a report.</summary>
    public static Task WriteAsync(HttpContext http, HealthReport report) => http.Response.WriteAsJsonAsync(new
    {
        status = report.Status.ToString(),
        checks = report.Entries.Select(entry => new
        {
            name = entry.Key,
            status = entry.Value.Status.ToString(),
            description = entry.Value.Description,
            data = entry.Value.Data,
        }),
    });
}
