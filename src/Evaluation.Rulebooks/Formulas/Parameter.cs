using System.Globalization;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Formulas;

/// <summary>A number, list of words, table or table of lists with a name, whose value may change by date.</summary>
/// <param name="Name">The word used in formulas.</param>
/// <param name="Numbers">For a number: the values by first day, in order of date; empty for all else.</param>
/// <param name="Lists">For a list: its words by first day, in order of date; empty for all else.</param>
public sealed record Parameter(
    string Name, IReadOnlyList<(DateOnly From, decimal Number)> Numbers,
    IReadOnlyList<(DateOnly From, IReadOnlySet<string> Words)> Lists)
{
    /// <summary>For a table: its rows by key, by first day, in order of date; empty for all else.</summary>
    public IReadOnlyList<(DateOnly From, IReadOnlyDictionary<string, decimal> Rows)> Tables { get; init; } = [];

    /// <summary>For a table of lists: its lists by key, by first day, in order of date; empty for all else.</summary>
    public IReadOnlyList<(DateOnly From, IReadOnlyDictionary<string, IReadOnlySet<string>> Rows)> Shelves
    {
        get;
        init;
    } = [];

    /// <summary>Whether it is a number.</summary>
    public bool IsNumber => Numbers.Count > 0;

    /// <summary>Whether it is a list of words.</summary>
    public bool IsList => Lists.Count > 0;

    /// <summary>Whether it is a table.</summary>
    public bool IsTable => Tables.Count > 0;

    /// <summary>Whether it is a table of lists.</summary>
    public bool IsShelf => Shelves.Count > 0;

    /// <summary>The number that holds on a day: the last one that began, the first one before any began.</summary>
    public decimal On(DateOnly day) => Numbers[At(day, Numbers.Count, i => Numbers[i].From)].Number;

    /// <summary>The first day of the number that holds on a day.</summary>
    public DateOnly Since(DateOnly day) => Numbers[At(day, Numbers.Count, i => Numbers[i].From)].From;

    /// <summary>The words that hold on a day.</summary>
    public IReadOnlySet<string> WordsOn(DateOnly day) => Lists[At(day, Lists.Count, i => Lists[i].From)].Words;

    /// <summary>The rows that hold on a day.</summary>
    public IReadOnlyDictionary<string, decimal> RowsOn(DateOnly day) =>
        Tables[At(day, Tables.Count, i => Tables[i].From)].Rows;

    /// <summary>The lists that hold on a day.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<string>> ShelfOn(DateOnly day) =>
        Shelves[At(day, Shelves.Count, i => Shelves[i].From)].Rows;

    /// <summary>The key of a row that is a number.</summary>
    public static string KeyOf(decimal number) => Exact.Trim(number).ToString(CultureInfo.InvariantCulture);

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
