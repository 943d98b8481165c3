using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Publication;

/// <summary>A line as published before and as known now; one of them may be missing.</summary>
public sealed record LineDifference(string Unit, Week Week, Line? Before, Line? After);

/// <summary>
/// The district as each week was last published: by the last bulletin, or by a later issue of the week. What a bulletin
/// corrects is the difference to it, so that an issue and the corrections after it add up.
/// </summary>
public sealed class Baselines
{
    private readonly Scored last;
    private readonly IReadOnlyDictionary<Week, Scored> reissued;

    /// <summary>The baselines of all weeks.</summary>
    /// <param name="last">As the last bulletin knew the district.</param>
    /// <param name="reissued">As the last issues of some weeks knew it, which were sealed after that bulletin.</param>
    public Baselines(Scored last, IReadOnlyDictionary<Week, Scored>? reissued = null)
    {
        this.last = last;
        this.reissued = reissued ?? new Dictionary<Week, Scored>();
    }

    /// <summary>The baselines for the next bulletin; null when none was sealed.</summary>
    /// <param name="issues">The issues known.</param>
    /// <param name="known">The district at <see cref="Positions"/>.</param>
    public static Baselines? Of(Issues issues, IReadOnlyDictionary<long, Scored> known) =>
        issues.LastBulletin is { } last
            ? new Baselines(
                known[last], issues.SinceLastBulletin().ToDictionary(one => one.Key, one => known[one.Value]))
            : null;

    /// <summary>The positions at which the district must be known.</summary>
    public static IReadOnlyList<long> Positions(Issues issues) => issues.LastBulletin is { } last
        ? [.. issues.SinceLastBulletin().Values.Append(last).Distinct()]
        : [];

    /// <summary>A week's ranking as it was last published.</summary>
    public IReadOnlyList<GroupRanking> RankingsOf(Week week) => At(week).Rank(week);

    /// <summary>What differs in weeks before a week between what was published and the scores now.</summary>
    public IEnumerable<LineDifference> Differences(IReadOnlyList<UnitScore> now, Week before)
    {
        var earlier = Published(before).ToDictionary(Key);
        foreach (var one in Lines(now, week => week < before))
        {
            var known = earlier.Remove(Key(one), out var old) ? old.Line : null;
            if ((known?.Points ?? 0m) != one.Line.Points)
            {
                yield return new LineDifference(one.Unit, one.Week, known, one.Line);
            }
        }

        foreach (var (unit, week, line) in earlier.Values.Where(gone => gone.Line.Points != 0m)
            .OrderBy(gone => gone.Week).ThenBy(gone => gone.Line.Fact, StringComparer.Ordinal))
        {
            yield return new LineDifference(unit, week, line, null);
        }
    }

    private IEnumerable<(string Unit, Week Week, Line Line)> Published(Week before) =>
        Lines(last.Scores, week => week < before && !reissued.ContainsKey(week))
            .Concat(reissued.Keys.Where(week => week < before).Order()
                .SelectMany(week => Lines(reissued[week].Scores, one => one == week)));

    private Scored At(Week week) => reissued.GetValueOrDefault(week) ?? last;

    private static (string, Week, string, string, DateOnly) Key((string Unit, Week Week, Line Line) one) =>
        (one.Unit, one.Week, one.Line.Clause, one.Line.Fact, one.Line.On);

    private static IEnumerable<(string Unit, Week Week, Line Line)> Lines(
        IEnumerable<UnitScore> scores, Func<Week, bool> of) =>
        from score in scores
        from sheet in score.Sheets
        where of(sheet.Week)
        from line in sheet.Lines
        select (score.Unit, sheet.Week, line);
}
