namespace Evaluation.Server.Kit.Store;

/// <summary>What a process does with the store beside answering commands.</summary>
public enum StoreRole
{
    /// <summary>Runs projections and background work, sharing them with the other servers of the database.</summary>
    Server,

    /// <summary>Only decides and reads: for the command line beside a running server.</summary>
    CommandOnly,
}
