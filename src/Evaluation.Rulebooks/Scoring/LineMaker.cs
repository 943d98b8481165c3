using System.Collections.Immutable;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Scoring;

/// <summary>
/// The arithmetic of a line in its fixed order: points, factors, share, repeat rule, less what was given before, the best
/// ones, then the caps of the clause and of its article.
/// </summary>
/// <param name="scope">The fact or period in view.</param>
/// <param name="editions">The editions.</param>
internal sealed class LineMaker(Scope scope, ScoringPlan editions)
{
    private const decimal MostPoints = 1_000_000_000m;

    // The last places of two thirds and of one third must not remain as a difference between months.
    private const int DifferencePlaces = 20;

    private static readonly Wording TooLarge = "数值超出可计算的范围";

    private Tally given = new(editions.Clauses);
    private Tally together = new(editions.Items);
    private Tally everything = new(1);
    private Dictionary<RepeatKey, (DateOnly On, DateOnly Counted, string Fact)> counted = [];
    private Dictionary<int, (DateOnly Begin, List<(decimal Points, string Source)> Kept)> best = [];
    private readonly List<Step> steps = [];

    /// <summary>The earlier fact that the one in view is the same as; null for none.</summary>
    public string? Twin { get; set; }

    /// <summary>What the clause does when a target is lacking that now lacks; null when none does.</summary>
    public Absent? Lacking { get; set; }

    /// <summary>One that knows all that was given so far and goes on by itself.</summary>
    public LineMaker Later(Scope view) => new(view, editions)
    {
        given = given.Copy(),
        together = together.Copy(),
        everything = everything.Copy(),
        counted = new(counted),
        best = best.ToDictionary(one => one.Key, one => (one.Value.Begin, one.Value.Kept.ToList())),
    };

    /// <summary>The points of all clauses in the stretch of time that holds the day.</summary>
    public decimal Total(Period of, DayFrame frame) => everything.Of(0, of, frame.BeginOf(of)).Sum;

    /// <summary>
    /// A line, or null when the clause does not apply. A rulebook's numbers may grow beyond reckoning; that must not end
    /// the program.
    /// </summary>
    public Line? Make(ClausePlan clause, DayFrame frame, string source)
    {
        try
        {
            return Reckon(clause, frame, source);
        }
        catch (OverflowException)
        {
            return new Line(
                clause.Clause.Id, source, frame.Day, 0m, [new Step(StepKind.Base, TooLarge, 0m)], Reason.TooLarge, null);
        }
    }

    private Line? Reckon(ClausePlan plan, DayFrame frame, string source)
    {
        var clause = plan.Clause;
        var part = PartOf(clause);
        if (part == 0m)
        {
            return null;
        }

        if (Lacking is Absent.Skip or Absent.Reweight)
        {
            var why = Lacking == Absent.Skip ? "未下达目标，不考核" : "未下达目标，权重计入其他条款";
            return new Line(clause.Id, source, frame.Day, 0m, [new Step(StepKind.Base, why, 0m)], Reason.NoTarget, null);
        }

        if (Lacking is { } absent)
        {
            var given = absent == Absent.Full ? new Given(scope.Weight, "未下达目标，按满分") : new Given(0m, "未下达目标，计0分");
            return Apply(plan, frame, given, part, source);
        }

        return clause.Where is not { } where || where.Flag!(scope) ? Apply(plan, frame, clause.Gives.For(scope), part, source)
            : Before(plan, frame) != 0m ? Apply(plan, frame, new Given(0m, $"不再满足“{where.Printed}”"), part, source)
            : null;
    }

    private Line Apply(ClausePlan plan, DayFrame frame, Given given, decimal part, string source)
    {
        var clause = plan.Clause;
        steps.Clear();
        var unsaid = scope.Fact is null && ReferenceEquals(given.How, Wording.None) && clause.Where is not null;
        steps.Add(new Step(
            StepKind.Base, unsaid ? new FormulaWording(clause.Where!, scope, whole: false) : given.How, given.Number));
        var sum = Multiplied(clause, given.Number);
        if (part != 1m)
        {
            sum *= Multiply(StepKind.Share, clause.Share is null || scope.Fact!.Part != 1m ? "" : "按办法分享", part);
        }

        var reason = given.Number == 0m ? Reason.Nothing : scope.Fact is null ? Reason.Judged : Reason.Counted;
        (sum, reason, var earlier) = Repeated(plan, frame, sum, reason);
        if (Before(plan, frame) is not 0m and var before)
        {
            steps.Add(new Step(StepKind.Before, "此前已计", -before));
            sum = Math.Round(sum - before, DifferencePlaces, MidpointRounding.ToEven);
        }

        if (Math.Abs(sum) > MostPoints)
        {
            throw new OverflowException();
        }

        Remember(plan, frame, sum, reason);
        (sum, reason, earlier) = Best(plan, frame, source, (sum, reason, earlier));
        var limited = Limited(plan.Limits, this.given, plan.Index, frame, sum, ref earlier);
        limited = plan.Item is { } item ? Limited(item.Limits, together, item.Index, frame, limited, ref earlier) : limited;
        Count(plan, frame, limited, source);
        return new Line(clause.Id, source, frame.Day, limited, [.. steps], limited != sum ? Reason.Capped : reason, earlier);
    }

    private decimal Multiplied(Clause clause, decimal sum)
    {
        foreach (var factor in clause.Times)
        {
            if (sum != 0m && (factor.Where is null || factor.Where.Flag!(scope)))
            {
                sum *= Multiply(StepKind.Factor, factor.Name, factor.Number.Number!(scope));
            }
        }

        return sum;
    }

    // Shares that the units agreed on come first; only without them the rulebook divides.
    private decimal PartOf(Clause clause) =>
        scope.Fact is not { } fact ? 1m
        : clause.Share is { } share && fact.Part == 1m ? share.Of(scope)
        : fact.ReportedBy is null ? fact.Part : 0m;

    private (decimal Sum, Reason Reason, string? Earlier) Repeated(ClausePlan plan, DayFrame frame, decimal sum, Reason reason)
    {
        if (Twin is not null)
        {
            return (sum * Multiply(StepKind.Repeat, "同一事项只计一次", 0m), Reason.Repeated, Twin);
        }

        return sum != 0m && plan.Clause.Repeat is { } repeat
            && counted.TryGetValue(KeyOf(plan.Repeat, repeat), out var last)
            && scope.Fact!.OccurredOn.DayNumber - last.On.DayNumber <= repeat.WithinDays && last.Counted >= frame.Anew
                ? (sum * Multiply(StepKind.Repeat, $"{repeat.WithinDays}日内重复", repeat.Factor), Reason.Repeated, last.Fact)
                : (sum, reason, null);
    }

    // The last counted fact decides, so that a row of repeats does not stretch the window for ever. What this edition
    // counts, a later one with a repeat rule for the clause knows.
    private void Remember(ClausePlan plan, DayFrame frame, decimal sum, Reason reason)
    {
        if (scope.Fact is not { } fact || sum == 0m || reason == Reason.Repeated)
        {
            return;
        }

        foreach (var (rule, index) in editions.RepeatsOf[plan.Index])
        {
            counted[KeyOf(index, rule)] = (fact.OccurredOn, frame.Day, fact.Id);
        }
    }

    private RepeatKey KeyOf(int index, RepeatRule rule)
    {
        var values = scope.Fact!.Values;
        return new RepeatKey(
            index, values.GetValueOrDefault(rule.Same[0]),
            rule.Same is [_] ? "" : string.Join('\u001F', rule.Same.Skip(1).Select(field => values.GetValueOrDefault(field).ToExact())));
    }

    // What the clause gave for the longer period that it judges at the end of each shorter one; 0 for every other clause.
    private decimal Before(ClausePlan plan, DayFrame frame) =>
        plan.Clause.Over is { } over ? given.Of(plan.Index, over, frame.BeginOf(over)).Sum : 0m;

    private decimal Multiply(StepKind kind, Wording text, decimal factor)
    {
        steps.Add(new Step(kind, text, factor));
        return factor;
    }

    // A better one takes the place of the worst kept so far and adds what differs, so that weeks already published stay.
    private (decimal Sum, Reason Reason, string? Earlier) Best(
        ClausePlan plan, DayFrame frame, string source, (decimal Sum, Reason Reason, string? Earlier) line)
    {
        if (plan.Best is not { Best: { } most } limit || line is { Reason: Reason.Repeated, Sum: 0m })
        {
            return line;
        }

        var begin = frame.BeginOf(limit.Period);
        if (!best.TryGetValue(plan.Index, out var current) || current.Begin != begin)
        {
            best[plan.Index] = current = (begin, []);
        }

        if (current.Kept.Count < most)
        {
            current.Kept.Add((line.Sum, source));
            return line;
        }

        var (worst, dropped) = current.Kept.MinBy(one => one.Points);
        var text = ClauseWords.Of(limit);
        if (line.Sum <= worst)
        {
            steps.Add(new Step(StepKind.Best, text, 0m));
            return (0m, Reason.NotBest, dropped);
        }

        current.Kept.Remove((worst, dropped));
        current.Kept.Add((line.Sum, source));
        steps.Add(new Step(StepKind.Before, $"已计入{text}的“{dropped}”", -worst));
        return (line.Sum - worst, line.Reason, dropped);
    }

    private decimal Limited(
        (Limit Limit, string Text)[] limits, Tally tally, int number, DayFrame frame, decimal sum, ref string? earlier)
    {
        foreach (var (limit, text) in limits)
        {
            var (used, last) = limit.Period == Period.Fact ? (0m, null) : tally.Of(number, limit.Period, frame.BeginOf(limit.Period));
            var left = limit.Points - used;
            if (limit.Floor ? sum < Math.Min(left, 0m) : sum > Math.Max(left, 0m))
            {
                sum = limit.Floor ? Math.Min(left, 0m) : Math.Max(left, 0m);
                steps.Add(new Step(limit.Floor ? StepKind.Floor : StepKind.Cap, text, sum));
                earlier = last ?? earlier;
            }
        }

        return sum;
    }

    private void Count(ClausePlan clause, DayFrame frame, decimal sum, string source)
    {
        foreach (var span in clause.Spans)
        {
            given.Add(clause.Index, span, frame.BeginOf(span), sum, source);
        }

        foreach (var span in clause.Item?.Spans ?? [])
        {
            together.Add(clause.Item!.Index, span, frame.BeginOf(span), sum, source);
        }

        foreach (var span in editions.HasViews ? Tally.Spans : [])
        {
            everything.Add(0, span, frame.BeginOf(span), sum, source);
        }
    }

    private readonly record struct RepeatKey(int Rule, Value First, string Rest);
}
