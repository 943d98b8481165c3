using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Evaluation.Faults.Ground;

/// <summary>When a connection is cut.</summary>
/// <param name="Messages">At which message from now on, counted over all connections.</param>
/// <param name="OnlyCommits">Whether only messages with COMMIT count.</param>
/// <param name="Delivered">Whether the database still gets the message; its answer is lost in any case.</param>
internal sealed record Cut(int Messages, bool OnlyCommits, bool Delivered)
{
    private int seen;

    /// <summary>Ends when a connection was cut.</summary>
    public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether this message is the one; true once.</summary>
    public bool Meets(byte type, ReadOnlySpan<byte> body) =>
        (!OnlyCommits || (type is (byte)'Q' or (byte)'P' && body.IndexOf("COMMIT"u8) >= 0))
        && Interlocked.Increment(ref seen) == Messages;
}

/// <summary>
/// Hands connections on to PostgreSQL, message by message on the way there, and cuts one hard on both sides when asked
/// to. Nothing may be encrypted.
/// </summary>
internal sealed class CutProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ending = new();
    private readonly int target;
    private readonly Task accepting;
    private Cut? next;

    /// <summary>Begins to listen.</summary>
    /// <param name="target">The port of PostgreSQL on this machine.</param>
    public CutProxy(int target)
    {
        this.target = target;
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Cuts a connection, and waits until it is.</summary>
    /// <exception cref="FaultsException">No such message came.</exception>
    public async Task CutAsync(Cut cut, CancellationToken ct)
    {
        Volatile.Write(ref next, cut);
        try
        {
            await cut.Done.Task.WaitAsync(TimeSpan.FromSeconds(60), ct);
        }
        catch (TimeoutException)
        {
            throw new FaultsException($"The message of {cut} did not come within 60 s.");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Stop();
        await accepting;
        ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                var client = await listener.AcceptSocketAsync(ending.Token);
                open.Add(HandAsync(client));
                open.RemoveAll(one => one.IsCompleted);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task HandAsync(Socket client)
    {
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var one = client;
        client.NoDelay = true;
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, target, ending.Token);
            await using var near = new NetworkStream(client);
            await using var far = new NetworkStream(server);
            await Task.WhenAny(ForwardAsync(near, far, client, server), far.CopyToAsync(near, ending.Token));
        }
        catch (Exception broken) when (broken is IOException or SocketException or OperationCanceledException)
        {
            // One side is gone; so is the other now.
        }
    }

    // The first message has no type before its length.
    private async Task ForwardAsync(NetworkStream near, NetworkStream far, Socket client, Socket server)
    {
        for (var typed = 0; ; typed = 1)
        {
            var head = new byte[typed + sizeof(int)];
            await near.ReadExactlyAsync(head, ending.Token);
            var length = BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(typed)) - sizeof(int);
            var message = new byte[head.Length + length];
            head.CopyTo(message, 0);
            await near.ReadExactlyAsync(message.AsMemory(head.Length), ending.Token);
            var cut = Volatile.Read(ref next);
            if (cut is null || !cut.Meets(typed == 0 ? (byte)0 : head[0], message.AsSpan(head.Length)))
            {
                await far.WriteAsync(message, ending.Token);
                continue;
            }

            if (cut.Delivered)
            {
                // The client's end goes first, so that no answer can pass.
                client.Close(0);
                await far.WriteAsync(message, ending.Token);
                await far.FlushAsync(ending.Token);
            }

            Volatile.Write(ref next, null);
            client.Close(0);
            server.Close(cut.Delivered ? 1 : 0);
            cut.Done.SetResult();
            return;
        }
    }
}
