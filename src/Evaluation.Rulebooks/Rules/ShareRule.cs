using System.Collections.Immutable;
using Evaluation.Rulebooks.Formulas;

namespace Evaluation.Rulebooks.Rules;

/// <summary>How the points of a fact are divided by the rulebook itself, when the units agreed on nothing.</summary>
/// <param name="Own">The part of the unit that reports, from 0 to 1.</param>
/// <param name="Others">The parts of units named by fields; all parts add to 1.</param>
/// <param name="Where">When it holds; null for always.</param>
public sealed record ShareRule(decimal Own, ImmutableArray<(string Field, decimal Part)> Others, Formula? Where)
{
    /// <summary>
    /// The part of the unit credited in a fact. The part of a field that names no unit stays with the unit that
    /// reports.
    /// </summary>
    public decimal Of(FactView view)
    {
        var fact = view.Fact;
        var reporter = fact.ReportedBy ?? fact.Unit;
        if (Where is { } where && !where.Flag!(view))
        {
            return fact.Unit == reporter ? 1m : 0m;
        }

        var part = fact.Unit == reporter ? Own : 0m;
        foreach (var (field, share) in Others)
        {
            var named = view.Text(field) is { Length: > 0 } unit ? unit : reporter;
            part += named == fact.Unit ? share : 0m;
        }

        return part;
    }
}
