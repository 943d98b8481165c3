using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Publication;

/// <summary>
/// Bulletins sealed before are counted as they were, whoever compares with them: by the rounding of then
/// (<see cref="RoundingThen"/>), and with what each took in until its cut-off (<see cref="Intake"/>).
/// </summary>
public static class CountedThen
{
    /// <summary>The district at the positions of an issue and its baselines, each as it was sealed.</summary>
    /// <param name="known">The district at these positions.</param>
    /// <param name="position">The position: what is known there of the weeks sealed before.</param>
    /// <param name="sealed">The issue itself, when it is counted again; null while it is made.</param>
    public static IReadOnlyDictionary<long, Scored> AsSealed(
        IReadOnlyDictionary<long, Scored> known, long position, (Week Week, Bulletin Bulletin)? @sealed = null)
    {
        var then = RoundingThen.AsSealed(known, position, @sealed);
        var cut = known[position].Known.District.Sealings
            .Where(one => one.Until is not null && one.Position < position && then.ContainsKey(one.Position))
            .ToDictionary(one => one.Position);
        return cut.Count == 0 ? then
            : then.ToDictionary(one => one.Key, one => cut.TryGetValue(one.Key, out var sealing)
                ? one.Value.Of(Intake.Of(one.Value.Known.District, sealing.Week, sealing.Until))
                : one.Value);
    }
}
