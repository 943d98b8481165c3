using Evaluation.Rulebooks.Examples;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Rulebooks.Tests.Examples;

/// <summary>
/// Every rulebook below the seeds, found by looking: it reads, its examples come out, and each clause has one.
/// </summary>
public sealed class SeedRulebookTests
{
    private static readonly string Seeds = Path.Combine(Sample.Root(), "seeds");

    // Warnings that are true and remain. One result is for a part of a year, one counts trips without a cap, one rule
    // counts leads without one; published rules state caps that their published parts do not reach, and wholes of
    // another kind.
    private static readonly Dictionary<string, string> Standing = new()
    {
        ["cases/a1/rulebook.yaml"] = "“线索”",
        ["cases/p2/trips.yaml"] = "“外出”不封顶，也没有重复事项的规则",
        ["cases/p3/rate.yaml"] = "本版自2006-10-01起施行，不是考评年度的第一天",
        ["cases/p3/rulebook.yaml"] = "本版自2006-10-01起施行，不是考评年度的第一天",
        ["cases/a9/rulebook.yaml"] = "指标“shoe_exports”与整体“shoe_projects”不是同一类事项",
        ["cases/a10/rulebook.yaml"] = "条目“重大活动签约”的全年上限60分永远达不到",
    };

    public static TheoryData<string> All =>
        [.. Directory.EnumerateFiles(Seeds, "*.yaml", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Seeds, file).Replace('\\', '/')).Order()];

    [Theory, MemberData(nameof(All))]
    public void A_rulebook_has_no_findings_but_those_that_stand_and_its_examples_come_out(string file)
    {
        var (rulebook, findings) = RulebookCheck.Of(File.ReadAllText(Path.Combine(Seeds, file)));

        var standing = Standing.GetValueOrDefault(file);
        findings.Where(
            one => one.Severity == Severity.Error || standing is null
            || !one.What.Contains(standing, StringComparison.Ordinal))
            .Select(one => one.ToString()).Should().BeEmpty();
        findings.Any().Should().Be(standing is not null, "a warning that no longer holds is taken from the list");
        ExampleRunner.Run(rulebook!).Where(result => !result.Passed).Select(result => result.Failure)
            .Should().BeEmpty();
    }

    [Theory, MemberData(nameof(All))]
    public void A_case_says_at_its_head_where_it_is_from(string file) =>
        (!file.StartsWith("cases/", StringComparison.Ordinal)
            || File.ReadAllText(Path.Combine(Seeds, file)).StartsWith("# ", StringComparison.Ordinal))
                .Should().BeTrue();
}
