using System.Runtime.InteropServices;

namespace Evaluation.Server.Kit.Cli;

/// <summary>
/// Asks what runs to stop when a signal says so. The second signal ends the process at once, as everybody expects; so
/// does the first one, after a while, where work goes on that cannot be interrupted.
/// </summary>
internal sealed class Signals : IDisposable
{
    // Shells tell how a program ended by 128 and the signal's number.
    private const int Interrupted = 128 + 2;
    private const int Terminated = 128 + 15;

    // Stopping a server and its private database takes a few seconds.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(45);

    private readonly CancellationTokenSource stopping;
    private readonly PosixSignalRegistration[] registered;

    /// <summary>Listens until disposed of.</summary>
    /// <param name="ct">Asks to stop, as a signal does.</param>
    public Signals(CancellationToken ct)
    {
        stopping = CancellationTokenSource.CreateLinkedTokenSource(ct);
        registered =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, Interrupted)),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, Terminated)),
        ];
    }

    /// <summary>Asks to stop.</summary>
    public CancellationToken Token => stopping.Token;

    /// <summary>How the process ends because of the signal; null while there was none.</summary>
    public int? ExitCode { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Array.ForEach(registered, one => one.Dispose());
        stopping.Dispose();
    }

    private void Stop(PosixSignalContext signal, int code)
    {
        signal.Cancel = ExitCode is null;
        ExitCode ??= code;
        _ = Task.Delay(Grace).ContinueWith(_ => Environment.Exit(code), TaskScheduler.Default);
        stopping.Cancel();
    }
}
