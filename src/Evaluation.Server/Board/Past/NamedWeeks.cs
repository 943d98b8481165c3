using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Board.Past;

/// <summary>A week found by its name, with what its district knows.</summary>
/// <param name="Edition">The edition that frames the week.</param>
/// <param name="Then">The position at which all this was known; null for now.</param>
public sealed record NamedWeek(Week Week, DistrictFile File, Rulebook Edition, KnownThen? Then = null);

/// <summary>Finds a week by its name; without a name, the last closed one.</summary>
/// <param name="ruleSets">Compiled rulebooks.</param>
/// <param name="asOf">What was known at a position.</param>
public sealed class NamedWeeks(Districts districts, BoardReader board, RuleSets ruleSets, AsOf asOf)
{
    private const int LongestShown = 20;

    /// <summary>The week, or why there is none of that name.</summary>
    /// <param name="name">The week's name; null for the last closed one.</param>
    /// <param name="knownAt">A position or time: the district as known then; null for now.</param>
    public async Task<Result<NamedWeek>> OfAsync(
        string district, string? name, string? knownAt, CancellationToken ct)
    {
        if (await districts.MissingAsync(district, ct) is { } missing)
        {
            return missing;
        }

        KnownThen? then = null;
        if (knownAt is not null
            && !(await asOf.AtAsync(district, knownAt, ct)).TryGet(out then, out var refusal))
        {
            return refusal;
        }

        var file = then is null ? (await board.DistrictAsync(district, ct))?.File : then.File;
        if (file?.Founded is not { } founded || file.Editions.Adopted.IsEmpty)
        {
            return then is null ? NotProjected(district) : new Refusal(
                "no-rules-then", $"第{then.Position}号事件时“{district}”还没有采纳考评办法。", "known_at",
                "请查询采纳考评办法以后的事件序号或时刻。");
        }

        var rules = ruleSets.Of(file, then?.ExactThrough ?? file.ExactThrough);
        var week = name is null
            ? file.LastClosed ?? rules.InOrder.Select(edition => edition.Calendar.WeekOf(edition.From)).Min()
            : Week.Parse(name, founded.WeekStarts);
        if (week is not { } found)
        {
            var shown = Characters.Short(name!, LongestShown);
            return Refusal.Unknown("week", "周次", shown, "请按 2023-W05 的形式填写，且该年须有此周。");
        }

        return Snapshot.Frame(rules, found) is { } edition
            ? new NamedWeek(found, file, edition, then)
            : Unranked(found, null, null);
    }

    /// <summary>The refusal for a district of which nothing was projected yet.</summary>
    public static Refusal NotProjected(string district) =>
        new("not-projected", $"“{district}”还没有计分数据。", "district", "请先设立范围并采纳考评办法，或稍候再查。");

    /// <summary>The refusal for a week of the calendar that has no ranking.</summary>
    public static Refusal Unranked(Week week, Week? first, Week? last) => Refusal.NotFound(
        "unknown-week", $"{week}没有排名。", "week",
        first is { } from && last is { } to ? $"可查询{from}至{to}。" : "该周没有施行中的考评办法，请核对周次。");
}
