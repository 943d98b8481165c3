using Evaluation.Rulebooks.Scoring;

namespace Evaluation.Server.Adoption;

/// <summary>What a clause of an edition gave so far, as the board knows it.</summary>
public sealed class ClauseTotal
{
    private readonly Dictionary<Reason, int> nothing = [];
    private readonly Dictionary<string, decimal> byUnit = new(StringComparer.Ordinal);

    /// <summary>How many lines have points.</summary>
    public int Counted { get; private set; }

    /// <summary>The points of all lines.</summary>
    public decimal Points { get; private set; }

    /// <summary>How many lines have none, by why.</summary>
    public IReadOnlyDictionary<Reason, int> Nothing => nothing;

    /// <summary>The points of a unit; null when it has no line.</summary>
    public decimal? Of(string unit) => byUnit.TryGetValue(unit, out var points) ? points : null;

    /// <summary>Adds a line.</summary>
    public void Add(string unit, Line line)
    {
        byUnit[unit] = byUnit.GetValueOrDefault(unit) + line.Points;
        Points += line.Points;
        if (line.Points != 0m)
        {
            Counted++;
        }
        else
        {
            nothing[line.Reason] = nothing.GetValueOrDefault(line.Reason) + 1;
        }
    }
}

/// <summary>What the clauses of a district's editions gave so far.</summary>
/// <param name="Clauses">By rulebook, edition and clause; clauses without a line are left out.</param>
/// <param name="Weeks">The last week in which a unit has a line, for its sheet.</param>
public sealed record ClauseTotals(
    IReadOnlyDictionary<(string Rulebook, int Edition, string Clause), ClauseTotal> Clauses,
    IReadOnlyDictionary<string, string> Weeks);

/// <summary>Adds up what clauses gave; the board, which this slice does not know, has the lines.</summary>
public interface IClauseTotals
{
    /// <summary>The totals of a district; null while nothing of it was counted.</summary>
    Task<ClauseTotals?> OfAsync(string district, CancellationToken ct);
}
