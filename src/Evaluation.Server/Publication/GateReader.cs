using Evaluation.Office.Ledger;
using Evaluation.Office.Mandates;
using Evaluation.Office.Publication.Gating;
using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Board.Past;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Verification;
using Marten;

namespace Evaluation.Server.Publication;

/// <summary>Gathers what the gate examines.</summary>
/// <param name="board">The projected tables.</param>
/// <param name="replay">The fold of the events.</param>
/// <param name="reconciliation">Their comparison.</param>
/// <param name="progress">Whether the projections run.</param>
/// <param name="boards">Whether the district's board goes on.</param>
/// <param name="verification">What the verifiers should look at.</param>
public sealed class GateReader(
    BoardReader board, Replay replay, Reconciliation reconciliation, ProjectionProgress progress,
    IBoardProgress boards, EventReader events, AppealReader appeals, VerificationFiles verification)
{
    /// <summary>Examines a week or a period of the session's district.</summary>
    public Task<GateReport> ExamineAsync(IQuerySession session, Term term, CancellationToken ct) =>
        Telemetry.GateAsync(() => ExaminedAsync(session, term, ct));

    private async Task<GateReport> ExaminedAsync(IQuerySession session, Term term, CancellationToken ct)
    {
        var district = session.TenantId;
        var last = await events.LastPositionAsync(district, ct);
        var head = await board.DistrictAsync(district, ct);
        var position = head?.Position ?? 0;
        var issues = Issues.Of(head?.File ?? DistrictFile.Empty);
        var known = new Dictionary<long, Scored>(CountedThen.AsSealed(
            (await replay.AtAsync(district, [.. Baselines.Positions(issues), position], ct))
            .ToDictionary(at => at.Key, at => Scored.FromTexts(at.Value)), position));
        await CountAsSealedAsync(session, issues, known, ct);
        var now = known[position];
        var closings = await session.StateAsync<ClosedWeeks>(ClosedWeeks.Stream, ct);
        var file = await session.StateAsync<WeekFile>(term.Stream, ct) ?? WeekFile.Empty;
        var lodged = await appeals.AllAsync(district, ct);
        var examination = await verification.OfAsync(district, ct);
        var halted = (await progress.ReadAsync(ct)).Where(shard => shard.IsHalted)
            .Select(shard => new HaltedProjection(shard.Shard, shard.Reason)).ToList();
        if (await boards.StandsAsync(district, ct) is { } why)
        {
            halted.Add(new HaltedProjection("实时排名", why));
        }

        var differences = await reconciliation.DifferencesAsync(district, now.Known, now.Scores, ct);
        return Gate.Examine(new GateInput(
            term.Week, closings?.Of(term.Week), file, now, issues, Baselines.Of(issues, known))
        {
            Period = term.Period,
            Early = closings?.EarlyBy(term.Week),
            Papers = (await session.StateAsync<Visibility>(Visibility.Stream, ct) ?? Visibility.Usual).Papers,
            Appeals = lodged,
            Verification = examination.Book,
            Findings = examination.Findings,
            Board = new BoardState(last, halted, differences),
        });
    }

    private static async Task CountAsSealedAsync(
        IQuerySession session, Issues issues, Dictionary<long, Scored> known, CancellationToken ct)
    {
        var baselines = Baselines.Positions(issues).ToHashSet();
        foreach (var issue in issues.InOrder.Where(one => baselines.Contains(one.Position)))
        {
            var file = await session.StateAsync<WeekFile>(WeekFile.StreamOf(issue.Week), ct);
            if (file?.Issue(issue.Number) is { } standing)
            {
                known[issue.Position] = NamesThen.AsSealed(known[issue.Position], issue.Week, standing.Record);
            }
        }
    }
}
