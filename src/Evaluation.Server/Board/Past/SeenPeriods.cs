using Evaluation.Office.Ledger;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Board.Past;

/// <summary>A period as seen through its last day, or through the last closed week while it is not over.</summary>
/// <param name="Edition">The edition that decides on its last day.</param>
/// <param name="Seen">The district without what happened later.</param>
/// <param name="IsThen">Whether it is as known at an earlier position, not as known now.</param>
/// <param name="IsSealed">Whether its bulletin was sealed by then.</param>
public sealed record SeenPeriod(Term Term, Rulebook Edition, Scored Seen, bool IsThen, bool IsSealed)
{
    /// <summary>The period.</summary>
    public NamedPeriod Period => Term.Period!;

    /// <summary>The district.</summary>
    public DistrictFile File => Seen.Known.District;

    /// <summary>Whether all of its duties are judged.</summary>
    public bool IsClosed => File.LastClosed?.End >= Term.Last;
}

/// <summary>Finds a period by its name, with what its district knows.</summary>
/// <param name="asOf">What was known when.</param>
/// <param name="ruleSets">Compiled rulebooks.</param>
/// <param name="events">The log, for what was done about the period.</param>
public sealed class SeenPeriods(Districts districts, AsOf asOf, RuleSets ruleSets, EventReader events)
{
    /// <summary>The period, or why there is nothing to see of it.</summary>
    /// <param name="name">The period's name; see <see cref="PeriodNames.IsPeriod"/>.</param>
    /// <param name="knownAt">A position or time: the district as known then; null for now.</param>
    public async Task<Result<SeenPeriod>> OfAsync(
        string district, string name, string? knownAt, CancellationToken ct)
    {
        if (await districts.MissingAsync(district, ct) is { } missing)
        {
            return missing;
        }

        KnownThen? then;
        if (knownAt is null)
        {
            then = await asOf.NowAsync(district, ct);
        }
        else if (!(await asOf.AtAsync(district, knownAt, ct)).TryGet(out then, out var refusal))
        {
            return refusal;
        }

        if (then is null || then.File.Founded is null)
        {
            return NamedWeeks.NotProjected(district);
        }

        var rules = ruleSets.Of(then.File, then.ExactThrough);
        if (Terms.PeriodOf(rules, name) is not { Period: { } period } term || rules.On(period.Last) is not { } edition)
        {
            return Refusal.NotFound(
                "unknown-period", $"{PeriodNames.Title(name)}的末日没有施行中的考评办法。", "week", "请核对期间。");
        }

        var file = (await events.OfStreamAsync(district, term.Stream, ct))
            .Where(e => knownAt is null || e.Position <= then.Position)
            .Aggregate((WeekFile?)null, (file, e) => WeekFile.Evolve(file, e.Fact));
        return new SeenPeriod(
            term, edition with { Ranking = rules.RankingOn(edition, period.Last) },
            new Scored(then.Past.At(then.Position), rules).SeenThrough(period.Last), knownAt is not null,
            file?.Sealed is not null);
    }

    /// <summary>The refusal for a period that has no ranking; null when it has one.</summary>
    public static Refusal? Unranked(SeenPeriod seen) =>
        !seen.Edition.Bulletin.Periods.Contains(seen.Period.Span)
            ? Refusal.NotFound(
                "period-not-published",
                $"考评办法第{seen.Edition.Edition}版没有规定按此期间排名，{seen.Period}没有位次。", "week",
                "请查询各周的排名；须按期间排名的，在办法的 bulletin 中写明 periods。")
        : !seen.IsClosed
            ? Refusal.NotFound(
                "period-open",
                $"{seen.Period}至{seen.Period.Last:yyyy-MM-dd}，所在的{seen.Term.Week}尚未截止，还没有位次。", "week",
                $"请在{seen.Term.Week}截止后查询；此前请看各周的累计排名。")
        : null;
}
