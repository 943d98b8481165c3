using System.Net.Sockets;
using JasperFx;
using Npgsql;
using ExistingStreamIdCollisionException = Marten.Exceptions.ExistingStreamIdCollisionException;

namespace Evaluation.Server.Kit.Store;

/// <summary>What a failure tells about the database itself.</summary>
public enum DatabaseState
{
    /// <summary>It answers; the failure is another one.</summary>
    Answers,

    /// <summary>It is down, starting, being replaced, or the connection to it broke.</summary>
    Away,

    /// <summary>It has no space or memory left.</summary>
    Full,

    /// <summary>It takes no further connection, or is too slow.</summary>
    Crowded,
}

/// <summary>
/// Classifies failures: another writer was faster, the database was not there or is empty, or a text cannot be stored.
/// </summary>
public static class DatabaseFailures
{
    // The library has no name for it: the server ended a transaction that was left open.
    private const string IdleInTransaction = "25P03";

    /// <summary>Whether the command may succeed when it is decided again.</summary>
    public static bool IsLost(Exception e) => e switch
    {
        ConcurrencyException or ExistingStreamIdCollisionException or DocumentAlreadyExistsException => true,

        // Two transactions that hold the same two streams in opposite orders, or that the database would not let pass
        // beside each other. It says of both that they may be tried again.
        PostgresException
        {
            SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure,
        } => true,
        { InnerException: { } inner } => IsLost(inner),
        _ => false,
    };

    /// <summary>
    /// Whether the failure lies in what was computed or stored, so that another attempt fails alike: it is neither the
    /// database's, nor another writer's, nor the end of this process.
    /// </summary>
    public static bool IsLasting(Exception e) => e switch
    {
        OperationCanceledException or TimeoutException or IOException or ObjectDisposedException
            or InsufficientMemoryException or OutOfMemoryException => false,

        // Data that cannot be stored as they are, or are larger than a row or a key may be.
        PostgresException failed => failed.SqlState.StartsWith("22", StringComparison.Ordinal)
            || failed.SqlState.StartsWith("54", StringComparison.Ordinal),
        NpgsqlException => false,
        { InnerException: { } inner } => IsLasting(inner),
        _ => true,
    };

    /// <summary>
    /// Whether the failure may lie in the rows of one district while the database works: somebody holds them, or they
    /// do not fit.
    /// </summary>
    public static bool IsOfOneDistrict(Exception e) => e switch
    {
        OperationCanceledException or TimeoutException => true,
        PostgresException failed => failed.SqlState is PostgresErrorCodes.QueryCanceled
            or PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.RaiseException or ['2', '3', ..],
        { InnerException: { } inner } => IsOfOneDistrict(inner),
        _ => false,
    };

    /// <summary>Whether the database itself was not there: down, starting, or the connection to it broken.</summary>
    public static bool IsDatabaseGone(Exception e) => StateOf(e) is DatabaseState.Away or DatabaseState.Crowded;

    /// <summary>What a failure tells about the database.</summary>
    public static DatabaseState StateOf(Exception e) => e switch
    {
        PostgresException failed => StateOf(failed.SqlState),

        // The pool of this process is used up; the library has no code for it.
        NpgsqlException crowded when crowded.Message.Contains("pool has been exhausted", StringComparison.Ordinal) =>
            DatabaseState.Crowded,
        NpgsqlException => DatabaseState.Away,

        // What the store still does with a transaction whose connection broke.
        ObjectDisposedException gone when gone.ObjectName.Contains("Npgsql", StringComparison.Ordinal) =>
            DatabaseState.Away,
        { InnerException: { } inner } => StateOf(inner),
        _ => DatabaseState.Answers,
    };

    /// <summary>Whether the connection broke when it had been made: a transaction may have been stored.</summary>
    public static bool IsConnectionLost(Exception e) => e switch
    {
        PostgresException failed => failed.SqlState.StartsWith("57P", StringComparison.Ordinal)
            && failed.SqlState != PostgresErrorCodes.CannotConnectNow,
        NpgsqlException { InnerException: SocketException } unmade =>
            !unmade.Message.StartsWith("Failed to connect", StringComparison.Ordinal),
        NpgsqlException => StateOf(e) == DatabaseState.Away,
        ObjectDisposedException => StateOf(e) == DatabaseState.Away,
        { InnerException: { } inner } => IsConnectionLost(inner),
        _ => false,
    };

    // By class of the code: 08 connection, 28 not let in, 53 resources; and by code what has no class of its own.
    private static DatabaseState StateOf(string code) => code switch
    {
        PostgresErrorCodes.DiskFull or PostgresErrorCodes.OutOfMemory => DatabaseState.Full,
        PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.LockNotAvailable => DatabaseState.Crowded,
        PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.ReadOnlySqlTransaction
            or IdleInTransaction => DatabaseState.Away,
        ['5', '3', ..] => DatabaseState.Crowded,
        ['0', '8', ..] or ['2', '8', ..] or ['5', '7', 'P', ..] => DatabaseState.Away,
        _ => DatabaseState.Answers,
    };

    /// <summary>Whether the database holds nothing of ours: no district was ever loaded.</summary>
    public static bool IsWithoutTables(Exception e) => e is PostgresException
    {
        SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName,
    };

    /// <summary>Whether a text held a character that the database cannot store, such as U+0000.</summary>
    public static bool IsUnwritableText(Exception e) => e switch
    {
        PostgresException
        {
            SqlState: PostgresErrorCodes.UntranslatableCharacter or PostgresErrorCodes.CharacterNotInRepertoire,
        } => true,
        { InnerException: { } inner } => IsUnwritableText(inner),
        _ => false,
    };
}
