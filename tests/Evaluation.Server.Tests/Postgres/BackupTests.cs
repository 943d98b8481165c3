using Evaluation.LocalPostgres.Backups;
using FluentAssertions;
using Npgsql;

namespace Evaluation.Server.Tests.Postgres;

/// <summary>Back-ups of a server, and what is refused.</summary>
public sealed class BackupTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 240_000)]
    public async Task What_was_stored_before_the_server_was_destroyed_comes_back_without_the_second_that_follows()
    {
        await using var home = await new BackupHome().StartAsync();
        await home.AskAsync<object>("create table note (text text)");
        await home.NoteAsync("a");
        DateTimeOffset middle;
        await using (await home.FollowAsync())
        {
            await home.NoteAsync("b");
            middle = await home.NoteAsync("c");
            await Task.Delay(50, Ct);

            // A file of the log becomes whole and is packed.
            await home.SwitchAsync();
            await home.NoteAsync("d");
            await home.ReceivedAsync();
            await home.DestroyAsync();
        }

        var (all, notes) = await home.RestoreAsync();
        notes.Should().Be("a b c d");
        all.Before.Should().BeNull();
        all.LogFiles.Should().BeGreaterThan(1);

        var (earlier, then) = await home.RestoreAsync(middle, replace: true);
        then.Should().Be("a b c");
        Directory.Exists(earlier.Before).Should().BeTrue("the data that was there is kept");

        await home.StartAsync();
        (await BackupHome.NotesAsync(home.Connection)).Should().Be("a b c");
        (await home.NoteAsync("e")).Should().BeAfter(middle);
    }

    [Fact(Timeout = 240_000)]
    public async Task A_server_of_ones_own_is_restored_as_a_data_folder()
    {
        await using var home = await new BackupHome().StartAsync();
        await home.AskAsync<object>("create table note as select '石栏镇' as text");
        await BaseBackup.TakeAsync(home.Given(), home.Folder, 7, new Progress<(long, long)>(), Ct);
        var data = Path.Combine(home.Home.Folder, "data of one's own");
        var login = new NpgsqlConnectionStringBuilder(home.Connection);
        var notes = "";

        var restore = new Restore(
            new RestoreRequest(home.Folder, null, false),
            async (connection, _) => notes = await BackupHome.NotesAsync(connection),
            new Progress<(long, long)>(), _ => { }, TempHome.Quick);
        await restore.IntoAsync(data, login, Ct);

        notes.Should().Be("石栏镇");
        File.Exists(Path.Combine(data, "PG_VERSION")).Should().BeTrue();
        Directory.EnumerateFiles(data, "*.signal").Concat(Directory.EnumerateFiles(data, "postmaster.pid"))
            .Should().BeEmpty();
        var again = () => restore.IntoAsync(data, login, Ct);
        await again.Should().ThrowAsync<BackupException>().WithMessage("*is not empty*");
        await home.StopAsync();
        var asPrivate = () => home.RestoreAsync(replace: true);
        await asPrivate.Should().ThrowAsync<BackupException>().WithMessage("*not of a private cluster*--into*");
    }

    [Fact(Timeout = 240_000)]
    public async Task A_file_that_is_damaged_or_missing_is_named_and_nothing_is_changed()
    {
        await using var home = await new BackupHome().StartAsync();
        await home.AskAsync<object>("create table note as select 'a' as text");
        await using (await home.FollowAsync())
        {
            await home.NoteAsync("b");
            for (var i = 0; i < 2; i++)
            {
                await home.SwitchAsync();
                await home.NoteAsync("c");
            }

            await home.ReceivedAsync();
        }

        await home.StopAsync();
        foreach (var name in new[] { "base.tar.gz", "pg_wal.tar.gz", "backup_manifest", "00000001*.gz" })
        {
            var file = home.FileOf(name);
            var whole = await File.ReadAllBytesAsync(file, Ct);
            foreach (var broken in new[] { Flipped(whole), whole[..(whole.Length / 2)] })
            {
                await File.WriteAllBytesAsync(file, broken, Ct);
                await RefusedAsync(home, $"*{Path.GetFileName(file)} is damaged*", replace: true);
            }

            await File.WriteAllBytesAsync(file, whole, Ct);
        }

        var lost = home.FileOf("00000001*.gz");
        File.Delete(lost);
        await RefusedAsync(home, $"*lacks the file {Path.GetFileNameWithoutExtension(lost)}*", replace: true);
        Directory.GetDirectories(home.Home.Postgres).Should().Equal(home.Home.Data);
    }

    [Fact(Timeout = 240_000)]
    public async Task What_cannot_be_restored_is_refused_with_the_reason()
    {
        await using var home = await new BackupHome().StartAsync();
        await home.AskAsync<object>("create table note as select 'a' as text");
        await RefusedAsync(home, "*is in use*");
        await home.StopAsync();
        await RefusedAsync(home, "*holds no back-up*", replace: true);
        await home.StartAsync();
        var taken = await home.BackUpAsync();
        await home.StopAsync();

        await RefusedAsync(home, "*--replace*");
        await RefusedAsync(home, "*earlier state cannot be restored*", taken.Began.AddHours(-1), replace: true);
        await RefusedAsync(home, "*ends at*before --until*", DateTimeOffset.UtcNow.AddHours(1), replace: true);
        Directory.GetDirectories(home.Home.Postgres).Should().Equal(home.Home.Data);
    }

    [Fact(Timeout = 240_000)]
    public async Task The_log_is_received_again_after_the_server_died_and_after_the_follower_was_stopped()
    {
        await using var home = await new BackupHome().StartAsync(durable: true);
        await home.AskAsync<object>("create table note as select 'a' as text");
        await using (var following = await home.FollowAsync())
        {
            home.Kill();
            while (following.Said.All(sentence => !sentence.Contains("It is tried again", StringComparison.Ordinal)))
            {
                await Task.Delay(50, Ct);
            }

            await home.StartAsync(durable: true);
            await home.NoteAsync("b");
            await home.ReceivedAsync();
        }

        await home.NoteAsync("c");
        await using (await home.FollowAsync())
        {
            await home.NoteAsync("d");
            await home.ReceivedAsync();
            await home.DestroyAsync();
        }

        home.Folder.All().Should().ContainSingle("the log has no gap");
        (await home.RestoreAsync()).Notes.Should().Be("a b c d");
    }

    [Fact(Timeout = 240_000)]
    public async Task After_a_restore_a_new_base_is_taken_and_only_as_many_as_wanted_are_kept()
    {
        await using var home = await new BackupHome().StartAsync();
        await home.AskAsync<object>("create table note as select 'a' as text");
        var first = await home.BackUpAsync();
        var second = await home.BackUpAsync(keep: 1);
        home.Folder.All().Select(one => one.Name).Should().Equal(second.Name).And.NotContain(first.Name);
        await home.StopAsync();
        await home.RestoreAsync(replace: true);
        await home.StartAsync();
        await using (await home.FollowAsync())
        {
            while (home.Folder.All().Count < 2)
            {
                await Task.Delay(50, Ct);
            }

            await home.NoteAsync("b");
            await home.ReceivedAsync();
            await home.DestroyAsync();
        }

        home.Folder.All()[^1].Timeline.Should().Be(second.Timeline + 1);
        (await home.RestoreAsync()).Notes.Should().Be("a b");
    }

    [Fact(Timeout = 240_000)]
    public async Task One_follower_is_enough_and_a_folder_is_for_one_database()
    {
        await using var home = await new BackupHome().StartAsync();
        await using var first = await home.FollowAsync();

        var second = () => new LogFollower(home.Database(), home.Folder, 1, TimeSpan.FromHours(1), _ => { })
            .RunAsync(Ct);
        await second.Should().ThrowAsync<BackupException>().WithMessage("*already receives*");
        var record = home.FileOf(BackupRecord.File);
        var text = await File.ReadAllTextAsync(record, Ct);
        await File.WriteAllTextAsync(
            record, text.Replace(home.Folder.All()[0].Identity, "1", StringComparison.Ordinal), Ct);
        var mixed = () => home.BackUpAsync();
        await mixed.Should().ThrowAsync<BackupException>().WithMessage("*back-ups of another database*");
        await File.WriteAllTextAsync(record, text, Ct);
        using var held = home.Folder.Lock();
        var busy = () => home.BackUpAsync();
        await busy.Should().ThrowAsync<BackupException>().WithMessage("*Another back-up*is running*");
    }

    private static async Task RefusedAsync(
        BackupHome home, string sentence, DateTimeOffset? until = null, bool replace = false)
    {
        var restore = () => home.RestoreAsync(until, replace);
        await restore.Should().ThrowAsync<BackupException>().WithMessage(sentence);
    }

    private static byte[] Flipped(byte[] whole)
    {
        var broken = (byte[])whole.Clone();
        broken[whole.Length / 2] ^= 0xFF;
        return broken;
    }
}
