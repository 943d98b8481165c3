using System.Collections.Immutable;

namespace Evaluation.Rulebooks.Formulas;

/// <summary>A compiled formula: exactly one of the three functions is set.</summary>
/// <param name="Source">As written, for explanations.</param>
/// <param name="Number">For a formula that gives a number.</param>
/// <param name="Text">For a formula that gives a text.</param>
/// <param name="Flag">For a condition.</param>
/// <param name="Constant">The number when it is the same for every fact.</param>
public sealed record Formula(
    string Source, Func<Scope, decimal>? Number, Func<Scope, string>? Text, Func<Scope, bool>? Flag, decimal? Constant = null)
{
    /// <summary>The formula with the names as they are printed, for explanations.</summary>
    public string Printed { get; init; } = Source;

    /// <summary>What was written, as a tree: for analysis, and for whoever reckons without the compiled functions.</summary>
    internal Syntax? Tree { get; init; }

    /// <summary>Whether the condition holds; one whose numbers grow beyond reckoning does not.</summary>
    public bool Holds(Scope scope)
    {
        try
        {
            return Flag!(scope);
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    /// <summary>What the formula looks at beyond its own fact or period.</summary>
    public FormulaUses Uses { get; init; } = FormulaUses.Nothing;

    /// <summary>The names that the formula uses: the word in print and the value.</summary>
    public ImmutableArray<Mention> Mentioned { get; init; } = [];

    internal string TypeLabel => Number is not null ? "数字" : Text is not null ? "文字" : "条件";
}

/// <summary>What a formula looks at beyond its own fact or period.</summary>
/// <param name="Targets">The measures whose targets it asks for.</param>
/// <param name="Group">Whether it looks at the other units of the group.</param>
/// <param name="Streaks">Its conditions that are counted over periods in a row.</param>
/// <param name="Credited">The clauses whose points for the same fact it asks for, each with its column in the formula.</param>
public sealed record FormulaUses(
    ImmutableArray<string> Targets, bool Group, ImmutableArray<Streak> Streaks, ImmutableArray<(string Clause, int Column)> Credited)
{
    /// <summary>Nothing beyond.</summary>
    public static readonly FormulaUses Nothing = new([], false, [], []);
}

/// <summary>A condition that is counted over periods in a row; each place where one is written counts for itself.</summary>
/// <param name="Condition">Holds or does not hold in a period.</param>
public sealed class Streak(Func<Scope, bool> Condition)
{
    /// <summary>Whether it holds in the period in scope.</summary>
    public bool Holds(Scope scope) => Condition(scope);
}

/// <summary>A number or list of words with a name, whose value may change by date.</summary>
/// <param name="Name">The word used in formulas.</param>
/// <param name="Numbers">For a number: the values by first day, in order of date; empty for a list.</param>
/// <param name="Lists">For a list: its words by first day, in order of date; empty for a number.</param>
public sealed record Parameter(
    string Name, IReadOnlyList<(DateOnly From, decimal Number)> Numbers,
    IReadOnlyList<(DateOnly From, IReadOnlySet<string> Words)> Lists)
{
    /// <summary>Whether it is a list of words.</summary>
    public bool IsList => Lists.Count > 0;

    /// <summary>The number that holds on a day: the last one that began, the first one before any began.</summary>
    public decimal On(DateOnly day) => Numbers[At(day, Numbers.Count, i => Numbers[i].From)].Number;

    /// <summary>The first day of the number that holds on a day.</summary>
    public DateOnly Since(DateOnly day) => Numbers[At(day, Numbers.Count, i => Numbers[i].From)].From;

    /// <summary>The words that hold on a day.</summary>
    public IReadOnlySet<string> WordsOn(DateOnly day) => Lists[At(day, Lists.Count, i => Lists[i].From)].Words;

    private static int At(DateOnly day, int count, Func<int, DateOnly> from)
    {
        var at = count - 1;
        while (at > 0 && from(at) > day)
        {
            at--;
        }

        return at;
    }
}
