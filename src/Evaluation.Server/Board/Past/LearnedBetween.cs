using Evaluation.Office.Ledger;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;

namespace Evaluation.Server.Board.Past;

/// <summary>What was learned about a week between two positions, with the units' names in print.</summary>
/// <param name="District">The district's file at the later position.</param>
/// <param name="Print">How totals of the week are printed.</param>
public sealed record LearnedThen(DistrictFile District, Learned Learned, PrintedPoints Print);

/// <summary>Compares a week as known at two positions.</summary>
/// <param name="named">Finds the week by its name.</param>
/// <param name="asOf">What was known when.</param>
/// <param name="ruleSets">Compiled rulebooks.</param>
public sealed class LearnedBetween(NamedWeeks named, AsOf asOf, RuleSets ruleSets)
{
    /// <summary>The difference, whichever of the two is the earlier one.</summary>
    /// <param name="week">The week's name; null for the last one closed at the first position.</param>
    /// <param name="knownAt">A position or time; null for now.</param>
    /// <param name="against">The other one.</param>
    /// <returns>The difference, or why there is none: unknown district, week or position.</returns>
    public async Task<Result<LearnedThen>> OfAsync(
        string district, string? week, string? knownAt, string against, CancellationToken ct)
    {
        if (!(await named.OfAsync(district, week, knownAt, ct)).TryGet(out var frame, out var refusal)
            || !(await asOf.AtAsync(district, against, ct)).TryGet(out var other, out refusal))
        {
            return refusal;
        }

        var one = frame.Then ?? other with { Position = other.Past.Last };
        var (before, after) = one.Position <= other.Position ? (one, other) : (other, one);
        var learned = Learned.Of(after.Past, frame.Week, Side(before), Side(after));
        return learned.Units.Count > 0
            ? new LearnedThen(after.File, learned, PrintedPoints.Of(frame.Edition))
            : NamedWeeks.Unranked(frame.Week, null, null);
    }

    private (long Position, RuleSet Rules) Side(KnownThen then) =>
        (then.Position, ruleSets.Of(then.File, then.ExactThrough));
}
