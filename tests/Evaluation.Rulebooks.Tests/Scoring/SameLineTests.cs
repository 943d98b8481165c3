using Evaluation.Rulebooks.Scoring;
using FluentAssertions;
using Xunit;

namespace Evaluation.Rulebooks.Tests.Scoring;

/// <summary>Two lines say the same when nothing in them differs, the arithmetic included.</summary>
public sealed class SameLineTests
{
    private static readonly Step Base = new(StepKind.Base, "达1亿档", 5m);
    private static readonly Step Share = new(StepKind.Share, "", 0.5m);
    private static readonly Line Original = new(
        "签约", "S1", Sample.Day("2023-03-06"), 2.5m, [Base, Share], Reason.Counted, "S0");

    public static TheoryData<string> Others => [.. Changed.Keys];

    private static readonly Dictionary<string, Line> Changed = new()
    {
        ["另一条款"] = Original with { Clause = "增资" },
        ["另一事项"] = Original with { Fact = "S2" },
        ["另一天"] = Original with { On = Sample.Day("2023-03-07") },
        ["另一分值"] = Original with { Points = 2.4m },
        ["另一原因"] = Original with { Reason = Reason.Capped },
        ["另一在先事项"] = Original with { Earlier = null },
        ["少一步"] = Original with { Steps = [Base] },
        ["次序不同"] = Original with { Steps = [Share, Base] },
        ["步骤的类别不同"] = Original with { Steps = [Base, new Step(StepKind.Factor, "", 0.5m)] },
        ["步骤的数不同"] = Original with { Steps = [Base, new Step(StepKind.Share, "", 0.6m)] },
        ["步骤的文字不同"] = Original with { Steps = [Base, new Step(StepKind.Share, "按办法分享", 0.5m)] },
    };

    [Fact]
    public void Equal_numbers_and_words_are_the_same_however_they_were_made() =>
        Original.Same(
            Original with
            {
                Points = 2.50m,
                Steps = [new Step(StepKind.Base, "达1亿档", 5.0m), new Step(StepKind.Share, "", 0.50m)]
            })
            .Should().BeTrue();

    [Theory, MemberData(nameof(Others))]
    public void Whatever_differs_makes_another_line(string difference)
    {
        Original.Same(Changed[difference]).Should().BeFalse();
        Changed[difference].Same(Original).Should().BeFalse();
    }

    [Fact]
    public void A_step_is_not_nothing() => Base.Equals((Step?)null).Should().BeFalse();
}
