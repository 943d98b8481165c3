namespace Evaluation.Server.Kit.Cli;

/// <summary>
/// Silences what the frameworks log while they are asked to stop: loops that were cancelled in the middle of a query
/// report errors that are none. Until then everything from a warning on is shown.
/// </summary>
internal sealed class EndQuietly(IHostApplicationLifetime life)
{
    private static readonly string[] Noisy = ["Marten", "Wolverine", "JasperFx", "Npgsql"];

    /// <summary>Adds the filter.</summary>
    public static void Configure(IServiceCollection services)
    {
        services.AddSingleton<EndQuietly>();
        services.AddOptions<LoggerFilterOptions>().Configure<IServiceProvider>((options, provider) =>
        {
            // A failed start is thrown to the verb, which reports it in a sentence.
            options.Rules.Add(
                new LoggerFilterRule(null, "Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None, null));

            // Asked late: the lifetime itself needs the logging that is being configured here.
            var end = new Lazy<EndQuietly>(provider.GetRequiredService<EndQuietly>);
            foreach (var category in Noisy)
            {
                options.Rules.Add(new LoggerFilterRule(
                    null, category, null, (_, _, level) => level >= LogLevel.Warning && !end.Value.Ending));
            }
        });
    }

    private bool Ending => life.ApplicationStopping.IsCancellationRequested;
}
