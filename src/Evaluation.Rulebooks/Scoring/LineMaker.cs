using System.Collections.Immutable;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Scoring;

/// <summary>
/// The arithmetic of a unit's lines in its fixed order: points, factors, share, repeat rule, less what was given
/// before, the best ones, then the caps of the clause and of its article. It keeps what the lines so far came to.
/// </summary>
internal sealed class LineMaker(ScoringPlan editions)
{
    private const decimal MostPoints = 1_000_000_000m;

    // The last places of two thirds and of one third must not remain as a difference between months.
    private const int DifferencePlaces = 20;

    private static readonly Wording TooLarge = "数值超出可计算的范围";

    private Tally byClause = new(editions.Clauses);
    private Tally byArticle = new(editions.Articles);
    private Tally everything = new(1);
    private Dictionary<RepeatKey, (DateOnly On, DateOnly Counted, string Fact)> counted = [];
    private Dictionary<int, (DateOnly Begin, List<(decimal Points, string Source)> Kept)> best = [];
    private readonly List<Step> steps = [];

    /// <summary>A copy that has all that was given so far and continues by itself.</summary>
    public LineMaker Copy() => new(editions)
    {
        byClause = byClause.Copy(),
        byArticle = byArticle.Copy(),
        everything = everything.Copy(),
        counted = new(counted),
        best = best.ToDictionary(one => one.Key, one => (one.Value.Begin, one.Value.Kept.ToList())),
    };

    /// <summary>Begins with what was given before the district did, so that caps are used up by it.</summary>
    public void Open(string unit, CarriedPeriods? carried)
    {
        foreach (var (balance, period, begin) in carried?.Of(unit) ?? [])
        {
            var article = balance.Of == BalanceOf.Clause ? carried!.ArticleOf(balance) : balance.Name;
            switch (balance.Of)
            {
                case BalanceOf.Points:
                    everything.Add(0, period, begin, balance.Amount, Opening.Source);
                    break;
                case BalanceOf.Clause when editions.ClauseNumber(balance.Name) is { } number:
                    byClause.Add(number, period, begin, balance.Amount, Opening.Source);
                    break;
            }

            if (balance.Of is BalanceOf.Clause or BalanceOf.Article && article is not null
                && editions.ArticleNumber(article) is { } shared)
            {
                byArticle.Add(shared, period, begin, balance.Amount, Opening.Source);
            }
        }
    }

    /// <summary>The points of all clauses in the period that holds the day.</summary>
    public decimal Total(Period of, DayFrame frame) => everything.Of(0, of, frame.BeginOf(of)).Sum;

    /// <summary>
    /// The points of the clauses and articles that somebody looks at, in the period that holds the day.
    /// </summary>
    public IReadOnlyDictionary<string, decimal> PointsOf(Period of, DayFrame frame) => editions.Asked.ToDictionary(
        one => one.Name,
        one => (one.IsArticle ? byArticle : byClause).Of(one.Index, of, frame.BeginOf(of)).Sum, StringComparer.Ordinal);

    /// <summary>The line of a fact; null when the clause does not count it.</summary>
    /// <param name="frame">The day on which it counts the fact.</param>
    /// <param name="view">The fact on that day.</param>
    /// <param name="twin">The earlier fact that this one is the same as; null for none.</param>
    public MadeLine? Count(ClausePlan plan, DayFrame frame, FactView view, string? twin)
    {
        try
        {
            return Counted(plan, frame, view, twin);
        }
        catch (OverflowException wrong)
        {
            return Overflown(plan, frame, view.Fact.Id, wrong);
        }
    }

    /// <summary>The line of a period; null when the clause does not apply.</summary>
    /// <param name="frame">The last day of the period.</param>
    /// <param name="view">The unit, or a person who led it, in the period.</param>
    /// <param name="source">The period, and the person, by name.</param>
    /// <param name="lacking">
    /// What the clause does without a target that the unit lacks; null when it lacks none.
    /// </param>
    public MadeLine? Judge(ClausePlan plan, DayFrame frame, PeriodView view, string source, Absent? lacking)
    {
        try
        {
            return lacking is Absent.Skip or Absent.Reweight
                ? Unjudged(plan, frame, source, lacking.Value)
                : Judged(plan, frame, view, source, lacking);
        }
        catch (OverflowException wrong)
        {
            return Overflown(plan, frame, source, wrong);
        }
    }

    // A rulebook's numbers may overflow, or have no root; that must not end the program.
    private static MadeLine Overflown(ClausePlan plan, DayFrame frame, string source, OverflowException wrong)
    {
        var why = wrong is OutOfDomainException ? wrong.Message : TooLarge;
        return MadeLine.Empty(new Line(
            plan.Clause.Id, source, frame.Day, 0m, [new Step(StepKind.Base, why, 0m)], Reason.TooLarge, null));
    }

    private static MadeLine Unjudged(ClausePlan plan, DayFrame frame, string source, Absent lacking)
    {
        var why = lacking == Absent.Skip ? "未下达目标，不考核" : "未下达目标，权重计入其他条款";
        return MadeLine.Empty(new Line(
            plan.Clause.Id, source, frame.Day, 0m, [new Step(StepKind.Base, why, 0m)], Reason.NoTarget, null));
    }

    private MadeLine? Counted(ClausePlan plan, DayFrame frame, FactView view, string? twin)
    {
        var clause = plan.Clause;
        var part = PartOf(clause, view);
        if (part == 0m || clause.Where?.Flag!(view) == false)
        {
            return null;
        }

        var draft = new LineDraft(steps, clause.Gives.For(view), Reason.Counted);
        Multiply(ref draft, clause.Times, view);
        if (part != 1m)
        {
            draft.Multiply(StepKind.Share, clause.Share is null || view.Fact.Part != 1m ? "" : "按办法分享", part);
        }

        Repeat(ref draft, plan, frame, view.Fact, twin);
        Bound(draft.Sum);
        var counts = draft.Sum != 0m && draft.Reason != Reason.Repeated;
        var line = Finish(ref draft, plan, frame, view, view.Fact.Id);
        if (counts)
        {
            Remember(plan, frame, view.Fact);
        }

        return line;
    }

    private MadeLine? Judged(ClausePlan plan, DayFrame frame, PeriodView view, string source, Absent? lacking)
    {
        var before = Before(plan, frame);
        if (GivenFor(plan.Clause, view, lacking, before) is not { } given)
        {
            return null;
        }

        var draft = new LineDraft(steps, given, Reason.Judged);
        Multiply(ref draft, plan.Clause.Times, view);
        if (before != 0m)
        {
            draft.Subtract("此前已计", before);
            draft.Round(DifferencePlaces);
        }

        Bound(draft.Sum);
        return Finish(ref draft, plan, frame, view, source);
    }

    // The best ones, then the caps of the clause, then those of its article: what is left is counted. Limits see what
    // was given before the factors that come after them.
    private MadeLine Finish(ref LineDraft draft, ClausePlan plan, DayFrame frame, View view, string source)
    {
        var keep = ChooseBest(ref draft, plan, frame, source);
        Limit(ref draft, plan.Limits, byClause, plan.Index, frame, view);
        var (ofClause, factored) = (draft.Sum, false);
        if (plan.Article is { } article)
        {
            factored = Multiply(ref draft, article.Article.Times, view);
            Limit(ref draft, article.Limits, byArticle, article.Index, frame, view);
        }

        var ofArticle = draft.Sum;
        var given = factored ? ofClause : ofArticle;
        if (Multiply(ref draft, frame.Edition.Times, view))
        {
            Bound(draft.Sum);
        }

        // Only now, when no number can overflow any more.
        keep?.Invoke();
        AddUp(plan, frame, (given, ofArticle, draft.Sum), source);
        return new MadeLine(draft.ToLine(plan.Clause.Id, source, frame.Day), given);
    }

    // Nothing when the condition does not hold; but what was given before for the longer period is taken back.
    private static Given? GivenFor(Clause clause, PeriodView view, Absent? lacking, decimal before)
    {
        if (lacking is not null)
        {
            return lacking == Absent.Full
                ? new Given(view.Weight, "未下达目标，按满分")
                : new Given(0m, "未下达目标，计0分");
        }

        if (clause.Where is not { } where)
        {
            return clause.Gives.For(view);
        }

        if (!where.Flag!(view))
        {
            return before != 0m ? new Given(0m, $"不再满足“{where.Printed}”") : null;
        }

        // A plain number says nothing about the period; the condition does.
        var given = clause.Gives.For(view);
        return ReferenceEquals(given.How, Wording.None)
            ? given with { How = new FormulaWording(where, view, whole: false) }
            : given;
    }

    // Whether there are any.
    private static bool Multiply(ref LineDraft draft, ImmutableArray<Factor> factors, View view)
    {
        foreach (var factor in factors)
        {
            if (draft.Sum != 0m && (factor.Where is null || factor.Where.Flag!(view)))
            {
                draft.Multiply(StepKind.Factor, factor.Name, factor.Number.Number!(view));
            }
        }

        return !factors.IsEmpty;
    }

    // Shares that the units agreed on come first; only without them the rulebook divides.
    private static decimal PartOf(Clause clause, FactView view) =>
        clause.Share is { } share && view.Fact.Part == 1m ? share.Of(view)
        : view.Fact.ReportedBy is null ? view.Fact.Part : 0m;

    private void Repeat(ref LineDraft draft, ClausePlan plan, DayFrame frame, Fact fact, string? twin)
    {
        if (twin is not null)
        {
            draft.Repeat("同一事项只计一次", 0m, twin);
        }
        else if (draft.Sum != 0m && plan.Clause.Repeat is { } repeat
            && counted.TryGetValue(KeyOf(plan.Repeat, repeat, fact), out var last)
            && fact.OccurredOn.DayNumber - last.On.DayNumber <= repeat.WithinDays && last.Counted >= frame.Restart)
        {
            draft.Repeat($"{repeat.WithinDays}日内重复", repeat.Factor, last.Fact);
        }
    }

    // The last counted fact decides, so that a row of repeats does not extend the window forever. What this edition
    // counts, a later one with a repeat rule for the clause knows.
    private void Remember(ClausePlan plan, DayFrame frame, Fact fact)
    {
        foreach (var (rule, index) in editions.RepeatsOf[plan.Index])
        {
            counted[KeyOf(index, rule, fact)] = (fact.OccurredOn, frame.Day, fact.Id);
        }
    }

    private RepeatKey KeyOf(int index, RepeatRule rule, Fact fact) => new(
        index, FormOf(fact, rule.Same[0]),
        rule.Same is [_] ? ""
            : string.Join('\u001F', rule.Same.Skip(1).Select(field => FormOf(fact, field).ToExact())));

    private Value FormOf(Fact fact, string field) => editions.Rules.FormOf(fact.Values.GetValueOrDefault(field));

    // What the clause gave for the longer period that it judges at the end of each shorter one; 0 for every other
    // clause.
    private decimal Before(ClausePlan plan, DayFrame frame) =>
        plan.Clause.Over is { } over ? byClause.Of(plan.Index, over, frame.BeginOf(over)).Sum : 0m;

    private static void Bound(decimal sum)
    {
        if (Math.Abs(sum) > MostPoints)
        {
            throw new OverflowException();
        }
    }

    // A better one takes the place of the worst kept so far and adds what differs, so that weeks already published
    // stay.
    private Action? ChooseBest(ref LineDraft draft, ClausePlan plan, DayFrame frame, string source)
    {
        if (plan.Best is not { Best: { } most } limit || (draft.Reason == Reason.Repeated && draft.Sum == 0m))
        {
            return null;
        }

        var begin = frame.BeginOf(limit.Period);
        if (!best.TryGetValue(plan.Index, out var current) || current.Begin != begin)
        {
            best[plan.Index] = current = (begin, []);
        }

        var own = (draft.Sum, source);
        if (current.Kept.Count < most)
        {
            return () => current.Kept.Add(own);
        }

        var worst = current.Kept.MinBy(one => one.Points);
        var text = ClauseWords.Of(limit);
        draft.After(worst.Source);
        if (draft.Sum <= worst.Points)
        {
            draft.Leave(StepKind.Best, text, 0m, Reason.NotBest);
            return null;
        }

        draft.Subtract($"已计入{text}的“{Sentences.NameOf(worst.Source)}”", worst.Points);
        return () =>
        {
            current.Kept.Remove(worst);
            current.Kept.Add(own);
        };
    }

    // A cap never takes away what was given, a floor never gives back what was taken.
    private static void Limit(
        ref LineDraft draft, (Limit Limit, string Text)[] limits, Tally tally, int number, DayFrame frame, View view)
    {
        foreach (var (limit, text) in limits)
        {
            var (used, last) = limit.Period == Period.Fact
                ? (0m, null)
                : tally.Of(number, limit.Period, frame.BeginOf(limit.Period));
            var left = limit.For(view) - used;
            left = limit.Floor ? Math.Min(left, 0m) : Math.Max(left, 0m);
            if (limit.Floor ? draft.Sum < left : draft.Sum > left)
            {
                draft.Leave(limit.Floor ? StepKind.Floor : StepKind.Cap, text, left, Reason.Capped);
                draft.After(last);
            }
        }
    }

    private void AddUp(
        ClausePlan plan, DayFrame frame, (decimal OfClause, decimal OfArticle, decimal Counted) sum, string source)
    {
        foreach (var span in plan.Spans)
        {
            byClause.Add(plan.Index, span, frame.BeginOf(span), sum.OfClause, source);
        }

        foreach (var span in plan.Article?.Spans ?? [])
        {
            byArticle.Add(plan.Article!.Index, span, frame.BeginOf(span), sum.OfArticle, source);
        }

        foreach (var span in editions.ViewSpans)
        {
            everything.Add(0, span, frame.BeginOf(span), sum.Counted, source);
        }
    }

    private readonly record struct RepeatKey(int Rule, Value First, string Rest);
}
