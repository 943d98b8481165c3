using System.Text.Json.Serialization;
using Evaluation.Office.Decisions;

namespace Evaluation.Office.Firms;

// These shapes are stored: never change one, add a new version beside it.

/// <summary>
/// A name or credit code now belongs to a firm, and to no other. Stream `firm-name/{key}`: its own short stream,
/// so that two clerks who file one firm at the same moment meet in it.
/// </summary>
/// <param name="Key">The name in the form of <see cref="Firm.Key"/>, or the code.</param>
/// <param name="Enterprise">The firm; in a state empty once the name was released.</param>
[StoredAs("enterprise.name.taken.v1")]
public sealed record NameTaken(string Key, string Enterprise)
{
    /// <summary>Whether any firm may take it.</summary>
    [JsonIgnore]
    public bool IsFree => Enterprise.Length == 0;

    /// <summary>Who holds the name after an event of its stream.</summary>
    public static NameTaken Evolve(NameTaken? _, object @event) => @event switch
    {
        NameTaken e => e,
        NameReleased e => new NameTaken(e.Key, ""),
        _ => throw new InvalidOperationException($"{@event.GetType().Name} does not belong to a firm's name."),
    };

    /// <summary>The stream in which a firm's name or code is taken.</summary>
    public static string StreamOf(string key) => $"firm-name/{key}";

    /// <summary>The streams in which a name may be taken: one, or for few names that of the earlier form too.</summary>
    public static IReadOnlyList<string> StreamsOf(string name) =>
        (Firm.Key(name), Firm.EarlierKey(name)) is var (key, earlier) && key == earlier
            ? [StreamOf(key)]
            : [StreamOf(Firm.Key(name)), StreamOf(Firm.EarlierKey(name))];
}

/// <summary>A code taken by mistake belongs to no firm any more, so that its true owner may be filed.</summary>
[StoredAs("enterprise.name.released.v1")]
public sealed record NameReleased(string Key, string Enterprise);
