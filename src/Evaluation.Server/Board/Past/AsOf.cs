using System.Globalization;
using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Live;

namespace Evaluation.Server.Board.Past;

/// <summary>A district as known at a position of the log.</summary>
/// <param name="Past">What was known when.</param>
public sealed record KnownThen(DistrictPast Past, long Position)
{
    /// <summary>The district's file then.</summary>
    public DistrictFile File => Past.FileAt(Position);

    /// <summary>
    /// What is counted as it was sealed, as is known now: how a week is counted does not depend on when one looks.
    /// </summary>
    public DateOnly? ExactThrough => Past.FileAt(Past.Last).ExactThrough;
}

/// <summary>
/// Answers any pair of a week and a position: the same rows that the board's tables hold for now, scored from what was
/// known then. A time is looked up to a position once, here.
/// </summary>
/// <param name="pasts">What was known when.</param>
/// <param name="ruleSets">Compiled rulebooks.</param>
public sealed class AsOf(Pasts pasts, RuleSets ruleSets)
{
    /// <summary>How a position or time is written.</summary>
    public const string Form = "请填写事件序号，例如1200；或时刻，例如2023-07-03T18:00:00+08:00。";

    private const string Where = "known_at";
    private const int LongestShown = 40;

    private static readonly string[] Times =
        ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>The district at a position or time as somebody wrote it, or why there is no such thing.</summary>
    public async Task<Result<KnownThen>> AtAsync(string district, string knownAt, CancellationToken ct)
    {
        var isPosition = long.TryParse(knownAt, NumberStyles.None, CultureInfo.InvariantCulture, out var position);
        if (!isPosition && TimeOf(knownAt) is null)
        {
            var shown = Characters.Short(knownAt, LongestShown);
            return new Refusal("known-at-wrong", $"“{shown}”不是事件序号，也不是时刻。", Where, Form);
        }

        if (await pasts.OfAsync(district, ct) is not { } past)
        {
            return NamedWeeks.NotProjected(district);
        }

        var (first, last) = (past.District.First, past.District.Last);
        if (isPosition ? position < first : past.PositionAt(TimeOf(knownAt)!.Value) is null)
        {
            return new Refusal(
                "known-at-early", $"“{knownAt}”早于该范围的第一个事件（第{first}号）。", Where,
                $"可查询第{first}号至第{last}号事件。");
        }

        if (isPosition ? position > last : TimeOf(knownAt) > DateTimeOffset.UtcNow)
        {
            return new Refusal(
                "known-at-late", $"“{knownAt}”尚未到来：该范围最近一个事件是第{last}号。", Where,
                $"可查询第{first}号至第{last}号事件。");
        }

        return new KnownThen(
            past.District, isPosition ? position : past.PositionAt(TimeOf(knownAt)!.Value)!.Value);
    }

    /// <summary>The district as known now; null when nothing was projected yet.</summary>
    public async Task<KnownThen?> NowAsync(string district, CancellationToken ct) =>
        await pasts.OfAsync(district, ct) is { District: var past } ? new KnownThen(past, past.Last) : null;

    /// <summary>As <see cref="WeekReader.EntriesAsync"/>, then.</summary>
    public WeekRows Entries(KnownThen then, Week week, DateOnly from, DateOnly to, IReadOnlyCollection<string> kinds)
    {
        var ofKinds = kinds.ToHashSet(StringComparer.Ordinal);
        var entries = then.Past.EntriesAt(then.Position, from, to).Where(entry => ofKinds.Contains(entry.Kind));
        return Rows(then, week, [.. entries], []);
    }

    /// <summary>As <see cref="WeekReader.OfUnitAsync"/>, then.</summary>
    public WeekRows OfUnit(KnownThen then, Week week, string unit, DateOnly from)
    {
        var score = then.Past.ScoresAt(then.Position, Rules(then), week.End, Environment.ProcessorCount, unit)
            .FirstOrDefault(score => score.Unit == unit);
        return Rows(
            then, week, [.. then.Past.EntriesAt(then.Position, from, week.End).Where(entry => entry.Unit == unit)],
            [.. (score?.Sheets ?? []).Where(sheet => sheet.Week.End >= from && sheet.Week <= week)]);
    }

    private WeekRows Rows(
        KnownThen then, Week week, IReadOnlyList<LedgerEntry> entries, IReadOnlyList<Sheet> sheets)
    {
        var rankings = then.Past.RankingsAt(week, then.Position, Rules(then), Environment.ProcessorCount);
        return new WeekRows(
            then.File, then.Position, rankings.First, rankings.Last, rankings.Rankings, entries, sheets);
    }

    private RuleSet Rules(KnownThen then) => ruleSets.Of(then.File, then.ExactThrough);

    // In an address that was not escaped, the plus sign has become a blank. A time without its zone means nothing.
    private static DateTimeOffset? TimeOf(string text) =>
        DateTimeOffset.TryParseExact(
            text.Replace(' ', '+'), Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
        && (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-', ' ']) > text.IndexOf('T', StringComparison.Ordinal))
            ? time
            : null;
}
