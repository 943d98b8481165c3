using System.Text.Encodings.Web;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Operations;

/// <summary>The log of a server in production: one line of JSON for each entry, on the console.</summary>
internal static class ServerLogs
{
    /// <summary>Makes the console write JSON, with an entry for each command.</summary>
    public static void AddTo(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<LogScopes>();
        builder.Services.AddSingleton<IExternalScopeProvider>(provider => provider.GetRequiredService<LogScopes>());
        builder.Logging.AddFilter("Evaluation.Server", LogLevel.Information);
        builder.Logging.AddJsonConsole(console =>
        {
            console.IncludeScopes = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            console.JsonWriterOptions = new()
            {
                // Otherwise Chinese is written as numbers of characters.
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            };
        });
    }

    /// <summary>Ties every line to its request, if the log is of this sort; comes before all else.</summary>
    public static void Use(WebApplication app)
    {
        if (app.Services.GetService<LogScopes>() is { } scopes)
        {
            app.Use(async (http, next) =>
            {
                using (scopes.Push(new RequestScope(http)))
                {
                    await next(http);
                }
            });
        }
    }
}
