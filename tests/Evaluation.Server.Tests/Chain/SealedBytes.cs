using Evaluation.Office.Ledger;
using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Board.Past;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Publication;
using FluentAssertions;
using Npgsql;

namespace Evaluation.Server.Tests.Chain;

/// <summary>
/// Everything stored with the sealings of a district, recorded when it was first seen, and what must hold of it from
/// then on.
/// </summary>
internal sealed class SealedBytes(Town town, string district)
{
    // Whole rows: also who stored them when.
    private const string Select = $"""
        select 'issue ' || d.id, md5(d::text) from {StoreSetup.DocumentSchema}.mt_doc_sealedbulletin d
        where tenant_id = $1
        union all
        select 'event ' || e.seq_id, md5(e::text) from {StoreSetup.EventSchema}.mt_events e
        where tenant_id = $1 and type in ('bulletin.sealed.v1', 'bulletin.reissued.v1')
        """;

    private readonly Dictionary<string, string> taken = new(StringComparer.Ordinal);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>How many issues are known.</summary>
    public int Issues => taken.Count / 2;

    /// <summary>Records new rows; known rows must be unchanged.</summary>
    public async Task HoldAsync()
    {
        await using var command = town.Get<NpgsqlDataSource>().CreateCommand(Select);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = district });
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var missing = taken.Keys.ToHashSet(StringComparer.Ordinal);
        while (await reader.ReadAsync(Ct))
        {
            var (name, bytes) = (reader.GetString(0), reader.GetString(1));
            missing.Remove(name);
            if (!taken.TryAdd(name, bytes))
            {
                bytes.Should().Be(taken[name], "{0} of {1} is sealed", name, district);
            }
        }

        missing.Should().BeEmpty("what is sealed in {0} stays", district);
    }

    /// <summary>The sealed bytes are what they were, recount, add up, and the board is what a replay makes.</summary>
    public async Task ProveAsync()
    {
        await HoldAsync();
        await town.CaughtUpAsync(district);
        var last = await town.LastAsync(district);
        var now = await town.Get<Replay>().AtAsync(district, last, Ct);
        (await town.Get<Reconciliation>().DifferencesAsync(district, now, Ct)).Should()
            .BeEmpty("the board is a replay");
        await using var session = town.Session(district);
        var issues = new List<(Week Week, Bulletin Bulletin)>();
        foreach (var week in now.District.Sealings.Select(sealing => sealing.Week))
        {
            (await town.Get<Recount>().DifferenceAsync(session, week, Ct)).Should().BeNull("{0} {1}", district, week);
            var file = (await session.StateAsync<WeekFile>(WeekFile.StreamOf(week), Ct))!;
            issues.AddRange(file.Issues.Select(issue => (week, BulletinFiles.Read(issue.Record))));
        }

        issues.Should().HaveCount(Issues);
        await AddUpAsync([.. issues.OrderBy(one => one.Bulletin.Position)]);
    }

    // The issue in force of a week and the corrections after it are what was known of it at the last bulletin.
    private async Task AddUpAsync(IReadOnlyList<(Week Week, Bulletin Bulletin)> issues)
    {
        var (lastWeek, last) = issues.Last(one => one.Bulletin.Issue is null);
        var published = issues.Where(one => one.Bulletin.Position <= last.Position).ToList();
        var then = await town.Get<Replay>().AtAsync(district, last.Position, Ct);
        var known = Intake.Of(then.District, lastWeek, last.CutOff).Of(then);
        var sheets = known.Score(known.District.Editions.Compile()).SelectMany(score => score.Sheets)
            .ToLookup(sheet => sheet.Week);
        foreach (var week in published.Select(one => one.Week).Distinct())
        {
            var standing = published.FindLastIndex(one => one.Week == week);
            var said = published[standing].Bulletin.Sheets
                .SelectMany(
                    sheet => sheet.Lines, (sheet, line) => ($"{sheet.Unit} {line.Clause} {line.Fact}", line.Points))
                .Concat(published.Skip(standing + 1).SelectMany(one => one.Bulletin.Corrections)
                    .Where(one => one.Week == week.Id)
                    .Select(one => ($"{one.Unit} {one.Clause} {one.Fact}", one.After - one.Before)));
            var scored = sheets[week].SelectMany(
                sheet => sheet.Lines, (sheet, line) => ($"{sheet.Unit} {line.Clause} {line.Fact}", line.Points));
            Sums(said).Should().Equal(Sums(scored), "{0} {1} adds up", district, week);
        }
    }

    private static List<(string, decimal)> Sums(IEnumerable<(string Key, decimal Points)> lines) =>
    [
        .. lines.GroupBy(one => one.Key).Select(one => (one.Key, one.Sum(line => line.Points)))
            .Where(one => one.Item2 != 0m).OrderBy(one => one.Key, StringComparer.Ordinal),
    ];
}
