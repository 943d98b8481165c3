using System.Globalization;
using Npgsql;

namespace Evaluation.LocalPostgres.Backups;

/// <summary>The server that is backed up, as PostgreSQL's own programs reach it.</summary>
internal sealed class BackupSource
{
    // A recovery refuses to go on with less than the server had.
    private static readonly string[] NotBelow =
        ["max_connections", "max_worker_processes", "max_wal_senders", "max_prepared_transactions",
            "max_locks_per_transaction"];

    private readonly NpgsqlConnectionStringBuilder connection;

    private BackupSource(NpgsqlConnectionStringBuilder connection, PrivatePostgres? own) =>
        (this.connection, Own) = (connection, own);

    /// <summary>The private cluster; null for a given database.</summary>
    public PrivatePostgres? Own { get; }

    public int Major { get; private set; }

    /// <summary>PostgreSQL's number of the cluster.</summary>
    public string Identity { get; private set; } = "";

    /// <summary>Bytes in a file of the log.</summary>
    public ulong SegmentSize { get; private set; }

    /// <summary>Bytes of all databases.</summary>
    public long Size { get; private set; }

    public IReadOnlyDictionary<string, string> Settings { get; private set; } = new Dictionary<string, string>();

    /// <summary>Asks a database what must be known of its server.</summary>
    /// <exception cref="BackupException">It cannot be backed up this way.</exception>
    public static async Task<BackupSource> OfAsync(DatabaseConnection database, CancellationToken ct)
    {
        var source = new BackupSource(
            new NpgsqlConnectionStringBuilder(database.ConnectionString) { Pooling = false }, database.Own);
        await using var connection = new NpgsqlConnection(source.connection.ConnectionString);
        await connection.OpenAsync(ct);
        source.Major = connection.PostgreSqlVersion.Major;
        source.Settings = await source.AskAsync(connection, ct);
        return source;
    }

    /// <summary>The history of the log that the server writes now.</summary>
    public async Task<uint> TimelineAsync(CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(this.connection.ConnectionString);
        await connection.OpenAsync(ct);
        await using var look = new NpgsqlCommand(
            "select substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)", connection);
        return uint.Parse(
            (string)(await look.ExecuteScalarAsync(ct))!, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    /// <summary>What the programs read of the connection. The password stays off command lines.</summary>
    public IReadOnlyDictionary<string, string?> Environment() => new Dictionary<string, string?>
    {
        ["PGHOST"] = connection.Host,
        ["PGPORT"] = connection.Port.ToString(CultureInfo.InvariantCulture),
        ["PGUSER"] = connection.Username,
        ["PGPASSWORD"] = connection.Password ?? System.Environment.GetEnvironmentVariable("PGPASSWORD"),
        ["PGPASSFILE"] = connection.Passfile ?? System.Environment.GetEnvironmentVariable("PGPASSFILE"),
        ["PGSSLMODE"] = connection.SslMode switch
        {
            SslMode.VerifyCA => "verify-ca",
            SslMode.VerifyFull => "verify-full",
            var mode => mode.ToString().ToLowerInvariant(),
        },
        ["PGSSLROOTCERT"] = connection.RootCertificate,
        ["PGGSSENCMODE"] = "disable",
        ["PGAPPNAME"] = "evaluation backup",
        ["PGCONNECT_TIMEOUT"] = "15",
    };

    private async Task<IReadOnlyDictionary<string, string>> AskAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var look = new NpgsqlCommand(
            """
            select (select system_identifier::text from pg_control_system()),
                (select setting::bigint from pg_settings where name = 'wal_segment_size'),
                (select sum(pg_database_size(oid))::bigint from pg_database where datallowconn),
                (select count(*) from pg_tablespace where spcname not in ('pg_default', 'pg_global')),
                pg_is_in_recovery(), current_setting('wal_level')
            """, connection);
        await using (var reader = await look.ExecuteReaderAsync(ct))
        {
            await reader.ReadAsync(ct);
            (Identity, SegmentSize, Size) =
                (reader.GetString(0), (ulong)reader.GetInt64(1), reader.GetInt64(2));
            if (reader.GetInt64(3) > 0)
            {
                throw new BackupException("The server has tablespaces, which this back-up does not follow. Use "
                    + "pgBackRest for it.");
            }

            if (reader.GetBoolean(4))
            {
                throw new BackupException("The server is a standby. Back up the one that it follows.");
            }

            if (reader.GetString(5) == "minimal")
            {
                throw new BackupException("The server writes too little log for a back-up: set wal_level = replica in "
                    + "postgresql.conf and restart it.");
            }
        }

        await using var settings = new NpgsqlCommand(
            "select name, setting from pg_settings where name = any($1)", connection);
        settings.Parameters.Add(new NpgsqlParameter { Value = NotBelow });
        var found = new Dictionary<string, string>();
        await using var rows = await settings.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            found[rows.GetString(0)] = rows.GetString(1);
        }

        return found;
    }
}
