using JasperFx;
using Npgsql;
using ExistingStreamIdCollisionException = Marten.Exceptions.ExistingStreamIdCollisionException;

namespace Evaluation.Server.Kit.Store;

/// <summary>
/// Classifies failures: another writer was faster, the database was not there or is empty, or a text cannot be stored.
/// </summary>
public static class TransientFailures
{
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

    /// <summary>Whether the database itself was not there: down, starting, or the connection to it broken.</summary>
    public static bool IsDatabaseGone(Exception e) => e switch
    {
        PostgresException
        {
            SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
                or PostgresErrorCodes.CannotConnectNow,
        } => true,
        PostgresException => false,
        NpgsqlException => true,
        { InnerException: { } inner } => IsDatabaseGone(inner),
        _ => false,
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
