using Evaluation.Core.Rules;
using Evaluation.Tests.Shadow;
using FluentAssertions;
using Xunit;

namespace Evaluation.Tests.Publication;

/// <summary>
/// What is issued and corrected adds up, whatever is issued anew when. EVALUATION_HISTORIES sets how many random histories
/// are tried, EVALUATION_SEED where the draws begin.
/// </summary>
public sealed class IssueTests(ITestOutputHelper output)
{
    private const int FewHistories = 300;
    private const int FirstSeed = 20_230_201;
    private const int RecountedEach = 10;

    [Fact]
    public void The_issue_in_force_and_the_corrections_after_it_add_up_to_what_is_known()
    {
        var (wanted, seed) = (Office.Setting("EVALUATION_HISTORIES", FewHistories), Office.Setting("EVALUATION_SEED", FirstSeed));
        var (tried, reissues, corrections, several) = (0, 0, 0, 0);
        for (; tried < wanted; seed++)
        {
            var maker = new PairMaker(seed);
            var editions = maker.Editions();
            if (editions.Exists(one => RulebookReader.Read(one.ToString()).Rulebook is null))
            {
                continue;
            }

            var pair = maker.With(editions);
            var history = IssueHistory.Of(new HistoryMaker(seed).Of(pair, pair.Read()!), seed);
            if (history.Sealed.Count < 2)
            {
                continue;
            }

            history.Difference().Should().BeNull("seed {0}", seed);
            (tried % RecountedEach == 0 ? history.Recounted() : null)
                .Should().BeNull("every issue is made again from the events, seed {0}", seed);
            (tried, reissues) = (tried + 1, reissues + history.Reissues);
            corrections += history.Sealed.Sum(one => one.Corrections.Count);
            several += history.Sealed.Count(one => one.Issue?.Number > 2);
        }

        output.WriteLine($"{tried} histories, {reissues} new issues, {several} of them third or later, {corrections} corrections, to seed {seed}");
        (reissues > tried / 3, corrections > tried / 3, several > 0).Should().Be((true, true, true), "the draws reach what is tried");
    }
}
