using Evaluation.Server.Tests.Chain;
using FluentAssertions;

namespace Evaluation.Server.Tests.Cli;

/// <summary>What `score` says of files that are not in order.</summary>
public sealed class ScoreFaultTests
{
    private static readonly Terminal Alone = new("Host=nowhere.invalid");

    private static readonly string SeedCases = Path.Combine(Town.Root(), "seeds", "cases");

    [Fact]
    public async Task A_faulty_file_is_refused_with_file_row_column_and_remedy()
    {
        var ct = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("score-");
        try
        {
            var (facts, rules) = (Path.Combine(folder.FullName, "facts.csv"),
                Path.Combine(folder.FullName, "rulebook.yaml"));
            await File.WriteAllTextAsync(
                facts, "id,kind,unit,occurred_on,recorded_at\nX,party,山亭区,2023-01-01,now\n", ct);
            await File.WriteAllTextAsync(rules, "rulebook: broken\n", ct);

            var printed = await Alone.RunAsync(
                "score", "--rulebook", Path.Combine(SeedCases, "p4", "rulebook.yaml"), "--facts", facts);
            printed.Code.Should().Be(1);
            printed.Out.Should().BeEmpty();
            printed.Error.Should()
                .Contain(
                    $"{facts} 第2行“kind”：").And.Contain(
                        "第2行“recorded_at”：").And.Contain("2023-03-01T09:30:00+08:00");

            printed = await Alone.RunAsync("score", "--rulebook", rules, "--facts", facts);
            printed.Code.Should().Be(1);
            printed.Error.Should().Contain($"{rules}:").And.Contain("未计分");

            await File.WriteAllBytesAsync(facts, [0xBC, 0xFF], ct);
            (await Alone.RunAsync("score", "--rulebook", rules, "--facts", facts)).Error.Should()
                .Contain($"{facts}：不是UTF-8").And.Contain("CSV UTF-8");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("A1,visit,甲,9999-12-31,2023-06-05T09:30:00+08:00", "超出范围")]
    [InlineData("A1,visit,甲,0001-01-01,2023-06-05T09:30:00+08:00", "超出范围")]
    [InlineData("A1,visit,甲,2023-06-05,9999-12-31T09:30:00+08:00", "超出范围")]
    public async Task A_day_that_nobody_can_mean_is_a_fault_of_its_row(string row, string what)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(
                file, $"id,kind,unit,occurred_on,recorded_at,enterprise,leader\n{row},鼎新,top\n",
                TestContext.Current.CancellationToken);
            var printed = await Alone.RunAsync(
                "score", "--rulebook", Path.Combine(Terminal.Small, "rulebook-2023.yaml"), "--facts", file);
            printed.Code.Should().Be(1);
            printed.Error.Should().Contain("第2行").And.Contain(what);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData(1000, false)]
    [InlineData(1001, true)]
    [InlineData(5000, true)]
    public async Task So_many_faults_are_listed_and_the_rest_is_counted(int rows, bool cut)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(
                file, "id,kind,unit,occurred_on,recorded_at,enterprise,leader\n" + string.Concat(
                    Enumerable.Range(1, rows).Select(i => $"A{i},visit,甲,昨天,2023-06-05T09:30:00+08:00,鼎新,top\n")),
                TestContext.Current.CancellationToken);
            var printed = await Alone.RunAsync(
                "score", "--rulebook", Path.Combine(Terminal.Small, "rulebook-2023.yaml"), "--facts", file);
            printed.Code.Should().Be(1);
            printed.Error.Split('\n').Count(line => line.Contains("“occurred_on”", StringComparison.Ordinal)).Should()
                .Be(Math.Min(rows, 1000));
            printed.Error.Should().Contain($"共{rows}处有误{(cut ? "，以上为前1000处" : "")}，未计分。");
        }
        finally
        {
            File.Delete(file);
        }
    }
}
