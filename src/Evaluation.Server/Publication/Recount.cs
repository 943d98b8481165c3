using Evaluation.Office.Decisions;
using Evaluation.Office.Ledger;
using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Publication;

/// <summary>
/// Counts every issue of a sealed week or period again from the events up to its position, by the scorer and by the
/// second count, and compares with the stored bytes.
/// </summary>
/// <param name="issueReader">The issues of the district.</param>
/// <param name="maker">Makes an issue from the events.</param>
public sealed class Recount(IssueReader issueReader, IssueMaker maker)
{
    /// <summary>Recounts all issues of a sealed week or period.</summary>
    /// <returns>Null when the bytes are the same, else the first difference.</returns>
    public async Task<string?> DifferenceAsync(IQuerySession session, Term term, CancellationToken ct)
    {
        var file = await session.StateAsync<WeekFile>(term.Stream, ct);
        if (file?.Sealed is null)
        {
            return $"{term}没有已签发的通报。";
        }

        var issues = await issueReader.AllAsync(session.TenantId, ct);
        for (var number = 1; number <= file.LastIssue; number++)
        {
            if (await DifferenceAsync(session, file, issues, number, ct) is { } difference)
            {
                return number == 1 ? difference : $"{ReissueDecider.Name(number)}：{difference}";
            }
        }

        return null;
    }

    /// <summary>Recounts one issue from the events, whatever bytes are stored beside them.</summary>
    /// <param name="file">What was done about the issue's week or period.</param>
    /// <param name="issues">The issues of the district.</param>
    /// <param name="known">The district at the positions of all issues; null to replay it for this one.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>Null when it gives the sealed record and the second count agrees, else the first difference.</returns>
    public async Task<string?> OfEventsAsync(
        string district, WeekFile file, Issues issues, int number, IReadOnlyDictionary<long, Scored>? known,
        CancellationToken ct)
    {
        var (difference, now) = await MakeAsync(district, file, issues, number, known, ct);
        return difference ?? SecondCounted(now, file.Term!.Value);
    }

    private async Task<string?> DifferenceAsync(
        IQuerySession session, WeekFile file, Issues issues, int number, CancellationToken ct)
    {
        var sealing = file.Issue(number)!;
        var (difference, now) = await MakeAsync(session.TenantId, file, issues, number, null, ct);
        var term = file.Term!.Value;
        var stored = await session.LoadAsync<SealedBulletin>(Issues.IdOf(term.Id, number), ct);
        return difference
            ?? FirstDifference("存档与签发记录", stored?.Record ?? "", sealing.Record)
            ?? Hash("记录", sealing.Record, sealing.Sha256)
            ?? Hash("页面", stored!.Page, sealing.PageSha256)
            ?? Hash("表格", stored.Table, sealing.TableSha256)
            ?? await PublicAsync(session, Issues.IdOf(term.Id, number), sealing, ct)
            ?? SecondCounted(now, term);
    }

    private static async Task<string?> PublicAsync(
        IQuerySession session, string issue, BulletinSealed sealing, CancellationToken ct)
    {
        if (sealing.Public is not { } copy)
        {
            return null;
        }

        var stored = await session.LoadAsync<SealedBulletin>(Issues.PublicIdOf(issue), ct);
        return FirstDifference("公开份的存档与签发记录", stored?.Record ?? "", copy.Record)
            ?? Hash("公开份的记录", copy.Record, copy.Sha256)
            ?? Hash("公开份的页面", stored!.Page, copy.PageSha256)
            ?? Hash("公开份的表格", stored.Table, copy.TableSha256);
    }

    private async Task<(string? Difference, Scored Now)> MakeAsync(
        string district, WeekFile file, Issues issues, int number, IReadOnlyDictionary<long, Scored>? known,
        CancellationToken ct)
    {
        var sealing = file.Issue(number)!;
        var published = BulletinFiles.Read(sealing.Record);
        var term = file.Term!.Value;
        var frame = new SealingFrame(
            sealing.Week, sealing.Number, sealing.Document, published.CutOff, published.SealedAt,
            Persons.Called(sealing.Closer, sealing.ClosedBy), Persons.Called(sealing.Sealer, sealing.SealedBy))
        {
            Period = file.Period,
            Issue = IssueFrameOf(file, number),
            Format = published.Format,
            Early = published.Cut?.Early,
            ConfirmedBy = number == 1 ? BulletinDraft.ConfirmerOf(file) : null,
            Waivers = file.Waivers,
        };
        var (before, position) = (issues.KnownAt(sealing.Position), sealing.Position);
        known = CountedThen.AsSealed(
            known ?? await maker.KnownAsync(district, before, term, position, ct), position,
            (sealing.Week, published));
        var open = sealing.Public is null ? null : frame.OfPublic(file.Issue(number - 1));
        var difference = Difference(known);
        var then = difference is null || term.Period is not null ? null
            : NamesThen.Ways(known, position).FirstOrDefault(way => Difference(way) is null);
        return then is null ? (difference, IssueMaker.Seen(known[position], frame))
            : (null, IssueMaker.Seen(then[position], frame));

        string? Difference(IReadOnlyDictionary<long, Scored> way) =>
            FirstDifference("重算与签发记录", Record(frame, way), sealing.Record)
            ?? (open is null ? null
                : FirstDifference("公开份的重算与签发记录", Record(open, way), sealing.Public!.Record));

        string Record(SealingFrame one, IReadOnlyDictionary<long, Scored> way) =>
            BulletinFiles.Record(IssueMaker.Make(before, one, position, way));
    }

    private static string? SecondCounted(Scored seen, Term term) =>
        Disagreement.First(seen, term) is { } difference
            ? $"第二套计算不一致：{difference}"
            : null;

    private static IssueFrame? IssueFrameOf(WeekFile file, int number)
    {
        if (number == 1)
        {
            return null;
        }

        var (issue, before) = (file.Reissues[number - 2], file.Issue(number - 1)!);
        return new IssueFrame(
            number, issue.Kind, issue.Reason, Persons.Called(issue.Proposer, issue.ProposedBy),
            BulletinFiles.Read(before.Record), issue.Supersedes);
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
