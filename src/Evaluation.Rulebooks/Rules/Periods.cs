using System.Collections.Immutable;

namespace Evaluation.Rulebooks.Rules;

/// <summary>The periods that have an end, and how a rulebook writes them.</summary>
public static class Periods
{
    /// <summary>All of them, the shortest first.</summary>
    public static readonly ImmutableArray<Period> All =
        [.. Enum.GetValues<Period>().Where(period => period != Period.Fact)];

    /// <summary>Those that always end together with some shorter one.</summary>
    public static readonly ImmutableArray<Period> Longer =
        [.. All.Where(one => All.Any(shorter => EndsWith(one, shorter)))];

    private static readonly string[] Keys =
        ["fact", "week", "ten_days", "fortnight", "half_month", "month", "bimonth", "quarter", "half", "year"];

    /// <summary>The periods by their words, the shortest first.</summary>
    public static readonly IReadOnlyDictionary<string, Period> ByKey =
        All.ToDictionary(KeyOf, StringComparer.Ordinal);

    /// <summary>The word of a rulebook for a period; lines are named with it too.</summary>
    public static string KeyOf(Period period) => Keys[(int)period];

    /// <summary>The period of a word; null for another word.</summary>
    public static Period? Of(string key) => Array.IndexOf(Keys, key, 1) is > 0 and var found ? (Period)found : null;

    /// <summary>
    /// Whether the longer period always ends together with a shorter one, so that its last day is judged with it.
    /// Assessment years are taken to begin on the first day of a year.
    /// </summary>
    public static bool EndsWith(Period longer, Period shorter) => shorter switch
    {
        Period.Week => longer == Period.Fortnight,
        Period.Fact or Period.Fortnight => false,
        Period.TenDays => longer >= Period.Month,
        Period.Bimonth => longer >= Period.Half,
        _ => longer > shorter,
    };
}
