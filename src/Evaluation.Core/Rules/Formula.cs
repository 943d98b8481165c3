namespace Evaluation.Core.Rules;

/// <summary>A compiled formula: exactly one of the three functions is set.</summary>
/// <param name="Source">As written, for explanations.</param>
/// <param name="Number">For a formula that gives a number.</param>
/// <param name="Text">For a formula that gives a text.</param>
/// <param name="Flag">For a condition.</param>
/// <param name="Constant">The number when it is the same for every fact.</param>
/// <param name="Mentioned">The names that the formula uses: the word in print and the value.</param>
public sealed record Formula(
    string Source, Func<Scope, decimal>? Number, Func<Scope, string>? Text, Func<Scope, bool>? Flag, decimal? Constant = null,
    IReadOnlyList<(string Label, Func<Scope, string> Value)>? Mentioned = null)
{
    /// <summary>The formula with the names as they are printed, for explanations.</summary>
    public string Printed { get; init; } = Source;

    /// <summary>What was written, as a tree: for analysis, and for whoever reckons without the compiled functions.</summary>
    internal Syntax? Tree { get; init; }

    /// <summary>The names with their values, for the arithmetic in print: 外出招商=1、town_visits=2. Empty when it uses none.</summary>
    public string Values(Scope scope) =>
        Mentioned is { Count: > 0 } ? string.Join('、', Mentioned.Select(one => $"{one.Label}={one.Value(scope)}")) : "";


    internal string TypeLabel => Number is not null ? "数字" : Text is not null ? "文字" : "条件";
}

/// <summary>A number or list of words with a name, whose value may change by date.</summary>
/// <param name="Name">The word used in formulas.</param>
/// <param name="Numbers">For a number: the values by first day, in order of date.</param>
/// <param name="List">For a list: its words.</param>
public sealed record Parameter(string Name, IReadOnlyList<(DateOnly From, decimal Number)> Numbers, IReadOnlySet<string>? List)
{
    /// <summary>The number that holds on a day: the last one that began, the first one before any began.</summary>
    public decimal On(DateOnly day)
    {
        var holding = Numbers[0].Number;
        foreach (var (from, number) in Numbers)
        {
            if (from <= day)
            {
                holding = number;
            }
        }

        return holding;
    }
}
