using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Evaluation.LocalPostgres;

/// <summary>Ports of this machine on 127.0.0.1.</summary>
internal static class Ports
{
    // Below the ranges from which systems lend ports to outgoing connections, so that a port stays ours while the
    // cluster is down.
    private const int First = 20_000;
    private const int End = 30_000;

    /// <summary>A port that nobody listens on now.</summary>
    public static int Free()
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            var port = RandomNumberGenerator.GetInt32(First, End);
            if (IsFree(port))
            {
                return port;
            }
        }

        throw new PostgresUnavailableException($"No free port was found between {First} and {End}.");
    }

    /// <summary>Whether a server could listen on the port now.</summary>
    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
