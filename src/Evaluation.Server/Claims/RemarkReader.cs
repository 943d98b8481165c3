using Evaluation.Office.Adoption;
using Evaluation.Office.Claims;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Claims;

/// <summary>Reads what a reporter is told about a claim just reported or corrected.</summary>
/// <param name="ruleSets">Compiled rulebooks.</param>
/// <param name="earlier">Finds what a claim is compared with.</param>
/// <param name="board">What these claims say.</param>
public sealed class RemarkReader(RuleSets ruleSets, EarlierClaimReader earlier, BoardReader board)
{
    private const string NotCompared = "计分数据尚未更新，没有与最近填报的事项比对是否重复。";
    private const string NotRead = "事项已登记，但数据库随即没有应答，没有与此前填报的事项比对是否重复。";

    /// <summary>
    /// An outcome with the remarks about the claim that was accepted. It is stored by now: that the database does not
    /// answer any more is a remark as well.
    /// </summary>
    /// <param name="outcome">What became of the command.</param>
    /// <param name="district">The district.</param>
    /// <param name="claim">The claim as it is now.</param>
    /// <param name="known">What the command has read.</param>
    /// <param name="ct">Gives up the reading.</param>
    public async Task<Outcome> RemarkAsync(
        Outcome outcome, string district, Claim claim, IStates known, CancellationToken ct)
    {
        if (!outcome.IsAccepted)
        {
            return outcome;
        }

        try
        {
            return outcome with { Remarks = await OfAsync(district, claim, known, ct) };
        }
        catch (Exception unread) when (DatabaseTrouble.RefusalOf(unread) is not null)
        {
            return outcome with { Remarks = [NotRead] };
        }
    }

    private async Task<IReadOnlyList<string>> OfAsync(
        string district, Claim claim, IStates known, CancellationToken ct)
    {
        if (await known.StateAsync<DistrictFounded>(DistrictFounded.Stream, ct) is not { } founded)
        {
            return [];
        }

        var rules = ruleSets.Of(await known.StateAsync<Editions>(Editions.Stream, ct) ?? Editions.None);
        var (from, to) = ClaimRemarks.MayRepeatAnyDay(claim, rules)
            ? (Week.FirstDay, Week.LastDay)
            : (claim.OccurredOn, claim.OccurredOn);
        var found = await earlier.OfAsync(district, claim, from, to, founded.WeekStarts, ct);
        var others = found.Claims.Where(other => other != claim.Id).ToList();
        return
        [
            .. ClaimRemarks.Of(
                claim, others.Count == 0 ? [] : await board.ClaimsAsync(district, others, ct), rules,
                founded.UtcOffset),
            .. found.WithLatest ? Array.Empty<string>() : [NotCompared],
        ];
    }
}
