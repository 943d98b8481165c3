namespace Evaluation.Server.Kit.Store;

/// <summary>An event as the log holds it.</summary>
/// <param name="Position">Its place in the log; orders what was known when.</param>
/// <param name="Stream">The stream, for example `claim/2023-0001`.</param>
/// <param name="Version">Its place in the stream.</param>
/// <param name="Name">The stored name.</param>
/// <param name="Fact">The event of Office.</param>
/// <param name="At">When the request was received.</param>
/// <param name="Account">Who asked.</param>
/// <param name="Unit">For which unit; null for the office and the committee.</param>
/// <param name="Correlation">What belongs to one request.</param>
public sealed record RecordedEvent(
    long Position, string Stream, long Version, string Name, object Fact, DateTimeOffset At, string? Account,
    string? Unit, string? Correlation);

/// <summary>What happened, without who asked and when.</summary>
/// <param name="Position">Its place in the log.</param>
/// <param name="Continued">The stream, when it began with an earlier event; null when it begins with this one.</param>
/// <param name="Fact">The event of Office.</param>
public readonly record struct LoggedFact(long Position, string? Continued, object Fact);
