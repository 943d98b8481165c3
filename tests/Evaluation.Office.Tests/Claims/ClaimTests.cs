using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Office.Projects;
using Evaluation.Office.Tests.Decisions;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using Xunit;

namespace Evaluation.Office.Tests.Claims;

/// <summary>The life of a claim.</summary>
public sealed class ClaimTests
{
    private static readonly ClaimReported Visit = new(
        "V1", Sample.Kengkou, BuiltInKinds.Visit, Sample.Day("2023-03-08"),
        Values(("enterprise", "甲"), ("leader", "top")), [], ["照片.jpg"],
        Sample.At("2023-03-09 09:00"), "li.reporter");

    private static readonly ClaimReported Trip = Visit with
    {
        Claim = "T1",
        Kind = BuiltInKinds.Trip,
        OccurredOn = Sample.Day("2023-03-10"),
        Facts = Values(("departed_on", "2023-03-07")),
    };

    private static readonly ClaimVerified Verified = new("V1", Share.Whole(Sample.Kengkou), Facts.None, "");
    private static readonly ClaimCorrected Correction = new(
        "V1", Visit.OccurredOn, Values(("enterprise", "乙")), [], "企业写错");
    private static readonly ClaimSurroundings Known = new(Sample.Roster, Sample.Day("2023-03-20"), [], null);

    private static Case<Claim> Claims => new(Claim.Evolve);

    private static Case<Claim> Reported => Claims.Given(Visit);

    [Fact]
    public void A_visit_is_reported() => Claims.When(claim => ClaimDecider.Report(claim, Visit, Known)).Then(Visit);

    [Fact]
    public void A_kind_that_needs_evidence_is_not_reported_without_it()
    {
        var known = Known with { Kind = BuiltInKinds.Find(BuiltInKinds.Visit)! with { Evidence = true } };
        Claims.When(claim => ClaimDecider.Report(claim, Visit with { Evidence = [] }, known))
            .Refused("evidence-missing");
        Claims.When(claim => ClaimDecider.Report(claim, Visit with { Evidence = [" "] }, known))
            .Refused("evidence-missing");
        Claims.When(claim => ClaimDecider.Report(claim, Visit, known)).Then(Visit);
    }

    [Fact]
    public void The_same_report_again_is_a_repeat() =>
        Reported.When(claim => ClaimDecider.Report(claim, Visit, Known)).Refused("repeated");

    [Fact]
    public void The_same_report_again_after_its_verification_is_a_repeat() =>
        Reported.Given(Verified with { FromFile = Values(("industry", "新材料")) })
            .When(claim => ClaimDecider.Report(claim, Visit, Known)).Refused("repeated");

    [Theory]
    [InlineData("facts")]
    [InlineData("field left out")]
    [InlineData("shares")]
    [InlineData("day")]
    public void Another_content_under_the_same_number_is_refused(string other) =>
        Reported.When(claim => ClaimDecider.Report(
        claim,
        other switch
        {
            "facts" => Visit with { Facts = Values(("enterprise", "乙"), ("leader", "top")) },
            "field left out" => Visit with { Facts = Values(("enterprise", "甲")) },
            "shares" => Visit with { Shares = Share.Whole(Sample.Fenghuang) },
            _ => Visit with { OccurredOn = Sample.Day("2023-03-07") },
        },
        Known)).Refused("claim-exists");

    [Fact]
    public void A_refused_or_reversed_claim_counts_again_by_a_ruling()
    {
        var (refused, reversed) = (new ClaimRefused("V1", "无佐证"), new ClaimReversed("V1", "虚报", "考8号"));
        var restored = new ClaimRestored(
            "V1", Share.Whole(Sample.Kengkou), Values(("industry", "新材料")), "材料齐全", "考9号");
        Reported.Given(refused).When(Restore).Then(restored);
        Reported.Given(Verified, reversed).When(Restore).Then(restored);
        Reported.Given(refused, restored).When(Restore).Refused("repeated");
        Reported.When(Restore).Refused("wrong-status");
        Claims.When(Restore).Refused("unknown-claim");
        Reported.Given(refused).When(claim => ClaimDecider.Restore(claim, "V1", [], Facts.None, "材料齐全", ""))
            .Refused("document-missing");
        Reported.Given(refused).When(claim => ClaimDecider.Restore(claim, "V1", [], Facts.None, " ", "考9号"))
            .Refused("reason-missing");

        Decision Restore(Claim? claim) => ClaimDecider.Restore(claim, "V1", [], restored.FromFile, "材料齐全", "考9号");
    }

    [Fact]
    public void A_unit_off_the_roster_cannot_report() =>
        Claims.When(claim => ClaimDecider.Report(claim, Visit with { Unit = "无名镇" }, Known)).Refused("unknown-unit");

    [Fact]
    public void A_day_before_the_unit_was_evaluated_is_refused() =>
        Claims.When(claim => ClaimDecider.Report(claim, Visit with { OccurredOn = Sample.Day("2021-12-31") }, Known))
            .Refused("unit-not-evaluated");

    [Fact]
    public void A_visit_in_the_future_is_refused() =>
        Claims.When(claim => ClaimDecider.Report(claim, Visit with { OccurredOn = Sample.Day("2023-03-21") }, Known))
            .Refused("in-the-future");

    [Fact]
    public void A_visit_of_today_is_accepted()
    {
        var today = Visit with { OccurredOn = Sample.Day("2023-03-20") };
        Claims.When(claim => ClaimDecider.Report(claim, today, Known)).Then(today);
    }

    [Theory]
    [InlineData("enterprise", "unknown-enterprise")]
    [InlineData("project", "unknown-project")]
    [InlineData("trip", "unknown-trip")]
    public void What_is_named_must_be_on_file(string field, string code) =>
        Claims.When(claim => ClaimDecider.Report(claim, Visit, Known with { Missing = [(field, "乙")] })).Refused(code);

    [Fact]
    public void A_trip_cannot_end_before_it_began() => Claims.When(claim => ClaimDecider.Report(
        claim, Trip with { Facts = Values(("departed_on", "2023-03-11")) }, Known)).Refused("ends-before-start");

    [Theory]
    [InlineData("2023-03-06")]
    [InlineData("2023-03-11")]
    public void A_visit_outside_its_trip_is_refused(string day) => Claims.When(claim => ClaimDecider.Report(
        claim, Visit with { OccurredOn = Sample.Day(day) }, Known with { Trip = Claim.Evolve(null, Trip) }))
            .Refused("outside-the-trip");

    [Theory]
    [InlineData("2023-03-07")]
    [InlineData("2023-03-10")]
    public void A_visit_on_the_first_or_last_day_of_its_trip_is_accepted(string day)
    {
        var visit = Visit with { OccurredOn = Sample.Day(day) };
        Claims.When(
            claim => ClaimDecider.Report(claim, visit, Known with { Trip = Claim.Evolve(null, Trip) })).Then(visit);
    }

    [Fact]
    public void A_trip_of_another_unit_is_refused() => Claims.When(claim => ClaimDecider.Report(
        claim, Visit, Known with { Trip = Claim.Evolve(null, Trip with { Unit = Sample.Fenghuang }) }))
            .Refused("not-its-trip");

    [Fact]
    public void A_claim_that_is_no_trip_cannot_hold_visits() => Claims.When(claim => ClaimDecider.Report(
        claim, Visit, Known with { Trip = Claim.Evolve(null, Visit with { Claim = "V0" }) })).Refused("not-its-trip");

    [Fact]
    public void Shares_that_add_to_99_hundredths_are_refused() => Claims.When(claim => ClaimDecider.Report(
        claim, Visit with { Shares = [new(Sample.Kengkou, 0.6m), new(Sample.Fenghuang, 0.39m)] }, Known))
            .Refused("shares-not-one");

    [Fact]
    public void A_unit_has_one_share() => Claims.When(claim => ClaimDecider.Report(
        claim, Visit with { Shares = [new(Sample.Kengkou, 0.6m), new(Sample.Kengkou, 0.4m)] }, Known))
            .Refused("shares-unit-twice");

    [Fact]
    public void Only_units_on_the_roster_have_shares() => Claims.When(claim => ClaimDecider.Report(
        claim, Visit with { Shares = [new(Sample.Kengkou, 0.6m), new("无名镇", 0.4m)] }, Known))
            .Refused("unknown-unit");

    [Fact]
    public void A_claim_without_shares_is_credited_to_its_unit() =>
        Reported.When(Verify("zhang.verifier")).Then(Verified);

    [Fact]
    public void A_claim_with_shares_keeps_them()
    {
        Share[] shares = [new(Sample.Kengkou, 0.6m), new(Sample.Fenghuang, 0.4m)];
        Claims.Given(Visit with { Shares = shares }).When(Verify("zhang.verifier"))
            .Then(Verified with { Shares = shares });
    }

    [Fact]
    public void Nobody_verifies_what_he_reported() => Reported.When(Verify("li.reporter")).Refused("same-person");

    [Fact]
    public void A_verified_claim_is_not_verified_twice() =>
        Reported.Given(Verified).When(Verify("zhang.verifier")).Refused("repeated");

    [Fact]
    public void What_was_not_reported_cannot_be_decided()
    {
        Claims.When(Verify("zhang.verifier")).Refused("unknown-claim");
        Claims.When(claim => ClaimDecider.Return(claim, new("V1", "缺照片"))).Refused("unknown-claim");
        Claims.When(claim => ClaimDecider.Correct(claim, Correction, Known)).Refused("unknown-claim");
    }

    [Fact]
    public void A_claim_may_be_returned_refused_withdrawn_and_each_once()
    {
        Reported.When(claim => ClaimDecider.Return(claim, new("V1", "缺照片"))).Then(new ClaimReturned("V1", "缺照片"));
        Reported.When(claim => ClaimDecider.Refuse(claim, new("V1", "不属实"))).Then(new ClaimRefused("V1", "不属实"));
        Reported.When(claim => ClaimDecider.Withdraw(claim, new("V1", "误报"))).Then(new ClaimWithdrawn("V1", "误报"));
        Reported.Given(new ClaimReturned("V1", "缺照片")).When(claim => ClaimDecider.Withdraw(claim, new("V1", "误报")))
            .Then(new ClaimWithdrawn("V1", "误报"));
        Reported.Given(Verified).When(claim => ClaimDecider.Reverse(claim, new("V1", "不属实", "考3号")))
            .Then(new ClaimReversed("V1", "不属实", "考3号"));
    }

    [Fact]
    public void A_decision_needs_a_reason() =>
        Reported.When(claim => ClaimDecider.Return(claim, new("V1", " "))).Refused("reason-missing");

    [Fact]
    public void A_reversal_needs_a_document() =>
        Reported.Given(Verified).When(claim => ClaimDecider.Reverse(claim, new("V1", "不属实", "")))
            .Refused("document-missing");

    [Fact]
    public void A_decision_must_fit_the_status()
    {
        Reported.Given(new ClaimRefused("V1", "不属实")).When(Verify("zhang.verifier")).Refused("wrong-status");
        Reported.Given(Verified).When(claim => ClaimDecider.Return(claim, new("V1", "缺照片"))).Refused("wrong-status");
        Reported.When(claim => ClaimDecider.Reverse(claim, new("V1", "不属实", "考3号"))).Refused("wrong-status");
        Reported.Given(new ClaimWithdrawn("V1", "误报")).When(claim => ClaimDecider.Correct(claim, Correction, Known))
            .Refused("wrong-status");
    }

    [Fact]
    public void A_returned_claim_is_corrected_and_waits_again() =>
        Reported.Given(new ClaimReturned("V1", "企业写错"))
            .When(claim => ClaimDecider.Correct(claim, Correction, Known)).Then(Correction);

    [Fact]
    public void A_returned_claim_may_be_sent_again_unchanged()
    {
        var same = Correction with { Facts = Visit.Facts };
        Reported.Given(new ClaimReturned("V1", "请核实"))
            .When(claim => ClaimDecider.Correct(claim, same, Known)).Then(same);
    }

    [Fact]
    public void A_verified_visit_is_corrected_with_the_shares_it_has() =>
        Reported.Given(Verified).When(claim => ClaimDecider.Correct(claim, Correction, Known))
            .Then(Correction with { Shares = Share.Whole(Sample.Kengkou) });

    [Fact]
    public void A_correction_without_reason_or_without_change_is_refused()
    {
        Reported.When(claim => ClaimDecider.Correct(claim, Correction with { Reason = "" }, Known))
            .Refused("reason-missing");
        Reported.When(claim => ClaimDecider.Correct(claim, Correction with { Facts = Visit.Facts }, Known))
            .Refused("repeated");
    }

    [Fact]
    public void A_verified_signing_is_reversed_instead_of_corrected() =>
        Claims.Given(Visit with { Kind = BuiltInKinds.Signing }, Verified)
        .When(claim => ClaimDecider.Correct(claim, Correction, Known)).Refused("reverse-instead");

    private static Func<Claim?, Decision> Verify(string account) => claim =>
        ClaimCredit.Verify(claim, "V1", ClaimFile.Empty, account, "").Claim;

    private static Dictionary<string, Value> Values(params (string Name, string Text)[] pairs) =>
        pairs.ToDictionary(pair => pair.Name, pair => Value.Of(pair.Text));
}
