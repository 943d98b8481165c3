using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.HttpOverrides;

namespace Evaluation.Server.Kit.Web;

/// <summary>From where a request comes.</summary>
public static class Visitors
{
    // What proxies add to a request that they hand on; the prefixes cover -For, -Host, -Proto, -Server and the rest.
    private static readonly string[] Headers =
        ["Forwarded", "Via", "X-Real-IP", "X-Client-IP", "X-Cluster-Client-IP", "True-Client-IP", "CF-Connecting-IP",
            "X-ProxyUser-Ip", "Client-IP"];

    private static readonly string[] Prefixes = ["X-Forwarded", "X-Original-", "X-Envoy-"];

    /// <summary>
    /// Takes the address of a visitor from the header of a proxy on this computer or among those that the settings
    /// name, and from nobody else.
    /// </summary>
    public static void AddTo(IServiceCollection services) =>
        services.AddOptions<ForwardedHeadersOptions>().Configure<ServerSettings>((options, settings) =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var network in ServerSettings.Loopback.Concat(settings.Proxies))
            {
                options.KnownIPNetworks.Add(network);
            }
        });

    /// <summary>Whether a proxy handed the request on.</summary>
    public static bool IsForwarded(IHeaderDictionary headers) => headers.Keys.Any(name =>
        Headers.Contains(name, StringComparer.OrdinalIgnoreCase)
        || Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Whether the request was made on this computer, as far as anybody can tell.</summary>
    public static bool IsHere(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
        && !IsForwarded(http.Request.Headers);

    /// <summary>
    /// What stands for one visitor when requests are counted: the address, of version 6 the network that one customer
    /// has for himself.
    /// </summary>
    public static string Source(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is not { } address)
        {
            return "unknown";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4().ToString();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }
}
