using System.Net.Sockets;

namespace Evaluation.Server.Accounts;

/// <summary>What goes wrong between this server and a provider.</summary>
internal static partial class ProviderTrouble
{
    /// <summary>Whether the provider was not reached or did not answer as one does.</summary>
    public static bool IsAway(Exception? failure) => failure switch
    {
        null => false,
        HttpRequestException or IOException or SocketException or TaskCanceledException or TimeoutException => true,
        { InnerException: { } inner } => IsAway(inner),
        _ => false,
    };

    /// <summary>Tells whoever looks after the server; it holds no secret and no token.</summary>
    public static void Log(IServiceProvider services, Exception? failure) =>
        Failed(
            services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ProviderTrouble)),
            failure?.Message ?? "no reason");

    [LoggerMessage(Level = LogLevel.Warning, Message = "Signing in by the provider failed: {Reason}")]
    private static partial void Failed(ILogger logger, string reason);
}
