using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Evaluation.Office.Adjustments;
using Evaluation.Office.Adoption;
using Evaluation.Office.Appeals;
using Evaluation.Office.Balances;
using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Office.Firms;
using Evaluation.Office.Ledger;
using Evaluation.Office.Mandates;
using Evaluation.Office.Projects;
using Evaluation.Office.Reports;
using Evaluation.Office.Targets;
using Evaluation.Office.Units;
using Evaluation.Office.Verification;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Units;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Decisions;

/// <summary>
/// Stored shapes never change: each event has a name in names.txt and a sample as the store holds it.
/// </summary>
public sealed class StoredEventTests
{
    private static readonly string Folder = Path.Combine(
        Sample.Root(), "tests", "Evaluation.Office.Tests", "Decisions");

    private static readonly Dictionary<string, Type> Stored = typeof(StoredAsAttribute).Assembly.GetTypes()
        .Where(type => type.GetCustomAttribute<StoredAsAttribute>() is not null)
        .ToDictionary(type => type.GetCustomAttribute<StoredAsAttribute>()!.Name);

    // One legal history of each stream; together they hold every event.
    private static readonly (string Stream, Func<object?, object, object> Evolve, string[] Names)[] Histories =
    [
        ("roster", As<Roster>(RosterFold.Evolve),
            ["unit.entered.v1", "leader.appointed.v1", "unit.renamed.v1", "unit.regrouped.v1", "leader.released.v1",
                "unit.left.v1"]),
        ("roster, merged and split", As<Roster>(RosterFold.Evolve),
            ["unit.entered.v1", "units.merged.v1", "unit.split.v1"]),
        ("claim, verified, corrected and reversed", As<Claim>(Claim.Evolve),
            ["claim.reported.v1", "claim.verified.v1", "claim.corrected.v1", "claim.reversed.v1"]),
        ("claim, returned and withdrawn", As<Claim>(Claim.Evolve),
            ["claim.reported.v1", "claim.evidence.added.v1", "claim.returned.v1", "claim.withdrawn.v1"]),
        ("claim, refused", As<Claim>(Claim.Evolve), ["claim.reported.v1", "claim.refused.v1", "claim.restored.v1"]),
        ("claim-pair", As<Distinction>(Distinction.Evolve), ["claims.distinguished.v1"]),
        ("appeal, ruled", As<Appeal>(Appeal.Evolve), ["appeal.lodged.v1", "appeal.heard.v1", "appeal.ruled.v1"]),
        ("appeal, withdrawn", As<Appeal>(Appeal.Evolve), ["appeal.lodged.v1", "appeal.withdrawn.v1"]),
        ("appeal-matter", (_, @event) => (MatterTaken)@event, ["appeal.matter.taken.v1"]),
        ("project", As<Project>(Project.Evolve),
            ["project.filed.v1", "project.introducer.named.v1", "project.shares.agreed.v1", "project.stage.credited.v1",
                "project.tranche.credited.v1", "project.credit.reversed.v1"]),
        ("project, renamed, stopped, resumed and split", As<Project>(Project.Evolve),
            ["project.filed.v1", "project.renamed.v1", "project.stopped.v1", "project.resumed.v1",
                "project.split.v1"]),
        ("project, a part", As<Project>(Project.Evolve), ["project.part.filed.v1"]),
        ("enterprise", As<Firm>(Firm.Evolve), ["enterprise.filed.v1", "enterprise.alias.added.v1"]),
        ("enterprise, put right, merged and not", As<Firm>(Firm.Evolve),
            ["enterprise.filed.v1", "enterprise.renamed.v1", "enterprise.code.corrected.v1", "enterprise.merged.v1",
                "enterprise.merge.undone.v1"]),
        ("report", As<WeeklyReport>(WeeklyReport.Evolve), ["report.submitted.v1", "report.amended.v1"]),
        ("adjustment", As<Adjustment>(Adjustment.Evolve), ["adjustment.decided.v1", "adjustment.reversed.v1"]),
        ("rulebook", As<Editions>(Editions.Evolve), ["rulebook.adopted.v1"]),
        ("rulebook-proposals", As<Proposals>(Proposals.Evolve),
            ["rulebook.proposed.v1", "rulebook.proposal.dropped.v1"]),
        ("targets", As<GivenTargets>(GivenTargets.Evolve), ["targets.given.v1"]),
        ("calendar", As<WorkingDays>(WorkingDays.Evolve), ["calendar.stated.v1", "calendar.amended.v1"]),
        ("closings", As<ClosedWeeks>(ClosedWeeks.Evolve), ["weeks.begun.v1", "week.closed.early.v1", "week.closed.v1"]),
        ("week", As<WeekFile>(WeekFile.Evolve),
            ["week.claim.carried.over.v1", "week.waived.v1", "week.confirmed.v1", "bulletin.sealed.v1"]),
        ("week, issued again", As<WeekFile>(WeekFile.Evolve),
            ["bulletin.sealed.v1", "bulletin.reissue.proposed.v1", "bulletin.reissue.dropped.v1",
                "bulletin.reissue.proposed.v1", "bulletin.reissued.v1"]),
        ("period", As<WeekFile>(WeekFile.Evolve), ["period.waived.v1", "period.confirmed.v1", "period.sealed.v1"]),
        ("period, issued again", As<WeekFile>(WeekFile.Evolve),
            ["period.sealed.v1", "period.reissue.proposed.v1", "period.reissue.dropped.v1",
                "period.reissue.proposed.v1", "period.reissued.v1"]),
        ("balances", As<OpenedBalances>(OpenedBalances.Evolve), ["balances.opened.v1"]),
        ("district", (_, @event) => (DistrictFounded)@event, ["district.founded.v1"]),
        ("mandates", As<MandateRoll>(MandateRoll.Evolve), ["mandate.given.v1", "mandate.ended.v1"]),
        ("visibility", As<Visibility>(Visibility.Evolve), ["visibility.declared.v1"]),
        ("firm-name", As<NameTaken>(NameTaken.Evolve),
            ["enterprise.name.taken.v1", "enterprise.name.released.v1"]),
    ];

    public static TheoryData<string> Names => [.. Stored.Keys.Order(StringComparer.Ordinal)];

    [Fact]
    public void The_committed_list_holds_every_name_and_loses_none() =>
        Stored.Keys.Order(StringComparer.Ordinal).Should().Equal(File.ReadAllLines(Path.Combine(Folder, "names.txt")));

    [Fact]
    public void There_is_one_sample_for_each_name() =>
        Directory.GetFiles(Path.Combine(Folder, "Samples")).Select(Path.GetFileNameWithoutExtension).Should()
            .BeEquivalentTo(Stored.Keys);

    [Theory, MemberData(nameof(Names))]
    public void A_stored_sample_reads_and_writes_back_the_same(string name)
    {
        var stored = File.ReadAllText(SampleOf(name)).TrimEnd('\n');

        JsonSerializer.Serialize(Read(name), Stored[name], TestOffice.StoredJson).Should().Be(stored);
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_value_of_a_sample_is_read_into_a_property(string name)
    {
        var members = JsonDocument.Parse(File.ReadAllText(SampleOf(name))).RootElement.EnumerateObject()
            .Select(member => member.Name).ToList();

        members.Should().OnlyHaveUniqueItems();
        members.Should()
            .BeEquivalentTo(
                Stored[name].GetConstructors()[0].GetParameters()
                    .Select(parameter => StoredName(Stored[name].GetProperty(parameter.Name!)!)));
    }

    private static string StoredName(PropertyInfo member) =>
        member.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name
            ?? JsonNamingPolicy.CamelCase.ConvertName(member.Name);

    [Fact]
    public void Every_event_is_accepted_by_its_stream()
    {
        foreach (var (stream, evolve, names) in Histories)
        {
            names.Select(Read).Aggregate((object?)null, evolve).Should().NotBeNull(stream);
        }

        Histories.SelectMany(history => history.Names).Distinct().Should().BeEquivalentTo(Stored.Keys);
    }

    [Fact]
    public void A_stream_does_not_accept_the_event_of_another()
    {
        var strange = Read("week.closed.v1");
        foreach (var (stream, evolve, _) in Histories.Where(history => history.Stream is not "closings"))
        {
            var evolving = () => evolve(null, strange);
            evolving.Should().Throw<Exception>(stream)
                .Where(wrong => wrong is InvalidOperationException || wrong is InvalidCastException);
        }
    }

    [Fact]
    public void The_ledger_accepts_every_event()
    {
        var fold = new LedgerFold(DistrictFile.Empty);
        var position = 0L;
        foreach (var name in Histories.SelectMany(history => history.Names).Prepend("district.founded.v1"))
        {
            fold.Apply(++position, Read(name));
        }

        fold.District.LastClosed.Should().NotBeNull();
        fold.Open.Should().NotBeEmpty();
        fold.Names.Should().NotBeEmpty();
    }

    private static string SampleOf(string name) => Path.Combine(Folder, "Samples", $"{name}.json");

    private static object Read(string name) =>
        JsonSerializer.Deserialize(File.ReadAllText(SampleOf(name)), Stored[name], TestOffice.StoredJson)!;

    private static Func<object?, object, object> As<T>(Func<T?, object, T> evolve)
        where T : class => (state, @event) => evolve((T?)state, @event);
}
