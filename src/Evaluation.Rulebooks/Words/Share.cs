namespace Evaluation.Rulebooks.Words;

/// <summary>A unit's part in the credit for one fact. The parts of one fact add to exactly 1.</summary>
/// <param name="Unit">The unit credited.</param>
/// <param name="Part">Greater than 0, at most 1.</param>
public sealed record Share(string Unit, decimal Part)
{
    /// <summary>All credit to one unit.</summary>
    public static IReadOnlyList<Share> Whole(string unit) => [new Share(unit, 1m)];

    /// <summary>The same shares, each unit written as a list has it.</summary>
    public static IReadOnlyList<Share> Listed(IReadOnlyList<Share> shares, Func<string, string> listed) =>
        shares.All(share => listed(share.Unit) == share.Unit) ? shares
            : [.. shares.Select(share => share with { Unit = listed(share.Unit) })];

    /// <summary>
    /// Null when the shares are sound: at least one, each above 0, no unit twice, exactly 1 together.
    /// </summary>
    public static Refusal? Check(IReadOnlyList<Share> shares)
    {
        var sum = shares.Sum(share => share.Part);
        if (shares.Count == 0 || shares.Any(share => share.Part <= 0) || sum != 1m)
        {
            return new Refusal(
                "shares-not-one", $"各单位分享比例合计为{Value.Of(sum)}，应当正好等于1，且每一份大于0。", "shares",
                "请核对协议，补足或核减后重新提交。");
        }

        return shares.Select(share => share.Unit).Distinct(StringComparer.Ordinal).Count() == shares.Count
            ? null
            : new Refusal("shares-unit-twice", "同一单位在分享比例中出现两次。", "shares", "请合并为一行后重新提交。");
    }
}
