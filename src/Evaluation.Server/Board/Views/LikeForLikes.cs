using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Past;

namespace Evaluation.Server.Board.Views;

/// <summary>Compares two weeks on the same footing, both as known at one position.</summary>
/// <param name="named">Finds the weeks that are meant.</param>
/// <param name="asOf">What was known when.</param>
/// <param name="ruleSets">Compiled rulebooks.</param>
public sealed class LikeForLikes(NamedWeeks named, AsOf asOf, RuleSets ruleSets)
{
    /// <summary>The comparison, group by group, or why there is none.</summary>
    /// <param name="district">The district.</param>
    /// <param name="week">The later week's name; null for the last closed one.</param>
    /// <param name="knownAt">A position or time; null for now.</param>
    /// <param name="earlier">The earlier week's name.</param>
    public async Task<(IReadOnlyList<LikeForLike>? Compared, Refusal? Refusal)> OfAsync(
        string district, string? week, string? knownAt, string earlier, CancellationToken ct)
    {
        var (later, refusal) = await named.OfAsync(district, week, knownAt, ct);
        (var before, refusal) = refusal is null ? await named.OfAsync(district, earlier, knownAt, ct) : (null, refusal);
        if (later is null || before is null)
        {
            return (null, refusal);
        }

        if (before.Week >= later.Week)
        {
            return (null, new Refusal(
                "not-earlier", $"{before.Week}不早于{later.Week}。", "like_for_like", "请填写更早的一周。"));
        }

        if ((later.Then ?? await asOf.NowAsync(district, ct)) is not { } then)
        {
            return (null, NamedWeeks.NotProjected(district));
        }

        var rules = ruleSets.Of(then.File.Editions);
        var scores = then.Past.ScoresAt(then.Position, rules, later.Week.End, Environment.ProcessorCount);
        return (
            [
                .. LikeForLike.Of(Ranked(before), Ranked(later), scores, then.File.Roster)
                    .Select(one => LikeForLikeSentences.AddTo(one, then.File.Roster)),
            ], null);

        RankedWeek Ranked(NamedWeek one) => new(
            one.Week, one.Edition, Ranker.Rank(one.Week, scores, then.File.Roster, one.Edition, then.File.Targets));
    }

    /// <summary>The comparison as data.</summary>
    public static object Plain(IEnumerable<LikeForLike> compared) => new
    {
        groups = compared.Select(one => new
        {
            one.Group,
            week = one.Week.Id,
            earlier = one.Earlier.Id,
            one.Compared,
            notCompared = one.Left,
        }),
    };
}
