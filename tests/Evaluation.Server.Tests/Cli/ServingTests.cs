using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Evaluation.LocalPostgres;
using FluentAssertions;

namespace Evaluation.Server.Tests.Cli;

/// <summary>`serve`, and verbs beside it.</summary>
public sealed class ServingTests(PostgresFixture cluster)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task The_server_loads_the_demonstration_and_verbs_work_beside_it()
    {
        var terminal = new Terminal(await cluster.NewDatabaseAsync());
        var url = $"http://127.0.0.1:{FreePort()}";
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var output = new PrintedText();
        var serving = terminal.RunAsync(["serve", "--urls", url], output, stop.Token);
        while (!output.ToString().Contains("Stop with", StringComparison.Ordinal) && !serving.IsCompleted)
        {
            await Task.Delay(50, Ct);
        }

        using var http = new HttpClient();
        (await http.GetAsync(new Uri($"{url}/health"), Ct)).StatusCode.Should().Be(HttpStatusCode.OK);
        output.ToString().Should().Contain($"{url}/xiaozhen/bulletins/2023-W02");
        var demo = await terminal.RunAsync("demo");
        demo.Error.Should().BeEmpty();
        demo.Code.Should().Be(0);
        demo.Out.Should().Contain("三、一次拜访").And.Contain("本周得分 0 → 0.5").And.Contain("小考〔2023〕3号已印发")
            .And.Contain("十、重算").And.Contain("全部一致").And.NotContain("不一致");
        var again = await terminal.RunAsync("demo");
        again.Error.Should().BeEmpty();
        again.Out.Should().Contain("小考〔2023〕4号已印发").And.Contain("全部一致");

        await stop.CancelAsync();
        var served = await serving;
        served.Code.Should().Be(0);
        served.Error.Should().NotContain("Exception").And.NotContain("fail");
    }

    [Fact]
    public async Task A_port_in_use_is_said_in_one_sentence()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var terminal = new Terminal(await cluster.NewDatabaseAsync());

        var printed = await terminal.RunAsync(
            "serve", "--no-demo", "--urls", $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}");

        printed.Code.Should().Be(1);
        printed.Error.Trim().Should().StartWith("Cannot listen at").And.NotContain("\n");
    }

    [Fact]
    public async Task An_empty_database_is_said_to_be_empty()
    {
        var printed = await new Terminal(await cluster.NewDatabaseAsync()).RunAsync("board");

        printed.Code.Should().Be(1);
        printed.Error.Should().Contain("还没有考评单位范围").And.Contain("ops/run");
    }

    [Fact(Timeout = 60_000)]
    public async Task The_process_stops_quietly_when_it_is_asked_to()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGTERM.");
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(
                "dotnet",
                ["exec", typeof(CommandLine).Assembly.Location, "serve", "--no-demo", "--urls",
                    $"http://127.0.0.1:{FreePort()}"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { [Database.Variable] = await cluster.NewDatabaseAsync() },
            },
        };
        process.Start();
        try
        {
            while (await process.StandardOutput.ReadLineAsync(Ct) is { } line
                && !line.Contains("Stop with", StringComparison.Ordinal))
            {
                // Reads on.
            }

            using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            await process.WaitForExitAsync(Ct);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }

        process.ExitCode.Should().Be(0);
        (await process.StandardError.ReadToEndAsync(Ct)).Should().BeEmpty();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
