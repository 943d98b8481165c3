namespace Evaluation.Server.Kit.Pages;

/// <summary>A field of a form, with what was typed and what is wrong with it.</summary>
/// <param name="Name">Its name in the form.</param>
/// <param name="Label">Its label.</param>
public sealed record FormFieldView(string Name, string Label)
{
    /// <summary>What to write, below the label; null for nothing.</summary>
    public string? Help { get; init; }

    /// <summary>Whether it may be left empty.</summary>
    public bool Optional { get; init; }

    /// <summary>The lines of a longer text; 0 for a single line.</summary>
    public int Lines { get; init; }

    /// <summary>What may be chosen; empty for a field that is typed.</summary>
    public IReadOnlyList<SuggestionView> Choices { get; init; } = [];

    /// <summary>Whether several may be chosen.</summary>
    public bool Many { get; init; }

    /// <summary>Known values of a field that is typed.</summary>
    public IReadOnlyList<SuggestionView> Suggestions { get; init; } = [];

    /// <summary>What was typed or chosen.</summary>
    public IReadOnlyList<string> Typed { get; init; } = [];

    /// <summary>What is wrong with it and what to do; null for nothing.</summary>
    public string? Error { get; init; }
}
