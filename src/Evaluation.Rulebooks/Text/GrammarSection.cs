using System.Collections.Immutable;

namespace Evaluation.Rulebooks.Text;

/// <summary>A section of a rulebook's text.</summary>
/// <param name="Name">The word in the schema.</param>
/// <param name="Label">The word in print.</param>
/// <param name="Where">Where it is written.</param>
/// <param name="Keys">In the order in which the reference lists them.</param>
public sealed record GrammarSection(string Name, string Label, string Where, params ImmutableArray<GrammarKey> Keys)
{
    /// <summary>Keys of which at least one must be written.</summary>
    public ImmutableArray<string> OneOf { get; init; } = [];

    /// <summary>Keys of which at most one may be written.</summary>
    public ImmutableArray<string> NotBoth { get; init; } = [];

    /// <summary>What further keys hold, whose names are fields of the kind counted; null when there are none.</summary>
    public GrammarType? Others { get; init; }

    /// <summary>The words of its keys.</summary>
    public IEnumerable<string> Names => Keys.Select(key => key.Name);
}
