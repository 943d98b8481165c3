namespace Evaluation.Server.Kit.Store;

/// <summary>What a decision sees of other streams than the one it writes.</summary>
public interface IStates
{
    /// <summary>Looks at several streams at once, so that asking for them one by one waits for nothing.</summary>
    Task SeeAsync(IEnumerable<string> streams, CancellationToken ct);

    /// <summary>Whether a stream exists.</summary>
    Task<bool> HasAsync(string stream, CancellationToken ct);

    /// <summary>The state of a stream; null if it does not exist.</summary>
    Task<TState?> StateAsync<TState>(string stream, CancellationToken ct) where TState : class;
}
