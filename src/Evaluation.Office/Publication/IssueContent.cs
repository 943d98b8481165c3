using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Publication;

/// <summary>A unit whose year to date in a later bulletin is no longer what would be published.</summary>
public sealed record YearChange(
    string Group, string Unit, decimal PointsBefore, decimal PointsAfter, int RankBefore, int RankAfter);

/// <summary>A later bulletin whose year to date is touched.</summary>
/// <param name="Week">Its week.</param>
/// <param name="Units">The units that differ.</param>
public sealed record TouchedBulletin(Week Week, IReadOnlyList<YearChange> Units);

/// <summary>What an issue publishes, apart from who publishes it when.</summary>
public static class IssueContent
{
    /// <summary>
    /// Whether lines, points, figures, ranks, lists or reports differ; other words alone are no change.
    /// </summary>
    public static bool Differs(Bulletin standing, Bulletin made) =>
        BulletinFiles.Record(Figures(standing)) != BulletinFiles.Record(Figures(made));

    /// <summary>The sealed weeks before a week whose points differ from what was last published of them.</summary>
    public static IReadOnlyList<(Week Week, int Lines, IReadOnlyList<string> Units)> Late(
        Issues issues, Baselines? before, IReadOnlyList<UnitScore> now, Week week) =>
    [
        .. (before?.Differences(now, week) ?? [])
            .GroupBy(one => one.Week)
            .Where(one => issues.InForce(one.Key) is not null)
            .OrderBy(one => one.Key)
            .Select(one => (one.Key, one.Count(),
                (IReadOnlyList<string>)[.. one.Select(line => line.Unit).Distinct(StringComparer.Ordinal)])),
    ];

    /// <summary>
    /// The bulletins of later weeks of the assessment year whose printed year to date differs from what is known now.
    /// </summary>
    /// <param name="week">The week that is to get a new issue.</param>
    /// <param name="printed">The rankings that the issues in force print, by week.</param>
    /// <param name="now">The district as known now.</param>
    public static IReadOnlyList<TouchedBulletin> Touched(
        Week week, IReadOnlyDictionary<Week, IReadOnlyList<GroupRanking>> printed, Scored now)
    {
        var touched = new List<TouchedBulletin>();
        foreach (var later in printed.Keys.Where(one => one > week && SameYear(now.Rules, week, one)).Order())
        {
            var before = printed[later].SelectMany(group => group.Standings)
                .ToDictionary(one => one.Totals.Unit, StringComparer.Ordinal);
            var known = now.Rank(later);
            var empty = EmptyPlaces.Before(known).Count == 0;
            var units = known.SelectMany(group => group.Standings, (group, standing) =>
                {
                    var was = before.GetValueOrDefault(standing.Totals.Unit);
                    return new YearChange(
                        group.Group, standing.Totals.Unit, was?.Totals.YearPoints ?? 0m,
                        Exact.Trim(standing.Totals.YearPoints), was?.YearRank ?? 0,
                        empty ? was?.YearRank ?? 0 : standing.YearRank);
                })
                .Where(one => (one.PointsBefore, one.RankBefore) != (one.PointsAfter, one.RankAfter)).ToList();
            if (units.Count > 0)
            {
                touched.Add(new TouchedBulletin(later, units));
            }
        }

        return touched;
    }

    private static bool SameYear(RuleSet rules, Week one, Week other) =>
        Snapshot.Frame(rules, other)?.Calendar is { } calendar && calendar.YearOf(one) == calendar.YearOf(other);

    // Who was called what, and which place came a week before, is not this week's own.
    private static Bulletin Figures(Bulletin one) => one with
    {
        DistrictName = "",
        Issuer = "",
        Title = "",
        Document = "",
        Rulebook = "",
        Notice = "",
        Editions = [],
        CutOff = default,
        SealedAt = default,
        Position = 0,
        ClosedBy = "",
        SealedBy = "",
        Columns = [],
        Groups = [.. one.Groups.Select(group => group with
        {
            Rows = [.. group.Rows.Select(row => row with { Name = "", PreviousYearRank = null })],
        })],
        None = [],
        Reports = one.Reports with
        {
            Late = [.. one.Reports.Late.Select(late => late with { Name = "" })],
            Missing = [],
            Nil = [],
        },
        Corrections = [],
        CarriedOver = [],
        Sheets =
        [
            .. one.Sheets.Where(sheet => sheet.Lines.Count > 0).Select(sheet => sheet with
            {
                Lines =
                [
                    .. sheet.Lines.Select(line =>
                        line with { About = "", Because = "", Stream = null, Position = null }),
                ],
            }),
        ],
        Issue = null,
        Period = null,
        ConfirmedBy = null,
        Waivers = null,
        Format = null,
        Cut = null,
        Empty = null,
        Rounding = null,
    };
}
