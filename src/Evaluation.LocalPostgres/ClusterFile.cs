using System.Text.Json;

namespace Evaluation.LocalPostgres;

/// <summary>What is remembered of a cluster between runs; only its owner may read the file.</summary>
/// <param name="Port">Where it listened last, and will again when the port is free.</param>
/// <param name="Password">Of the superuser `evaluation`.</param>
/// <param name="Bin">The folder of the executables that made the data folder.</param>
/// <param name="User">The user the processes run as and all files belong to.</param>
internal sealed record ClusterFile(int Port, string Password, string Bin, string User)
{
    private static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Reads the file; null when there is none.</summary>
    /// <exception cref="PostgresUnavailableException">The file cannot be read or understood.</exception>
    public static ClusterFile? Read(PostgresHome home)
    {
        try
        {
            return File.Exists(home.ClusterFile)
                ? JsonSerializer.Deserialize<ClusterFile>(File.ReadAllText(home.ClusterFile), Shape)
                : null;
        }
        catch (Exception failure) when (failure is JsonException or UnauthorizedAccessException)
        {
            throw new PostgresUnavailableException(
                $"{home.ClusterFile} cannot be read; restore it from a copy, or move {home.Postgres} away to start "
                + $"with an empty database. ({failure.Message})",
                failure);
        }
    }

    /// <summary>Writes the file whole or not at all.</summary>
    public async Task WriteAsync(PostgresHome home, CancellationToken ct)
    {
        var fresh = home.ClusterFile + ".new";
        File.Delete(fresh);
        await OwnerOnlyAsync(fresh, JsonSerializer.Serialize(this, Shape), ct);
        await RunAs.GiveAsync(RunAs.IsRoot ? User : null, [fresh], ct);
        File.Move(fresh, home.ClusterFile, overwrite: true);
    }

    /// <summary>Writes a new file that nobody else may read.</summary>
    public static async Task OwnerOnlyAsync(string file, string text, CancellationToken ct)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var writer = new StreamWriter(file, options);
        await writer.WriteAsync(text.AsMemory(), ct);
    }
}
