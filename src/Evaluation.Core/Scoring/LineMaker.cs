using System.Collections.Immutable;
using Evaluation.Core.Rules;

namespace Evaluation.Core.Scoring;

/// <summary>
/// The arithmetic of a line in its fixed order: points, factors, share, repeat rule, less what was given before, the best
/// ones, then the caps of the clause and of its article.
/// </summary>
/// <param name="scope">The fact or period in view.</param>
/// <param name="points">What clauses and articles gave so far.</param>
internal sealed class LineMaker(Scope scope, Tally points)
{
    /// <summary>The name under which the points of all clauses are counted.</summary>
    public const string Everything = "";

    private const decimal MostPoints = 1_000_000_000m;

    // The last places of two thirds and of one third must not remain as a difference between months.
    private const int DifferencePlaces = 20;

    private static readonly Period[] Spans = [Period.Week, Period.Month, Period.Quarter, Period.Half, Period.Year];

    private readonly Dictionary<string, (DateOnly On, string Fact)> counted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (DateOnly Begin, List<(decimal Points, string Source)> Kept)> best = new(StringComparer.Ordinal);

    /// <summary>The earlier fact that the one in view is the same as; null for none.</summary>
    public string? Twin { get; set; }

    /// <summary>What the clause does when a target is lacking that now lacks; null when none does.</summary>
    public Absent? Lacking { get; set; }

    /// <summary>
    /// A line, or null when the clause does not apply. A rulebook's numbers may grow beyond reckoning; that must not end
    /// the program.
    /// </summary>
    public Line? Make(Rulebook edition, EditionPlan plan, Clause clause, string source, DateOnly day)
    {
        try
        {
            if (Lacking is Absent.Skip or Absent.Reweight)
            {
                var why = Lacking == Absent.Skip ? "未下达目标，不考核" : "未下达目标，权重计入其他条款";
                return new Line(clause.Id, source, day, 0m, [new Step(StepKind.Base, why, 0m)], Reason.NoTarget, null);
            }

            if (Lacking == Absent.Full)
            {
                return Apply(edition, plan, clause, new Given(scope.Weight, "未下达目标，按满分"), source, day);
            }

            if (scope.Fact?.ReportedBy is not null && clause.Share is null)
            {
                return null;
            }

            var applies = clause.Where is not { } where || where.Flag!(scope);
            return applies ? Apply(edition, plan, clause, clause.Gives.For(scope), source, day)
                : Before(edition, clause, day) != 0m
                    ? Apply(edition, plan, clause, new Given(0m, $"不再满足“{clause.Where!.Printed}”"), source, day)
                : null;
        }
        catch (OverflowException)
        {
            return new Line(clause.Id, source, day, 0m, [new Step(StepKind.Base, "数值超出可计算的范围", 0m)], Reason.Nothing, null);
        }
    }

    private Line? Apply(Rulebook edition, EditionPlan plan, Clause clause, Given given, string source, DateOnly day)
    {
        var part = PartOf(clause);
        if (part == 0m)
        {
            return null;
        }

        var steps = ImmutableArray.CreateBuilder<Step>();
        var how = given.How.Length == 0 && scope.Fact is null ? clause.Where?.Values(scope) ?? "" : given.How;
        steps.Add(new Step(StepKind.Base, how, given.Number));
        var sum = given.Number;
        foreach (var factor in clause.Times.Where(factor => sum != 0m && (factor.Where is null || factor.Where.Flag!(scope))))
        {
            sum *= Multiply(steps, StepKind.Factor, factor.Name, factor.Number.Number!(scope));
        }

        if (part != 1m)
        {
            sum *= Multiply(steps, StepKind.Share, clause.Share is null || scope.Fact!.Part != 1m ? "" : "按办法分享", part);
        }

        var reason = given.Number == 0m ? Reason.Nothing : scope.Fact is null ? Reason.Judged : Reason.Counted;
        (sum, reason, var earlier) = Repeated(edition, clause, steps, sum, reason);
        if (Before(edition, clause, day) is not 0m and var before)
        {
            steps.Add(new Step(StepKind.Before, "此前已计", -before));
            sum = Math.Round(sum - before, DifferencePlaces, MidpointRounding.ToEven);
        }

        if (Math.Abs(sum) > MostPoints)
        {
            throw new OverflowException();
        }

        (sum, reason, earlier) = Best(edition, clause, source, day, steps, (sum, reason, earlier));
        var limited = Limit(edition, plan, clause, source, day, sum, steps, ref earlier);
        return new Line(clause.Id, source, day, limited, steps.ToImmutable(), limited != sum ? Reason.Capped : reason, earlier);
    }

    // Shares that the units agreed on come first; only without them the rulebook divides.
    private decimal PartOf(Clause clause) =>
        scope.Fact is not { } fact ? 1m
        : clause.Share is { } share && fact.Part == 1m ? share.Of(scope)
        : fact.ReportedBy is null ? fact.Part : 0m;

    private (decimal Sum, Reason Reason, string? Earlier) Repeated(
        Rulebook edition, Clause clause, ImmutableArray<Step>.Builder steps, decimal sum, Reason reason)
    {
        if (Twin is not null)
        {
            return (sum * Multiply(steps, StepKind.Repeat, "同一事项只计一次", 0m), Reason.Repeated, Twin);
        }

        if (sum != 0m && clause.Repeat is { } repeat && Repeats(edition, clause, repeat, out var earlier))
        {
            return (sum * Multiply(steps, StepKind.Repeat, $"{repeat.WithinDays}日内重复", repeat.Factor), Reason.Repeated, earlier);
        }

        return (sum, reason, null);
    }

    // The last counted fact decides, so that a row of repeats does not stretch the window for ever.
    private bool Repeats(Rulebook edition, Clause clause, RepeatRule repeat, out string? earlier)
    {
        var fact = scope.Fact!;
        var key = $"{clause.Id}\u001F{string.Join('\u001F', repeat.Same.Select(field => fact.Values.GetValueOrDefault(field).ToString()))}";
        if (counted.TryGetValue(key, out var last) && fact.OccurredOn.DayNumber - last.On.DayNumber <= repeat.WithinDays
            && !(edition.Restarts && last.On < edition.From))
        {
            earlier = last.Fact;
            return true;
        }

        counted[key] = (fact.OccurredOn, fact.Id);
        earlier = null;
        return false;
    }

    // What the clause gave for the longer period that it judges at the end of each shorter one; 0 for every other clause.
    private decimal Before(Rulebook edition, Clause clause, DateOnly day) =>
        clause.Over is { } over ? points.Of(clause.Id, over, edition.BeginOf(over, day)).Sum : 0m;

    private static decimal Multiply(ImmutableArray<Step>.Builder steps, StepKind kind, string text, decimal factor)
    {
        steps.Add(new Step(kind, text, factor));
        return factor;
    }

    // A better one takes the place of the worst kept so far and adds what differs, so that weeks already published stay.
    private (decimal Sum, Reason Reason, string? Earlier) Best(
        Rulebook edition, Clause clause, string source, DateOnly day, ImmutableArray<Step>.Builder steps,
        (decimal Sum, Reason Reason, string? Earlier) line)
    {
        if (clause.Limits.FirstOrDefault(limit => limit.Best is not null) is not { Best: { } most } limit
            || line.Reason is Reason.Repeated)
        {
            return line;
        }

        var begin = edition.BeginOf(limit.Period, day);
        if (!best.TryGetValue(clause.Id, out var current) || current.Begin != begin)
        {
            best[clause.Id] = current = (begin, []);
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
            steps.Add(new Step(StepKind.Cap, text, 0m));
            return (0m, Reason.NotBest, dropped);
        }

        current.Kept.Remove((worst, dropped));
        current.Kept.Add((line.Sum, source));
        steps.Add(new Step(StepKind.Before, $"{text}，换下“{dropped}”", -worst));
        return (line.Sum - worst, line.Reason, dropped);
    }

    private decimal Limit(
        Rulebook edition, EditionPlan plan, Clause clause, string source, DateOnly day, decimal sum,
        ImmutableArray<Step>.Builder steps, ref string? earlier)
    {
        var item = plan.ItemOf(clause);
        var limits = clause.Limits.Where(limit => limit.Best is null).Select(limit => (Owner: clause.Id, limit))
            .Concat((item?.Limits ?? []).Select(limit => (Owner: $"#{item!.Id}", limit)));
        foreach (var (owner, limit) in limits)
        {
            var (used, last) = limit.Period == Period.Fact ? (0m, null)
                : points.Of(owner, limit.Period, edition.BeginOf(limit.Period, day));
            var left = limit.Points - used;
            if (limit.Floor ? sum < Math.Min(left, 0m) : sum > Math.Max(left, 0m))
            {
                sum = limit.Floor ? Math.Min(left, 0m) : Math.Max(left, 0m);
                var whose = owner == clause.Id ? "" : $"“{item!.Id}”";
                steps.Add(new Step(limit.Floor ? StepKind.Floor : StepKind.Cap, $"{whose}{ClauseWords.Of(limit)}", sum));
                earlier = last ?? earlier;
            }
        }

        foreach (var period in Spans)
        {
            var begin = edition.BeginOf(period, day);
            points.Add(clause.Id, period, begin, sum, source);
            points.Add(Everything, period, begin, sum, source);
            if (item is not null)
            {
                points.Add($"#{item.Id}", period, begin, sum, source);
            }
        }

        return sum;
    }
}
