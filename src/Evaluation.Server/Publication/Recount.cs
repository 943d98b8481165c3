using Evaluation.Core.Ledger;
using Evaluation.Core.Publication;
using Evaluation.Core.Rules;
using Evaluation.Core.Shadow;
using Evaluation.Core.Weeks;
using Evaluation.Core.Words;
using Evaluation.Server.Ledger;
using Evaluation.Server.Store;
using Marten;

namespace Evaluation.Server.Publication;

/// <summary>
/// Counts a sealed week again from the events up to its position, by the scorer and by the second count, and compares
/// with the stored bytes.
/// </summary>
/// <param name="replay">The fold of the events.</param>
public sealed class Recount(Replay replay)
{
    /// <summary>Recounts a sealed week.</summary>
    /// <returns>Null when the bytes are the same, else the first place where they differ.</returns>
    public async Task<string?> DifferenceAsync(IQuerySession session, Week week, CancellationToken ct)
    {
        var file = await Read.StateAsync<WeekFile>(session, States.Week(week), ct);
        if (file?.Sealed is not { } standing)
        {
            return $"{week}没有已签发的通报。";
        }

        var before = await Read.StateAsync<WeekFile>(session, States.Week(week.Previous), ct);
        var (earlier, now) = await replay.RunAsync(session.TenantId, before?.Sealed?.Position, standing.Position, ct);
        var published = BulletinFiles.Read(standing.Record);
        var frame = new SealingFrame(
            week, standing.Number, standing.Document, published.CutOff, published.SealedAt, standing.ClosedBy,
            standing.SealedBy)
        {
            ConfirmedBy = file.Confirmed?.ConfirmedBy,
            Waivers = file.Waivers,
        };
        var record = BulletinFiles.Record(BulletinMaker.Make(earlier, now, frame));
        var stored = await session.LoadAsync<SealedBulletin>(week.Id, ct);
        return FirstDifference("重算与签发记录", record, standing.Record)
            ?? FirstDifference("存档与签发记录", stored?.Record ?? "", standing.Record)
            ?? Hash("记录", standing.Record, standing.Sha256)
            ?? Hash("页面", stored!.Page, standing.PageSha256)
            ?? Hash("表格", stored.Table, standing.TableSha256)
            ?? SecondCounted(now, week);
    }

    // By editions compiled anew, as the bulletin was.
    private static string? SecondCounted(Snapshot now, Week week)
    {
        var rules = RuleSet.Of(now.District.Editions);
        return Disagreement.First(now, rules, week, now.Score(rules)) is { } difference
            ? $"第二套计算不一致：{difference}"
            : null;
    }

    private static string? Hash(string what, string bytes, string sha256) =>
        BulletinFiles.Sha256(bytes) == sha256 ? null : $"{what}的校验和与签发时不同。";

    private static string? FirstDifference(string what, string left, string right)
    {
        if (left == right)
        {
            return null;
        }

        var at = 0;
        while (at < left.Length && at < right.Length && left[at] == right[at])
        {
            at++;
        }

        return $"{what}在第{at + 1}个字符处不同：“{Around(left, at)}”与“{Around(right, at)}”。";
    }

    private static string Around(string text, int at) => text[Math.Max(0, at - 40)..Math.Min(text.Length, at + 40)];
}
