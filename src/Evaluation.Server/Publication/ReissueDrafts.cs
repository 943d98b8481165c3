using Evaluation.Office.Decisions;
using Evaluation.Office.Mandates;
using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Board.Views;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Publication;

/// <summary>A new issue of a sealed week or period as it would be sealed now.</summary>
/// <param name="File">What was done about the week or period.</param>
/// <param name="Bulletin">The bulletin; its persons and words are those of the open proposal, else empty.</param>
/// <param name="Content">Its digest, and whether it changes anything.</param>
/// <param name="Turn">The turn of the issue among those of all weeks; without meaning for a period.</param>
/// <param name="Touched">Later bulletins whose printed year to date differs; empty if not compared.</param>
public sealed record ReissueDraft(
    WeekFile File, Bulletin Bulletin, ReissueContent Content, int Turn, IReadOnlyList<TouchedBulletin> Touched)
{
    /// <summary>The paper for everybody beside that for members; null where the week has one paper.</summary>
    public Bulletin? Public { get; init; }
}

/// <summary>Makes new issues of sealed weeks, without storing anything.</summary>
/// <param name="board">The position up to which the log is settled.</param>
/// <param name="issueReader">The issues of the district.</param>
/// <param name="maker">Makes an issue from the events.</param>
/// <param name="printed">What bulletins printed.</param>
public sealed class ReissueDrafts(
    BoardReader board, EventReader events, IssueReader issueReader, IssueMaker maker, WeekMovesReader printed)
{
    /// <summary>
    /// The draft of a week or period; refused when it is not sealed. A preview counts up to the board's position, which
    /// it names, whoever writes meanwhile; what is to be stored is refused while the board lags behind the log.
    /// </summary>
    /// <param name="session">A session of the district.</param>
    /// <param name="term">The week or the period.</param>
    /// <param name="at">The moment of sealing.</param>
    /// <param name="sealer">Who would seal, as printed.</param>
    /// <param name="preview">Whether it is only shown, with what it would change of later bulletins.</param>
    public async Task<Result<ReissueDraft>> OfAsync(
        IQuerySession session, Term term, DateTimeOffset at, string sealer, bool preview, CancellationToken ct)
    {
        var (district, last) = (session.TenantId, await events.LastPositionAsync(session.TenantId, ct));
        var position = await board.PositionAsync(district, ct) ?? 0;
        if (position < last && !preview)
        {
            return Behind(position, last);
        }

        var file = await session.StateAsync<WeekFile>(term.Stream, ct);
        if (file?.InForce is not { } inForce)
        {
            return ReissueDecider.NotSealed(term);
        }

        var issues = (await issueReader.AllAsync(district, ct)).KnownAt(position);
        var before = BulletinFiles.Read(inForce.Record);
        var frame = Frame(file, before, at, sealer);
        var (made, now, known) = await maker.MakeAsync(district, issues, frame, position, ct);
        var filed = now.Known.District;
        if (term.Period is null && Issues.Of(filed).Of(term.Week, file.LastIssue) is null)
        {
            // It was sealed just now, and the board has not seen that yet.
            return Behind(position, last);
        }

        var week = term.Week;
        var changed = IssueContent.Differs(before, made)
            || (term.Period is null && Baselines.Of(issues, known)!.Differences(now.Scores, filed.NextToSeal!.Value)
                .Any(difference => difference.Week == week));
        // A week stays printed for whom it was.
        var open = inForce.Public is null ? null
            : IssueMaker.Make(issues, frame.OfPublic(inForce), position, known);
        var content = new ReissueContent(
            BulletinFiles.Digest(made, inForce.Papers ?? PaperScope.Public, open), changed)
        {
            Disagreement = Disagreement.First(now, term),
        };
        var draft = new ReissueDraft(file, made, content, IssueTurn.After(filed).Id, []) { Public = open };
        if (!preview || term.Period is not null)
        {
            return draft;
        }

        var rankings = new Dictionary<Week, IReadOnlyList<GroupRanking>>();
        foreach (var later in filed.Sealings.Select(sealing => sealing.Week).Where(later => later > week))
        {
            rankings[later] = await printed.PublishedAsync(district, issues.InForce(later)!, ct);
        }

        return draft with { Touched = IssueContent.Touched(week, rankings, now) };
    }

    private static Refusal Behind(long position, long last) => Refusal.Conflict(
        Outcome.BusyCode, $"计分数据处理到第{position}号事件，最新为第{last}号。", "week", "请稍候再办理。");

    private static SealingFrame Frame(WeekFile file, Bulletin before, DateTimeOffset at, string sealer)
    {
        var (proposal, inForce) = (file.Proposal, file.InForce!);
        return new SealingFrame(
            inForce.Week, inForce.Number, proposal?.Document ?? "", before.CutOff,
            DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds()).ToOffset(before.CutOff.Offset),
            Persons.Called(inForce.Closer, inForce.ClosedBy), sealer)
        {
            Period = file.Period,
            Early = before.Cut?.Early,
            Issue = new IssueFrame(
                file.LastIssue + 1, proposal?.Kind ?? IssueKind.Revision, proposal?.Reason ?? "",
                Persons.Called(proposal?.Proposer, proposal?.ProposedBy ?? ""), before, inForce.Sha256),
            Waivers = file.Waivers,
        };
    }
}
