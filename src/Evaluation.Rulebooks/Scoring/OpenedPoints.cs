using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Scoring;

/// <summary>A balance that a unit brought along, and what of it the year to date is made of.</summary>
/// <param name="Points">
/// What it adds to the points of the year: of a clause its own, of all points those that no clause names; 0 for
/// everything else, which only uses caps up or is counted on.
/// </param>
public sealed record OpenedPoints(Balance Balance, decimal Points)
{
    /// <summary>What a unit begins with; nothing when it brought nothing along.</summary>
    internal static IReadOnlyList<Inheritance> Of(string unit, CarriedPeriods? carried)
    {
        if (carried is not { Edition.Calendar: var calendar, Opening: var opening })
        {
            return [];
        }

        var own = opening.Balances.Where(one => one.Unit == unit).ToList();
        var year = calendar.NameOf(Period.Year, carried.Day);
        var named = own.Where(one => IsOf(one, BalanceOf.Clause)).Sum(one => one.Amount);
        return own.Count == 0 ? []
            :
            [
                new Inheritance(
                    carried.Day, calendar.YearOf(carried.Day), 1m, [],
                    own.Where(one => IsOf(one, BalanceOf.Points)).Sum(one => one.Amount),
                    Figures.InOrder([.. own.Where(one => IsOf(one, BalanceOf.Measure))
                        .Select(one => KeyValuePair.Create(one.Name, one.Amount))]),
                    opening.Document)
                {
                    Opened = [.. own.Select(one => new OpenedPoints(
                        one,
                        IsOf(one, BalanceOf.Clause) ? one.Amount
                            : IsOf(one, BalanceOf.Points) ? one.Amount - named : 0m))],
                    Reason = opening.Reason,
                },
            ];

        bool IsOf(Balance one, BalanceOf of) => one.Of == of && one.Period == year;
    }
}
