using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Mandates;

namespace Evaluation.Server.Board.Views;

/// <summary>The ranking of a week as known now or at an earlier position, in the shape of a bulletin.</summary>
/// <param name="Name">Its name in print.</param>
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

    /// <summary>
    /// What somebody sees of it: whoever sees of others only what bulletins publish, the own row without the totals and
    /// moves, which would tell of the others.
    /// </summary>
    public LiveBoard For(Sight sight) => !sight.OnlyPublished ? this : this with
    {
        Groups =
        [
            .. Groups.Select(group => group with { Rows = [.. group.Rows.Where(row => sight.Shows(row.Unit))] })
                .Where(group => group.Rows.Count > 0),
        ],
        WeekTotals = [],
        YearTotals = [],
        Moves = [],
        Inherited = Inherited?.Where(note => sight.Shows(note.Unit)).ToList() is { Count: > 0 } own ? own : null,
    };

    /// <summary>A standing in the office's words.</summary>
    public static string LabelOf(WeekStanding standing) => standing switch
    {
        WeekStanding.Open => "进行中",
        WeekStanding.Closed => "已截止",
        _ => "已签发",
    };
}
