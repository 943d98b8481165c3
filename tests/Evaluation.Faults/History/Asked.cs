namespace Evaluation.Faults.History;

/// <summary>What the asker learned of a request.</summary>
public enum Answer
{
    /// <summary>Accepted, with the position of its last event.</summary>
    Accepted,

    /// <summary>Failed with the words that it is stored.</summary>
    Stored,

    /// <summary>Refused with a reason: nothing may be stored.</summary>
    Refused,

    /// <summary>Failed with the words that nothing was stored.</summary>
    Failed,

    /// <summary>Nobody knows: no answer came, or one that says so.</summary>
    Unknown,
}

/// <summary>A request and its answer.</summary>
/// <param name="Request">Its own number, which every event bears that it causes.</param>
/// <param name="Subject">
/// What it asks for; requests of one subject ask for the same thing, which may be stored once. Null when it may be
/// asked for again.
/// </param>
/// <param name="Events">How many events it causes when it is accepted.</param>
public sealed record Asked(string Request, string? Subject, string District, int Events)
{
    /// <summary>The answer.</summary>
    public Answer Answer { get; init; } = Answer.Unknown;

    /// <summary>The stream that the answer names.</summary>
    public string Stream { get; init; } = "";

    /// <summary>The version of the stream that the answer names.</summary>
    public long Version { get; init; }

    /// <summary>The position that the answer names; 0 when nothing changed.</summary>
    public long Position { get; init; }

    /// <summary>The code of a refusal or failure.</summary>
    public string Code { get; init; } = "";

    /// <summary>When it was sent, in ticks.</summary>
    public long Sent { get; init; }

    /// <summary>When its answer came, in ticks.</summary>
    public long Heard { get; init; }
}

/// <summary>An event as the log has it.</summary>
/// <param name="Version">Its version in the stream.</param>
/// <param name="Position">Its position in the log.</param>
/// <param name="Request">The request that caused it.</param>
public sealed record Logged(string District, string Stream, long Version, long Position, string Request);
