using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Examples;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Laboratory;

/// <summary>
/// Tries out a draft, a missing claim or a further fact (试算): everything is counted twice by the one scorer, as it is
/// and as tried, and compared. It takes values and gives values; nothing live is touched.
/// </summary>
public static class Trial
{
    /// <summary>Reads an order, carries it out, and answers.</summary>
    /// <param name="now">The district as known.</param>
    /// <param name="live">The adopted editions.</param>
    /// <param name="order">What is tried.</param>
    public static TrialAnswer Of(Snapshot now, RuleSet live, TrialOrder order)
    {
        if (live.InOrder.IsEmpty)
        {
            return TrialAnswer.Refuse(new Refusal(
                "not-projected", "还没有采纳考评办法，无从试算。", "district", "请先采纳考评办法。"));
        }

        var scores = now.Score(live);
        var (first, last) = Ranked(now, live, scores);
        if (!order.Weeks(now, live, first, last).TryGet(out var weeks, out var refusal))
        {
            return TrialAnswer.Refuse(refusal);
        }

        if (!order.Variant(now, live, out var findings).TryGet(out var variant, out refusal))
        {
            return new TrialAnswer(null, null, refusal, findings);
        }

        var before = new TrialResult(now, live, scores, weeks);
        var after = TrialResult.Of(variant.Known(now), variant.Rules(live), weeks);
        if ((Late(variant, weeks) ?? Idle(variant, after)) is { } unfit)
        {
            return TrialAnswer.Refuse(unfit);
        }

        LiftReport? lift = null;
        return order.Lift is { Length: > 0 } unit
            && !SmallestLift.Of(after.Known, after.Rules, unit).TryGet(out lift, out refusal)
            ? TrialAnswer.Refuse(refusal)
            : new TrialAnswer(Compare(before, after, variant), lift, null, []);
    }

    /// <summary>Compares a district as it is with it as tried.</summary>
    /// <param name="now">The district as known.</param>
    /// <param name="live">The adopted editions, at least one.</param>
    /// <param name="variant">What is tried.</param>
    /// <param name="weeks">The weeks looked at.</param>
    public static TrialReport Of(Snapshot now, RuleSet live, TrialInput variant, TrialWeeks weeks) => Compare(
        TrialResult.Of(now, live, weeks), TrialResult.Of(variant.Known(now), variant.Rules(live), weeks), variant);

    // From the first edition to the running week, or to the last one that holds a fact.
    private static (Week First, Week Last) Ranked(Snapshot now, RuleSet live, IReadOnlyList<UnitScore> scores)
    {
        var first = live.InOrder.Min(edition => edition.Calendar.WeekOf(edition.From));
        first = now.District.Begun is { } begun && begun.Week > first ? begun.Week : first;
        var running = now.District.LastClosed is { } closed && closed.Next > first ? closed.Next : first;
        var sheets = scores.SelectMany(score => score.Sheets).Select(sheet => sheet.Week).Append(running);
        return (first, sheets.Max());
    }

    private static Refusal? Late(TrialInput variant, TrialWeeks weeks) =>
        variant.With.FirstOrDefault(fact => fact.OccurredOn > weeks.To.End) is { } late
            ? new Refusal(
                "fact-late", $"试加事项的日期{late.OccurredOn:yyyy-MM-dd}晚于试算的最后一周{weeks.To}。", "with",
                "请更正日期，或把截止周改到包含该日。")
            : null;

    private static Refusal? Idle(TrialInput variant, TrialResult after)
    {
        var (first, last) = after.Days;
        if (variant.Draft is not { } draft || variant.Everywhere
            || Days(first < after.Year ? first : after.Year, last)
                .Any(day => after.Rules.On(day) is { } on && (on.Id, on.Edition) == (draft.Id, draft.Edition)))
        {
            return null;
        }

        return new Refusal(
            "draft-not-in-force", $"草案自{draft.From:yyyy-MM-dd}至{draft.To:yyyy-MM-dd}施行，在试算的期间内不起作用。",
            "draft", "请更正施行期间或周次；要看草案用于以往各期的结果，请选择“全期适用”。");
    }

    private static TrialReport Compare(TrialResult before, TrialResult after, TrialInput variant)
    {
        var (was, becomes) = (before.Places(), after.Places());
        var (gave, gives) = (before.Clauses(), after.Clauses());
        var sentences = new TrialSentences(before.Weeks);
        var groups = (before.Edition?.Ranking.Groups ?? []).Concat(after.Edition?.Ranking.Groups ?? [])
            .Distinct().ToList();
        var terms = before.Known.District.Roster.On(before.Weeks.To.End).ToList();
        var units = groups.SelectMany(group => terms.Where(term => term.Group == group)).Select(term =>
        {
            var unit = new UnitTrial(
                term.Unit, term.Name, term.Group, was.GetValueOrDefault(term.Unit, TrialPlace.None),
                becomes.GetValueOrDefault(term.Unit, TrialPlace.None), Changes(term.Unit, gave, gives), "");
            return unit with { Sentence = unit.Moved ? sentences.Of(unit) : "" };
        }).ToList();
        var (first, last) = after.Days;
        return new TrialReport(
            after.Known.Position, before.Weeks.First.Id, before.Weeks.To.Id, first, last,
            [.. groups.Select(group => Agree(group, [.. units.Where(unit => unit.Group == group)]))],
            [
                .. units.OrderByDescending(unit => Math.Abs(unit.After.YearRank - unit.Before.YearRank))
                    .ThenByDescending(unit => Math.Abs(unit.After.Rank - unit.Before.Rank))
                    .ThenByDescending(unit => Math.Abs(unit.After.YearPoints - unit.Before.YearPoints))
                    .ThenByDescending(unit => Math.Abs(unit.After.Points - unit.Before.Points)),
            ],
            LineFindings.Idle(before, after), LineFindings.Cut(after), LineFindings.Near(after),
            [
                .. Examples(variant.Draft, before.Rules).Where(result => !result.Passed)
                    .Select(result => result.Failure),
            ]);
    }

    private static IReadOnlyList<ExampleResult> Examples(Rulebook? draft, RuleSet before) => draft is null ? []
        : ExampleRunner.Run(draft, draft.From > Week.FirstDay && before.On(draft.From.AddDays(-1)) is not null);

    private static List<ClauseChange> Changes(
        string unit, Dictionary<(string Unit, string Clause), decimal> gave,
        Dictionary<(string Unit, string Clause), decimal> gives) =>
    [
        .. gave.Keys.Concat(gives.Keys).Where(key => key.Unit == unit).Distinct()
            .Select(key => new ClauseChange(
                key.Clause, Exact.Trim(gave.GetValueOrDefault(key)), Exact.Trim(gives.GetValueOrDefault(key))))
            .Where(change => change.Change != 0m)
            .OrderByDescending(change => Math.Abs(change.Change))
            .ThenBy(change => change.Clause, StringComparer.Ordinal),
    ];

    private static GroupTrial Agree(string group, List<UnitTrial> units)
    {
        var ranked = units.Where(unit => unit.Before.YearRank > 0 && unit.After.YearRank > 0).ToList();
        var before = ranked.ConvertAll(unit => unit.Before.YearRank);
        var after = ranked.ConvertAll(unit => unit.After.YearRank);
        return new GroupTrial(
            group, ranked.Count, units.Count(unit => unit.Moved), Agreement.TauB(before, after),
            Agreement.Rho(before, after));
    }

    internal static IEnumerable<DateOnly> Days(DateOnly first, DateOnly last)
    {
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            yield return day;
        }
    }
}
