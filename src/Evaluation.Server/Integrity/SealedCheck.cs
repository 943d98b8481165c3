using Evaluation.Office.Ledger;
using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;
using Evaluation.Server.Board.Past;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Publication;

namespace Evaluation.Server.Integrity;

/// <summary>
/// Compares every sealed byte: with the hashes in the event that sealed it, with the hashes beside it, with what its
/// record prints, and the record with the events before it.
/// </summary>
/// <param name="issueReader">The outlines of the issues.</param>
/// <param name="replay">The fold of the events.</param>
/// <param name="recount">Counts an issue again.</param>
internal sealed class SealedCheck(EventReader events, IssueReader issueReader, Replay replay, Recount recount)
{
    // Entries and issues up to which the district is kept as known at all issues; beyond, each issue replays the log.
    private const long MostKept = 3_000_000;

    /// <summary>Compares the issues of a district.</summary>
    /// <param name="log">What its events come to.</param>
    /// <param name="findings">Receives what is wrong.</param>
    /// <param name="notes">Receives what could not be compared, or differs without saying something else.</param>
    /// <param name="step">Called after every week and period, with how many of how many are done.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>How many issues there are.</returns>
    public async Task<int> RunAsync(
        BoardMoment moment, FoldedLog log, Breaches findings, Breaches notes, Func<int, int, Task> step,
        CancellationToken ct)
    {
        var (district, stored, names) = (moment.District, new StoredIssues(moment), new HashSet<string>());
        var headings = await stored.HeadingsAsync(ct);
        var (issues, known) = await KnownAsync(district, log, findings, notes, ct);
        var done = 0;
        var turned = 0;
        var all = 0;
        foreach (var term in log.Sealed)
        {
            if (await FileAsync(district, term, log.Last, findings, ct) is { Sealed: not null } file)
            {
                var before = (BulletinSealed?)null;
                for (var number = 1; number <= file.LastIssue; number++)
                {
                    turned += term.Period is null ? 1 : 0;
                    names.UnionWith(await new IssueCheck(district, file, number, before, findings, notes).RunAsync(
                        stored, ct));
                    all++;
                    await RecountAsync(
                        district, file, number, issues, term.Period is null ? known : null, findings, ct);
                    before = file.Issue(number);
                }

                Heading(district, file, headings, findings);
            }

            await step(++done, log.Sealed.Count);
        }

        foreach (var id in (await stored.NamesAsync(ct)).Where(id => !names.Contains(id)))
        {
            findings.Add(district, IntegrityCheck.Sealed, id, "有存档，却没有签发它的事件。");
        }

        foreach (var id in headings.Keys)
        {
            findings.Add(district, IntegrityCheck.Headings, id, "列在目录中，却没有签发它的事件。");
        }

        var turns = await stored.TurnsAsync(ct);
        if (!turns.SequenceEqual(Enumerable.Range(1, turned)))
        {
            findings.Add(
                district, IntegrityCheck.Headings, "印发次序",
                $"登记了{turns.Count}次（至第{turns.LastOrDefault()}次），事件有{turned}次。");
        }

        return all;
    }

    // Every issue compares itself with those before it, so that one pass for all positions is much less than one each.
    private async Task<(Issues? Issues, IReadOnlyDictionary<long, Scored>? Known)> KnownAsync(
        string district, FoldedLog log, Breaches findings, Breaches notes, CancellationToken ct)
    {
        if (log.Sealed.Count == 0)
        {
            return (null, null);
        }

        if (log.Known is not { } now)
        {
            notes.Add(district, IntegrityCheck.Recount, "全部通报", "有事件不能使用，没有重算。");
            return (null, null);
        }

        try
        {
            var issues = await issueReader.AllAsync(district, ct);
            var positions = issues.InOrder.Select(issue => issue.Position).Distinct().ToList();
            return (now.Entries.Count + 1L) * positions.Count > MostKept
                ? (issues, null)
                : (issues, CountedThen.AsSealed(
                    (await replay.AtAsync(district, positions, ct))
                    .ToDictionary(at => at.Key, at => Scored.FromTexts(at.Value)), positions.Max()));
        }
        catch (Exception failed) when (IsOfContent(failed))
        {
            findings.Add(
                district, IntegrityCheck.Recount, "全部通报", $"不能重算：{failed.Message.Split('\n')[0]}");
            return (null, null);
        }
    }

    private async Task<WeekFile?> FileAsync(
        string district, Term term, long upTo, Breaches findings, CancellationToken ct)
    {
        try
        {
            var file = (await events.OfStreamsAsync(district, [term.Stream], upTo, ct))
                .Aggregate((WeekFile?)null, (known, e) => WeekFile.Evolve(known, e.Fact));
            if (file?.Sealed is null)
            {
                findings.Add(district, IntegrityCheck.Sealed, term.Id, "有补发而没有首次签发的事件。");
            }

            return file;
        }
        catch (Exception unreadable) when (IsOfContent(unreadable))
        {
            findings.Add(
                district, IntegrityCheck.Sealed, term.Id, $"该期的事件读不出：{unreadable.Message.Split('\n')[0]}");
            return null;
        }
    }

    private async Task RecountAsync(
        string district, WeekFile file, int number, Issues? issues, IReadOnlyDictionary<long, Scored>? known,
        Breaches findings, CancellationToken ct)
    {
        if (issues is null)
        {
            return;
        }

        var id = Issues.IdOf(file.Term!.Value.Id, number);
        try
        {
            if (await recount.OfEventsAsync(district, file, issues, number, known, ct) is { } difference)
            {
                findings.Add(district, IntegrityCheck.Recount, id, difference);
            }
        }
        catch (Exception failed) when (IsOfContent(failed))
        {
            findings.Add(district, IntegrityCheck.Recount, id, $"不能重算：{failed.Message.Split('\n')[0]}");
        }
    }

    // A database that is away says nothing about what it holds.
    private static bool IsOfContent(Exception failed) =>
        failed is not OperationCanceledException && !DatabaseFailures.IsDatabaseGone(failed);

    private static void Heading(
        string district, WeekFile file, Dictionary<string, BulletinHeading?> headings, Breaches findings)
    {
        var (standing, week) = (file.InForce!, file.Term!.Value.Id);
        if (!headings.Remove(week, out var heading))
        {
            findings.Add(district, IntegrityCheck.Headings, week, "已签发，目录中却没有。");
            return;
        }

        if (heading is null || heading.Id != week || heading.Document != standing.Document
            || heading.SealedOn != DateOnly.FromDateTime(standing.SealedAt.DateTime)
            || heading.Issue != file.LastIssue || heading.Papers != standing.Papers
            || heading.Title != TitleOf(standing.Record, heading.Title))
        {
            findings.Add(
                district, IntegrityCheck.Headings, week,
                heading is null ? "目录读不出。"
                    : $"目录写的是第{heading.Issue}次印发“{heading.Title}”（{heading.Document}），与现行的第"
                        + $"{file.LastIssue}次印发不同。");
        }
    }

    // A record that cannot be read is named where it is compared.
    private static string TitleOf(string record, string otherwise)
    {
        try
        {
            return BulletinFiles.Read(record).Title;
        }
        catch (Exception unreadable) when (unreadable is System.Text.Json.JsonException or NotSupportedException)
        {
            return otherwise;
        }
    }
}
