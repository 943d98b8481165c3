using Evaluation.Office.Tests.Ledger;
using Evaluation.Rulebooks.Tests.SecondCount;
using Evaluation.Rulebooks.Text;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Publication;

/// <summary>
/// What is issued and corrected adds up, whichever week is issued again when. EVALUATION_HISTORIES sets how many random
/// histories are tried, EVALUATION_SEED where the draws begin.
/// </summary>
public sealed class IssueTests(ITestOutputHelper output)
{
    private const int FewHistories = 150;
    private const int FirstSeed = 20_230_201;
    private const int RecountedEach = 10;

    [Fact]
    public void The_issue_in_force_and_the_corrections_after_it_add_up_to_what_is_known()
    {
        var (goal, first) = (Sample.Setting("EVALUATION_HISTORIES", FewHistories),
            Sample.Setting("EVALUATION_SEED", FirstSeed));
        var (tried, drawn, reissues, corrections, several, later, carried) = (0, 0, 0, 0, 0, 0, 0);
        Parallel.For(0, Environment.ProcessorCount, _ =>
        {
            while (Volatile.Read(ref tried) < goal)
            {
                var seed = first + Interlocked.Increment(ref drawn) - 1;
                if (Draw(seed) is not { Sealed.Count: >= 2 } history)
                {
                    continue;
                }

                history.Difference().Should().BeNull("seed {0}", seed);
                (seed % RecountedEach == 0 ? history.Recounted() : null)
                    .Should().BeNull("every issue is made again from the events, seed {0}", seed);
                Interlocked.Increment(ref tried);
                Interlocked.Add(ref reissues, history.Reissues);
                Interlocked.Add(ref corrections, history.Sealed.Sum(one => one.Corrections.Count));
                Interlocked.Add(ref later, history.Later);
                Interlocked.Add(ref carried, history.CarriedOver);
                Interlocked.Add(ref several, history.Sealed.Count(one => one.Issue?.Number > 2));
            }
        });

        output.WriteLine($"{tried} histories, {reissues} new issues, {several} of them third or later, {corrections} "
            + $"corrections, {later} reported after a cut-off, {carried} carried over, seeds {first} to "
            + $"{first + drawn - 1}");
        (reissues > tried / 3, corrections > tried / 3, several > 0, later > tried / 3, carried > tried / 3).Should()
            .Be((true, true, true, true, true), "the draws reach what is tried");
    }

    private static IssueHistory? Draw(int seed)
    {
        var maker = new PairMaker(seed);
        var editions = maker.Editions();
        if (editions.Exists(one => RulebookReader.Read(one.ToString()).Rulebook is null))
        {
            return null;
        }

        var pair = maker.With(editions);
        return IssueHistory.Of(new HistoryMaker(seed).Of(pair, pair.Read()!), seed);
    }
}
