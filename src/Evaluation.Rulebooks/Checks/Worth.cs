using Evaluation.Rulebooks.Checks.Prover;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;

namespace Evaluation.Rulebooks.Checks;

/// <summary>The least and the most that clauses can give, for a fact and over a period.</summary>
internal static class Worth
{
    /// <summary>What the clause gives for one fact, or for one period judged, before its caps and floors.</summary>
    public static Span Once(ClausePart clause)
    {
        var reasoning = new Reasoning(clause.Setting);
        var span = Gives(clause, reasoning, new Linearizer(clause.Setting, reasoning.Narrowed(clause.Where)));
        foreach (var factor in clause.Clause.Times)
        {
            var number = factor.Number.Tree is { } tree ? new Linearizer(clause.Setting).Bounds(tree) : Span.Any;
            span = span.Times(factor.Where is null ? number : number.Or(Span.Of(1m)));
        }

        // Without a target the whole weight may be given.
        span = clause.Clause.Absent is Absent.Full && Weight(clause.Setting.Rulebook, clause.Clause) is { } weight
            ? span.Or(weight) : span;

        // A share or a repeat takes points away; a repeat may also be said to give more.
        var less = new Span(
            Math.Min(0m, clause.Clause.Repeat?.Factor ?? 0m), Math.Max(1m, clause.Clause.Repeat?.Factor ?? 1m));
        return clause.Clause.Kind is null ? span.Or(Span.Of(0m)) : span.Times(less).Or(Span.Of(0m));
    }

    /// <summary>The clause's weight, to which others of its article may give theirs; null when it has none.</summary>
    public static Span? Weight(Rulebook rulebook, Clause clause)
    {
        if (clause.Weight is not { } own)
        {
            return clause.HasWeight ? Span.Any : null;
        }

        var together = rulebook.Clauses.Where(
            one => one.Article is not null && one.Article == clause.Article && one.HasWeight).ToList();
        var all = rulebook.Articles.FirstOrDefault(article => article.Id == clause.Article)?.Total
            ?? together.Sum(one => one.Weight.GetValueOrDefault());
        return together.Exists(one => one.WeightOf is not null) ? Span.Any
            : together.Exists(one => one.Absent == Absent.Reweight) ? new Span(own, Math.Max(own, all)) : Span.Of(own);
    }

    /// <summary>How often the clause gives in one such period; 0 when that is not known.</summary>
    public static int Times(Clause clause, Period period, PeriodCounts counts) =>
        period == Period.Fact || (clause.Over is not null && clause.For is null) ? 1
        : clause.Period == Period.Fact || clause.For is not null || clause.Period > period ? 0
        : counts.Within(clause.Period, period);

    /// <summary>The most that the clause can give in one such period, by its own caps; null for no bound.</summary>
    public static decimal? Most(ClausePart clause, Period period, PeriodCounts counts) =>
        Bound(clause, period, counts, Once(clause).High, floor: false);

    /// <summary>
    /// The most that the clause can take away in one such period, as a number of 0 or more; null for no bound.
    /// </summary>
    public static decimal? Loss(ClausePart clause, Period period, PeriodCounts counts) =>
        Bound(clause, period, counts, -Once(clause).Low, floor: true);

    private static decimal? Bound(ClausePart clause, Period period, PeriodCounts counts, decimal? once, bool floor)
    {
        if (once <= 0m)
        {
            return 0m;
        }

        var judged = clause.Clause.Over is null && Times(clause.Clause, period, counts) is var times and > 0
            ? once * times : null;
        return clause.Clause.Limits.Where(
            limit => limit.Floor == floor && limit is { Period: not Period.Fact, IsFixed: true })
            .Select(limit => Math.Abs(limit.Points) * counts.Within(limit.Period, period))
            .Select(most => (decimal?)most).Append(judged).Min();
    }

    private static Span Gives(ClausePart clause, Reasoning reasoning, Linearizer numbers) => clause.Clause.Gives switch
    {
        FormulaGives { Formula.Tree: { } tree } => numbers.Bounds(tree),
        TierGives { Of.Tree: { } amount } => Steps(clause, reasoning, amount),
        BandGives { Of.Tree: { } amount } bands => Bands(bands, numbers.Bounds(amount)),
        ChoiceGives choice => Among(choice.Prices.Values.Select(price => price.Points)),
        LadderGives ladder =>
            ladder.Rungs.Aggregate(
                Span.Of(0m), (span, rung) => span.Or(rung.Give.Tree is { } give ? numbers.Bounds(give) : Span.Any)),
        _ => Span.Any,
    };

    private static Span Steps(ClausePart clause, Reasoning reasoning, Syntax amount) => Among(clause.Steps
        .Where(step => reasoning.Possible(clause.Where, FormulaSentence.Compare(amount, ">=", step.From)))
        .Select(step => step.Points));

    private static Span Among(IEnumerable<decimal> points) =>
        points.Aggregate(Span.Of(0m), (span, one) => span.Or(Span.Of(one)));

    private static Span Bands(BandGives bands, Span amount)
    {
        if (amount.High is not { } high)
        {
            var prices = bands.Bands.Select(band => band.Price).ToList();
            return new Span(prices.Min() >= 0m ? 0m : null, prices.Max() <= 0m ? 0m : null);
        }

        var (points, span) = (0m, Span.Of(0m));
        for (var i = 0; i < bands.Bands.Length && bands.Bands[i].From < high; i++)
        {
            var upper = i + 1 < bands.Bands.Length ? Math.Min(high, bands.Bands[i + 1].From) : high;
            points += (upper - bands.Bands[i].From) / bands.Per * bands.Bands[i].Price;
            span = span.Or(Span.Of(points));
        }

        return span;
    }
}

/// <summary>How many periods of one length are in, or touch, one of another.</summary>
internal sealed class PeriodCounts(Rulebook rulebook)
{
    private const int MostDays = 1500;

    private readonly Dictionary<(Period One, Period Other), int> most = [];

    /// <summary>
    /// The greatest number of periods that touch one period of another length; 1 where each lies within one.
    /// </summary>
    public int Within(Period one, Period other)
    {
        if (!most.TryGetValue((one, other), out var count))
        {
            var calendar = rulebook.Calendar;
            var (from, to) = (calendar.StartOf(Period.Year, rulebook.From), calendar.EndOf(Period.Year, rulebook.To));
            most[(one, other)] = count = Enumerable.Range(0, Math.Min(MostDays, to.DayNumber - from.DayNumber + 1))
                .Select(from.AddDays).GroupBy(day => calendar.StartOf(other, day))
                .Max(same => same.Select(day => calendar.StartOf(one, day)).Distinct().Count());
        }

        return count;
    }
}
