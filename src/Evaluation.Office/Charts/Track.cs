namespace Evaluation.Office.Charts;

/// <summary>How a line stands out.</summary>
internal enum Emphasis
{
    /// <summary>One of many, grey.</summary>
    None,

    /// <summary>The one that it is about.</summary>
    Main,

    /// <summary>Rose: red with round marks.</summary>
    Rose,

    /// <summary>Fell: green with square marks.</summary>
    Fell,
}

/// <summary>A unit's places week by week.</summary>
/// <param name="Ranks">Its place in each week; null where it has none.</param>
/// <param name="Label">What stands at its end for a desk; empty for nothing.</param>
/// <param name="Short">The same for a telephone.</param>
/// <param name="Emphasis">How it stands out.</param>
internal sealed record Track(IReadOnlyList<int?> Ranks, string Label, string Short, Emphasis Emphasis);
