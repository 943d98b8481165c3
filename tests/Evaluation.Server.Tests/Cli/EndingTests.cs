using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Evaluation.LocalPostgres;
using Evaluation.Server.Kit.Cli;
using FluentAssertions;

namespace Evaluation.Server.Tests.Cli;

/// <summary>How verbs end: by a signal, into a closed pipe, and with a table wider than any terminal.</summary>
public sealed class EndingTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory(Timeout = 60_000)]
    [InlineData("TERM", 143)]
    [InlineData("INT", 130)]
    public async Task A_signal_ends_a_verb_that_waits_for_its_database(string signal, int code)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no such signals.");
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var (program, before) = HeardSignals;
        using var process = Start(
            program, [.. before, "exec", typeof(CommandLine).Assembly.Location, "board"],
            $"Host=127.0.0.1;Port={((IPEndPoint)silent.LocalEndpoint).Port};Database=x;Username=x;Timeout=60");
        using var asked = await silent.AcceptTcpClientAsync(Ct);
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        await process.WaitForExitAsync(Ct);

        process.ExitCode.Should().Be(code);
        (await process.StandardError.ReadToEndAsync(Ct)).Should().Be(
            "Stopped before it was done. What was accepted is kept.\n");
    }

    // Left out of every run for its length; `ops/test -explicit only` runs it.
    [Fact(Timeout = 60_000, Explicit = true)]
    public async Task A_signal_ends_a_verb_that_waits_for_a_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no such signals.");
        var folder = Directory.CreateTempSubdirectory("evaluation-pipe");
        try
        {
            var pipe = Path.Combine(folder.FullName, "facts.csv");
            using (var made = Process.Start("mkfifo", [pipe]))
            {
                await made.WaitForExitAsync(Ct);
            }

            var (program, before) = HeardSignals;
            using var process = Start(
                program,
                [
                    .. before, "exec", typeof(CommandLine).Assembly.Location, "score", "--rulebook",
                    Path.Combine(Terminal.Small, "rulebook-2023.yaml"), "--facts", pipe,
                ],
                null);
            // Opened for reading by the verb; nothing is ever written.
            await using var writing = new FileStream(pipe, FileMode.Open, FileAccess.Write);
            using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            await process.WaitForExitAsync(Ct);

            process.ExitCode.Should().Be(143);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task A_pipe_that_is_closed_ends_a_verb_without_a_trace()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no head.");
        using var process = Start(
            "bash",
            [
                "-c",
                $"set -o pipefail; dotnet exec '{typeof(CommandLine).Assembly.Location}' rulebook schema | head -c 10",
            ],
            null);
        (await process.StandardOutput.ReadToEndAsync(Ct)).Should().HaveLength(10);
        (await process.StandardError.ReadToEndAsync(Ct)).Should().BeEmpty();
        await process.WaitForExitAsync(Ct);
        process.ExitCode.Should().Be(0);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(60, 40)]
    [InlineData(4, 30_000)]
    public void A_table_of_any_width_is_printed_whole(int columns, int width)
    {
        var output = new StringWriter();
        var cells = Enumerable.Range(0, columns).Select(column => new string((char)('一' + column), width)).ToArray();
        Output.Table(
            new Shell(output, TextWriter.Null), "表", [.. cells.Select((_, column) => column % 2 == 0 ? "左" : ">右")],
            [cells, cells]);
        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Count(line => cells.All(line.Contains)).Should().Be(2, "each row is one line");
    }

    /// <summary>
    /// The program that runs the verb. A suite that a shell without job control put into the background ignores
    /// SIGINT, and so would every process it starts; GNU env gives the signals back their meaning.
    /// </summary>
    private static (string Program, string[] Before) HeardSignals =>
        OperatingSystem.IsLinux() ? ("env", ["--default-signal=INT,TERM", "dotnet"]) : ("dotnet", []);

    private static Process Start(string program, string[] arguments, string? database)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (database is not null)
        {
            start.Environment[Database.Variable] = database;
        }

        return Process.Start(start)!;
    }
}
