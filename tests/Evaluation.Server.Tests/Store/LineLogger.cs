using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Evaluation.Server.Tests.Store;

/// <summary>Keeps what is logged, as lines.</summary>
public sealed class LineLogger<T> : ILogger<T>
{
    /// <summary>The lines so far.</summary>
    public ConcurrentQueue<string> Lines { get; } = new();

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => true;

    /// <inheritdoc/>
    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter) => Lines.Enqueue(
        exception is null ? formatter(state, null) : $"{formatter(state, exception)}\n{exception}");
}
