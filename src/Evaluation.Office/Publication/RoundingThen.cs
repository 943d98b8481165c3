using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Publication;

/// <summary>
/// Issues that were sealed before one number decided. Their weeks are counted as they were then, whoever counts them:
/// in a recount, as the baseline of a later issue, and in a new issue of the week.
/// </summary>
public static class RoundingThen
{
    /// <summary>
    /// The district at the positions of an issue and its baselines, each week counted as it was sealed.
    /// </summary>
    /// <param name="known">The district at these positions.</param>
    /// <param name="position">The position: what is known there of the weeks sealed before.</param>
    /// <param name="sealed">The issue itself, when it is counted again; null while it is made.</param>
    public static IReadOnlyDictionary<long, Scored> AsSealed(
        IReadOnlyDictionary<long, Scored> known, long position, (Week Week, Bulletin Bulletin)? @sealed = null)
    {
        var through = known[position].Known.District.ExactThrough;
        if (@sealed is { Bulletin.Rounding: null, Week: var week } && !(through >= week.End))
        {
            through = week.End;
        }

        return through is null ? known
            : known.ToDictionary(one => one.Key, one => one.Value.WithExact(through.Value));
    }
}
