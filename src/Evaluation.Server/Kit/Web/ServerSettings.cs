using System.Globalization;
using System.Net;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Kit.Web;

/// <summary>
/// What a server is told about its surroundings, each by a variable of the environment; the defaults are safe.
/// </summary>
public sealed record ServerSettings
{
    /// <summary>The variable that names the proxies.</summary>
    public const string ProxiesVariable = "EVALUATION_PROXIES";

    /// <summary>The variable that names who may watch.</summary>
    public const string WatchersVariable = "EVALUATION_WATCHERS";

    /// <summary>The variable with the word by which a watcher is known.</summary>
    public const string TokenVariable = "EVALUATION_WATCH_TOKEN";

    /// <summary>The variable that switches the measurements off.</summary>
    public const string MetricsVariable = "EVALUATION_METRICS";

    /// <summary>The variable that names the folder of back-ups.</summary>
    public const string BackupsVariable = "EVALUATION_BACKUPS";

    /// <summary>The variable with the least free space of a disk, in MiB.</summary>
    public const string LeastFreeVariable = "EVALUATION_LEAST_FREE_MB";

    private const int ShortestToken = 20;
    private const string NotUnderstood = "not understood";
    private const long Mebibyte = 1 << 20;

    /// <summary>This computer.</summary>
    public static readonly IReadOnlyList<IPNetwork> Loopback =
        [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")];

    /// <summary>Proxies beside this computer that say truly for whom they ask.</summary>
    public IReadOnlyList<IPNetwork> Proxies { get; init; } = [];

    /// <summary>Who beside this computer may see measurements and deep health.</summary>
    public IReadOnlyList<IPNetwork> Watchers { get; init; } = [];

    /// <summary>The word that shows a watcher from elsewhere; null for none.</summary>
    public string? Token { get; init; }

    /// <summary>Whether measurements are taken.</summary>
    public bool Metrics { get; init; } = true;

    /// <summary>The folder of back-ups, as the back-up service was told; null when it is not known.</summary>
    public string? Backups { get; init; }

    /// <summary>Free bytes of a disk below which it is reported.</summary>
    public long LeastFree { get; init; } = 2048 * Mebibyte;

    /// <summary>The folder of the private database; null when the database is elsewhere.</summary>
    public string? Data { get; init; }

    /// <summary>Reads the settings.</summary>
    /// <param name="variable">Gives the value of a variable; null or empty when it is not set.</param>
    /// <returns>The settings, or in English what is wrong, without the value.</returns>
    public static Result<ServerSettings> Read(Func<string, string?> variable)
    {
        string? Value(string name) => variable(name) is { Length: > 0 } value ? value.Trim() : null;
        var (proxies, watchers) = (Networks(Value(ProxiesVariable)), Networks(Value(WatchersVariable)));
        if (proxies is null || watchers is null)
        {
            return Wrong(
                proxies is null ? ProxiesVariable : WatchersVariable, NotUnderstood,
                "Write addresses such as 10.0.0.7, 10.1.0.0/16.");
        }

        if (Value(TokenVariable) is { Length: < ShortestToken })
        {
            return Wrong(TokenVariable, "too short", $"Write at least {ShortestToken} characters by chance.");
        }

        if (Value(MetricsVariable) is not (null or "on" or "off"))
        {
            return Wrong(MetricsVariable, NotUnderstood, "Write on or off.");
        }

        var settings = new ServerSettings
        {
            Proxies = proxies,
            Watchers = watchers,
            Token = Value(TokenVariable),
            Metrics = Value(MetricsVariable) != "off",
            Backups = Value(BackupsVariable),
        };
        return Value(LeastFreeVariable) is not { } least ? settings
            : int.TryParse(least, NumberStyles.None, CultureInfo.InvariantCulture, out var mebibytes)
                ? settings with { LeastFree = mebibytes * Mebibyte }
            : Wrong(LeastFreeVariable, NotUnderstood, "Write mebibytes such as 2048.");
    }

    /// <summary>Whether one of the networks holds the address.</summary>
    public static bool IsIn(IReadOnlyList<IPNetwork> networks, IPAddress? address) =>
        address is not null && networks.Any(network =>
            network.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address));

    private static Refusal Wrong(string variable, string how, string remedy) =>
        new("setting", $"{variable} is {how}.", variable, remedy);

    private static List<IPNetwork>? Networks(string? value)
    {
        var networks = new List<IPNetwork>();
        foreach (var one in (value ?? "").Split(
            [',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (IPNetwork.TryParse(one, out var network))
            {
                networks.Add(network);
            }
            else if (IPAddress.TryParse(one, out var address))
            {
                networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            }
            else
            {
                return null;
            }
        }

        return networks;
    }
}
