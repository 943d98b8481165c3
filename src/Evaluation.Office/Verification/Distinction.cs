using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Verification;

// These shapes are stored: never change one, add a new version beside it.

/// <summary>
/// The office states that two claims which look alike are two matters (两件事项). Stream `claim-pair/{first}/{second}`.
/// </summary>
/// <param name="First">The claim whose number comes first.</param>
/// <param name="Second">The other one.</param>
/// <param name="FirstCorrections">
/// How often the first had been corrected; a later correction opens the question again.
/// </param>
/// <param name="SecondCorrections">How often the second had been corrected.</param>
/// <param name="Reason">Why they are two.</param>
[StoredAs("claims.distinguished.v1")]
public sealed record ClaimsDistinguished(
    string First, string Second, int FirstCorrections, int SecondCorrections, string Reason, string By);

/// <summary>Two claims in the order of their numbers.</summary>
public readonly record struct ClaimPair
{
    private ClaimPair(string first, string second) => (First, Second) = (first, second);

    /// <summary>The claim whose number comes first.</summary>
    public string First { get; }

    /// <summary>The other one.</summary>
    public string Second { get; }

    /// <summary>The pair, in whichever order the claims are named.</summary>
    public static ClaimPair Of(string one, string other) =>
        string.CompareOrdinal(one, other) <= 0 ? new ClaimPair(one, other) : new ClaimPair(other, one);
}

/// <summary>What was last stated about a pair of claims.</summary>
public sealed record Distinction(ClaimsDistinguished Stated)
{
    /// <summary>The stream of what is stated about two claims.</summary>
    public static string StreamOf(ClaimPair pair) => $"claim-pair/{pair.First}/{pair.Second}";

    /// <summary>The pair after an event of its stream.</summary>
    public static Distinction Evolve(Distinction? _, object @event) => @event is ClaimsDistinguished e
        ? new Distinction(e)
        : throw new InvalidOperationException($"{@event.GetType().Name} does not belong to a pair of claims.");

    /// <summary>Whether it was stated about the claims as they read now.</summary>
    public bool Holds(ClaimHistory first, ClaimHistory second) =>
        Stated.FirstCorrections == first.Corrections && Stated.SecondCorrections == second.Corrections;
}

/// <summary>What may be stated about two claims.</summary>
public static class DistinctionDecider
{
    private const int LongestReason = 200;

    /// <summary>States that two claims are two matters.</summary>
    /// <param name="standing">What was last stated about the pair.</param>
    /// <param name="first">The file of the pair's first claim; null for none.</param>
    /// <param name="second">The file of the pair's second claim; null for none.</param>
    /// <param name="reason">Why they are two.</param>
    /// <param name="account">Who states it.</param>
    public static Decision Distinguish(
        Distinction? standing, ClaimPair pair, ClaimHistory? first, ClaimHistory? second,
        string reason, string account) =>
        pair.First == pair.Second
            ? Decision.Refuse(
                "same-claim", $"“{pair.First}”是同一事项，不能与自身区分。", "second", "请填写另一事项的编号。")
        : first is null ? ClaimDecider.Unknown(pair.First)
        : second is null ? ClaimDecider.Unknown(pair.Second)
        : Characters.ShowsNothing(reason) || Characters.Count(reason) > LongestReason
            ? Decision.Refuse(
                "reason-missing", $"没有写明两件事项不同的理由，或超过{LongestReason}个字符。", "reason",
                "请写明时间、对象、参加人员或内容有何不同，以便日后复核。")
        : !first.Alive || !second.Alive
            ? Decision.Refuse(
                "nothing-open",
                $"“{(first.Alive ? second : first).Claim.Id}”已{(first.Alive ? second : first).Label}，无需区分。",
                "claim", "只有待核验、退回补正或已认定的两件事项需要说明。")
        : (first.Claim.PartOf(account) ?? second.Claim.PartOf(account)) is { } part
            ? Decision.Refuse(
                "same-person", $"其中的事项{part}，不能由本人说明。", "account", "请由另一名工作人员办理。")
        : standing is not null && standing.Holds(first, second)
            ? Refusal.Repeated(
                $"“{pair.First}”与“{pair.Second}”已说明为两件事项：{standing.Stated.Reason}。",
                "claim")
        : Decision.Accept(new ClaimsDistinguished(
            pair.First, pair.Second, first.Corrections, second.Corrections, reason.Trim(), account));
}
