using System.Collections.Immutable;
using System.Diagnostics;
using Evaluation.Benchmarks.Load;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Benchmarks.Rules;

/// <summary>
/// Clauses tried in a second: condition, points and factors; without share, repeats and caps, of which the other engine
/// has none. Ours finds the clauses of a fact's kind by an index, as scoring does. Once beside one workflow of all
/// rules, as a rulebook is written there, all twelve clauses being decided for each fact; once beside a workflow for
/// each kind. Goal for the first: 20 times as many (35 and 39.5 times in the quiet runs of ops/measured, 22.7 in a busy
/// one).
/// </summary>
internal static class ClauseRates
{
    private const int Facts = 20_000;
    private const int Passes = 40;
    private const int PeerPasses = 4;

    public static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench)
    {
        var district = new LoadDistrict(RulesPart.ThreeYears);
        var facts = district.Claims().SelectMany(claim => claim.Facts()).Take(Facts).ToList();
        return
        [
            await RunAsync(bench, "rules: clauses", facts, byKind: false),
            await RunAsync(bench, "rules: clauses of the kind", facts, byKind: true),
        ];
    }

    private static async Task<Figure> RunAsync(Bench bench, string name, List<Fact> facts, bool byKind)
    {
        var edition = RulesPart.Editions().InOrder[0];
        // The other engine has no rule for decisions of the committee, of which there are no facts here.
        var all = edition.Clauses.Where(clause => clause.Kind != BuiltInKinds.Adjustment).ToArray();
        var laid = facts.ConvertAll(fact => (fact, Lay(fact, edition.Kinds)));
        var tried = all.Select(clause => clause.Kind!).Distinct().ToDictionary(
            kind => kind, kind => all.Where(clause => clause.Kind == kind).ToArray(), StringComparer.Ordinal);
        var peer = new PeerRules(facts, byKind);
        await VerifyAsync(facts, tried, peer);
        var count = facts.Sum(fact => byKind ? tried[fact.Kind].Length : all.Length);
        var rounds = await bench.AlternateAsync(
            name,
            () => Task.FromResult((double)Passes * count / Bench.Seconds(() => Run(laid, tried))),
            async () =>
            {
                var watch = Stopwatch.StartNew();
                for (var pass = 0; pass < PeerPasses; pass++)
                {
                    await peer.RunAsync();
                }

                return PeerPasses * count / watch.Elapsed.TotalSeconds;
            });
        return new Figure(
            name, "clauses/s", byKind ? null : Goal.AtLeast(20), rounds,
            $"RulesEngine 6.0.1, typed input, {(byKind ? "a workflow for each kind" : "one workflow of all")}; "
            + "ours looks up the clauses of the fact's kind, as scoring does; 12 clauses, "
            + $"{facts.Count} facts, {count} decided; one thread each, warm; equal points checked before");
    }

    // Both engines get their facts laid out beforehand: the peer as typed objects, ours by the positions of the fields.
    private static ImmutableArray<Value> Lay(Fact fact, KindSet kinds) => kinds.OrderOf(fact.Kind).Lay(fact.Values);

    private static void Run(List<(Fact Fact, ImmutableArray<Value> Values)> facts, Dictionary<string, Clause[]> clauses)
    {
        var sum = 0m;
        for (var pass = 0; pass < Passes; pass++)
        {
            foreach (var (fact, laid) in facts)
            {
                var view = new FactView(fact, fact.OccurredOn) { ByPosition = laid };
                foreach (var clause in clauses[fact.Kind])
                {
                    sum += Points(clause, view) ?? 0m;
                }
            }
        }

        GC.KeepAlive(sum);
    }

    private static decimal? Points(Clause clause, FactView view)
    {
        if (clause.Kind != view.Fact.Kind || (clause.Where is { } where && !where.Flag!(view)))
        {
            return null;
        }

        var points = clause.Gives.For(view).Number;
        foreach (var factor in clause.Times)
        {
            if (factor.Where is null || factor.Where.Flag!(view))
            {
                points *= factor.Number.Number!(view);
            }
        }

        return points;
    }

    private static async Task VerifyAsync(List<Fact> facts, Dictionary<string, Clause[]> clauses, PeerRules peer)
    {
        for (var i = 0; i < facts.Count; i++)
        {
            var view = new FactView(facts[i], facts[i].OccurredOn);
            var ours = clauses[facts[i].Kind].Select(clause => Points(clause, view)).OfType<decimal>().ToList();
            var theirs = await peer.PointsAsync(i);
            if (!ours.SequenceEqual(theirs))
            {
                throw new UnequalException(
                    $"{facts[i].Id} ({facts[i].Kind}): we give {string.Join(", ", ours)}, the peer "
                    + $"{string.Join(", ", theirs)}.");
            }
        }
    }
}
