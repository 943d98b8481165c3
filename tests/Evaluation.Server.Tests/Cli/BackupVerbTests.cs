using System.Diagnostics;
using Evaluation.LocalPostgres;
using Evaluation.Server.Evidence;
using Evaluation.Server.Tests.Evidence;
using Evaluation.Server.Tests.Postgres;
using FluentAssertions;

namespace Evaluation.Server.Tests.Cli;

/// <summary>`backup` and `restore` as they are called.</summary>
public sealed class BackupVerbTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // Left out of every run for its length, as `ops/drill` does the same under load; `ops/test -explicit only` runs it.
    [Fact(Timeout = 240_000, Explicit = true)]
    public async Task A_database_is_backed_up_and_comes_back_by_one_command_each()
    {
        await using var home = new TempHome();
        var backups = Path.Combine(home.Folder, "backups");
        (await CallAsync(home, "seed", Terminal.Small)).Code.Should().Be(0);
        var proof = Path.Combine(home.Folder, "会谈.pdf");
        await File.WriteAllBytesAsync(proof, SampleFiles.Pdf("backed up"), Ct);
        (await CallAsync(
            home, "claim", "report", "--id", "V-9", "--kind", "visit", "--unit", "东镇", "--on", "2023-01-17",
            "--fact", "enterprise=丙厂", "--fact", "leader=top", "--attach", proof, "--as", "dong.lin"))
            .Should().Match<Printed>(printed => printed.Code == 0);

        var taken = await CallAsync(home, "backup", "--to", backups);
        taken.Error.Should().Contain("Backing up evaluation@127.0.0.1");
        taken.Out.Should().Contain("read back and whole").And.Contain("Files of claims: 1 copied")
            .And.Contain($"evaluation restore --from {backups}");
        (await CallAsync(home, "backup", "--to", backups, "--list")).Out.Should().Contain("PostgreSQL 1");

        var refused = await CallAsync(home, "restore", "--from", backups);
        refused.Code.Should().Be(1);
        refused.Error.Trim().Should().Contain("--replace").And.NotContain("\n");
        Directory.Delete(Path.Combine(home.Folder, "evidence"), recursive: true);
        var lost = await CallAsync(home, "verify");
        (lost.Code, lost.Out.Contains("事项V-9的“会谈.pdf”：文件缺失")).Should().Be((1, true), lost.Out);
        var restored = await CallAsync(home, "restore", "--from", backups, "--replace");
        restored.Error.Should().NotContain("Failed");
        restored.Code.Should().Be(0);
        restored.Out.Should().MatchRegex("Last event: [1-9][0-9]*, stored at ")
            .And.Contain("data-before-").And.Contain("evaluation recount --all --district xiaozhen");
        var recounted = await CallAsync(home, "recount", "--all");
        recounted.Out.Should().Contain("全部一致");
        restored.Out.Should().Contain("Files of claims: 1 brought back, 0 damaged");
        (await CallAsync(home, "verify")).Out.Should().Contain("全部一致");

        var password = File.ReadAllText(Path.Combine(home.Home.Postgres, "cluster.json")).Split('"')[5];
        password.Should().HaveLength(40);
        string.Concat(taken.Out, taken.Error, restored.Out, restored.Error).Should().NotContain(password);
    }

    [Theory]
    [InlineData(2, "--to", "backup")]
    [InlineData(2, "--keep must be 1 or more", "backup", "--to", "x", "--keep", "0")]
    [InlineData(2, "--every needs --follow", "backup", "--to", "x", "--every", "5")]
    [InlineData(2, "Give either", "backup", "--to", "x", "--follow", "--list")]
    [InlineData(1, "holds no back-up", "backup", "--to", "nowhere", "--list")]
    [InlineData(2, "--from", "restore")]
    [InlineData(2, "not a moment", "restore", "--from", "x", "--until", "yesterday")]
    [InlineData(2, "--replace is for", "restore", "--from", "x", "--into", "y", "--replace")]
    [InlineData(1, "--into needs EVALUATION_DB", "restore", "--from", "x", "--into", "y")]
    public async Task What_is_asked_wrongly_is_answered_with_a_sentence(
        int code, string sentence, params string[] arguments)
    {
        var printed = await new Terminal("Host=127.0.0.1").RunAsync(arguments);

        printed.Code.Should().Be(code);
        printed.Error.Should().Contain(sentence);
        printed.Out.Should().BeEmpty();
    }

    private static async Task<Printed> CallAsync(TempHome home, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(CommandLine).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { [PostgresHome.Variable] = home.Folder, ["DOTNET_ENVIRONMENT"] = "Development" },
        };
        start.Environment.Remove(Database.Variable);
        start.Environment.Remove(EvidenceSettings.FolderVariable);
        using var process = Process.Start(start)!;
        var (output, error) =
            (process.StandardOutput.ReadToEndAsync(Ct), process.StandardError.ReadToEndAsync(Ct));
        await process.WaitForExitAsync(Ct);
        return new Printed(process.ExitCode, await output, await error);
    }
}
