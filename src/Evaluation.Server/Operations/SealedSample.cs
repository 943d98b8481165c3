using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Board.Past;
using Evaluation.Server.Integrity;
using Evaluation.Server.Kit.Store;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Evaluation.Server.Operations;

/// <summary>
/// Compares the bytes of some sealed issues with their hashes, their events and their records: of each district the
/// last one and two by chance. `verify` compares all.
/// </summary>
/// <param name="databases">The databases of the districts.</param>
/// <param name="board">Knows the issues.</param>
internal sealed class SealedSample(Databases databases, Districts districts, BoardReader board, EventReader events)
    : IHealthCheck
{
    private const int ByChance = 2;

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var (findings, compared) = (new Breaches(), 0);
        foreach (var district in await districts.AllAsync(cancellationToken))
        {
            if (await board.DistrictAsync(district, cancellationToken) is not { } head)
            {
                continue;
            }

            await using var moment = await BoardMoment.OpenAsync(databases.For(district), district, cancellationToken);
            foreach (var issue in Chosen(Issues.Of(head.File).InOrder))
            {
                await CompareAsync(moment, issue, findings, cancellationToken);
                compared++;
            }
        }

        var data = new Dictionary<string, object> { ["issues"] = compared };
        var lines = findings.Groups.SelectMany(group => group.Lines()).ToList();
        if (lines.Count == 0)
        {
            return HealthCheckResult.Healthy($"抽查{compared}期已签发的通报，与签发时的校验和及记录相符。", data);
        }

        // Lines quote what is printed, and what a check says goes into the log.
        data["first"] = lines;
        return HealthCheckResult.Unhealthy(
            $"抽查{compared}期已签发的通报，发现{lines.Count}处与签发时不同。请运行 evaluation verify 查明全部。",
            data: data);
    }

    private static IEnumerable<Issue> Chosen(IReadOnlyList<Issue> all) =>
        all.SkipLast(1).OrderBy(_ => Random.Shared.Next()).Take(ByChance).Concat(all.TakeLast(1));

    private async Task CompareAsync(BoardMoment moment, Issue issue, Breaches findings, CancellationToken ct)
    {
        var file = (await events.OfStreamsAsync(
            moment.District, [WeekFile.StreamOf(issue.Week)], long.MaxValue, ct))
            .Aggregate((WeekFile?)null, (known, e) => WeekFile.Evolve(known, e.Fact));
        if (file?.Issue(issue.Number) is null)
        {
            findings.Add(moment.District, IntegrityCheck.Sealed, issue.Week.Id, "没有签发它的事件。");
            return;
        }

        await new IssueCheck(
            moment.District, file, issue.Number, file.Issue(issue.Number - 1), findings, new Breaches()).RunAsync(
            new StoredIssues(moment), ct);
    }
}
