using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Units;

namespace Evaluation.Office.Publication;

/// <summary>A comparison on the same footing in the sentences that an official would write.</summary>
public static class LikeForLikeSentences
{
    /// <summary>The comparison with a sentence for each that is compared.</summary>
    public static LikeForLike AddTo(LikeForLike compared, Roster roster) => compared with
    {
        Compared =
        [
            .. compared.Compared.Select(one => AddTo(one with { Names = Names(one, compared, roster) }, compared)),
        ],
    };

    private static ComparedUnits AddTo(ComparedUnits one, LikeForLike compared)
    {
        var moved = one.RankBefore - one.RankNow;
        return one with
        {
            Sentence = $"{one.Names}："
                + (one.PlaceNow is { } place ? $"第{place}名（可比口径第{one.RankNow}名）"
                    : $"可比口径合计第{one.RankNow}名")
                + $"，{compared.Earlier}"
                + (one.PlaceBefore is { } old ? $"第{old}名（可比口径第{one.RankBefore}名）"
                    : $"可比口径合计第{one.RankBefore}名")
                + (moved > 0 ? $"，可比口径上升{moved}位。"
                    : moved < 0 ? $"，可比口径下降{-moved}位。"
                    : "，可比口径未变。"),
        };
    }

    private static string Names(ComparedUnits one, LikeForLike compared, Roster roster)
    {
        var (now, before) = (On(one.Now, compared.Week.End), On(one.Before, compared.Earlier.End));
        return one.Now.SequenceEqual(one.Before) ? now : $"{now}（{compared.Earlier}为{before}）";

        string On(IReadOnlyList<string> units, DateOnly day) =>
            string.Join('、', units.Select(unit => roster.On(unit, day)?.Name ?? unit));
    }
}
