using System.Collections.Immutable;
using Evaluation.Rulebooks.Formulas;

namespace Evaluation.Rulebooks.Rules;

/// <summary>How units are put in order.</summary>
/// <param name="Groups">The ranking groups, in print order.</param>
/// <param name="Descending">Whether more is better.</param>
/// <param name="Decimals">How many decimals the number has that decides.</param>
/// <param name="Joint">Whether equals share a rank (1, 2, 2, 4) or are numbered on in protocol order.</param>
/// <param name="TieBreak">What decides between equal totals, the first that differs.</param>
public sealed record RankingRules(
    ImmutableArray<string> Groups, bool Descending, int Decimals, bool Joint, ImmutableArray<TieBreaker> TieBreak)
{
    /// <summary>How the number that decides is made from a total.</summary>
    public Rounding Rounding { get; init; }

    /// <summary>
    /// Whether a week is counted that was sealed before one number decided: totals were compared and printed half to
    /// even, and grades, statuses and lists looked at the exact ones.
    /// </summary>
    public bool ByExact { get; init; }

    /// <summary>Makes the number by which totals are compared.</summary>
    public Precision Precision => new(Decimals, ByExact ? Rounding.HalfEven : Rounding);

    /// <summary>The number at which grades, statuses, lists and formulas look: the one that is compared.</summary>
    public decimal Decided(decimal points) => ByExact ? points : Precision.Of(points);

    /// <summary>
    /// Whether the year to date of a successor begins with that of the units it follows; otherwise it begins with
    /// nothing.
    /// </summary>
    public bool Carries { get; init; }

    /// <summary>What is shown beside a unit's place (一票否决、取消评先、晋档), in the order of the text.</summary>
    public ImmutableArray<StatusRule> Status { get; init; } = [];

    /// <summary>The grades of the year, the best first; none when units are not graded.</summary>
    public ImmutableArray<GradeRule> Grades { get; init; } = [];

    /// <summary>Money by place.</summary>
    public ImmutableArray<PrizeRule> Prizes { get; init; } = [];
}

/// <summary>
/// Decides between units with equal points: by a measure, more first; or by counting back, more first places, then more
/// second places, and so on.
/// </summary>
/// <param name="Measure">The measure; null when it counts back.</param>
/// <param name="Kind">The kind of fact that holds a place in <paramref name="Field"/>.</param>
/// <param name="Field">The field with the place, from 1.</param>
/// <param name="Period">The period whose places are counted; null for the places of facts.</param>
public sealed record TieBreaker(string? Measure, string? Kind = null, string? Field = null, Period? Period = null)
{
    /// <summary>The last place that is counted back to.</summary>
    public const int LastPlace = 100;

    /// <summary>
    /// For a direct comparison: what a fact gives against the unit in its field. Null for all else.
    /// </summary>
    public Formula? Against { get; init; }

    /// <summary>Whether the points of those decide that the field names (对手得分).</summary>
    public bool OfOpponents { get; init; }

    /// <summary>Whether it compares with certain units: what decides depends on who is compared.</summary>
    public bool IsVersus => Against is not null || OfOpponents;

    /// <summary>The figures that decide, in order; none for a comparison with certain units.</summary>
    public IEnumerable<string> Figures => IsVersus ? []
        : Measure is { } measure ? [measure]
        : Enumerable.Range(1, LastPlace).Select(FigureOf);

    /// <summary>The name of the figure that holds what a unit has against another, or how often it met it.</summary>
    public string FigureOf(string opponent) => $"#{Kind}.{Field}:{Against?.Source}>{opponent}";

    /// <summary>The name of the figure that counts a place.</summary>
    public string FigureOf(int place) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Prefix}{place}");

    /// <summary>Whether a figure counts places that the ranking itself gave, and not what facts state.</summary>
    internal static bool CountsRanks(string figure) => figure.StartsWith('#') && !figure.Contains('.');

    private string Prefix => Period is { } period ? $"#{period}=" : $"#{Kind}.{Field}=";
}

/// <summary>What a status does.</summary>
public enum StatusEffect
{
    /// <summary>Shown with a place, out of honours and prizes.</summary>
    Barred,

    /// <summary>Shown without a place; the others are ranked as if it were not there.</summary>
    Unranked,

    /// <summary>One grade better.</summary>
    Lift,

    /// <summary>One grade worse.</summary>
    Lower,
}

/// <summary>A status beside the points; it changes none.</summary>
/// <param name="Name">In print.</param>
/// <param name="When">A condition on the year to date.</param>
/// <param name="Effect">What it does.</param>
public sealed record StatusRule(string Name, Formula When, StatusEffect Effect);

/// <summary>A grade of the year (等次).</summary>
/// <param name="Name">In print.</param>
/// <param name="From">The points from which it is given; null when it is given by place or to all others.</param>
/// <param name="Places">
/// How many places it is given to, after those of better grades; null for by points or to all others.
/// </param>
public sealed record GradeRule(string Name, decimal? From, int? Places);

/// <summary>Money for a place (奖惩金额); units that share a place each get the amount.</summary>
/// <param name="Period">The period whose ranking counts.</param>
/// <param name="Rank">The place from the top; null when counted from the bottom.</param>
/// <param name="Last">The place from the bottom; null when counted from the top.</param>
/// <param name="Amount">In yuan; negative to pay.</param>
public sealed record PrizeRule(Period Period, int? Rank, int? Last, decimal Amount);

/// <summary>A list of units that meet a condition in a period (红黑榜); it may stay empty.</summary>
/// <param name="Name">In print.</param>
/// <param name="Period">The period that is judged at its end.</param>
public sealed record ListRule(string Name, Period Period, Formula When);
