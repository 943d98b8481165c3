using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Laboratory;

/// <summary>What lines show about the rules: clauses without effect, caps that cut, facts just below a step.</summary>
internal static class LineFindings
{
    private const decimal Tenth = 0.1m;

    /// <summary>Clauses that gave and took nothing, in print order.</summary>
    public static IReadOnlyList<IdleClause> Idle(TrialResult before, TrialResult after)
    {
        var (had, has) = (Effective(before), Effective(after));
        return
        [
            .. InForce(after).SelectMany(edition => edition.Clauses).DistinctBy(clause => clause.Id)
                .Where(clause => !has.Contains(clause.Id))
                .Select(clause => new IdleClause(clause.Id, clause.Text, had.Contains(clause.Id))),
        ];
    }

    /// <summary>
    /// Caps that cut lines, the most lost points first. A cap of an article is one, whichever of its clauses it cuts.
    /// </summary>
    public static IReadOnlyList<CutLimit> Cut(TrialResult side)
    {
        var articles = InForce(side).SelectMany(edition => edition.Articles)
            .SelectMany(article => article.Limits.Select(limit => $"“{article.Id}”{ClauseWords.Of(limit)}"))
            .ToHashSet(StringComparer.Ordinal);
        var cuts = side.Lines().SelectMany(one => Cuts(one.Line).Select(cut =>
            (Clause: articles.Contains(cut.Cap) ? "" : one.Line.Clause, cut.Cap, one.Unit, one.Line.Fact, cut.Lost)));
        return
        [
            .. cuts.GroupBy(cut => (cut.Clause, cut.Cap)).Select(cap => new CutLimit(
                cap.Key.Clause, cap.Key.Cap, cap.Count(), Exact.Trim(cap.Sum(cut => cut.Lost)),
                [
                    .. cap.GroupBy(cut => cut.Unit)
                        .Select(unit => new CutUnit(unit.Key, unit.Count(), Exact.Trim(unit.Sum(cut => cut.Lost))))
                        .OrderByDescending(unit => unit.Lost),
                ])).OrderByDescending(cap => cap.Lost).ThenByDescending(cap => cap.Lines),
        ];
    }

    /// <summary>Facts whose amount lies at most a tenth, or one, below the next step of their clause.</summary>
    public static IReadOnlyList<NearStep> Near(TrialResult side)
    {
        var facts = side.Known.Entries.ToLookup(entry => (entry.Unit, entry.Fact));
        return
        [
            .. side.Lines().Where(one => one.Line.Reason is Reason.Counted or Reason.Capped or Reason.Nothing)
                .Select(one => Near(
                    side, one.Unit, one.Line, facts[(one.Unit, one.Line.Fact)].FirstOrDefault()?.ToFact()))
                .OfType<NearStep>(),
        ];
    }

    private static NearStep? Near(TrialResult side, string unit, Line line, Fact? fact)
    {
        if (fact is null || side.Rules.On(line.On)?.Clauses.FirstOrDefault(one => one.Id == line.Clause) is not
            { After: null, Gives: TierGives tiers } || !tiers.Of.Uses.Credited.IsEmpty)
        {
            return null;
        }

        var term = side.Known.District.Roster.On(unit, line.On);
        var view = new FactView(fact, line.On, term?.Group ?? "", term?.Kind ?? "");
        try
        {
            var amount = tiers.Of.Number!(view);
            var next = tiers.Tiers.FirstOrDefault(tier => tier.From > amount);
            return next.Text is null || next.From <= 0m
                || (next.From - amount > next.From * Tenth && next.From - amount != 1m)
                ? null
                : new NearStep(
                    unit, line.Fact, line.Clause, Exact.Trim(amount), next.From, tiers.For(view).Number, next.Points);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static HashSet<string> Effective(TrialResult side) =>
        side.Lines().Where(one => one.Line.Points != 0m).Select(one => one.Line.Clause)
            .ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<Rulebook> InForce(TrialResult side)
    {
        var (first, last) = side.Days;
        return Trial.Days(first, last).Select(side.Rules.On).OfType<Rulebook>()
            .Distinct<Rulebook>(ReferenceEqualityComparer.Instance);
    }

    // The arithmetic of the line again, step by step: what a cap leaves, taken from what was there, is what it took.
    private static IEnumerable<(string Cap, decimal Lost)> Cuts(Line line)
    {
        var sum = 0m;
        foreach (var step in line.Steps)
        {
            if (step.Kind == StepKind.Cap)
            {
                yield return (step.Text, sum - step.Number);
            }

            sum = step.Kind switch
            {
                StepKind.Factor or StepKind.Share or StepKind.Repeat => sum * step.Number,
                StepKind.Before => sum + step.Number,
                _ => step.Number,
            };
        }
    }
}
