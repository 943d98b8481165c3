using Evaluation.Core.Ledger;
using Evaluation.Core.Rules;
using Evaluation.Core.Words;
using Evaluation.Server.Store;

namespace Evaluation.Server.Ledger;

/// <summary>A week that somebody named, with what its district knows.</summary>
/// <param name="Week">The week.</param>
/// <param name="File">The district.</param>
/// <param name="Edition">The edition that frames the week.</param>
public sealed record NamedWeek(Week Week, DistrictFile File, Rulebook Edition);

/// <summary>Finds the week that a reader means by its name; without a name, the last closed one.</summary>
/// <param name="districts">The districts.</param>
/// <param name="board">The board.</param>
/// <param name="ruleSets">Compiled rulebooks.</param>
public sealed class NamedWeeks(Districts districts, BoardReader board, RuleSets ruleSets)
{
    private const int LongestShown = 20;

    /// <summary>The week, or why there is none of that name.</summary>
    public async Task<(NamedWeek? Named, Refusal? Refusal)> OfAsync(string district, string? name, CancellationToken ct)
    {
        if (await districts.MissingAsync(district, ct) is { } missing)
        {
            return (null, missing);
        }

        var file = (await board.DistrictAsync(district, ct))?.File;
        if (file?.Founded is not { } founded || file.Editions.Adopted.IsEmpty)
        {
            return (null, new Refusal("not-projected", $"“{district}”还没有计分数据。", "district", "请先设立范围并采纳考评办法，或稍候再查。"));
        }

        var rules = ruleSets.Of(file.Editions);
        var week = name is null
            ? file.LastClosed ?? rules.InOrder.Select(edition => edition.Calendar.WeekOf(edition.From)).Min()
            : Week.Parse(name, founded.WeekStarts);
        if (week is not { } found)
        {
            var shown = name!.Length > LongestShown ? name[..LongestShown] : name;
            return (null, Refusal.Unknown("week", "周次", shown, "请按 2023-W05 的形式填写，且该年须有此周。"));
        }

        return Snapshot.Frame(rules, found) is { } edition
            ? (new NamedWeek(found, file, edition), null)
            : (null, Unranked(found, null, null));
    }

    /// <summary>The refusal for a week of the calendar that has no ranking.</summary>
    public static Refusal Unranked(Week week, Week? first, Week? last) => new(
        "unknown-week", $"{week}没有排名。", "week",
        first is { } from && last is { } to ? $"可查询{from}至{to}。" : "该周没有施行中的考评办法，请核对周次。");
}
