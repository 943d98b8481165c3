using Evaluation.Office.Decisions;

namespace Evaluation.Server.Kit.Store;

/// <summary>An event as the log holds it.</summary>
/// <param name="Position">Its position in the log; orders what was known when.</param>
/// <param name="Stream">The stream, for example `claim/2023-0001`.</param>
/// <param name="Version">The stream's version with it, from 1.</param>
/// <param name="Name">The stored name.</param>
/// <param name="At">When the request was received.</param>
/// <param name="Account">Who caused it.</param>
/// <param name="Unit">For which unit; null for the office and the committee.</param>
/// <param name="Correlation">The same for all events of one request.</param>
public sealed record RecordedEvent(
    long Position, string Stream, long Version, string Name, object Fact, DateTimeOffset At, string? Account,
    string? Unit, string? Correlation)
{
    /// <summary>The name of who caused it, as it was; null where only the account was known.</summary>
    public string? Person { get; init; }

    /// <summary>What is printed for who caused it.</summary>
    public string Called => Persons.Called(Person, Account ?? "");
}

/// <summary>An event without who caused it and when.</summary>
/// <param name="Position">Its position in the log.</param>
/// <param name="Continued">The stream, when it began with an earlier event; null when it begins with this one.</param>
public readonly record struct LoggedFact(long Position, string? Continued, object Fact);
