namespace Evaluation.Office.Imports;

/// <summary>The text of a cell.</summary>
/// <param name="Text">Empty for an empty cell and for one that cannot be read.</param>
/// <param name="Wrong">Why it cannot be read, one Chinese sentence; null when it can.</param>
internal readonly record struct CellText(string Text, string? Wrong = null)
{
    /// <summary>What it shows and what it stores, when these may be taken for two things.</summary>
    public CellDoubt? Doubt { get; init; }

    /// <summary>A cell that cannot be read.</summary>
    public static CellText Unreadable(string why) => new("", why);
}

/// <summary>A cell that shows something else than it stores.</summary>
/// <param name="Shown">What a person sees.</param>
/// <param name="Stored">What is behind it.</param>
internal sealed record CellDoubt(string Shown, string Stored)
{
    /// <summary>The day that it stands for where a day is wanted; null for none.</summary>
    public string? Day { get; init; }

    /// <summary>The moment that it stands for where a moment is wanted; null for none.</summary>
    public string? Moment { get; init; }

    /// <summary>As what its text was taken, whatever is wanted; null when it depends on what is wanted.</summary>
    public string? Meant { get; init; }
}
