using FluentAssertions;

namespace Evaluation.Server.Tests.Cli;

/// <summary>What a folder may hold beside units, people and claims.</summary>
/// <param name="cluster">The test cluster.</param>
public sealed class SeedFolderTests(PostgresFixture cluster)
{
    [Fact]
    public async Task A_folder_may_hold_targets()
    {
        var ct = TestContext.Current.CancellationToken;
        var terminal = new Terminal(await cluster.NewDatabaseAsync());
        var folder = Directory.CreateTempSubdirectory("evaluation-seed-");
        try
        {
            foreach (var from in Directory.EnumerateFiles(Terminal.Small, "*", SearchOption.AllDirectories))
            {
                var to = Path.Combine(folder.FullName, Path.GetRelativePath(Terminal.Small, from));
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Copy(from, to);
            }

            var targets = Path.Combine(folder.FullName, "targets.csv");
            await File.WriteAllTextAsync(targets, "unit,indicator,period,amount\n东镇,vists,2023,12\n", ct);
            (await terminal.RunAsync("seed", folder.FullName)).Error.Should().Contain("targets.csv 第2行“indicator”：");

            await File.WriteAllTextAsync(targets, "unit,indicator,period,amount\n东镇,visits,2023,12\n", ct);
            (await terminal.RunAsync("seed", folder.FullName)).Code.Should().Be(0);
            (await terminal.RunAsync("targets", "--format", "csv")).Out.Should()
                .Contain("\n东镇,visits,外出招商,2023,12,");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
