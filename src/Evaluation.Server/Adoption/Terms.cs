using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Adoption;

/// <summary>
/// Weeks and periods as people name them: `2023-W05`, `2023-05`, `2023-Q1`. The adopted rules say which days a period
/// has.
/// </summary>
/// <param name="ruleSets">Compiled rulebooks.</param>
public sealed class Terms(RuleSets ruleSets)
{
    /// <summary>The week or period of a name, in the district of a session, which must exist.</summary>
    public async Task<Result<Term>> OfAsync(IQuerySession session, string name, CancellationToken ct)
    {
        var rules = await ruleSets.OfAsync(session, ct);
        return PeriodOf(rules, name) is { } term ? term
            : (await Named.WeekAsync(session, name, ct)).Then<Term>(week => (Term)week);
    }

    /// <summary>The period of a name, with the week in which it ends; null when the name is none of a period.</summary>
    public static Term? PeriodOf(RuleSet rules, string name) =>
        rules.PeriodOf(name) is { Span: not Period.Week } period
            ? new Term((rules.On(period.Last) ?? rules.InOrder[^1]).Calendar.WeekOf(period.Last), period)
            : null;
}
