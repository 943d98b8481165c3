namespace Evaluation.LocalPostgres;

/// <summary>Locks between processes that vanish with their holder, however it ends.</summary>
internal static class FileLock
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Waits until this process alone holds the file.</summary>
    /// <exception cref="PostgresUnavailableException">Another process held it for ten minutes.</exception>
    public static async Task<FileStream> AcquireAsync(string file, Action<string> say, CancellationToken ct)
    {
        var since = Environment.TickCount64;
        for (var reported = false; ; await Task.Delay(50, ct))
        {
            if (TryAlone(file) is { } held)
            {
                return held;
            }

            var waited = TimeSpan.FromMilliseconds(Environment.TickCount64 - since);
            if (waited > Patience)
            {
                throw new PostgresUnavailableException(
                    $"Another process has been starting or stopping PostgreSQL for ten minutes (it holds {file}).");
            }

            if (!reported && waited > TimeSpan.FromSeconds(2))
            {
                say("Waiting for another process that starts or stops PostgreSQL ...");
                reported = true;
            }
        }
    }

    /// <summary>Holds the file alone, or gives null when others hold it.</summary>
    public static FileStream? TryAlone(string file)
    {
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException failure) when (failure is not (DirectoryNotFoundException or PathTooLongException))
        {
            return null;
        }
    }

    /// <summary>Holds the file together with others: opening only for reading makes the lock a shared one.</summary>
    public static FileStream Share(string file) =>
        new(file, FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read);
}
