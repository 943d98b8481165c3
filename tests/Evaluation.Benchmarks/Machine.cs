using System.Globalization;
using System.Runtime.InteropServices;
using Npgsql;

namespace Evaluation.Benchmarks;

/// <summary>On what was measured.</summary>
public static class Machine
{
    private static readonly string[] Settings =
        ["fsync", "synchronous_commit", "shared_buffers", "work_mem", "max_wal_size", "jit"];

    /// <summary>The lines above the table.</summary>
    public static async Task<IReadOnlyList<string>> DescribeAsync(string server)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        var shown = new List<string>();
        foreach (var setting in Settings)
        {
            await using var command = new NpgsqlCommand($"show {setting}", connection);
            shown.Add($"{setting} {await command.ExecuteScalarAsync()}");
        }

        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1073741824.0;
        return
        [
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Environment.ProcessorCount} cores{Model()}, {memory:0.0} GiB, {RuntimeInformation.OSDescription}"),
            $"{RuntimeInformation.FrameworkDescription}, {Build()}, "
                + $"{(System.Runtime.GCSettings.IsServerGC ? "server" : "workstation")} garbage collector",
            $"PostgreSQL {connection.PostgreSqlVersion} on the same machine: {string.Join(", ", shown)}",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{DateTimeOffset.UtcNow:yyyy-MM-dd HH:mm} UTC; load before: {LoadBefore()}"),
        ];
    }

    private static string Build() =>
#if DEBUG
        "DEBUG BUILD: the figures mean nothing";
#else
        "release build";
#endif

    private static string Model()
    {
        const string file = "/proc/cpuinfo";
        var line = File.Exists(file)
            ? File.ReadLines(file).FirstOrDefault(one => one.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line is null ? "" : $" ({line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()})";
    }

    // Of the last one, five and fifteen minutes: near 0 means that nothing else ran.
    private static string LoadBefore()
    {
        const string file = "/proc/loadavg";
        return File.Exists(file) ? string.Join(' ', File.ReadAllText(file).Split(' ').Take(3)) : "unknown";
    }
}
