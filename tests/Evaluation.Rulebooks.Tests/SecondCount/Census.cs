using System.Collections.Concurrent;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.SecondCount;
using Evaluation.Rulebooks.Units;

namespace Evaluation.Rulebooks.Tests.SecondCount;

/// <summary>
/// What the lines and places of all pairs were made of, so that agreement is not for want of anything to differ about.
/// </summary>
internal sealed class Census
{
    private static readonly string[] Functions =
        ["streak", "best", "worst", "mean", "rank", "low_rank", "credited", "exists", "days", "target", "elapsed",
            "items", "includes", "mentions", "listed", "points", "sqrt", "root", "power", "exp", "ln", "log", "lookup",
            "previous", "last_year",
            "round", "round_half_up", "round_half_even", "round_up", "round_down"];

    private static readonly string[] Words =
    [
        "for", "after", "unless", "share", "over", "weight", "best of", "restart", "holder", "countback",
        "week countback", "judged", "cut whole", "cut in proportion", "list", "prize", "status", "grade", "unranked",
        "handed on", "carried", "carried group", "cap opened", "brought along", "share handed on",
        "HalfUp between two", "HalfEven between two", "exact",
        "not in the period", .. Functions,
        .. Periods.All.Where(period => period != Period.Week).Select(period => $"ranking {period}"),
        .. Periods.All.SelectMany(period => (string[])[$"each {period}", $"limit {period}", $"honour {period}"]),
        "one firm", "direct", "opponents", "let", "value", "groups",
        "month ends", "weight by unit", "limit by unit", "factor of article", "factor of total", "all groups",
        .. Enum.GetValues<Taking>().Select(taking => $"{taking}"),
        .. Enum.GetValues<Absent>().Select(absent => $"{absent}"),
        .. Enum.GetValues<StepKind>().Select(step => $"{step}"),
        .. Enum.GetValues<Reason>().Select(reason => $"{reason}"),
    ];

    private readonly ConcurrentDictionary<string, int> seen = new(StringComparer.Ordinal);
    private int pairs;

    public int Pairs => pairs;

    public void SeePair() => Interlocked.Increment(ref pairs);

    public void See(Line line, Rulebook? edition)
    {
        See($"{line.Reason}");
        foreach (var step in line.Steps)
        {
            See($"{step.Kind}");
        }

        if (edition?.Clauses.FirstOrDefault(clause => clause.Id == line.Clause) is not { } clause)
        {
            return;
        }

        See(line.Steps.Any(step => step.Text.StartsWith("未下达目标", StringComparison.Ordinal))
            ? $"{clause.Absent}" : "");
        if (line.Points != 0m)
        {
            Of(clause, edition).ToList().ForEach(See);
        }
    }

    /// <summary>A line of a period that ends on the line's day.</summary>
    public void See(Line line, Rulebook edition, DateOnly? begins)
    {
        if (line is { Reason: Reason.Judged, Points: not 0m }
            && edition.Clauses.FirstOrDefault(one => one.Id == line.Clause) is { Kind: null } clause
            && Beginning.Of(edition, begins).Share(clause.Period, line.On) < 1m)
        {
            See(edition.FirstPeriods == CutPeriods.Whole ? "cut whole" : "cut in proportion");
        }
    }

    /// <summary>A line of a period that is judged with what was brought along.</summary>
    public void See(Line line, Rulebook edition, CarriedPeriods? carried)
    {
        if (carried is not null && line is { Reason: Reason.Judged, Points: not 0m }
            && edition.Clauses.FirstOrDefault(one => one.Id == line.Clause) is { Kind: null } clause
            && carried.Cuts(edition, clause.Period, line.On) && carried.Carries(edition, clause, line.On))
        {
            See(clause.LooksAtGroup ? "carried group" : "carried");
        }

        See(line.Earlier == Opening.Source ? "cap opened" : "");
    }

    public void See(SecondPlace place, Rulebook edition)
    {
        See(place.Status.Length > 0 ? "status" : "");
        See(place.Grade is null ? "" : "grade");
        See(Between(place.YearPoints, edition.Ranking) ? $"{edition.Ranking.Rounding} between two" : "");
        See(edition.Ranking.ByExact && edition.Ranking.Precision.Of(place.YearPoints) != place.YearPoints
            ? "exact" : "");
        See(place.YearRank == 0 ? "unranked" : "");
        See(edition.Ranking.TieBreak.Any(tie => tie.Kind is not null) ? "countback" : "");
        See(edition.Ranking.TieBreak.Any(tie => tie.Period is not null) ? "week countback" : "");
        See(edition.Ranking.TieBreak.Any(tie => tie.Against is not null) ? "direct" : "");
        See(edition.Ranking.TieBreak.Any(tie => tie.OfOpponents) ? "opponents" : "");
    }

    /// <summary>A place in a period.</summary>
    public void See(SecondPlace place, Period period)
    {
        See(place is { WeekRank: > 0, WeekPoints: not 0m } ? $"ranking {period}" : "");
        See(place is { WeekRank: 0, YearRank: > 0 } ? "not in the period" : "");
    }

    public void See(UnitTotals totals)
    {
        foreach (var one in totals.Inherited ?? [])
        {
            See(one.Points == 0m ? "" : one.Opened is not null ? "brought along"
                : one.Share == 1m ? "handed on" : "share handed on");
        }
    }

    public void See(SecondHonour honour, Calendar calendar)
    {
        See(honour.List.Length == 0 ? "prize" : honour.Unit.Length > 0 ? "list" : "");
        See(honour.Unit.Length > 0 ? $"honour {PeriodNames.DayOf(honour.Period, calendar)?.Span}" : "");
    }

    public IEnumerable<string> Unseen() => Words.Where(word => !seen.ContainsKey(word));

    public override string ToString() =>
        $"{pairs} pairs; {string.Join(", ", Words.Select(word => $"{word} {seen.GetValueOrDefault(word)}"))}";

    private static IEnumerable<string> Of(Clause clause, Rulebook edition) =>
    [
        clause.Formulas.Any(formula => formula.Source.Contains("judged", StringComparison.Ordinal)) ? "judged" : "",
        clause.Kind is null ? $"each {clause.Period}" : "", .. clause.Limits.Select(limit => $"limit {limit.Period}"),
        clause.For is null ? "" : "for", clause.After is null ? "" : "after",
        clause.After?.UnlessKind is null ? "" : "unless",
        clause.Share is null ? "" : "share", clause.Over is null ? "" : "over",
        clause.HasWeight ? "weight" : "", clause.WeightOf is null ? "" : "weight by unit",
        clause.Limits.Any(limit => limit.Best is not null) ? "best of" : "", edition.Restarts ? "restart" : "",
        edition.Measures.Any(measure => measure.Holder is not null) ? "holder" : "",
        clause.Let.IsEmpty ? "" : "let", clause.Limits.Any(limit => limit.By is not null) ? "limit by unit" : "",
        edition.Articles.Any(one => one.Id == clause.Article && !one.Times.IsEmpty) ? "factor of article" : "",
        edition.Times.IsEmpty ? "" : "factor of total",
        edition.Calendar.MonthEnds is not null && clause.Period is > Period.HalfMonth and < Period.Year
            ? "month ends" : "",
        clause.Formulas.Any(formula => formula.Source.Contains(", all)", StringComparison.Ordinal)) ? "all groups" : "",
        .. Measured(clause, edition),
        .. Functions.Where(function => clause.Formulas.Any(
            formula => formula.Source.Contains($"{function}(", StringComparison.Ordinal))),
    ];

    // What kinds of measures the clause names.
    private static IEnumerable<string> Measured(Clause clause, Rulebook edition) => edition.Measures
        .Where(measure => clause.Kind is null && clause.Formulas.Any(
            formula => formula.Source.Contains(measure.Name, StringComparison.Ordinal)))
        .SelectMany(measure => (string[])[
            measure.Value is not null ? "value" : $"{measure.Takes}", measure.Groups ? "groups" : ""]);

    private static bool Between(decimal points, RankingRules rules) => !rules.ByExact
        && new Precision(rules.Decimals, Rounding.HalfUp).Of(points)
            != new Precision(rules.Decimals, Rounding.HalfEven).Of(points);

    /// <summary>Whether something was seen already.</summary>
    public bool Saw(string word) => seen.ContainsKey(word);

    public void See(string word) => seen.AddOrUpdate(word, 1, (_, count) => count + 1);
}
