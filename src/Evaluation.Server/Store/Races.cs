using JasperFx;
using Npgsql;
using ExistingStreamIdCollisionException = Marten.Exceptions.ExistingStreamIdCollisionException;

namespace Evaluation.Server.Store;

/// <summary>Which failures only mean that another writer was faster.</summary>
public static class Races
{
    /// <summary>Whether the command may succeed when it is decided anew.</summary>
    public static bool IsLost(Exception e) => e switch
    {
        ConcurrencyException or ExistingStreamIdCollisionException or DocumentAlreadyExistsException => true,

        // Two transactions that hold the same two streams in opposite orders.
        PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected } => true,
        { InnerException: { } inner } => IsLost(inner),
        _ => false,
    };
}
