using Evaluation.Core.Rules;
using FluentAssertions;
using Xunit;

namespace Evaluation.Tests.Seeds;

/// <summary>The check finds no error in any rulebook of the seeds, and only those warnings that are meant to stand.</summary>
public sealed class CheckedSeedTests
{
    // Published results are counted again without examples, some for a part of a year, one by trips without a cap.
    private static readonly Dictionary<string, string[]> Standing = new()
    {
        ["cases/p2/trips.yaml"] = ["“外出”不封顶，也没有重复事项的规则"],
        ["cases/p3/rate.yaml"] = ["本版自2006-10-01起施行，不是考评年度的第一天"],
        ["cases/p3/rulebook.yaml"] = ["本版自2006-10-01起施行，不是考评年度的第一天"],
    };

    public static TheoryData<string> Paths =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Office.Root(), "seeds"), "*.yaml", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Path.Combine(Office.Root(), "seeds"), path).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    [Theory, MemberData(nameof(Paths))]
    public void A_sound_rulebook_raises_no_false_alarm(string path)
    {
        var found = RulebookCheck.Of(File.ReadAllText(Path.Combine(Office.Root(), "seeds", path))).Findings
            .Where(one => !one.What.Contains("没有例子", StringComparison.Ordinal)).ToList();

        found.Should().NotContain(one => one.Severity == Severity.Error);
        var standing = Standing.GetValueOrDefault(path, []);
        found.Where(one => !standing.Any(one.What.Contains)).Select(one => one.ToString()).Should().BeEmpty();
        standing.Where(one => !found.Any(finding => finding.What.Contains(one, StringComparison.Ordinal))).Should().BeEmpty();
    }
}
