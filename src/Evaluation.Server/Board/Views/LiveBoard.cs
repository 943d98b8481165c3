using Evaluation.Office.Ledger;
using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Board.Past;

namespace Evaluation.Server.Board.Views;

/// <summary>How far the publication of a week is.</summary>
public enum WeekStanding
{
    /// <summary>进行中: facts are still taken.</summary>
    Open,

    /// <summary>已截止: its bulletin is being prepared.</summary>
    Closed,

    /// <summary>已签发: its bulletin is published.</summary>
    Sealed,
}

/// <summary>The ranking of a week as known now or at an earlier position, in the shape of a bulletin.</summary>
/// <param name="District">The district.</param>
/// <param name="Name">Its name in print.</param>
/// <param name="Week">The week.</param>
/// <param name="Standing">How far its publication is.</param>
/// <param name="Position">The last event that the board knows.</param>
/// <param name="Previous">The ranked week before; null for the first.</param>
/// <param name="Next">The ranked week after; null for the last.</param>
/// <param name="Decimals">Decimal places of printed points.</param>
/// <param name="Columns">The rulebook's columns.</param>
/// <param name="Groups">The groups, in print order.</param>
/// <param name="WeekTotals">Figures of the whole district this week, one for each column.</param>
/// <param name="YearTotals">Figures of the whole district in the year to date.</param>
/// <param name="Moves">Why each unit's rank differs from last week's, group by group.</param>
public sealed record LiveBoard(
    string District, string Name, Week Week, WeekStanding Standing, long Position, Week? Previous, Week? Next,
    int Decimals, IReadOnlyList<BulletinColumn> Columns, IReadOnlyList<BulletinGroup> Groups,
    IReadOnlyList<decimal> WeekTotals, IReadOnlyList<decimal> YearTotals, IReadOnlyList<RankMove> Moves)
{
    /// <summary>The period that is ranked where else the week is; null in the ranking of a week.</summary>
    public NamedPeriod? Period { get; init; }

    /// <summary>The period before, and the one after when its weeks are closed; null for none and for a week.</summary>
    public NamedPeriod? Before { get; init; }

    /// <inheritdoc cref="Before"/>
    public NamedPeriod? After { get; init; }

    /// <summary>Of each period that the rules publish the last one that was over by then.</summary>
    public IReadOnlyList<NamedPeriod> Published { get; init; } = [];

    /// <summary>Of what nobody has a place, as in <see cref="Bulletin.Empty"/>; null for neither.</summary>
    public IReadOnlyList<string>? Empty { get; init; }

    /// <summary>Of what nobody has a place, in sentences.</summary>
    public IReadOnlyList<string> Placeless => PlacelessIn(Empty, Here);

    /// <summary>Of what nobody has a place, in sentences.</summary>
    /// <param name="empty">Its words.</param>
    /// <param name="here">The week or period in print, in short.</param>
    public static IReadOnlyList<string> PlacelessIn(IReadOnlyList<string>? empty, string here) =>
    [
        .. (empty ?? []).Select(word => word == EmptyPlaces.Week
            ? $"{here}没有单位得分，也没有计数的事项，不列{here}位次。"
            : "年度累计没有单位得分，也没有计数的事项，不列累计位次和升降。"),
    ];

    /// <summary>The week, or the period.</summary>
    public Term Term => new(Week, Period);

    /// <summary>The week or period in print, in short: 本周, 本月.</summary>
    public string Here => Period is null ? "本周" : BulletinPeriod.ShortOf(Periods.KeyOf(Period.Span));

    /// <summary>Whether it is as known at an earlier position, not as known now.</summary>
    public bool Then { get; init; }

    /// <summary>Whether the ranking is not final (未定稿): the week's bulletin is not sealed.</summary>
    public bool Provisional => Standing != WeekStanding.Sealed;

    /// <summary>Points of the year to date that units inherited as successors; null for none.</summary>
    public IReadOnlyList<InheritedNote>? Inherited { get; init; }

    /// <summary>How totals are printed; null in a week sealed before one number decided.</summary>
    public Precision? Rounding { get; init; }

    /// <summary>How totals are printed.</summary>
    public PrintedPoints Print => new(Rounding, Decimals);

    /// <summary>The plain rankings: for each group one of the week and one of the year to date.</summary>
    public IEnumerable<PlainRanking> Rankings => Groups.SelectMany(group => (PlainRanking[])
    [
        new(
            group.Group, Term.Id, Period is null ? "week" : "period",
            [.. group.Rows
                .OrderBy(row => Period is not null && row.WeekRank == 0).ThenBy(row => row.WeekRank)
                .Select(row => new PlainRow(row.WeekRank, row.Unit, row.WeekPoints)
                {
                    Decided = Print.Decided(row.WeekPoints),
                })]),
        new(
            group.Group, Term.Id, "year",
            [.. group.Rows.OrderBy(row => Period is null ? 0 : row.YearRank == 0 ? int.MaxValue : row.YearRank)
                .Select(row => new PlainRow(row.YearRank, row.Unit, row.YearPoints)
                {
                    Decided = Print.Decided(row.YearPoints),
                })]),
    ]);

    /// <summary>A standing in the office's words.</summary>
    public static string LabelOf(WeekStanding standing) => standing switch
    {
        WeekStanding.Open => "进行中",
        WeekStanding.Closed => "已截止",
        _ => "已签发",
    };
}

/// <summary>Reads the live ranking of a week.</summary>
/// <param name="weeks">The board's tables.</param>
/// <param name="named">Finds the week by its name.</param>
/// <param name="ruleSets">Compiled rulebooks.</param>
/// <param name="moves">Compares with the week before.</param>
/// <param name="asOf">What was known at a position.</param>
/// <param name="periods">The boards of periods.</param>
public sealed class LiveBoards(
    WeekReader weeks, NamedWeeks named, RuleSets ruleSets, WeekMovesReader moves, AsOf asOf, PeriodBoards periods)
{
    /// <summary>The board of a week or a period; without a name, of the last closed week.</summary>
    /// <param name="district">The district.</param>
    /// <param name="week">The name of the week or period; null for the last closed week.</param>
    /// <param name="knownAt">A position or time: the board as known then; null for now.</param>
    /// <returns>The board, or why there is none: unknown district, week or position.</returns>
    public async Task<Result<LiveBoard>> OfAsync(
        string district, string? week, string? knownAt, CancellationToken ct)
    {
        if (PeriodNames.IsPeriod(week))
        {
            return await periods.OfAsync(district, week!, knownAt, ct);
        }

        if (!(await named.OfAsync(district, week, knownAt, ct)).TryGet(out var frame, out var refusal))
        {
            return refusal;
        }

        var edition = frame.Edition;
        var columns = edition.Bulletin.Columns.Select(edition.MeasureOf).ToList();
        var year = edition.Calendar.YearOf(frame.Week);
        var from = year < frame.Week.Start ? year : frame.Week.Start;
        var kinds = columns.Select(column => column.Kind).Distinct().ToList();
        var rows = frame.Then is { } then
            ? asOf.Entries(then, frame.Week, from, frame.Week.End, kinds)
            : await weeks.EntriesAsync(district, frame.Week, from, frame.Week.End, kinds, ct);
        if (rows is null || rows.Rankings.All(ranking => ranking.Week != frame.Week))
        {
            return NamedWeeks.Unranked(frame.Week, rows?.First, rows?.Last);
        }

        var moved = await moves.OfAsync(district, rows, frame.Week, edition, ct);
        return Board(rows, frame.Week, edition, columns, moved) with { Then = frame.Then is not null };
    }

    private LiveBoard Board(WeekRows rows, Week week, Rulebook edition, List<Measure> columns, WeekMoves moved)
    {
        var file = rows.File;
        var known = new Snapshot(rows.Position, file, rows.Entries, [], new Dictionary<string, string>());
        var rules = ruleSets.Of(file);
        var year = edition.Calendar.YearOf(week);
        var print = PrintedPoints.Of(edition);
        var rankings = rows.Rankings.Where(one => one.Week == week).ToList();
        var printed = EmptyPlaces.Of(rankings);
        var before = moved.Before
            .SelectMany(ranking => ranking.Standings)
            .ToDictionary(standing => standing.Totals.Unit, standing => standing.YearRank, StringComparer.Ordinal);
        return new LiveBoard(
            file.Founded!.District, file.Founded.Name, week, Standing(file, week), rows.Position,
            rows.First < week ? week.Previous : null, rows.Last > week ? week.Next : null, print.Places,
            BulletinColumn.AllOf(edition),
            [
                .. edition.Ranking.Groups.Select(group => new BulletinGroup(
                    group, Rows(printed.FirstOrDefault(one => one.Group == group)))),
            ],
            DistrictTotals.Of(known, rules, edition, columns, week.End, day => week.Start <= day && day <= week.End),
            DistrictTotals.Of(
                known, rules, edition, columns, week.End,
                day => day <= week.End && edition.Calendar.YearOf(day) == year),
            moved.Moves)
        {
            Rounding = print.Rounding,
            Empty = EmptyPlaces.WordsOf(rankings),
            Published = [.. edition.PublishedBy(week.End)],
            Inherited = InheritedNote.Of(rankings, file.Roster, edition),
        };

        IReadOnlyList<BulletinRow> Rows(GroupRanking? ranking) =>
        [
            .. (ranking?.Standings ?? []).Select(standing => BulletinRow.Of(
                standing, file.Roster.On(standing.Totals.Unit, week.End)?.Name ?? standing.Totals.Unit,
                before.TryGetValue(standing.Totals.Unit, out var rank) ? rank : null, columns)),
        ];
    }

    private static WeekStanding Standing(DistrictFile file, Week week) =>
        file.Sealings.Exists(sealing => sealing.Week == week) ? WeekStanding.Sealed
        : file.LastClosed >= week && file.FirstClosed <= week ? WeekStanding.Closed
        : WeekStanding.Open;
}
