using System.Diagnostics;

namespace Evaluation.Server.Kit.Web;

/// <summary>
/// Gives lines of the log the trace and the request that they belong to, and nothing of what frameworks would add: they
/// put whole addresses and contents of messages there.
/// </summary>
internal sealed class LogScopes : IExternalScopeProvider
{
    private readonly LoggerExternalScopeProvider inner = new();

    /// <inheritdoc/>
    public void ForEachScope<TState>(Action<object?, TState> callback, TState state)
    {
        if (Activity.Current is { } activity)
        {
            callback(new KeyValuePair<string, object?>[] { new("trace", activity.TraceId.ToHexString()) }, state);
        }

        inner.ForEachScope(
            (scope, given) =>
            {
                if (scope is RequestScope)
                {
                    given.callback(scope, given.state);
                }
            },
            (callback, state));
    }

    /// <inheritdoc/>
    public IDisposable Push(object? state) => inner.Push(state);
}
