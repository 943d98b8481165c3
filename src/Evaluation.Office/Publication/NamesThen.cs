using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Publication;

/// <summary>
/// Issues that were sealed while names were told apart by code points, or while the first week of rules was ranked in
/// the year before. What was counted as two matters then may be one now: the sealed figures stay, are counted again as
/// they were then, and the next bulletin prints the difference as a correction.
/// </summary>
public static class NamesThen
{
    private static readonly Func<Scored, Scored>[] RulesThen =
        [one => one.ByCodePoint(), one => one.ByFirstDay(), one => one.ByCodePoint().ByFirstDay()];

    /// <summary>
    /// The other ways in which an issue may have been counted: all of it by the rules of then, or, for the first issue
    /// after that, only what it compares itself with.
    /// </summary>
    /// <param name="known">The district at the position and at those of its baselines.</param>
    /// <param name="position">The position.</param>
    public static IEnumerable<IReadOnlyDictionary<long, Scored>> Ways(
        IReadOnlyDictionary<long, Scored> known, long position)
    {
        foreach (var rule in RulesThen)
        {
            var then = known.ToDictionary(one => one.Key, one => rule(one.Value));
            yield return then;
            yield return then.ToDictionary(
                one => one.Key, one => one.Key == position ? known[position] : one.Value);
        }
    }

    /// <summary>The district as a sealed issue counted it: by the rule that gives its totals.</summary>
    /// <param name="scored">The district at the position.</param>
    /// <param name="week">The week.</param>
    /// <param name="record">Its sealed record.</param>
    public static Scored AsSealed(Scored scored, Week week, string record)
    {
        var published = BulletinFiles.Read(record).Groups.SelectMany(group => group.Rows)
            .ToDictionary(row => row.Unit, row => row.YearPoints, StringComparer.Ordinal);
        return Gives(scored) ? scored
            : RulesThen.Select(rule => rule(scored)).FirstOrDefault(Gives) ?? scored;

        bool Gives(Scored one) => one.Rank(week).SelectMany(group => group.Standings).All(standing =>
            published.GetValueOrDefault(standing.Totals.Unit) == standing.Totals.YearPoints);
    }
}
