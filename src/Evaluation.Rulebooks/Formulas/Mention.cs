namespace Evaluation.Rulebooks.Formulas;

/// <summary>A name in a formula with its value, for the arithmetic in print.</summary>
/// <param name="Label">The word in print.</param>
/// <param name="Number">The value, when it is a number.</param>
/// <param name="Text">The value in words, when it is none.</param>
public sealed record Mention(string Label, Func<View, decimal>? Number, Func<View, string>? Text)
{
    /// <summary>How the number is printed; null for as it is.</summary>
    public Func<decimal, string>? Say { get; init; }

    /// <summary>The number in print.</summary>
    public string Print(decimal number) => Say?.Invoke(number) ?? Words.Value.Of(number).ToString();
}
