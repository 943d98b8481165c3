namespace Evaluation.Server.Kit.Pages;

/// <summary>
/// An entry that changes what is on file: its form, and what it changes once that was looked at. Form fields: those
/// listed, `seen` (the version that was looked at) and `do` (`preview` or `enter`).
/// </summary>
/// <param name="Title">What is entered.</param>
/// <param name="Button">The same for the button.</param>
/// <param name="Address">Where it is sent.</param>
/// <param name="Fields">Its fields.</param>
/// <param name="Preview">What it changes; null while it was not looked at.</param>
/// <param name="Seen">The version that was looked at; null while it was not.</param>
/// <param name="Refusal">Why it was not taken, when no field says it; null for nothing.</param>
public sealed record EntryView(
    FrameView Frame, string Title, string Button, string Address, IReadOnlyList<FormFieldView> Fields,
    EntryPreview? Preview, long? Seen, string? Refusal)
{
    /// <summary>What it is about, below the title; null for nothing.</summary>
    public string? About { get; init; }

    /// <summary>Whether it can be taken back, in print.</summary>
    public required string Remark { get; init; }

    /// <summary>Where the page goes back to, and what that is.</summary>
    public required (string Address, string Label) Back { get; init; }
}

/// <summary>What an entry changes.</summary>
/// <param name="Sentence">What it says.</param>
/// <param name="Effects">What follows from it, in sentences.</param>
/// <param name="Tables">What differs; one without rows is left out.</param>
public sealed record EntryPreview(string Sentence, IReadOnlyList<string> Effects, IReadOnlyList<EntryTable> Tables);

/// <summary>What differs, row by row.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Rows">The cells; the first of each row names it.</param>
public sealed record EntryTable(string Label, IReadOnlyList<string> Heads, IReadOnlyList<IReadOnlyList<string>> Rows);
