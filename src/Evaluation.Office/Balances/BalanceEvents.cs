using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Units;

namespace Evaluation.Office.Balances;

// These shapes are stored: never change one, add a new version beside it.

/// <summary>
/// What units bring along into a district that begins within a year (期初结转); it takes the place of what was brought
/// along before. Stream `balances`.
/// </summary>
/// <param name="Day">The first day of the evaluation; balances are those of the evening before.</param>
/// <param name="Document">The document that decides them (文号).</param>
/// <param name="Reason">Where they come from.</param>
/// <param name="Balances">Each of a unit, thing and period once; none takes all back.</param>
/// <param name="OpenedBy">Who entered them.</param>
[StoredAs("balances.opened.v1")]
public sealed record BalancesOpened(
    DateOnly Day, string Document, string Reason, IReadOnlyList<Balance> Balances, string OpenedBy)
{
    /// <summary>The same in the form that the scorer reads; null when all was taken back.</summary>
    public Opening? ToOpening() => Balances.Count == 0 ? null : new Opening(Day, Document, Reason, Balances);
}

/// <summary>The balances of a district as they hold now.</summary>
/// <param name="Last">The last decision.</param>
public sealed record OpenedBalances(BalancesOpened Last)
{
    /// <summary>The stream of the balances.</summary>
    public const string Stream = "balances";

    /// <summary>The balances after an event of their stream.</summary>
    public static OpenedBalances Evolve(OpenedBalances? balances, object @event) => @event switch
    {
        BalancesOpened e => new OpenedBalances(e),
        _ => throw new InvalidOperationException($"{@event.GetType().Name} does not belong to the balances."),
    };
}
