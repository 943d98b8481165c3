using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Kit.Access;

/// <summary>
/// An account of a unit acts for its own unit only; handlers check it, so that every edge is refused alike.
/// </summary>
internal static class OwnUnit
{
    /// <summary>The refusal for who acts for another unit than the own one; null when the signer may.</summary>
    /// <param name="by">Who signs; without a unit the signer acts for all.</param>
    /// <param name="unit">The unit acted for.</param>
    /// <param name="what">What is done, one Chinese verb.</param>
    public static Refusal? Check(Signature by, string unit, string what) => by.Unit is { } own
        && !Sameness.Equal(own, unit)
        ? Refusal.Forbidden($"“{by.Called}”代表“{own}”，不能为“{unit}”{what}。", "unit", "只能办理本单位的事项。")
        : null;
}
