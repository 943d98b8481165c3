using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Office.Imports;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Board.Past;
using Evaluation.Server.Claims;
using Evaluation.Server.Imports;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Units;
using Evaluation.Server.Tests.Store;
using FluentAssertions;
using Npgsql;

namespace Evaluation.Server.Tests.Chain;

/// <summary>A file of claims is taken over all or nothing, and leaves what the commands would have left.</summary>
/// <param name="postgres">The test cluster.</param>
public sealed class ClaimImportTests(PostgresFixture postgres)
{
    private const string Other = "ling-yi";

    private const string Header =
        "id,kind,unit,occurred_on,recorded_at,recorded_by,enterprise,leader,trip,destination,departed_on,people,days,"
            + "title,"
        + "project,stage,paid_in,contracted,tranche,amount,shares,evidence,verified_at,verified_by,note\n";

    // A trip with a visit in it (the firm by its registered name), a lead that waits, and a project's life.
    private const string Claims =
        """
        T-1,trip,桂城街道,2023-01-04,2023-01-05T09:00:00+08:00,chen,,top,,深圳,2023-01-03,3,1.5,,,,,,,,,行程单.pdf,2023-01-09T10:00:00+08:00,zhou,
        V-1,visit,桂城街道,2023-01-04,2023-01-05T09:10:00+08:00,chen,肇庆鼎新材料有限公司,member,T-1,,,,,,,,,,,,,会谈记录.pdf;照片.jpg,2023-01-09T10:01:00+08:00,xu,属实
        V-2,visit,区教育局,2023-01-05,2023-01-06T09:10:00+08:00,,鼎新,top,,,,,,,,,,,,,,,2023-01-09T10:02:00+08:00,zhou,
        L-1,lead,永安镇,2023-01-05,2023-01-06T11:00:00+08:00,li,,,,,,,,扩产意向,,,,,,,,,,,
        S-1,signing,永安镇,2023-01-05,2023-01-06T10:00:00+08:00,li,,,,,,,,,P1,,,3亿,,,永安镇:0.6;桂城街道:0.4,,2023-01-09T09:00:00+08:00,zhou,
        G-1,stage,永安镇,2023-01-06,2023-01-06T12:00:00+08:00,li,,,,,,,,,P1,started,2000万,,,,,,2023-01-09T09:30:00+08:00,zhou,
        Z-1,increase,桂城街道,2023-01-06,2023-01-06T12:00:00+08:00,chen,,,,,,,,,P1,,,,1,5000万,,,2023-01-09T09:40:00+08:00,zhou,
        """;

    private static readonly DateTimeOffset Now = Town.Monday.AddDays(9);
    private static readonly Signature Taker = new("xu", null, Now, "file-1", "claim-import/claims.csv");

    [Fact]
    public async Task What_is_stored_is_what_the_commands_would_have_stored()
    {
        await using var town = await StartAsync();
        var plan = await PlanAsync(town, Header + Claims);
        plan.Faults.Should().BeEmpty();
        (plan.Reported, plan.Verified, plan.Repeated).Should().Be((7, 6, 0));
        (await town.Get<ClaimStore>().StoreAsync(plan, Now, null, Ct)).Refusal.Should().BeNull();

        await town.FoundAsync(Other);
        await ProjectAsync(town, Other);
        foreach (var command in Commands(Header + Claims))
        {
            (await town.SendAsync(command, Other)).Refusal.Should().BeNull();
        }

        (await RowsAsync(town, Town.District)).Should()
            .HaveCountGreaterThan(20).And.Equal(await RowsAsync(town, Other));
        await town.CaughtUpAsync();
        await town.CaughtUpAsync(Other);
        (await BoardAsync(town, Town.District)).Should().NotBeEmpty().And.Equal(await BoardAsync(town, Other));
        var now = await town.Get<Replay>().AtAsync(Town.District, await town.LastAsync(), Ct);
        (await town.Get<Reconciliation>().DifferencesAsync(Town.District, now, Ct)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_file_verifies_nothing_that_its_verifier_wrote_or_whose_unit_was_gone()
    {
        const string visit = "V-9,visit,桂城街道,2023-01-04,2023-01-05T09:10:00+08:00,chen,鼎新,member,"
            + ",,,,,,,,,,,,,照片.jpg,2023-01-09T10:01:00+08:00,xu,";
        await using var town = await StartAsync();
        await town.VisitAsync("V-9", day: 3);
        await town.DoAsync("xu", Town.Monday.AddDays(3), by => new CorrectClaim(
            by, "V-9", null, new Dictionary<string, string> { ["leader"] = "member" }, null, "带队领导有误", null));

        (await PlanAsync(town, Header + visit)).Faults.Should().ContainSingle()
            .Which.What.Should().Be("该事项由本人更正过，不能由本人核验。");
        var other = Header + visit.Replace(",xu,", ",zhou,", StringComparison.Ordinal);
        (await PlanAsync(town, other)).Faults.Should().BeEmpty();
        await town.DoAsync("ma", Town.Monday, by => new ChangeRoster(
            by, new UnitLeft("桂城街道", new DateOnly(2023, 1, 3)), null));
        (await PlanAsync(town, other)).Faults.Should().ContainSingle()
            .Which.What.Should().Be("单位“桂城街道”在2023-01-04不在考评名册中。");
    }

    [Fact]
    public async Task Beside_unknown_tables_a_file_is_appended_event_by_event_and_leaves_the_same()
    {
        await using var copied = await StartAsync();
        await TakeAsync(copied, Header + Claims);
        await using var town = await StartAsync();
        var (store, logger) = await BesideUnknownTablesAsync(town);

        var plan = await PlanAsync(town, Header + Claims);
        var outcome = await store.StoreAsync(plan, Now, null, Ct);
        (await store.StoreAsync(plan, Now, null, Ct)).IsAccepted.Should().BeFalse("its claims exist now");

        (outcome.Refusal, outcome.Position).Should().Be(((Refusal?)null, await town.LastAsync()));
        logger.Lines.Should().ContainSingle().Which.Should().Contain("mt_events").And.Contain("later integer");
        await ExecuteAsync(town, $"alter table {MartenTables.Events} drop column later");
        (await RowsAsync(town, Town.District)).Should().Equal(await RowsAsync(copied, Town.District));
        await town.CaughtUpAsync();
        await copied.CaughtUpAsync();
        (await BoardAsync(town, Town.District)).Should()
            .NotBeEmpty().And.Equal(await BoardAsync(copied, Town.District));
    }

    [Theory]
    [InlineData("project/P1", "stale-version")]
    [InlineData("claim/V-2", Outcome.BusyCode)]
    public async Task Event_by_event_too_a_change_meanwhile_refuses_the_whole_file(string stream, string code)
    {
        await using var town = await StartAsync();
        var plan = await PlanAsync(town, Header + Claims);
        await ChangeAsync(town, stream);
        var last = await town.LastAsync();

        var (store, _) = await BesideUnknownTablesAsync(town);

        (await store.StoreAsync(plan, Now, null, Ct)).Refusal!.Code.Should().Be(code);
        (await town.LastAsync()).Should().Be(last);
    }

    [Fact]
    public async Task A_file_taken_over_twice_adds_nothing_and_one_that_says_more_adds_only_that()
    {
        await using var town = await StartAsync();
        await TakeAsync(town, Header + Claims);
        var last = await town.LastAsync();

        var again = await PlanAsync(town, Header + Claims);
        (again.FaultCount, again.Reported, again.Verified, again.Repeated).Should().Be((0, 0, 0, 7));
        (await town.Get<ClaimStore>().StoreAsync(again, Now, null, Ct)).Position.Should().Be(0);
        (await town.LastAsync()).Should().Be(last);

        var more = await TakeAsync(town, (Header + Claims).Replace(
            "扩产意向,,,,,,,,,,,", "扩产意向,,,,,,,,,2023-01-10T09:00:00+08:00,zhou,", StringComparison.Ordinal));
        (more.FaultCount, more.Reported, more.Verified, more.Repeated).Should().Be((0, 0, 1, 6));
        await using var session = town.Session();
        (await session.StateAsync<Claim>(Claim.StreamOf("L-1"), Ct))!.Status.Should().Be(ClaimStatus.Verified);
        (await town.LastAsync()).Should().Be(last + 1);
    }

    [Fact]
    public async Task Every_fault_is_told_by_row_and_column_and_nothing_is_stored()
    {
        await using var town = await StartAsync();
        await TakeAsync(town, Header + Claims);
        var last = await town.LastAsync();
        var plan = await PlanAsync(town, Header
            + """
            V-1,visit,桂城街道,2023-01-04,2023-01-05T09:10:00+08:00,chen,鼎新,top,T-1,,,,,,,,,,,,,,,,
            V-8,visit,永安镇,2023-01-05,2023-01-05T09:10:00+08:00,li,没有的厂,top,,,,,,,,,,,,,,,,,
            V-9,visit,永平镇,2023-01-05,2023-01-05T09:10:00+08:00,,鼎新,top,,,,,,,,,,,,,,,,,
            V-10,visit,永安镇,2023-01-05,2023-01-05T09:10:00+08:00,zhou,鼎新,top,,,,,,,,,,,,,,,2023-01-06T09:00:00+08:00,zhou,
            V-11,visit,永安镇,2023-01-05,2023-01-05T09:10:00+08:00,li,鼎新,boss,,,,,,,,,,,,,,,2023-01-04T09:00:00+08:00,,
            G-2,stage,永安镇,2023-01-06,2023-01-06T12:00:00+08:00,li,,,,,,,,,P1,started,,,,,,,2023-01-09T09:30:00+08:00,zhou,
            V-12,visit,永安镇,2023-01-05,2024-01-05T09:10:00+08:00,li,鼎新,top,,,,,,,,,,,,,,,,,
            T-13,trip,永安镇,2023-01-05,2023-01-05T09:10:00+08:00,li,,boss,,深圳,2023-01-05,3,1,,,,,,,,,,,,
            V-13,visit,永安镇,2023-01-05,2023-01-05T09:20:00+08:00,li,鼎新,top,T-13,,,,,,,,,,,,,,,,
            """);

        plan.Faults.Select(fault => (fault.Row, fault.Column)).Should().BeEquivalentTo(
        [
            (2, "id"), (3, "enterprise"), (4, "unit"), (5, "verified_by"), (6, "leader"), (6, "verified_by"),
            (6, "verified_at"),
            (7, "stage"), (8, "recorded_at"), (9, "leader"),
        ]);
        plan.Faults.Should()
            .OnlyContain(fault => fault.What.Length > 0 && fault.Remedy.Length > 0 && fault.File == "claims.csv");
        plan.FaultCount.Should().Be(10);
        await town.Get<ClaimStore>().Awaiting(store => store.StoreAsync(plan, Now, null, Ct)).Should()
            .ThrowAsync<ArgumentException>();
        (await town.LastAsync()).Should().Be(last);
    }

    [Theory]
    [InlineData("closings")]
    [InlineData("rulebook")]
    [InlineData("project/P1")]
    [InlineData("claim/V-2")]
    public async Task What_changes_between_looking_and_storing_refuses_the_whole_file(string stream)
    {
        await using var town = await StartAsync();
        var plan = await PlanAsync(town, Header + Claims);
        await ChangeAsync(town, stream);
        var last = await town.LastAsync();

        var outcome = await town.Get<ClaimStore>().StoreAsync(plan, Now, null, Ct);

        outcome.Refusal!.Kind.Should().Be(
            stream.StartsWith("claim/", StringComparison.Ordinal) ? RefusalKind.Conflict : RefusalKind.Stale);
        (await town.LastAsync()).Should().Be(last);

        // The project was started meanwhile, which the file says once more and of a day after which it was signed.
        (await PlanAsync(town, Header + Claims)).FaultCount.Should().Be(
            stream == "project/P1" ? 2 : stream == "claim/V-2" ? 1 : 0);
    }

    [Fact]
    public async Task Commands_and_a_file_at_once_lose_nothing_and_the_board_shows_all()
    {
        await using var town = await StartAsync();
        var plan = await PlanAsync(town, Header + string.Concat(Enumerable.Range(1, 3000).Select(number =>
            $"B-{number},visit,永安镇,2023-01-05,2023-01-05T09:10:00+08:00,li,鼎新,top,,,,,,,,,,,,,,,"
                + "2023-01-06T09:00:00+08:00,zhou,\n")));
        var visits = Enumerable.Range(1, 40).Select(number => town.VisitAsync($"C-{number}")).ToList();
        (await town.Get<ClaimStore>().StoreAsync(plan, Now, null, Ct)).Refusal.Should().BeNull();
        await Task.WhenAll(visits);
        await town.CaughtUpAsync();

        var now = await town.Get<Replay>().AtAsync(Town.District, await town.LastAsync(), Ct);
        (await town.Get<Reconciliation>().DifferencesAsync(Town.District, now, Ct)).Should().BeEmpty();
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<Town> StartAsync()
    {
        var town = await Town.NewAsync(postgres);
        await ProjectAsync(town, Town.District);
        return town;
    }

    // A column that nobody knows: what an upgrade of the store may bring.
    private static async Task<(ClaimStore Store, LineLogger<LogLayout> Logger)> BesideUnknownTablesAsync(Town town)
    {
        await ExecuteAsync(town, $"alter table {MartenTables.Events} add column later integer");
        var logger = new LineLogger<LogLayout>();
        var databases = town.Get<Databases>();
        return (new ClaimStore(databases, new LogLayout(databases, logger), town.Get<MartenNames>()), logger);
    }

    private static async Task ExecuteAsync(Town town, string sql)
    {
        await using var command = town.Get<Databases>().For(Town.District).Command(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }

    private static async Task ProjectAsync(Town town, string district)
    {
        await town.DoAsync("zhou", Town.Monday, by => new Evaluation.Server.Projects.FileProject(
            by, new Evaluation.Office.Projects.ProjectFiled(
                "P1", "项目一", "鼎新", "新材料", null, 3 * Money.Yi, 2 * Money.Yi)), district);
        await town.DoAsync("zhou", Town.Monday, by => new Evaluation.Server.Projects.NameIntroducer(
            by, new Evaluation.Office.Projects.IntroducerNamed("P1", "桂城街道"), null), district);
    }

    private static async Task ChangeAsync(Town town, string stream)
    {
        switch (stream)
        {
            case "closings":
                (await town.CloseAsync(Town.First)).Refusal.Should().BeNull();
                break;
            case "rulebook":
                var text = (await Town.RulebookAsync()).Replace("edition: 1", "edition: 2", StringComparison.Ordinal);
                await town.DoAsync("gao", Town.Monday, by => new AdoptRulebook(by, text, "试〔2023〕2号", null));
                break;
            case "project/P1":
                await town.StageAsync("G-9", "P1");
                await town.VerifyAsync("G-9");
                break;
            default:
                await town.VisitAsync("V-2", firm: "鼎新", leader: "member");
                break;
        }
    }

    private static async Task<ClaimPlan> PlanAsync(Town town, string csv)
    {
        var takeover = await ClaimImport.OpenAsync(
            town.Get<Databases>(), town.Get<EventReader>(), town.Get<RuleSets>(), Town.District, Ct);
        var rows = ClaimsFile.Read(TextTable.Csv("claims.csv", csv), takeover.Kinds, new ClaimsGround(Now));
        return await takeover.DecideAsync(rows, Taker, null, null, Ct);
    }

    private static async Task<ClaimPlan> TakeAsync(Town town, string csv)
    {
        var plan = await PlanAsync(town, csv);
        (await town.Get<ClaimStore>().StoreAsync(plan, Now, null, Ct)).Refusal.Should().BeNull();
        return plan;
    }

    // Row by row at its own time, signed as the file says.
    private static IEnumerable<object> Commands(string csv)
    {
        var rows = ClaimsFile.Read(TextTable.Csv("claims.csv", csv), BuiltInKinds.BuiltIn, new ClaimsGround(Now)).Rows;
        Signature By(FactRow row, string account, string? unit, DateTimeOffset at) => new(
            account, unit, at, Taker.Correlation, ClaimPlan.CausationOf(Taker, row.Location.Row));
        var reports = rows.Select(row => row.Reported)
            .Select(row => (At: row.RecordedAt, Command: (object)new ReportClaim(
            By(row, row.RecordedBy ?? Taker.Account, row.RecordedBy is null ? null : row.Unit, row.RecordedAt),
            row.Id, row.Unit, row.Kind, row.OccurredOn, row.Fields, row.Shares, row.Evidence)));
        var verifications = rows.Where(row => row.Verified is not null)
            .Select(row => (row.Verified!.At, Command: (object)new VerifyClaim(
            By(row.Reported, row.Verified.By, null, row.Verified.At), row.Reported.Id, row.Verified.Note, null)));
        return reports.Concat(verifications).OrderBy(step => step.At).Select(step => step.Command);
    }

    // Everything but ids, positions and the times of storage.
    private static Task<List<string>> RowsAsync(Town town, string district) => ListAsync(
        town, district,
        $"""
        (select 'stream ' || (to_jsonb(s) - 'tenant_id' - 'timestamp' - 'created')::text from {StoreSetup.EventSchema}.mt_streams s
        where tenant_id = $1 and id not in ('district', 'rulebook', 'roster') order by id)
        union all
        (select (to_jsonb(e) - 'tenant_id' - 'timestamp' - 'id' - 'seq_id')::text from {StoreSetup.EventSchema}.mt_events e
        where tenant_id = $1 and correlation_id = '{Taker.Correlation}' order by seq_id)
        """);

    private static Task<List<string>> BoardAsync(Town town, string district) => ListAsync(
        town, district,
        $"select (to_jsonb(t) - 'tenant_id' - 'generation')::text from {BoardTables.Sheet} t where tenant_id = $1 "
            + "order by unit, week");

    private static async Task<List<string>> ListAsync(Town town, string district, string sql)
    {
        await using var command = town.Get<NpgsqlDataSource>().CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = district });
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var rows = new List<string>();
        while (await reader.ReadAsync(Ct))
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
