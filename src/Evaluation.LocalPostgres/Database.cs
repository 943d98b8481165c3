using Npgsql;

namespace Evaluation.LocalPostgres;

/// <summary>Where the program's database comes from.</summary>
public static class Database
{
    /// <summary>The variable that names a database to use instead of a private one.</summary>
    public const string Variable = "EVALUATION_DB";

    /// <summary>
    /// The database that EVALUATION_DB names, tried once; or, when it names none, the private one, started if need be.
    /// </summary>
    /// <param name="say">Receives a sentence about what takes long, never a password.</param>
    /// <param name="home">The home of the private one; null for <see cref="PostgresHome.Default"/>.</param>
    /// <param name="options">Options of the private one; null for the defaults.</param>
    /// <exception cref="PostgresUnavailableException">There is none; the message says why and what to do.</exception>
    public static async Task<DatabaseConnection> OpenAsync(
        Action<string> say, CancellationToken ct, PostgresHome? home = null, PostgresOptions? options = null)
    {
        if (Given() is { } connection)
        {
            await MustAnswerAsync(connection, ct);
            return new DatabaseConnection(connection, null);
        }

        var started = await PrivatePostgres.StartAsync((home ?? PostgresHome.Default()).Folder, say, ct, options);
        return new DatabaseConnection(new NpgsqlConnectionStringBuilder(started.ConnectionString), started);
    }

    /// <summary>What EVALUATION_DB names, without trying it; null when it names nothing.</summary>
    /// <exception cref="PostgresUnavailableException">It is not understood.</exception>
    public static NpgsqlConnectionStringBuilder? Given() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? Understand(given) : null;

    // The inner exception is left out: it may quote the text, password included.
    private static NpgsqlConnectionStringBuilder Understand(string given)
    {
        try
        {
            var builder = given.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase)
                || given.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase)
                    ? FromUri(new Uri(given))
                    : new NpgsqlConnectionStringBuilder(given);
            if (builder.Host is { Length: > 0 })
            {
                return builder;
            }
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException or InvalidCastException)
        {
            // Answered below.
        }

        throw new PostgresUnavailableException(
            $"{Variable} is not understood. Write Host=...;Port=5432;Database=...;Username=...;Password=... "
            + "or postgres://user:password@host:5432/database.");
    }

    private static NpgsqlConnectionStringBuilder FromUri(Uri uri)
    {
        var login = uri.UserInfo.Split(':', 2);
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port > 0 ? uri.Port : 5432,
            Database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')),
            Username = Uri.UnescapeDataString(login[0]),
            Password = login.Length > 1 ? Uri.UnescapeDataString(login[1]) : null,
        };
        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = pair.Split('=', 2) is [var left, var right] ? (left, right) : (pair, "");
            builder[name.Replace("sslmode", "SSL Mode", StringComparison.OrdinalIgnoreCase)
                .Replace('_', ' ')] = Uri.UnescapeDataString(value);
        }

        return builder;
    }

    private static async Task MustAnswerAsync(NpgsqlConnectionStringBuilder builder, CancellationToken ct)
    {
        var location = DatabaseConnection.Describe(builder);
        try
        {
            await using var connection = new NpgsqlConnection(builder.ConnectionString);
            await connection.OpenAsync(ct);
            if (connection.PostgreSqlVersion.Major < PostgresBinaries.OldestMajor)
            {
                throw new PostgresUnavailableException(
                    $"The database that {Variable} names ({location}) is PostgreSQL {connection.PostgreSqlVersion}, "
                    + $"but {PostgresBinaries.OldestMajor} or later is needed.");
            }
        }
        catch (NpgsqlException failure)
        {
            throw new PostgresUnavailableException(
                $"The database that {Variable} names ({location}) cannot be used: {failure.Message}", failure);
        }
    }
}

/// <summary>A database to work with, given or private. Dispose it last: that stops a private one.</summary>
public sealed class DatabaseConnection : IAsyncDisposable
{
    internal DatabaseConnection(NpgsqlConnectionStringBuilder builder, PrivatePostgres? own)
    {
        ConnectionString = builder.ConnectionString;
        Location = Describe(builder);
        Own = own;
    }

    /// <summary>For Npgsql. Holds the password: never log it.</summary>
    public string ConnectionString { get; }

    /// <summary>Where the database is, without the password: fit for a log.</summary>
    public string Location { get; }

    /// <summary>The folder of the private cluster on this computer; null for a given database.</summary>
    public string? Folder => Own?.Folder;

    /// <summary>The private cluster; null for a given database.</summary>
    internal PrivatePostgres? Own { get; }

    /// <summary>Watches over a private cluster until cancelled; ends at once for a given database.</summary>
    public Task KeepAliveAsync(CancellationToken ct) => Own?.KeepAliveAsync(ct) ?? Task.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Own is not null)
        {
            await Own.DisposeAsync();
        }
    }

    internal static string Describe(NpgsqlConnectionStringBuilder builder) =>
        $"{builder.Username}@{builder.Host}:{builder.Port}/{builder.Database}";
}
