namespace Evaluation.Rulebooks.Words;

/// <summary>Exact numbers on their way into stored bytes.</summary>
public static class Exact
{
    /// <summary>
    /// The same number without trailing zeros, so that equal numbers are equal bytes: 0.50 becomes 0.5.
    /// </summary>
    public static decimal Trim(decimal number) => number / 1.0000000000000000000000000000m;
}
