namespace Evaluation.Rulebooks.Units;

/// <summary>What an opening balance is a balance of.</summary>
public enum BalanceOf
{
    /// <summary>All points of the unit in the period.</summary>
    Points,

    /// <summary>The points by a clause, which are part of all points and use up what the clause is capped at.</summary>
    Clause,

    /// <summary>The points by the clauses of an article, which use up what the article is capped at.</summary>
    Article,

    /// <summary>A measure: a count or an amount.</summary>
    Measure,
}

/// <summary>What a unit had of something, from the first day of a period to the day before the beginning.</summary>
/// <param name="Of">What it is a balance of.</param>
/// <param name="Name">The clause, article or measure; empty for all points.</param>
/// <param name="Period">The period's name, as targets name it; the beginning lies within it.</param>
/// <param name="Amount">Points, a count, or an amount in the measure's unit; money in yuan.</param>
public sealed record Balance(string Unit, BalanceOf Of, string Name, string Period, decimal Amount);

/// <summary>
/// What a district brings along that begins within a year (期初结转): all that was earned before the beginning, so that
/// facts of earlier days count for nothing any more.
/// </summary>
public sealed class Opening
{
    /// <summary>How lines name what was given before the beginning.</summary>
    public const string Source = "期初结转";

    private const decimal Largest = 1_000_000_000_000_000_000m;

    private readonly Dictionary<(string, BalanceOf, string, string), decimal> amounts = [];
    private readonly HashSet<(BalanceOf, string, string)> named = [];
    private readonly HashSet<string> periods = [];

    /// <param name="day">The first day of the evaluation; balances are those of the evening before.</param>
    /// <param name="document">The document that decided them (文号).</param>
    /// <param name="reason">Where they come from.</param>
    /// <param name="balances">Of several of a unit, thing and period the last one holds.</param>
    public Opening(DateOnly day, string document, string reason, IReadOnlyList<Balance> balances)
    {
        (Day, Document, Reason) = (day, document, reason);
        Balances =
        [
            .. balances.Where(one => Math.Abs(one.Amount) <= Largest).Reverse()
                .DistinctBy(one => one with { Amount = 0m }).Reverse(),
        ];
        foreach (var one in Balances)
        {
            amounts[(one.Unit, one.Of, one.Name, one.Period)] = one.Amount;
            named.Add((one.Of, one.Name, one.Period));
            periods.Add(one.Period);
        }
    }

    /// <summary>The first day of the evaluation; balances are those of the evening before.</summary>
    public DateOnly Day { get; }

    /// <summary>The document that decided them (文号).</summary>
    public string Document { get; }

    /// <summary>Where they come from.</summary>
    public string Reason { get; }

    /// <summary>Each of a unit, thing and period once.</summary>
    public IReadOnlyList<Balance> Balances { get; }

    /// <summary>The balance of a unit; null when none was given.</summary>
    public decimal? Amount(string unit, BalanceOf of, string name, string period) =>
        amounts.TryGetValue((unit, of, name, period), out var amount) ? amount : null;

    /// <summary>Whether units were given a balance of something.</summary>
    public bool Has(BalanceOf of, string name, string period) => named.Contains((of, name, period));

    /// <summary>Whether units were given any balance of a period.</summary>
    public bool Speaks(string period) => periods.Contains(period);

    /// <summary>Whether two openings say the same.</summary>
    public static bool Same(Opening? one, Opening? other) => ReferenceEquals(one, other)
        || (one is not null && other is not null && one.Day == other.Day && one.Document == other.Document
            && one.Reason == other.Reason && one.Balances.SequenceEqual(other.Balances));
}
