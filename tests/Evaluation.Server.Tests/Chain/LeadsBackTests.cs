using Evaluation.Office.Claims;
using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Publication;
using FluentAssertions;
using Npgsql;

namespace Evaluation.Server.Tests.Chain;

/// <summary>A sealed line leads to its event in the log; weeks sealed before lines did so still recount.</summary>
/// <param name="postgres">The test cluster.</param>
public sealed class LeadsBackTests(PostgresFixture postgres)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_line_of_a_fact_names_an_event_of_its_stream()
    {
        await using var town = await Town.NewAsync(postgres);
        await SealFirstAsync(town);
        await using var session = town.Session();
        var stored = (await session.LoadAsync<SealedBulletin>("2023-W01", Ct))!;
        var lines = BulletinFiles.Read(stored.Record).Sheets.SelectMany(sheet => sheet.Lines).ToList();

        lines.Where(line => line.Fact == "V1").Should().NotBeEmpty();
        foreach (var line in lines.Where(line => line.Fact == "V1"))
        {
            line.Stream.Should().Be(Claim.StreamOf("V1"));
            (await town.Get<EventReader>().OfStreamAsync(Town.District, line.Stream!, Ct))
                .Single(e => e.Position == line.Position).Fact.Should().BeOfType<ClaimVerified>();
            stored.Page.Should().Contain($"<p class=\"fact\">V1（依据第{line.Position}号事件）</p>");
        }

        lines.Where(line => line.Fact.StartsWith("week/", StringComparison.Ordinal)).Should().NotBeEmpty()
            .And.OnlyContain(line => line.Stream == null && line.Position == null);
        (await town.Get<Recount>().DifferenceAsync(session, Town.First, Ct)).Should().BeNull();
    }

    [Fact]
    public async Task A_week_sealed_in_the_first_format_recounts_and_may_be_issued_anew()
    {
        var database = await postgres.NewDatabaseAsync();
        await using (var before = await Town.StartAsync(database))
        {
            await SealFirstAsync(before);
            await AsSealedBeforeAsync(before);
        }

        await using var town = await Town.StartAsync(database, found: false);
        (await RecountAsync(town)).Should().BeNull();

        await town.VisitAsync("V3", "li", day: 5);
        await town.VerifyAsync("V3");
        await town.CaughtUpAsync();
        await town.DoAsync(
            "ma", Town.CutOff(Town.First).AddDays(1),
            by => new ProposeReissue(by, Town.First, IssueKind.Revision, "核验补录", "试31号"));
        await town.CaughtUpAsync();
        await town.DoAsync("song", Town.CutOff(Town.First).AddDays(1), by => new ApproveReissue(by, Town.First));

        (await RecountAsync(town)).Should().BeNull();
        await using var session = town.Session();
        BulletinFiles.Read((await session.LoadAsync<SealedBulletin>("2023-W01", Ct))!.Record).Format.Should().BeNull();
        var reissue = BulletinFiles.Read((await session.LoadAsync<SealedBulletin>("2023-W01.002", Ct))!.Record);
        reissue.Format.Should().Be(Bulletin.LatestFormat);
        reissue.Issue!.Lines.Select(line => line.Fact).Distinct().Should().Contain("V3").And.NotContain("V1");
    }

    private static async Task SealFirstAsync(Town town)
    {
        await town.VisitAsync("V1");
        await town.VerifyAsync("V1");
        (await town.CloseAsync(Town.First)).Refusal.Should().BeNull();
        (await town.SealAsync(Town.First)).Refusal.Should().BeNull();
    }

    private static async Task<string?> RecountAsync(Town town)
    {
        await using var session = town.Session();
        return await town.Get<Recount>().DifferenceAsync(session, Town.First, Ct);
    }

    // The record that the first format has of the week, in the event and beside it.
    private static async Task AsSealedBeforeAsync(Town town)
    {
        await using var session = town.Session();
        var latest = BulletinFiles.Read((await session.LoadAsync<SealedBulletin>("2023-W01", Ct))!.Record);
        var record = BulletinFiles.Record(latest with
        {
            Format = null,
            Cut = null,
            Sheets =
            [
                .. latest.Sheets.Select(sheet => sheet with
                {
                    Lines = [.. sheet.Lines.Select(line => line with { Stream = null, Position = null })],
                }),
            ],
        });
        await SetAsync(town, $"{StoreSetup.EventSchema}.mt_events", "sha256", "type = 'bulletin.sealed.v1'", record);
        await SetAsync(
            town, $"{StoreSetup.DocumentSchema}.mt_doc_sealedbulletin", "recordSha256", "id = '2023-W01'", record);
    }

    private static async Task SetAsync(Town town, string table, string hash, string where, string record)
    {
        await using var command = town.Get<NpgsqlDataSource>().CreateCommand(
            $"update {table} set data = data::jsonb || jsonb_build_object('record', $1::text, '{hash}', $2::text) "
            + $"where {where}");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = record });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = BulletinFiles.Sha256(record) });
        (await command.ExecuteNonQueryAsync(Ct)).Should().Be(1, where);
    }
}
