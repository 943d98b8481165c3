using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Evaluation.Server.Tests.Operations;

/// <summary>Keeps what a server in production would write to its console.</summary>
/// <param name="formatters">The formatters of the console.</param>
public sealed class JsonLines(IEnumerable<ConsoleFormatter> formatters) : ILoggerProvider, ISupportExternalScope
{
    private readonly ConsoleFormatter json = formatters.Single(one => one.Name == ConsoleFormatterNames.Json);
    private IExternalScopeProvider? scopes;

    /// <summary>The lines so far.</summary>
    public ConcurrentQueue<string> Lines { get; } = new();

    /// <summary>The entries so far.</summary>
    public IEnumerable<JsonElement> Entries => Lines.Select(line => JsonSerializer.Deserialize<JsonElement>(line));

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    /// <inheritdoc/>
    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    /// <inheritdoc/>
    public void Dispose()
    {
        // The lines are read after the server has ended.
    }

    private sealed class Logger(JsonLines owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => owner.scopes?.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            using var text = new StringWriter();
            var entry = new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter);
            owner.json.Write(in entry, owner.scopes, text);
            owner.Lines.Enqueue(text.ToString().TrimEnd());
        }
    }
}
