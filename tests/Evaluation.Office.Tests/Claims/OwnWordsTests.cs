using System.Text.Json;
using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Office.Projects;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Claims;

/// <summary>Nobody lets count what he wrote himself, and nothing counts of a unit that was gone on its day.</summary>
public sealed class OwnWordsTests
{
    private static readonly ClaimReported Visit = new(
        "V1", Sample.Kengkou, BuiltInKinds.Visit, Sample.Day("2023-03-08"),
        new Dictionary<string, Value> { ["enterprise"] = Value.Of("甲") }, [], ["照片.jpg"],
        Sample.At("2023-03-09 09:00"), "li.reporter");

    private static readonly ClaimVerified Verified = new("V1", Share.Whole(Sample.Kengkou), Facts.None, "");

    private static readonly ClaimCorrected Corrected = new(
        "V1", Visit.OccurredOn, new Dictionary<string, Value> { ["enterprise"] = Value.Of("乙") }, [], "企业写错")
    {
        CorrectedBy = "zhou.verifier",
    };

    private static readonly ClaimReported ByProgram = Visit with { ReportedBy = "program/oa", Behind = "wang.admin" };

    private static readonly ClaimSurroundings Known = new(Sample.Roster, Sample.Day("2023-03-20"), [], null);

    // What happened to the claim, who verifies it, and what that person is told; null for an acceptance.
    public static TheoryData<string, string, string?> Verifiers => new()
    {
        { "reported", "li.reporter", "该事项由本人填报，不能由本人核验。" },
        { "reported", "zhou.verifier", null },
        { "reported, corrected", "li.reporter", "该事项由本人填报，不能由本人核验。" },
        { "reported, corrected", "zhou.verifier", "该事项由本人更正过，不能由本人核验。" },
        { "reported, corrected", "xu.verifier", null },
        { "reported, returned, corrected", "zhou.verifier", "该事项由本人更正过，不能由本人核验。" },
        { "reported, corrected, corrected by another", "zhou.verifier", "该事项由本人更正过，不能由本人核验。" },
        { "reported, corrected, corrected by another", "xu.verifier", "该事项由本人更正过，不能由本人核验。" },
        { "reported, corrected before it was kept by whom", "zhou.verifier", null },
        { "by program", "wang.admin", "该事项由程序以本人生成的令牌填报或更正，不能由本人核验。" },
        { "by program", "zhou.verifier", null },
        { "reported, corrected by program", "wang.admin", "该事项由程序以本人生成的令牌填报或更正，不能由本人核验。" },
    };

    [Theory, MemberData(nameof(Verifiers))]
    public void Only_somebody_who_wrote_none_of_it_verifies(string past, string account, string? said)
    {
        var decision = Verify(After(past), account, Sample.Roster);

        (decision.Refusal?.Code, decision.Refusal?.What).Should()
            .Be((said is null ? null : "same-person", said));
    }

    // Who corrects a claim that counts already; what counts then has been looked at by one person only.
    [Theory]
    [InlineData("reported, verified", "li.reporter", "same-person")]
    [InlineData("reported, verified", "zhou.verifier", null)]
    [InlineData("reported, corrected, verified", "zhou.verifier", "same-person")]
    [InlineData("reported, verified, corrected", "zhou.verifier", null)]
    [InlineData("by program, verified", "wang.admin", "same-person")]
    public void A_claim_that_counts_is_corrected_by_somebody_who_did_not_write_it(
        string past, string account, string? code)
    {
        var request = Corrected with
        {
            Facts = new Dictionary<string, Value> { ["enterprise"] = Value.Of("丙") },
            CorrectedBy = account,
        };

        (ClaimDecider.Correct(After(past), request, Known).Refusal?.Code).Should().Be(code);
    }

    [Fact]
    public void What_was_not_kept_is_not_written()
    {
        var written = JsonSerializer.Serialize(
            Corrected with { CorrectedBy = null }, TestOffice.StoredJson);

        written.Should().NotContain("correctedBy").And.NotContain("behind");
        JsonSerializer.Serialize(Visit, TestOffice.StoredJson).Should().NotContain("behind");
    }

    // The roster's change, and whether a visit of 8 March counts.
    public static TheoryData<string, object, bool> Changes => new()
    {
        { "left before", new UnitLeft(Sample.Kengkou, Sample.Day("2023-03-07")), false },
        { "left on the day", new UnitLeft(Sample.Kengkou, Sample.Day("2023-03-08")), true },
        { "merged before", Merged("2023-03-08"), false },
        { "merged after", Merged("2023-03-09"), true },
        { "split before", Split("2023-03-08"), false },
        { "renamed before", new UnitRenamed(Sample.Kengkou, "坑口新区", Sample.Day("2023-03-01")), true },
    };

    [Theory, MemberData(nameof(Changes))]
    public void A_claim_of_a_unit_that_was_gone_on_its_day_does_not_count(string what, object change, bool counts)
    {
        var roster = RosterFold.Evolve(Sample.Roster, change);
        var refused = ClaimCredit.Restore(
            Claim.Evolve(After("reported"), new ClaimRefused("V1", "不实")), "V1",
            ClaimFile.Empty with { Roster = roster }, "属实", "考9号").Claim.Refusal;

        foreach (var refusal in new[] { Verify(After("reported"), "zhou.verifier", roster).Refusal, refused })
        {
            (refusal?.Code).Should().Be(counts ? null : "unit-not-evaluated", what);
            (refusal?.Remedy ?? "承接单位").Should().Contain("承接单位");
        }
    }

    [Fact]
    public void A_unit_that_shares_in_a_claim_must_have_been_there_too()
    {
        var shared = After("reported") with { Shares = [new(Sample.Kengkou, 0.5m), new(Sample.Fenghuang, 0.5m)] };
        var roster = RosterFold.Evolve(Sample.Roster, new UnitLeft(Sample.Fenghuang, Sample.Day("2023-03-07")));

        Verify(shared, "zhou.verifier", roster).Refusal!.Code.Should().Be("unit-not-evaluated");
        Verify(shared, "zhou.verifier", Sample.Roster).Refusal.Should().BeNull();
    }

    private static UnitsMerged Merged(string from) => new(
        [Sample.Kengkou, Sample.Fenghuang], "坑凤", "坑凤街道", "镇街", "镇街", Sample.Day(from), "编1号", "区划调整");

    private static UnitSplit Split(string from) => new(
        Sample.Kengkou,
        [
            new SplitPart("坑东", "坑东街道", "镇街", "镇街", 0.5m),
            new SplitPart("坑西", "坑西街道", "镇街", "镇街", 0.5m),
        ],
        Sample.Day(from), "编2号", "区划调整");

    private static Decision Verify(Claim claim, string account, Roster roster) =>
        ClaimCredit.Verify(claim, "V1", ClaimFile.Empty with { Roster = roster }, account, "").Claim;

    private static Claim After(string past) => past.Split(", ").Select(Event)
        .Aggregate((Claim?)null, Claim.Evolve)!;

    private static object Event(string what) => what switch
    {
        "reported" => Visit,
        "by program" => ByProgram,
        "returned" => new ClaimReturned("V1", "请核实"),
        "corrected" => Corrected,
        "corrected by another" => Corrected with { CorrectedBy = "xu.verifier" },
        "corrected by program" => Corrected with { CorrectedBy = "program/oa", Behind = "wang.admin" },
        "corrected before it was kept by whom" => Corrected with { CorrectedBy = null },
        _ => Verified,
    };
}
