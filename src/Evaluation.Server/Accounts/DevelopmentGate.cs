using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Evaluation.Server.Accounts;

/// <summary>When signing in without a password is out of the question although the environment allows it.</summary>
public static class DevelopmentGate
{
    // What proxies add to a request that they hand on; the prefixes cover -For, -Host, -Proto, -Server and the rest.
    private static readonly string[] Headers =
        ["Forwarded", "Via", "X-Real-IP", "X-Client-IP", "X-Cluster-Client-IP", "True-Client-IP", "CF-Connecting-IP",
            "X-ProxyUser-Ip", "Client-IP"];

    private static readonly string[] Prefixes = ["X-Forwarded", "X-Original-", "X-Envoy-"];

    /// <summary>Whether a proxy handed the request on.</summary>
    public static bool IsForwarded(IHeaderDictionary headers) => headers.Keys.Any(name =>
        Headers.Contains(name, StringComparer.OrdinalIgnoreCase)
        || Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Whether a host is a loopback name: `localhost`, 127.0.0.0/8 or ::1.</summary>
    public static bool IsThisComputer(string host) =>
        host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var at) && IPAddress.IsLoopback(at));

    /// <summary>An address at which others than this computer reach the server; null without any.</summary>
    public static string? ListenBeyond(IServiceProvider services) =>
        services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses
            .FirstOrDefault(address => !IsThisComputer(BindingAddress.Parse(address).Host));

    /// <summary>What is said at start where people sign in without a password.</summary>
    public static string Warning(IServiceProvider services) => ListenBeyond(services) is { } address
        ? $"DEVELOPMENT, but {address} can be reached from outside: nobody can sign in. Listen at 127.0.0.1 alone, or "
            + "set DOTNET_ENVIRONMENT=Production."
        : "DEVELOPMENT: the named persons sign in WITHOUT A PASSWORD, from this computer and not through a proxy. "
            + "Never serve real data like this.";
}
