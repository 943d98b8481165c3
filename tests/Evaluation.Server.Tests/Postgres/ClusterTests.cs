using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Evaluation.LocalPostgres;
using FluentAssertions;
using Npgsql;

namespace Evaluation.Server.Tests.Postgres;

/// <summary>The private cluster over its life: made, started, found, shared, stopped.</summary>
public sealed class ClusterTests
{
    [Fact(Timeout = 240_000)]
    public async Task A_new_home_gets_a_cluster_with_an_empty_utf8_database_and_leaves_no_process_when_stopped()
    {
        await using var home = new TempHome();
        var postgres = await home.StartAsync();
        var pid = home.Pid;

        postgres.StartedHere.Should().BeTrue();
        (await TempHome.AskAsync<string>(postgres.ConnectionString,
            "select current_database() || ' ' || current_setting('server_encoding') || ' ' || datcollate "
            + "from pg_database where datname = current_database()")).Should().Be("evaluation UTF8 C");

        await postgres.StopAsync();
        await postgres.StopAsync();
        (await EndsAsync(pid)).Should().BeTrue();
    }

    [Fact(Timeout = 240_000)]
    public async Task Rows_are_still_there_after_a_stop_and_a_start()
    {
        await using var home = new TempHome();
        var first = await home.StartAsync();
        await TempHome.AskAsync<object>(first.ConnectionString, "create table note as select '石栏镇' as text");
        await first.StopAsync();

        var second = await home.StartAsync();

        second.StartedHere.Should().BeTrue();
        second.Port.Should().Be(first.Port);
        (await TempHome.AskAsync<string>(second.ConnectionString, "select text from note")).Should().Be("石栏镇");
    }

    [Fact(Timeout = 240_000)]
    public async Task A_live_cluster_is_attached_to_and_the_last_user_stops_it()
    {
        await using var home = new TempHome();
        var server = await home.StartAsync();
        var pid = home.Pid;

        var command = await home.StartAsync();
        command.StartedHere.Should().BeFalse();
        command.ConnectionString.Should().Be(server.ConnectionString);

        await server.StopAsync();
        (await TempHome.AskAsync<int>(command.ConnectionString, "select 1")).Should().Be(1);
        await command.StopAsync();
        (await EndsAsync(pid)).Should().BeTrue();
    }

    [Fact(Timeout = 240_000)]
    public async Task Two_that_start_at_the_same_moment_share_one_cluster()
    {
        await using var home = new TempHome();
        var both = await Task.WhenAll(Task.Run(() => home.StartAsync()), Task.Run(() => home.StartAsync()));

        both.Count(postgres => postgres.StartedHere).Should().Be(1);
        both[0].Port.Should().Be(both[1].Port);
    }

    [Fact(Timeout = 240_000)]
    public async Task A_port_taken_by_another_program_is_replaced()
    {
        await using var home = new TempHome();
        var first = await home.StartAsync();
        await first.StopAsync();
        using var other = new TcpListener(IPAddress.Loopback, first.Port);
        other.Start();

        var second = await home.StartAsync();

        second.Port.Should().NotBe(first.Port);
        (await TempHome.AskAsync<int>(second.ConnectionString, "select 1")).Should().Be(1);
    }

    [Fact(Timeout = 240_000)]
    public async Task A_wrong_password_is_refused()
    {
        await using var home = new TempHome();
        var postgres = await home.StartAsync();
        var wrong = new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Password = "guess" };

        var attempt = () => TempHome.AskAsync<int>(wrong.ConnectionString, "select 1");

        (await attempt.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be("28P01");
    }

    [Fact(Timeout = 240_000)]
    public async Task It_listens_on_this_machine_alone_and_its_password_file_is_for_the_owner_alone()
    {
        await using var home = new TempHome();
        var postgres = await home.StartAsync();

        IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners()
            .Where(listener => listener.Port == postgres.Port)
            .Should().Equal(new IPEndPoint(IPAddress.Loopback, postgres.Port));
        (await TempHome.AskAsync<string>(postgres.ConnectionString, "show unix_socket_directories")).Should().BeEmpty();
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Path.Combine(home.Home.Postgres, "cluster.json"))
                .Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact(Timeout = 240_000)]
    public async Task A_home_in_a_folder_with_spaces_and_chinese_letters_works()
    {
        await using var home = new TempHome();
        var inner = Path.Combine(home.Folder, "考评 数据");
        await using var postgres = await PrivatePostgres.StartAsync(
            inner, _ => { }, TestContext.Current.CancellationToken, TempHome.Quick);

        (await TempHome.AskAsync<int>(postgres.ConnectionString, "select 1")).Should().Be(1);
    }

    // The process ends a moment after it has taken its file away.
    private static async Task<bool> EndsAsync(int pid)
    {
        for (var tries = 0; tries < 100 && new Postmaster(pid, null).IsAlive(); tries++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        return !new Postmaster(pid, null).IsAlive();
    }
}
