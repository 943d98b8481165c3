using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Rules;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Past;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Benchmarks;

/// <summary>
/// One scoring of every unit of a district from its first day on, by one thread: the unit in which work that scores
/// several times is measured.
/// </summary>
internal sealed class OneScoring(Snapshot known, RuleSet rules)
{
    /// <summary>Of a district as known at a position.</summary>
    public static async Task<OneScoring> OfAsync(IServiceProvider services, string district, long position)
    {
        var known = await services.GetRequiredService<Replay>().AtAsync(district, position, CancellationToken.None);
        return new OneScoring(known, services.GetRequiredService<RuleSets>().Of(known.District.Editions));
    }

    /// <summary>What it takes.</summary>
    public double Seconds() => Bench.Seconds(() => known.Score(rules));
}
