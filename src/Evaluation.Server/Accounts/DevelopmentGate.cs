using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Evaluation.Server.Accounts;

/// <summary>When signing in without a password is out of the question although the environment allows it.</summary>
public static class DevelopmentGate
{
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
