using Evaluation.Core.Rules;

namespace Evaluation.Core.Scoring;

/// <summary>The weight of a clause when others of its item do not judge the unit.</summary>
internal static class Weights
{
    /// <summary>
    /// Its own weight, times the item's total by the weights of those that do judge. Only clauses of the same period that
    /// say so give their weight away.
    /// </summary>
    /// <param name="clause">The clause.</param>
    /// <param name="plan">Its edition.</param>
    /// <param name="lacks">Whether a clause lacks a target that it asks for.</param>
    public static decimal Of(Clause clause, EditionPlan plan, Func<Clause, bool> lacks)
    {
        if (clause.Weight is not { } own || plan.ItemOf(clause) is not { } item)
        {
            return clause.Weight ?? 0m;
        }

        var together = plan.Judging(clause.Period).Where(one => one.Item == clause.Item && one.Weight is not null).ToList();
        var left = together.Where(one => one.Absent != Absent.Reweight || !lacks(one)).Sum(one => one.Weight!.Value);
        var all = item.Total ?? together.Sum(one => one.Weight!.Value);
        return left == 0m || left == together.Sum(one => one.Weight!.Value) ? own : own * all / left;
    }
}
