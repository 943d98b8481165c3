using System.Collections.Immutable;
using Evaluation.Rulebooks.Formulas;

namespace Evaluation.Rulebooks.Rules;

/// <summary>What a clause does for a unit that was not given a target which the clause uses.</summary>
public enum Absent
{
    /// <summary>The clause does not judge the unit.</summary>
    Skip,

    /// <summary>The clause gives 0.</summary>
    Zero,

    /// <summary>The clause gives its weight.</summary>
    Full,

    /// <summary>
    /// The clause does not judge the unit, and its weight goes to the other clauses of the article, each by its own.
    /// </summary>
    Reweight,
}

/// <summary>A clause that counts a fact some days later, unless something happened by then.</summary>
/// <param name="Days">How many days after the fact.</param>
/// <param name="UnlessKind">The kind of fact that stops it; null when nothing does.</param>
/// <param name="UnlessWhere">Which facts of the kind; null for all.</param>
/// <param name="Same">The field whose value the two facts share.</param>
public sealed record Timer(int Days, string? UnlessKind, Formula? UnlessWhere, string Same);

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
