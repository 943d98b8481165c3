using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;

namespace Evaluation.Rulebooks.Scoring;

/// <summary>The weight of a clause when others of its article do not judge the unit.</summary>
internal static class Weights
{
    /// <summary>
    /// Its own weight and, in proportion, what the clauses without a target gave away. Only clauses of the same article
    /// and period divide among them; when all gave theirs away, nobody takes it over.
    /// </summary>
    /// <param name="beside">The clauses that judge the same period, itself among them.</param>
    /// <param name="lacks">Whether a clause lacks a target that it uses.</param>
    public static decimal Of(ClausePlan plan, ClausePlan[] beside, View view, Func<Clause, bool> lacks)
    {
        var own = plan.Clause.WeightFor(view);
        if (!plan.Clause.HasWeight || plan.Article is not { } article)
        {
            return own;
        }

        var together = beside.Select(one => one.Clause)
            .Where(one => one.Article == article.Article.Id && one.HasWeight).ToList();
        var left = together.Where(one => one.Absent != Absent.Reweight || !lacks(one)).Sum(one => one.WeightFor(view));
        var stated = together.Sum(one => one.WeightFor(view));
        return left == 0m ? own : own * stated / left;
    }
}
