using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Benchmarks.Serving;

/// <summary>
/// A connection that sends one request after the other and reads each answer to its end. It does no more than that,
/// since it takes its time from the same machine.
/// </summary>
public sealed class Caller : IDisposable
{
    private static readonly byte[] HeadEnd = "\r\n\r\n"u8.ToArray();
    private static readonly byte[] Length = "\r\nContent-Length: "u8.ToArray();
    private static readonly byte[] LastChunk = "0\r\n\r\n"u8.ToArray();

    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[256 << 10];

    /// <summary>Connects.</summary>
    public Caller(Uri address) => socket.Connect(address.Host, address.Port);

    /// <summary>How many answers a second all connections together get.</summary>
    /// <param name="connections">How many are kept open.</param>
    /// <param name="request">The next request as bytes; asked by several connections at once.</param>
    /// <param name="expected">Whether an answer with this status and size of body is right.</param>
    /// <param name="seconds">For how long.</param>
    public static async Task<double> RateAsync(
        Uri address, int connections, Func<byte[]> request, Func<(int Status, int Bytes), bool> expected,
        double seconds)
    {
        var callers = Enumerable.Range(0, connections).Select(_ => new Caller(address)).ToList();
        var rate = await ClosedLoop.RateAsync(seconds, callers.Select(caller => (Func<Task>)(async () =>
        {
            if (await caller.AskAsync(request()) is var answer && !expected(answer))
            {
                throw new UnequalException($"The server answered {answer.Status} with {answer.Bytes} bytes.");
            }
        })));
        callers.ForEach(caller => caller.Dispose());
        return rate;
    }

    /// <summary>An address of this computer with a port that is free.</summary>
    public const string FreePort = "http://127.0.0.1:0";

    /// <summary>Where a started server listens.</summary>
    public static Uri AddressOf(WebApplication app) =>
        new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>A GET as it goes over the wire.</summary>
    public static byte[] Get(Uri address, string path, string? accepted) => Encoding.ASCII.GetBytes(
        $"GET {path} HTTP/1.1\r\nHost: {address.Authority}\r\n"
            + $"{(accepted is null ? "" : $"Accept-Encoding: {accepted}\r\n")}\r\n");

    /// <summary>A POST of JSON as it goes over the wire.</summary>
    public static byte[] Post(Uri address, string path, string header, byte[] json) =>
    [
        .. Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: {address.Authority}\r\n{header}\r\nContent-Type: application/json\r\n"
                + $"Content-Length: {json.Length}\r\n\r\n"),
        .. json,
    ];

    /// <inheritdoc/>
    public void Dispose() => socket.Dispose();

    /// <summary>
    /// Sends a request and reads its answer; one at a time. An answer without a length comes in chunks, the last one
    /// empty.
    /// </summary>
    public async Task<(int Status, int Bytes)> AskAsync(byte[] request)
    {
        await socket.SendAsync(request);
        var (got, head) = (0, -1);
        while (head < 0)
        {
            got += await ReceiveAsync(buffer.AsMemory(got));
            head = buffer.AsSpan(0, got).IndexOf(HeadEnd);
        }

        var status = Number(buffer.AsSpan("HTTP/1.1 ".Length));
        var text = buffer.AsSpan(0, head);
        var at = text.IndexOf(Length);
        if (at < 0)
        {
            while (!buffer.AsSpan(0, got).EndsWith(LastChunk))
            {
                got += await ReceiveAsync(buffer.AsMemory(got));
            }

            return (status, got - head - HeadEnd.Length);
        }

        var length = Number(text[(at + Length.Length)..]);
        for (var rest = length - (got - head - HeadEnd.Length); rest > 0;)
        {
            rest -= await ReceiveAsync(buffer.AsMemory(0, Math.Min(rest, buffer.Length)));
        }

        return (status, length);
    }

    private async Task<int> ReceiveAsync(Memory<byte> into) => await socket.ReceiveAsync(into) is > 0 and var some
        ? some
        : throw new IOException("The server ended the connection.");

    private static int Number(ReadOnlySpan<byte> text)
    {
        var end = 0;
        while (end < text.Length && char.IsAsciiDigit((char)text[end]))
        {
            end++;
        }

        return int.Parse(text[..end], NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
