using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Past;

namespace Evaluation.Server.Board.Views;

/// <summary>The comparison of two weeks as data, group by group.</summary>
public sealed record LikeForLikeAnswer(IReadOnlyList<LikeForLikeGroup> Groups)
{
    /// <summary>The comparison of some groups.</summary>
    public static LikeForLikeAnswer Of(IEnumerable<LikeForLike> compared) => new(
    [
        .. compared.Select(group => new LikeForLikeGroup(
            group.Group, group.Week.Id, group.Earlier.Id, group.Compared, group.Left)),
    ]);
}

/// <summary>A group of two weeks as data; the fields are those of <see cref="LikeForLike"/>.</summary>
public sealed record LikeForLikeGroup(
    string Group, string Week, string Earlier, IReadOnlyList<ComparedUnits> Compared,
    IReadOnlyList<NotCompared> NotCompared);

/// <summary>Compares two weeks on the same footing, both as known at one position.</summary>
/// <param name="named">Finds the weeks by their names.</param>
/// <param name="asOf">What was known when.</param>
/// <param name="ruleSets">Compiled rulebooks.</param>
public sealed class LikeForLikes(NamedWeeks named, AsOf asOf, RuleSets ruleSets)
{
    /// <summary>The comparison, group by group, or why there is none.</summary>
    /// <param name="week">The later week's name; null for the last closed one.</param>
    /// <param name="knownAt">A position or time; null for now.</param>
    /// <param name="earlier">The earlier week's name.</param>
    public async Task<Result<IReadOnlyList<LikeForLike>>> OfAsync(
        string district, string? week, string? knownAt, string earlier, CancellationToken ct)
    {
        if (!(await named.OfAsync(district, week, knownAt, ct)).TryGet(out var later, out var refusal)
            || !(await named.OfAsync(district, earlier, knownAt, ct)).TryGet(out var before, out refusal))
        {
            return refusal;
        }

        if (before.Week >= later.Week)
        {
            return new Refusal(
                "not-earlier", $"{before.Week}不早于{later.Week}。", "like_for_like", "请填写更早的一周。");
        }

        if ((later.Then ?? await asOf.NowAsync(district, ct)) is not { } then)
        {
            return NamedWeeks.NotProjected(district);
        }

        var rules = ruleSets.Of(then.File, then.ExactThrough);
        var scores = then.Past.ScoresAt(then.Position, rules, later.Week.End, Environment.ProcessorCount);
        return Result.Of<IReadOnlyList<LikeForLike>>(
        [
            .. LikeForLike.Of(Ranked(before), Ranked(later), scores, then.File.Roster)
                .Select(group => LikeForLikeSentences.AddTo(group, then.File.Roster)),
        ]);

        RankedWeek Ranked(NamedWeek frame) => new(
            frame.Week, frame.Edition,
            Ranker.Rank(frame.Week, scores, then.File.Roster, frame.Edition, then.File.Targets));
    }
}
