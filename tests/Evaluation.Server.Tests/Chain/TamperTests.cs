using System.Net;
using Evaluation.Office.Publication;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Board.Rebuilding;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Publication;
using FluentAssertions;
using Npgsql;

namespace Evaluation.Server.Tests.Chain;

/// <summary>
/// Whoever changes something in the database past the program closes the gate, and a recount names the place.
/// </summary>
/// <param name="postgres">The test cluster.</param>
public sealed class TamperTests(PostgresFixture postgres)
{
    private const string Events = $"{StoreSetup.EventSchema}.mt_events";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_fact_changed_in_the_ledger_closes_the_gate_until_it_is_rebuilt()
    {
        await using var town = await SealedAsync();
        await ChangeAsync(town, BoardTables.Ledger, "\"top\"", "\"staff\"", "unit = '桂城街道'");

        var equal = await CheckAsync(town, "equal");

        equal.Findings.Should().ContainSingle().Which.Should()
            .Contain("台账").And.Contain("V1").And.Contain("桂城街道");
        equal.MayBeWaived.Should().BeFalse();
        await RefusedAsync(town);
        await town.Get<Rebuild>().RunAsync(Town.District, null, Ct);
        (await CheckAsync(town, "equal")).Met.Should().BeTrue();
        (await town.SealAsync(Town.First.Next)).Refusal.Should().BeNull();
    }

    [Fact]
    public async Task A_changed_event_closes_the_gate_and_the_recount_names_the_line()
    {
        await using var town = await SealedAsync();
        await ChangeAsync(
            town, Events, "\"top\"", "\"staff\"", "stream_id = 'claim/V1' and type = 'claim.reported.v1'");

        (await CheckAsync(town, "equal")).Findings.Should().Contain(one => one.Contains("台账") && one.Contains("V1"))
            .And.Contain(one => one.Contains("得分表") && one.Contains("桂城街道"));
        await RefusedAsync(town);
        (await RecountAsync(town)).Should().Contain("重算与签发记录在第").And.Contain("处不同");

        await ChangeAsync(
            town, Events, "\"staff\"", "\"top\"", "stream_id = 'claim/V1' and type = 'claim.reported.v1'");
        (await RecountAsync(town)).Should().BeNull();
        (await town.SealAsync(Town.First.Next)).Refusal.Should().BeNull();
    }

    [Fact]
    public async Task A_changed_text_of_rules_closes_the_gate_and_the_recount_names_the_line()
    {
        await using var town = await SealedAsync();
        await ChangeAsync(town, Events, "gives: 0.3\\n    repeat", "gives: 0.9\\n    repeat", "stream_id = 'rulebook'");

        (await CheckAsync(town, "edition")).Findings.Should().ContainSingle().Which.Should()
            .Contain("第1版").And.Contain("校验和");
        (await CheckAsync(town, "equal")).Findings.Should()
            .Contain(one => one.Contains("得分表") && one.Contains("桂城街道"));
        await RefusedAsync(town);
        (await RecountAsync(town)).Should().Contain("重算与签发记录在第").And.Contain("0.9");
    }

    [Fact]
    public async Task A_changed_byte_of_a_bulletin_is_named_by_the_recount()
    {
        await using var town = await SealedAsync();
        const string issues = $"{StoreSetup.DocumentSchema}.mt_doc_sealedbulletin";
        foreach (var (of, said) in new[] { ("page", "页面的校验和与签发时不同"), ("table", "表格的校验和与签发时不同"),
            ("record", "存档与签发记录在第") })
        {
            await SetAsync(town, $"update {issues} set data = jsonb_set(data, '{{{of}}}', to_jsonb((data ->> '{of}') "
                + "|| ' ')) where id = '2023-W01'");
            (await RecountAsync(town)).Should().Contain(said);
            await SetAsync(town, $"update {issues} set data = jsonb_set(data, '{{{of}}}', to_jsonb(left(data ->> "
                + $"'{of}', -1))) where id = '2023-W01'");
            (await RecountAsync(town)).Should().BeNull(of);
        }
    }

    [Fact]
    public async Task Bytes_that_were_taken_away_are_said_to_be_gone()
    {
        await using var town = await SealedAsync();
        await SetAsync(town, $"delete from {StoreSetup.DocumentSchema}.mt_doc_sealedbulletin");
        using var client = town.Client();
        foreach (var file in new[] { "", ".json", ".csv", "/issues/1", "/issues/1.csv" })
        {
            using var answer = await client.GetAsync($"/{Town.District}/bulletins/2023-W01{file}", Ct);

            answer.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
            (await answer.Content.ReadAsStringAsync(Ct)).Should().Contain("在数据库中缺失").And.Contain("verify");
        }
    }

    // The first week is sealed, with a visit that counts; the second is closed.
    private async Task<Town> SealedAsync()
    {
        var town = await Town.NewAsync(postgres);
        await town.VisitAsync("V1");
        await town.VerifyAsync("V1");
        await town.CloseAsync(Town.First);
        (await town.SealAsync(Town.First)).Refusal.Should().BeNull();
        await town.CloseAsync(Town.First.Next);
        (await CheckAsync(town, "equal")).Met.Should().BeTrue();
        (await RecountAsync(town)).Should().BeNull();
        return town;
    }

    private static async Task<GateCheck> CheckAsync(Town town, string code) =>
        (await town.GateAsync(Town.First.Next)).Checks.Single(check => check.Code == code);

    private static async Task<string?> RecountAsync(Town town)
    {
        await using var session = town.Session();
        return await town.Get<Recount>().DifferenceAsync(session, Town.First, Ct);
    }

    private static async Task RefusedAsync(Town town)
    {
        var before = await town.LastAsync();
        (await town.SealAsync(Town.First.Next)).Refusal!.Code.Should().Be("gate-closed");
        (await town.LastAsync()).Should().Be(before, "neither confirmation nor sealing is stored");
    }

    private static Task ChangeAsync(Town town, string table, string from, string to, string where) =>
        SetAsync(town, $"update {table} set data = replace(data::text, '{from}', '{to}')::jsonb where {where}");

    private static async Task SetAsync(Town town, string sql)
    {
        await using var command = town.Get<NpgsqlDataSource>().CreateCommand(sql);
        (await command.ExecuteNonQueryAsync(Ct)).Should().BePositive(sql);
    }
}
