using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;

namespace Evaluation.Server.Board.Past;

/// <summary>What was learned about a week between two positions, with the units' names in print.</summary>
/// <param name="District">The district's file at the later position.</param>
/// <param name="Learned">The difference.</param>
public sealed record LearnedThen(DistrictFile District, Learned Learned);

/// <summary>Compares a week as known at two positions.</summary>
/// <param name="named">Finds the week that is meant.</param>
/// <param name="asOf">What was known when.</param>
/// <param name="ruleSets">Compiled rulebooks.</param>
public sealed class LearnedBetween(NamedWeeks named, AsOf asOf, RuleSets ruleSets)
{
    /// <summary>The difference, whichever of the two is the earlier one.</summary>
    /// <param name="district">The district.</param>
    /// <param name="week">The week's name; null for the last one closed at the first position.</param>
    /// <param name="knownAt">A position or time; null for now.</param>
    /// <param name="against">The other one.</param>
    /// <returns>The difference, or why there is none: unknown district, week or position.</returns>
    public async Task<(LearnedThen? Learned, Refusal? Refusal)> OfAsync(
        string district, string? week, string? knownAt, string against, CancellationToken ct)
    {
        var (meant, refusal) = await named.OfAsync(district, week, knownAt, ct);
        (var other, refusal) = refusal is null ? await asOf.AtAsync(district, against, ct) : (null, refusal);
        if (meant is null || other is null)
        {
            return (null, refusal);
        }

        var one = meant.Then ?? other with { Position = other.Past.Last };
        var (before, after) = one.Position <= other.Position ? (one, other) : (other, one);
        var learned = Learned.Of(after.Past, meant.Week, Side(before), Side(after));
        return learned.Units.Count > 0
            ? (new LearnedThen(after.File, learned), null)
            : (null, NamedWeeks.Unranked(meant.Week, null, null));
    }

    /// <summary>The difference as data: what changed, and the units that moved.</summary>
    public static object Plain(Learned learned) => new
    {
        week = learned.Week.Id,
        learned.Before,
        learned.After,
        learned.Frame.Rulebooks,
        learned.Frame.Targets,
        learned.Frame.Roster,
        closed = learned.Frame.Closed.Select(week => week.Id),
        @sealed = learned.Frame.Sealed.Select(week => week.Id),
        facts = learned.Facts.Select(fact => new
        {
            fact.Unit,
            fact.Fact,
            fact.Kind,
            fact.On,
            change = NameOf(fact.Change),
            fact.Since,
            fact.Before,
            fact.After,
        }),
        units = learned.Units.Where(unit => unit.Moved),
    };

    /// <summary>A change in one word.</summary>
    public static string NameOf(FactChange change) => change switch
    {
        FactChange.Came => "came",
        FactChange.Went => "went",
        FactChange.Changed => "changed",
        _ => "recounted",
    };

    private (long Position, Evaluation.Rulebooks.Rules.RuleSet Rules) Side(KnownThen then) =>
        (then.Position, ruleSets.Of(then.File.Editions));
}
