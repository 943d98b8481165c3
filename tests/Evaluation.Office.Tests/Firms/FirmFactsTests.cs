using Evaluation.Office.Claims;
using Evaluation.Office.Firms;
using Evaluation.Office.Imports;
using Evaluation.Office.Projects;
using Evaluation.Office.Tests.Decisions;
using Evaluation.Rulebooks.Examples;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Firms;

/// <summary>What the firm's file adds to a claim: at verification, at correction, in examples and in files.</summary>
public sealed class FirmFactsTests
{
    private static readonly Firm Leader = new("甲", "甲公司", null, "新材料", true, []);
    private static readonly Firm Other = new("乙", "乙公司", null, "食品", false, []);
    private static readonly KindDefinition Visit = BuiltInKinds.Find(BuiltInKinds.Visit)!;
    private static readonly DateOnly Day = Sample.Day("2023-03-08");

    private static readonly ClaimReported Reported = new(
        "V1", Sample.Kengkou, BuiltInKinds.Visit, Day, Named("甲"), [], [], Sample.At("2023-03-09 09:00"),
        "li.reporter");

    private static readonly ClaimVerified Verified =
        new("V1", Share.Whole(Sample.Kengkou), FirmDecider.FactsFor(Leader, Visit), "");

    private static readonly ClaimCorrected Correction = new("V1", Day, Named("乙"), Verified.Shares, "企业写错");

    private static readonly RulebookText Rules = new()
    {
        Clauses = """
            - id: visit
              text: 每家次0.5分，链主企业1分。
              unit: 分
              each: visit
              gives: if(chain_leader and industry = '新材料', 1, 0.5)
              cap: none
              examples:
                - {name: 链主, facts: [2023-03-01 visit enterprise=甲 chain_leader=是 所属产业=新材料], gives: 1}
                - {name: 其他, facts: [2023-03-01 visit enterprise=乙], gives: 0.5}
            """,
    };

    [Theory]
    [InlineData("visit", "chain_leader=true industry=新材料")]
    [InlineData("referral", "chain_leader=true industry=新材料")]
    [InlineData("lead", "chain_leader=true industry=新材料")]
    [InlineData("promotion", "")]
    [InlineData("signing", "")]
    [InlineData("stage", "")]
    public void A_built_in_kind_about_a_firm_takes_its_attributes(string kind, string expected) =>
        Text(FirmDecider.FactsFor(Leader, BuiltInKinds.Find(kind))).Should().Be(expected);

    [Theory]
    [InlineData("enterprise", FieldType.Enterprise, "note", FieldType.Text, "chain_leader=true industry=新材料")]
    [InlineData("enterprise", FieldType.Enterprise, "industry", FieldType.Text, "chain_leader=true")]
    [InlineData("enterprise", FieldType.Text, "note", FieldType.Text, "")]
    [InlineData("firm", FieldType.Enterprise, "note", FieldType.Text, "")]
    public void A_declared_kind_takes_them_beside_its_own_fields(
        string first, FieldType type, string second, FieldType otherType, string expected)
    {
        var kind = new KindDefinition(
            "talk", "洽谈", [new(first, "一", type, false), new(second, "二", otherType, false)]);

        Text(FirmDecider.FactsFor(Leader, kind)).Should().Be(expected);
        new KindSet([kind]).FieldsOf("talk").Select(field => field.Name).Should()
            .Equal([first, second, .. kind.FromFile.Select(field => field.Name)]).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public void Verification_stores_what_is_on_file() => new Case<Claim>(Claim.Evolve).Given(Reported)
        .When(claim => ClaimCredit.Verify(
            claim, "V1", new ClaimFile(null, Leader, Visit), "zhang.verifier", "").Claim)
        .Then(Verified);

    [Fact]
    public void A_correction_keeps_what_was_stored_for_the_same_firm()
    {
        var moved = Correction with { Facts = Named("甲"), OccurredOn = Day.AddDays(-1) };
        Correct(moved, Leader with { ChainLeader = false })
            .Then(moved with { Facts = Facts.Join(moved.Facts, Verified.FromFile) });
        Correct(Correction with { Facts = Named("甲") }, Leader).Refused("repeated");
    }

    [Fact]
    public void A_correction_to_another_firm_takes_its_attributes() => Correct(Correction, Other).Then(
        Correction with { Facts = Facts.Join(Correction.Facts, FirmDecider.FactsFor(Other, Visit)) });

    [Fact]
    public void A_correction_that_leaves_the_firm_out_leaves_its_attributes_out()
    {
        var none = Correction with { Facts = Facts.None };
        Correct(none, null).Then(none);
    }

    [Fact]
    public void What_was_verified_without_attributes_stays_without() => new Case<Claim>(Claim.Evolve)
        .Given(Reported, Verified with { FromFile = Facts.None })
        .When(claim => ClaimDecider.Correct(claim, Correction with { Facts = Named("甲") }, Known(Leader)))
        .Refused("repeated");

    [Fact]
    public void Examples_may_tell_the_attributes() =>
        ExampleRunner.Run(Rules.Compile()).Should().HaveCount(2).And.OnlyContain(result => result.Passed);

    [Fact]
    public void Files_of_facts_may_tell_the_attributes()
    {
        const string facts = """
            id,kind,unit,occurred_on,recorded_at,enterprise,leader,chain_leader,industry
            V1,visit,甲,2023-01-03,2023-01-03T10:00:00+08:00,东厂,top,是,新材料
            V2,visit,甲,2023-01-04,2023-01-04T10:00:00+08:00,西厂,top,,
            """;
        var (input, faults) = ScoreFiles.Read(Rules.Alone(), TextTable.Csv("facts.csv", facts));

        faults.Should().BeEmpty();
        input!.Facts.Select(known => Text(known.Fact.Values)).Should().Equal(
            "chain_leader=true enterprise=东厂 industry=新材料 leader=top", "enterprise=西厂 leader=top");
        var wrong = facts.Replace(",是,", ",也许,", StringComparison.Ordinal);
        ScoreFiles.Read(Rules.Alone(), TextTable.Csv("facts.csv", wrong)).Faults.Should()
            .ContainSingle(fault => fault.Row == 2 && fault.Column == "chain_leader");
    }

    private static Case<Claim>.Outcome Correct(ClaimCorrected request, Firm? firm) =>
        new Case<Claim>(Claim.Evolve).Given(Reported, Verified)
            .When(claim => ClaimDecider.Correct(claim, request, Known(firm)));

    private static ClaimSurroundings Known(Firm? firm) =>
        new(Sample.Roster, Sample.Day("2023-03-20"), [], null) { Kind = Visit, Firm = firm };

    private static Dictionary<string, Value> Named(string firm) => new() { ["enterprise"] = Value.Of(firm) };

    private static string Text(IReadOnlyDictionary<string, Value> facts) =>
        string.Join(' ', facts.Select(fact => $"{fact.Key}={fact.Value}").Order(StringComparer.Ordinal));
}
