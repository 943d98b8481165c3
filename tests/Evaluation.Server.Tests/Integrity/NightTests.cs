using System.Text.Json;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Integrity;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Tests.Chain;
using Evaluation.Server.Tests.Cli;
using Evaluation.Server.Tests.Store;
using FluentAssertions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Evaluation.Server.Tests.Integrity;

/// <summary>
/// By command and at night: what is found is printed, kept, logged once and shown by the health check.
/// </summary>
public sealed class NightTests(VerifiedTown town) : IClassFixture<VerifiedTown>
{
    private const string Tampering =
        $"update {BoardTables.Name} set name = '别的' where tenant_id = '{Town.District}' and id = '鼎新'";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_verifies_itself_once_a_night_and_raises_the_alarm()
    {
        await town.RestoreAsync();
        var (clock, log) = (new Clock(), new LineLogger<NightlyVerification>());
        var night = Night(clock, log);
        clock.Now = At("2023-02-01 12:00");
        (await night.RunWhenDueAsync(Ct)).Should().BeFalse("it is noon");
        (await HealthAsync(clock)).Status.Should().Be(HealthStatus.Healthy);

        clock.Now = At("2023-02-02 02:00");
        await using (var held = await HeldAsync())
        {
            (await night.RunWhenDueAsync(Ct)).Should().BeFalse("another server does");
            await using var release = new NpgsqlCommand("select pg_advisory_unlock_all()", held);
            await release.ExecuteNonQueryAsync(Ct);
        }

        (await night.RunWhenDueAsync(Ct)).Should().BeTrue();
        (await night.RunWhenDueAsync(Ct)).Should().BeFalse("it was done");
        var health = await HealthAsync(clock);
        (health.Status, health.Data["findings"], log.Lines.Count).Should().Be((HealthStatus.Healthy, 0, 0));

        clock.Now = At("2023-02-05 03:00");
        health = await HealthAsync(clock);
        (health.Status, health.Description).Should().Be((
            HealthStatus.Degraded,
            "最近一次全面核对始于2023-02-01 18:00Z，已有3天没有核对，请查看日志或运行 evaluation verify。"));

        (await new VerificationCheck(town.Get<VerifiedRuns>(), clock, new Nights(false))
            .CheckHealthAsync(new HealthCheckContext(), Ct)).Status.Should().Be(HealthStatus.Healthy, "it is off");

        await town.ChangeAsync(Tampering);
        clock.Now = At("2023-02-03 04:59");
        (await night.RunWhenDueAsync(Ct)).Should().BeTrue();
        health = await HealthAsync(clock);
        health.Status.Should().Be(HealthStatus.Degraded);
        health.Description.Should().Contain("始于2023-02-02 20:59Z，发现1处不一致")
            .And.NotContain("鼎新", "whoever is signed in to another district reads it");
        log.Lines.Should().ContainSingle().Which.Should().Contain("in 1 places").And.Contain("名称表“鼎新”");
    }

    [Fact]
    public async Task The_verb_prints_what_it_found_as_text_and_as_JSON()
    {
        await town.RestoreAsync();
        var terminal = new Terminal(town.Database);
        (await terminal.RunAsync("verify", "--district", "nowhere")).Code.Should().Be(1);
        (await terminal.RunAsync("verify", "--week", "2023-W01")).Code.Should().Be(2);
        var other = await terminal.RunAsync("verify", "--district", VerifiedTown.Other);
        other.Should().Match<Printed>(one => one.Code == 0 && one.Out.Contains("全部一致"));

        await town.ChangeAsync(Tampering);
        var printed = await terminal.RunAsync("verify");
        printed.Code.Should().Be(1);
        printed.Out.Should().Contain($"{Town.District}　计分数据　名称表“鼎新”：与事件重算不一致。")
            .And.Contain("共1处不一致");
        var json = await terminal.RunAsync("verify", "--json");
        json.Code.Should().Be(1);
        using var report = JsonDocument.Parse(json.Out);
        var group = report.RootElement.GetProperty("findings")[0];
        (group.GetProperty("check").GetProperty("code").GetString(), group.GetProperty("count").GetInt32()).Should()
            .Be(("board", 1));
        (await HealthAsync(TimeProvider.System)).Status.Should().Be(
            HealthStatus.Degraded, "a command keeps what it found as well");
    }

    [Fact]
    public void Of_many_findings_of_a_kind_the_first_are_listed_and_the_rest_counted()
    {
        var found = new Breaches(2);
        for (var i = 0; i < 5; i++)
        {
            found.Add("a", IntegrityCheck.Board, $"行{i}", "不同。");
        }

        found.Add("", IntegrityCheck.Positions, "第3号", "没有事件。");

        found.Groups.SelectMany(group => group.Lines()).Should().Equal(
            "a　计分数据　行0：不同。", "a　计分数据　行1：不同。", "a　计分数据　另有3处，未列出。",
            "全库　事件序号　第3号：没有事件。");
    }

    private NightlyVerification Night(Clock clock, LineLogger<NightlyVerification> log)
    {
        var verifier = new Verifier(
            town.Get<Databases>(), town.Get<Districts>(), town.Get<LogCheck>(), town.Get<LogFold>(),
            town.Get<Evaluation.Server.Board.Past.Reconciliation>(), town.Get<SealedCheck>(),
            town.Get<EvidenceCheck>(), clock);
        return new NightlyVerification(
            QuietHours.Usual, verifier, town.Get<VerifiedRuns>(), town.Get<Databases>(), town.Get<Districts>(),
            town.Get<BoardReader>(), clock, log);
    }

    private Task<HealthCheckResult> HealthAsync(TimeProvider clock) =>
        new VerificationCheck(town.Get<VerifiedRuns>(), clock, new Nights(true))
            .CheckHealthAsync(new HealthCheckContext(), Ct);

    private async Task<NpgsqlConnection> HeldAsync()
    {
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(town.Database) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(
            "select pg_advisory_lock(hashtextextended('verify', 0))", connection);
        await command.ExecuteNonQueryAsync(Ct);
        return connection;
    }

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse(
        $"{time}+08:00", System.Globalization.CultureInfo.InvariantCulture);

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now.ToUniversalTime();
    }
}
