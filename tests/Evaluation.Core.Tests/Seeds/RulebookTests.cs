using Evaluation.Core.Rules;
using FluentAssertions;
using Xunit;

namespace Evaluation.Tests.Seeds;

/// <summary>Every rulebook below the seeds, found by looking: it reads, its examples come out, and each clause has one.</summary>
public sealed class RulebookTests
{
    private static readonly string Seeds = Path.Combine(Office.Root(), "seeds");

    // The result of P1 was published with its rule, and stands for the examples.
    private static readonly string[] WithoutExamples = ["cases/p1/rulebook.yaml"];

    public static TheoryData<string> All =>
        [.. Directory.EnumerateFiles(Seeds, "*.yaml", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Seeds, file).Replace('\\', '/')).Order()];

    [Theory, MemberData(nameof(All))]
    public void A_rulebook_has_no_findings_and_its_examples_come_out(string file)
    {
        var (rulebook, findings) = RulebookCheck.Of(File.ReadAllText(Path.Combine(Seeds, file)));

        findings.Where(one => one.Severity == Severity.Error || !WithoutExamples.Contains(file)).Should().BeEmpty();
        ExampleRunner.Run(rulebook!).Where(result => !result.Passed).Select(result => result.Failure).Should().BeEmpty();
    }

    [Theory, MemberData(nameof(All))]
    public void A_case_says_at_its_head_where_it_is_from(string file) =>
        (!file.StartsWith("cases/", StringComparison.Ordinal) || File.ReadAllText(Path.Combine(Seeds, file)).StartsWith("# ", StringComparison.Ordinal)).Should().BeTrue();
}
