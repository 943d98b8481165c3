using Evaluation.Office.Claims;
using Evaluation.Office.Ledger;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Board.Past;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Board.Views;

/// <summary>Finds the ranks in which units of an unsealed week can end while claims are undecided.</summary>
/// <param name="board">The undecided claims.</param>
/// <param name="asOf">What was known when.</param>
/// <param name="ruleSets">Compiled rulebooks.</param>
public sealed class PossibleRankReader(BoardReader board, AsOf asOf, RuleSets ruleSets, EventReader events)
{
    private static readonly ClaimStatus[] Undecided = [ClaimStatus.Reported, ClaimStatus.Returned];

    /// <summary>
    /// The possible ranks, group by group; none for a sealed week, for periods and the past, and when nothing is open.
    /// </summary>
    public async Task<IReadOnlyList<PossibleRank>> OfAsync(LiveBoard live, CancellationToken ct)
    {
        if (!live.Provisional || live.Then || live.Period is not null)
        {
            return [];
        }

        var claims = await board.ClaimsAsync(live.District, Undecided, null, int.MaxValue, ct);
        if (claims.All(claim => claim.OccurredOn > live.Week.End)
            || await asOf.NowAsync(live.District, ct) is not { } now)
        {
            return [];
        }

        var file = now.Past.FileAt(live.Position);
        var rules = ruleSets.Of(file);
        var units = claims.SelectMany(claim => claim.Shares.Select(share => share.Unit).Append(claim.Unit))
            .ToHashSet(StringComparer.Ordinal);
        var whole = Scorer.TakesWholeDistrict(rules, file.Roster);
        var known = new Snapshot(
            live.Position, file,
            [
                .. now.Past.EntriesAt(live.Position, DateOnly.MinValue, live.Week.End)
                    .Where(entry => whole || units.Contains(entry.Unit)),
            ],
            [], new Dictionary<string, string>());
        var rankings = now.Past.RankingsAt(live.Week, live.Position, rules, Environment.ProcessorCount).Rankings
            .Where(ranking => ranking.Week == live.Week).ToList();
        var closed = (await events.OfStreamAsync(live.District, ClosedWeeks.Stream, ct))
            .Aggregate((ClosedWeeks?)null, (weeks, e) => ClosedWeeks.Evolve(weeks, e.Fact))?.Of(live.Week);
        var possible = PossibleRanks.Of(
            known, rules, live.Week, rankings, claims, Intake.Of(file, live.Week, closed?.CutOff),
            Environment.ProcessorCount);
        return EmptyPlaces.Before(rankings).Count > 0 ? possible : [.. possible.Select(one => one with { Rank = 0 })];
    }

    /// <summary>A unit's possible ranks in one sentence.</summary>
    public static string Sentence(PossibleRank one, string name) =>
        $"{name}{(one.Rank == 0 ? "尚无名次" : $"现列第{one.Rank}名")}，"
        + (one.Best == one.Worst ? "待定事项不影响其名次" : $"可能列第{one.Best}至第{one.Worst}名")
        + (one.Pending > 0 ? $"（尚有{one.Pending}件待定）。" : "。");
}
