using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Kit.Pages;

/// <summary>A request that was not fulfilled: not found, not allowed or refused.</summary>
/// <param name="Frame">District and viewer, as far as known.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Refusal">What, where and what to do.</param>
public sealed record ErrorView(FrameView Frame, int Status, Refusal Refusal)
{
    /// <summary>The number under which the log has a failure; null for a refusal.</summary>
    public string? Number { get; init; }

    /// <summary>The form that a failure kept from being taken, to be sent once more; null for none.</summary>
    public SentForm? Sent { get; init; }
}

/// <summary>A form as it was sent.</summary>
/// <param name="Address">Where to.</param>
/// <param name="Fields">What was in it, but its token.</param>
public sealed record SentForm(string Address, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    /// <summary>What a field of the form at an address held; empty when another form was sent.</summary>
    public string Value(string address, string field) =>
        address == Address ? Fields.FirstOrDefault(one => one.Key == field).Value ?? "" : "";

    /// <summary>Whether a field of the form at an address held a value, among others perhaps.</summary>
    public bool Holds(string address, string field, string value) =>
        address == Address && Fields.Any(one => one.Key == field && one.Value == value);
}
