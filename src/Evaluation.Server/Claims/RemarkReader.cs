using System.Text.Json;
using Evaluation.Office.Adoption;
using Evaluation.Office.Claims;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Claims;

/// <summary>What remarks about a claim are judged by.</summary>
/// <param name="Founded">The district; null for one that does not exist.</param>
/// <param name="Rules">Its editions.</param>
public sealed record RemarkGround(DistrictFounded? Founded, RuleSet Rules);

/// <summary>Reads what a reporter is told about a claim just reported or corrected.</summary>
/// <param name="ruleSets">Compiled rulebooks.</param>
/// <param name="earlier">Finds what a claim is compared with.</param>
/// <param name="board">What these claims say.</param>
public sealed class RemarkReader(RuleSets ruleSets, EarlierClaimReader earlier, BoardReader board)
{
    private const string NotCompared = "计分数据尚未更新，没有与最近填报的事项比对是否重复。";
    private const string NotRead = "内容已保存，但没有能及时读出此前填报的事项，没有比对是否重复。";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Reads what remarks are judged by, before the command is stored.</summary>
    public async Task<RemarkGround> GroundAsync(IStates known, CancellationToken ct) => new(
        await known.StateAsync<DistrictFounded>(DistrictFounded.Stream, ct),
        ruleSets.Of(await known.StateAsync<Editions>(Editions.Stream, ct) ?? Editions.None));

    /// <summary>
    /// An outcome with the remarks about the claim that was accepted. It is stored by now, so that what keeps the
    /// earlier claims from being read is no more than a remark, and nobody waits for a database that does not answer.
    /// </summary>
    /// <param name="outcome">What became of the command.</param>
    /// <param name="claim">The claim as it is now.</param>
    /// <param name="ground">What remarks are judged by.</param>
    /// <param name="ct">Gives up the reading.</param>
    public async Task<Outcome> RemarkAsync(
        Outcome outcome, string district, Claim claim, RemarkGround ground, CancellationToken ct)
    {
        if (!outcome.IsAccepted || ground.Founded is not { } founded)
        {
            return outcome;
        }

        try
        {
            return outcome with
            {
                Remarks = await OfAsync(district, claim, founded, ground.Rules, ct).WaitAsync(Patience, ct),
            };
        }
        catch (Exception unread) when (DatabaseTrouble.RefusalOf(unread) is not null
            || unread is TimeoutException or InvalidOperationException or JsonException)
        {
            return outcome with { Remarks = [NotRead] };
        }
    }

    private async Task<IReadOnlyList<string>> OfAsync(
        string district, Claim claim, DistrictFounded founded, RuleSet rules, CancellationToken ct)
    {
        var (from, to) = ClaimRemarks.MayRepeatAnyDay(claim, rules)
            ? (Week.FirstDay, Week.LastDay)
            : (claim.OccurredOn, claim.OccurredOn);
        var found = await earlier.OfAsync(district, claim, from, to, founded.WeekStarts, ct);
        var others = found.Claims.Where(other => other != claim.Id).ToList();
        if (others.Count == 0)
        {
            return [.. ClaimRemarks.Of(claim, [], rules, founded.UtcOffset, null), .. Unread(found)];
        }

        var firms = (await board.DistrictAsync(district, ct))?.File.Roster.Firms;
        return
        [
            .. ClaimRemarks.Of(
                claim, await board.ClaimsAsync(district, others, ct), rules, founded.UtcOffset, firms),
            .. Unread(found),
        ];
    }

    private static string[] Unread(EarlierClaims found) => found.WithLatest ? [] : [NotCompared];
}
