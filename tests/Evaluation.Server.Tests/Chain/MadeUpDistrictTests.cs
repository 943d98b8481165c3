using Evaluation.Benchmarks;
using Evaluation.Benchmarks.Load;
using Evaluation.Benchmarks.Rules;
using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Board.Rebuilding;
using Evaluation.Server.Kit.Store;
using FluentAssertions;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Evaluation.Server.Tests.Chain;

/// <summary>The made-up district on which everything is measured is one that an office could have had.</summary>
/// <param name="postgres">The test cluster.</param>
public sealed class MadeUpDistrictTests(PostgresFixture postgres)
{
    private const string District = "bench";

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private static readonly LoadSettings Lively = new(6, 8, 12)
    {
        Corrected = 300,
        Reversed = 200,
        DecisionsAYear = 60,
    };

    private static readonly List<string> Editions = [.. RulesPart.Texts().Take(1)];

    [Fact]
    public async Task What_is_written_at_once_is_what_its_commands_would_have_stored()
    {
        var district = new LoadDistrict(Lively);
        await using var town = await Town.StartAsync(await postgres.NewDatabaseAsync(), found: false);
        foreach (var step in LoadSteps.Of(district, Editions))
        {
            (await town.SendAsync(step.Signed(), District)).Refusal.Should().BeNull();
        }

        await town.CaughtUpAsync(District);
        await using var written = Application.Build(await postgres.NewDatabaseAsync(), StoreRole.CommandOnly, null);
        await written.Services.GetRequiredService<IDocumentStore>().Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        var source = written.Services.GetRequiredService<NpgsqlDataSource>();
        await LoadLog.WriteAsync(source, District, LoadEvents.Of(district, Editions));
        await written.Services.GetRequiredService<Rebuild>().RunAsync(District, null, Ct);

        var (asked, atOnce) = (town.Get<NpgsqlDataSource>(), source);
        (await LogAsync(atOnce)).Should().HaveCountGreaterThan(500).And.Equal(await LogAsync(asked));
        (await BoardAsync(atOnce)).Should().HaveCountGreaterThan(100).And.Equal(await BoardAsync(asked));
    }

    [Fact]
    public void It_has_everything_that_a_commands_district_has() => LoadEvents.Of(new LoadDistrict(Lively), Editions)
        .Select(e => e.Fact.GetType().Name).Distinct().Should().BeEquivalentTo(
            "DistrictFounded", "UnitEntered", "RulebookAdopted", "FirmFiled", "NameTaken", "ProjectFiled",
            "IntroducerNamed",
            "ClaimReported", "ClaimVerified", "ClaimCorrected", "ClaimReversed", "StageCredited", "TrancheCredited",
            "CreditReversed",
            "ReportSubmitted", "AdjustmentDecided", "AdjustmentReversed", "WeekClosed");

    [Fact]
    public void Its_facts_are_those_of_its_events_and_score_the_same()
    {
        var district = new LoadDistrict(new LoadSettings(20, 52, 60) { Corrected = 200, Reversed = 100 });
        var fold = new LedgerFold(DistrictFile.Empty);
        foreach (var (e, i) in LoadEvents.OneByOne(district, Editions).Select((e, i) => (e, i)))
        {
            fold.Apply(i + 1, e.Fact);
        }

        var folded = fold.Open.Where(entry => entry.Fact.StartsWith("C-", StringComparison.Ordinal))
            .Select(entry => entry.ToFact()).ToDictionary(fact => (fact.Id, fact.Unit));
        var made = district.Claims().SelectMany(claim => claim.Facts()).ToList();
        made.Should().HaveCount(folded.Count).And.HaveCountGreaterThan(2500);
        foreach (var fact in made)
        {
            var entry = folded[(fact.Id, fact.Unit)];
            (entry.Kind, entry.OccurredOn, entry.Part).Should().Be((fact.Kind, fact.OccurredOn, fact.Part));
            fact.Values.Where(pair => entry.Values[pair.Key] != pair.Value).Should().BeEmpty($"of {fact.Id}");
        }

        Totals(district, folded.Values).Should().Equal(Totals(district, made));
    }

    [Fact]
    public void The_same_settings_give_the_same_events_and_another_seed_gives_others()
    {
        List<string> Events(LoadSettings settings) => [.. LoadEvents.OneByOne(new LoadDistrict(settings), Editions)
            .Select(e =>
                $"{e.At:O} {e.Stream} {System.Text.Json.JsonSerializer.Serialize(e.Fact, EventJson.Options)}")];

        Events(Lively).Should().Equal(Events(Lively)).And.NotEqual(Events(Lively with { Seed = 7 }));
    }

    [Fact]
    public void A_command_that_would_be_refused_is_an_error()
    {
        var (district, desk) = (new LoadDistrict(Lively), new LoadDesk());
        foreach (var step in LoadSteps.Opening(district, Editions))
        {
            desk.Take(step);
        }

        var claim = district.Claims().First(one => one.Values.ContainsKey("enterprise"));
        desk.Invoking(one => one.Take(LoadSteps.Claim(claim).First())).Should().Throw<UnequalException>()
            .WithMessage("*没有*");
    }

    private static List<(string Unit, Week Week, decimal Total)> Totals(LoadDistrict district, IEnumerable<Fact> facts)
    {
        var byUnit = facts.ToLookup(fact => fact.Unit, StringComparer.Ordinal);
        return
        [
            .. district.Units.SelectMany(unit => Scorer.Score(
                unit.Name, byUnit[unit.Name], RulesPart.Editions(), district.Roster, null).Sheets)
                .Select(sheet => (sheet.Unit, sheet.Week, sheet.Total)),
        ];
    }

    // Numbers and names of events are their own. Written at once they bear no signature: account, unit, correlation and
    // causation are left out, and so are the types that Marten notes beside streams and events, which nothing reads.
    private static Task<List<string>> LogAsync(NpgsqlDataSource source) => ListAsync(
        source,
        $"""
        (select jsonb_build_array(id, version, is_archived)::text from {StoreSetup.EventSchema}.mt_streams
        where tenant_id = $1 order by id)
        union all
        (select jsonb_build_array(seq_id, stream_id, version, type, data, timestamp, is_archived)::text
        from {StoreSetup.EventSchema}.mt_events where tenant_id = $1 order by seq_id)
        """);

    private static async Task<List<string>> BoardAsync(NpgsqlDataSource source)
    {
        var rows = new List<string>();
        foreach (var table in BoardTables.All)
        {
            rows.AddRange(await ListAsync(
                source, $"select '{table} ' || (to_jsonb(t) - 'generation')::text from {table} t where "
                    + $"{BoardTables.Current}"));
        }

        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    private static async Task<List<string>> ListAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = District });
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var rows = new List<string>();
        while (await reader.ReadAsync(Ct))
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
