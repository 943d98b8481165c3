using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Store;
using Npgsql;

namespace Evaluation.Server.Board.Views;

/// <summary>Explains why ranks differ from last week's.</summary>
/// <param name="databases">
/// The databases of the districts; sealed bulletins never change, so they are read beside the board's moment.
/// </param>
public sealed class WeekMovesReader(Databases databases)
{
    // The sheets are the larger part of a record and are not wanted.
    private const string Groups = $"""
        select ((data ->> 'record')::jsonb -> 'groups')::text from {MartenTables.SealedBulletins}
        where tenant_id = $1 and id = $2
        """;

    /// <summary>The moves of a week.</summary>
    public async Task<WeekMoves> OfAsync(
        string district, WeekRows rows, Week week, Rulebook edition, CancellationToken ct)
    {
        var before = Issues.Of(rows.File).InForce(week.Previous) is { } sealing
            ? await PublishedAsync(district, sealing, ct)
            : Ranked(rows, week, edition);
        before = EmptyPlaces.Before(before);
        var now = EmptyPlaces.Of([.. edition.Ranking.Groups
            .SelectMany(group => rows.Rankings.Where(ranking => ranking.Week == week && ranking.Group == group))]);
        var roster = rows.File.Roster;
        var sentences = new RankSentences(
            edition, unit => (roster.On(unit, week.End) ?? roster.On(unit, week.Previous.End))?.Name ?? unit);
        return new WeekMoves(before, sentences.AddTo(RankMoves.Of(week, before, now, edition, rows.File.Roster)));
    }

    // The week before as it is ranked now; none before the first closed week, of which nothing is printed, and none
    // when rules only begin within it and nobody has a point.
    private static List<GroupRanking> Ranked(WeekRows rows, Week week, Rulebook edition)
    {
        var before = rows.Rankings.Where(ranking => ranking.Week == week.Previous).ToList();
        var begins = week.Previous.Start < edition.Calendar.First
            && before.TrueForAll(group => group.Standings.All(one => one.Totals.YearPoints == 0m));
        return rows.File.FirstClosed >= week || begins ? [] : before;
    }

    /// <summary>The rankings that an issue printed.</summary>
    public async Task<IReadOnlyList<GroupRanking>> PublishedAsync(string district, Issue issue, CancellationToken ct)
    {
        await using var command = databases.For(district).Command(Groups);
        command.Parameters.Add(new NpgsqlParameter { Value = district });
        command.Parameters.Add(new NpgsqlParameter { Value = Issues.IdOf(issue.Week.Id, issue.Number) });
        return await command.ExecuteScalarAsync(ct) is string groups ? BulletinFiles.Rankings(groups, issue.Week) : [];
    }
}
