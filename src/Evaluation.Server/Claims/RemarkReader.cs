using Evaluation.Office.Adoption;
using Evaluation.Office.Claims;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Claims;

/// <summary>Reads what a reporter is told about a claim just reported or corrected.</summary>
/// <param name="databases">The databases of the districts.</param>
/// <param name="states">Roster and rules.</param>
/// <param name="ruleSets">Compiled rulebooks.</param>
/// <param name="board">The claims, as far as they are projected.</param>
/// <param name="events">The log, for what is not projected yet.</param>
public sealed class RemarkReader(
    Databases databases, StateCache states, RuleSets ruleSets, BoardReader board, EventReader events)
{
    // A board that works is some events behind; one that stands still must not make every report read its whole tail.
    private const int MostFresh = 200;

    private const string NotCompared = "计分数据尚未更新，没有与最近填报的事项比对是否重复。";

    /// <summary>The remarks about a claim; none for one that does not exist.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(string district, string id, CancellationToken ct)
    {
        await using var session = databases.Session(district);
        var known = states.At(session);
        await known.SeeAsync([Editions.Stream, DistrictFounded.Stream], ct);
        if (await Read.StateAsync<Claim>(session, Claim.StreamOf(id), ct) is not { } claim
            || await known.StateAsync<DistrictFounded>(DistrictFounded.Stream, ct) is not { } founded)
        {
            return [];
        }

        var rules = ruleSets.Of(await known.StateAsync<Editions>(Editions.Stream, ct) ?? Editions.None);
        var anyDay = ClaimRemarks.MayRepeatAnyDay(claim, rules);
        var open = await board.UndecidedAsync(district, claim.Unit, anyDay ? null : claim.OccurredOn, ct);
        var counted = anyDay ? await board.OpenOfUnitsAsync(district, [claim.Unit], ct)
            : await board.EntriesAsync(district, claim.Unit, Week.Of(claim.OccurredOn, founded.WeekStarts), ct);
        var (fresh, uncompared) = await FreshAsync(district, claim, ct);
        var others = open.Concat(fresh).Concat(counted.Where(entry => entry.Kind == claim.Kind
                && (anyDay || entry.OccurredOn == claim.OccurredOn)).Select(entry => entry.Fact))
            .Where(other => other != id).Distinct(StringComparer.Ordinal).ToList();
        return
        [
            .. ClaimRemarks.Of(
                claim, others.Count == 0 ? [] : await board.ClaimsAsync(district, others, ct), rules,
                founded.UtcOffset),
            .. uncompared ? [NotCompared] : Array.Empty<string>(),
        ];
    }

    // What was reported since the board was last written: claims that follow one another at once, above all.
    private async Task<(List<string> Claims, bool Uncompared)> FreshAsync(
        string district, Claim claim, CancellationToken ct)
    {
        var (fresh, reached) = (new List<string>(), await board.ProjectedAsync(district, ct));
        if (await events.HasMoreAsync(district, reached, MostFresh, ct))
        {
            return (fresh, true);
        }

        try
        {
            await foreach (var logged in events.FactsAsync(district, reached, long.MaxValue, ct))
            {
                if (logged.Fact is ClaimReported other && other.Unit == claim.Unit && other.Kind == claim.Kind)
                {
                    fresh.Add(other.Claim);
                }
            }

            return (fresh, false);
        }
        catch (InvalidOperationException)
        {
            // An event that nobody can read: the district's board stands still at it.
            return (fresh, true);
        }
    }
}
