using System.Diagnostics;
using Evaluation.LocalPostgres;
using FluentAssertions;
using Npgsql;

namespace Evaluation.Server.Tests.Postgres;

/// <summary>What a killed server, a killed start or a left-over file does to the next start.</summary>
public sealed class RecoveryTests
{
    [Fact(Timeout = 240_000)]
    public async Task A_cluster_killed_with_sigkill_is_found_dead_and_recovers_on_the_next_start()
    {
        await using var home = new TempHome();
        var first = await home.StartAsync(TempHome.Quick with { Fsync = true });
        await TempHome.AskAsync<object>(
            first.ConnectionString, "create table kept as select generate_series(1, 1000) as n");
        home.Kill();

        var second = await home.StartAsync(TempHome.Quick with { Fsync = true });

        second.StartedHere.Should().BeTrue();
        (await TempHome.AskAsync<long>(second.ConnectionString, "select count(*) from kept")).Should().Be(1000);
    }

    [Fact(Timeout = 240_000)]
    public async Task A_kill_in_the_middle_of_a_long_statement_does_not_hinder_the_next_start()
    {
        await using var home = new TempHome();
        var first = await home.StartAsync();
        var busy = TempHome.AskAsync<long>(
            first.ConnectionString, "select count(*) from generate_series(1, 400000000) a");
        await Task.Delay(300, TestContext.Current.CancellationToken);
        home.Kill();

        var second = await home.StartAsync();

        (await TempHome.AskAsync<int>(second.ConnectionString, "select 1")).Should().Be(1);
        await busy.Awaiting(b => b).Should().ThrowAsync<NpgsqlException>();
    }

    [Fact(Timeout = 240_000)]
    public async Task The_supervisor_starts_a_killed_cluster_again_on_the_same_port()
    {
        await using var home = new TempHome();
        var postgres = await home.StartAsync(TempHome.Quick with { Fsync = true });
        await TempHome.AskAsync<object>(postgres.ConnectionString, "create table kept as select 7 as n");
        var watching = postgres.KeepAliveAsync(TestContext.Current.CancellationToken);
        var killed = home.Pid;
        home.Kill();

        (await EventuallyAsync(postgres.ConnectionString, "select n from kept")).Should().Be(7);

        home.Pid.Should().NotBe(killed);
        await home.SaidAsync("PostgreSQL had died; it runs again");
        await postgres.StopAsync();
        await watching;
    }

    [Fact(Timeout = 240_000)]
    public async Task A_process_number_that_now_belongs_to_another_program_does_not_fool_the_start()
    {
        await using var home = new TempHome();
        var first = await home.StartAsync();
        var pidFile = Path.Combine(home.Home.Data, "postmaster.pid");
        var left = await File.ReadAllLinesAsync(pidFile, TestContext.Current.CancellationToken);
        await first.StopAsync();
        left[0] = $"{Environment.ProcessId}";
        await File.WriteAllLinesAsync(pidFile, left, TestContext.Current.CancellationToken);

        var second = await home.StartAsync();

        second.StartedHere.Should().BeTrue();
        home.Pid.Should().NotBe(Environment.ProcessId);
    }

    [Fact(Timeout = 240_000)]
    public async Task A_process_number_that_now_belongs_to_another_postgresql_does_not_fool_the_start()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux shows which folder a process works in.");
        await using var home = new TempHome();
        await using var other = new TempHome();
        var first = await home.StartAsync();
        await first.StopAsync();
        await other.StartAsync();
        File.Copy(
            Path.Combine(other.Home.Data, "postmaster.pid"), Path.Combine(home.Home.Data, "postmaster.pid"));

        var second = await home.StartAsync();

        second.StartedHere.Should().BeTrue();
        home.Pid.Should().NotBe(other.Pid);
    }

    [Fact(Timeout = 240_000)]
    public async Task A_half_made_data_folder_is_wiped_and_made_again()
    {
        await using var home = new TempHome();
        var half = Directory.CreateDirectory(Path.Combine(home.Home.Postgres, "new-half")).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(half, "PG_VERSION"), "15", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(half + ".pw", "left", TestContext.Current.CancellationToken);

        var postgres = await home.StartAsync();

        (await TempHome.AskAsync<int>(postgres.ConnectionString, "select 1")).Should().Be(1);
        Directory.GetFileSystemEntries(home.Home.Postgres, "new-*").Should().BeEmpty();
    }

    [Fact(Timeout = 240_000)]
    public async Task A_lost_password_file_is_named_and_the_data_is_left_alone()
    {
        await using var home = new TempHome();
        var first = await home.StartAsync();
        await first.StopAsync();
        File.Delete(Path.Combine(home.Home.Postgres, "cluster.json"));

        var start = () => home.StartAsync();

        await start.Should().ThrowAsync<PostgresUnavailableException>().WithMessage("*cluster.json*is missing*");
        File.Exists(Path.Combine(home.Home.Data, "PG_VERSION")).Should().BeTrue();
    }

    private static async Task<int> EventuallyAsync(string connectionString, string sql)
    {
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(100, TestContext.Current.CancellationToken))
        {
            try
            {
                return await TempHome.AskAsync<int>(connectionString, sql);
            }
            catch (NpgsqlException) when (clock.Elapsed < TimeSpan.FromSeconds(60))
            {
                // Still down.
            }
        }
    }
}
