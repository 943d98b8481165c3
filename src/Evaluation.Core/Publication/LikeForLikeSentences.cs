using Evaluation.Core.Ranking;
using Evaluation.Core.Units;

namespace Evaluation.Core.Publication;

/// <summary>A comparison on the same footing in the sentences that an official would write.</summary>
public static class LikeForLikeSentences
{
    /// <summary>The comparison with a sentence for each that is compared.</summary>
    public static LikeForLike Tell(LikeForLike compared, Roster roster) => compared with
    {
        Compared = [.. compared.Compared.Select(one => one with { Sentence = Of(one, compared, roster) })],
    };

    private static string Of(ComparedUnits one, LikeForLike compared, Roster roster)
    {
        var (now, before) = (Names(one.Now, compared.Week.End), Names(one.Before, compared.Earlier.End));
        var moved = one.RankBefore - one.RankNow;
        return $"{now}{(one.Now.SequenceEqual(one.Before) ? "" : $"（{compared.Earlier}为{before}）")}："
            + (one.PlaceNow is { } place ? $"第{place}名（可比口径第{one.RankNow}名）" : $"可比口径合计第{one.RankNow}名")
            + $"，{compared.Earlier}"
            + (one.PlaceBefore is { } old ? $"第{old}名（可比口径第{one.RankBefore}名）" : $"可比口径合计第{one.RankBefore}名")
            + (moved > 0 ? $"，可比口径上升{moved}位。" : moved < 0 ? $"，可比口径下降{-moved}位。" : "，可比口径未变。");

        string Names(IReadOnlyList<string> units, DateOnly day) => string.Join('、', units.Select(unit => roster.On(unit, day)?.Name ?? unit));
    }
}
