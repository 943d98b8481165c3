namespace Evaluation.Office.Charts;

/// <summary>A figure: what was found, what is measured, the drawing twice, and the numbers behind it.</summary>
/// <param name="Finding">A sentence with a name or a number; the measure where nothing is worth a sentence.</param>
/// <param name="Measured">What is measured, of which units and weeks.</param>
/// <param name="Wide">The drawing for a desk; null where only words and numbers are shown.</param>
/// <param name="Narrow">The drawing for a telephone.</param>
/// <param name="Source">Which bulletins, and what must be known to read it.</param>
public sealed record Figure(string Finding, string Measured, string? Wide, string? Narrow, string Source)
{
    /// <summary>What the colours of stacked bars mean, with totals; empty where lines are labelled.</summary>
    public IReadOnlyList<FigureKey> Keys { get; init; } = [];

    /// <summary>The numbers drawn, the newest first; null for none.</summary>
    public FigureTable? Table { get; init; }
}

/// <summary>A colour of stacked bars.</summary>
/// <param name="Style">The class of the colour.</param>
/// <param name="Label">What it is, with its total.</param>
public sealed record FigureKey(string Style, string Label);

/// <summary>Numbers behind a drawing.</summary>
/// <param name="Heads">The headings; the first column names the rows.</param>
/// <param name="Rows">The rows, each with as many cells.</param>
public sealed record FigureTable(IReadOnlyList<string> Heads, IReadOnlyList<IReadOnlyList<string>> Rows);
