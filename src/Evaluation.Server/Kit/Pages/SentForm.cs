namespace Evaluation.Server.Kit.Pages;

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
