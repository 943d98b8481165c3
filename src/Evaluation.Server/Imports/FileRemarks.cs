using System.Globalization;
using System.Text.Json;
using Evaluation.Office.Claims;
using Evaluation.Office.Imports;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Imports;

/// <summary>
/// What whoever sends a file should look at in rows that are right: likely repeats of the file's own rows and of
/// earlier claims, days without rules, and what is on record in a state in which it does not count.
/// </summary>
/// <param name="figures">The claims of units.</param>
/// <param name="board">The district's list of firms.</param>
public sealed class FileRemarks(ClaimFigures figures, BoardReader board)
{
    // A history of years is compared by the verifiers' findings; to read all of it twice would take minutes.
    private const int MostCompared = 20_000;

    /// <summary>The remarks in order of rows.</summary>
    /// <param name="import">What the file was decided by.</param>
    /// <param name="plan">What would be stored.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<RowRemark>> OfAsync(ClaimImport import, ClaimPlan plan, CancellationToken ct)
    {
        var rows = plan.Events.Where(planned => planned.Type == typeof(ClaimReported))
            .ToDictionary(planned => planned.Stream, planned => planned.Row, StringComparer.Ordinal);
        List<RowRemark> said =
        [
            .. plan.Void,
            .. plan.Repeats.Select(one => new RowRemark(
                rows[Claim.StreamOf(one.Claim)], string.Create(
                    CultureInfo.InvariantCulture,
                    $"与第{rows[Claim.StreamOf(one.Earlier)]}行重复，同一事项只计一次。"))),
        ];
        if (plan.Reported > MostCompared)
        {
            said.AddRange(plan.WithoutRules == 0 ? [] :
            [
                new RowRemark(0, $"{plan.WithoutRules}件新事项的发生日期尚无生效的考评办法，暂不计分。"),
            ]);
            return [.. said.OrderBy(one => one.Row)];
        }

        var claims = plan.Events.Where(planned => planned.Type == typeof(ClaimReported))
            .Select(planned => (planned.Row, Claim: Claim.Evolve(
                null, JsonSerializer.Deserialize<ClaimReported>(planned.Body, EventJson.Options)!)));
        foreach (var unit in claims.GroupBy(one => one.Claim.Unit, StringComparer.Ordinal))
        {
            said.AddRange(await OfUnitAsync(import, plan.District, unit.Key, [.. unit], ct));
        }

        return [.. said.OrderBy(one => one.Row)];
    }

    // By what they are about: each claim is compared with those alone that may be the same.
    private async Task<IEnumerable<RowRemark>> OfUnitAsync(
        ClaimImport import, string district, string unit, IReadOnlyList<(int Row, Claim Claim)> claims,
        CancellationToken ct)
    {
        var anyDay = claims.Any(one => ClaimRemarks.MayRepeatAnyDay(one.Claim, import.Rules));
        var (from, to) = anyDay ? (Week.FirstDay, Week.LastDay)
            : (claims.Min(one => one.Claim.OccurredOn), claims.Max(one => one.Claim.OccurredOn));
        var earlier = await figures.OfDaysAsync(district, unit, from, to, ct);
        var firms = (await board.DistrictAsync(district, ct))?.File.Roster.Firms;
        var matters = earlier.ToLookup(claim => ClaimRemarks.MatterOf(claim, import.Rules, firms));
        return claims.SelectMany(one => ClaimRemarks.Of(
                one.Claim, matters[ClaimRemarks.MatterOf(one.Claim, import.Rules, firms)], import.Rules,
                import.Offset, firms)
            .Select(text => new RowRemark(one.Row, text)));
    }
}
