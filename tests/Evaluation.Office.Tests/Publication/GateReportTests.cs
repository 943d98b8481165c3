using Evaluation.Office.Decisions;
using Evaluation.Office.Publication.Gating;
using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;
using static Evaluation.Office.Tests.Publication.GateDesk;

namespace Evaluation.Office.Tests.Publication;

/// <summary>How the checks together decide: what is waived, who may seal, what a refusal says.</summary>
public sealed class GateReportTests
{
    private const string First = "申诉“S-1”（凤凰镇，2023-W09，事项“V9”）待裁决。";
    private const string Second = "申诉“S-2”（凤凰镇，2023-W09，事项“V9”）待裁决。";

    private static readonly WeekWaived Waiver = new(Tenth, "appeals", [First], "不影响排名", "委7号", "gao.committee");

    [Fact]
    public void A_waived_finding_is_no_longer_in_the_way_but_another_one_is()
    {
        var desk = Appealed().And(Waiver);
        var report = Gate.Examine(desk.Gathered(Tenth));
        var check = report.Checks.Single(one => one.Code == "appeals");

        (check.Met, report.Confirmable, report.Open).Should().Be((true, true, false), "the draft is not confirmed");
        check.Waived.Should().Equal(Waiver);
        Gate.Examine(desk.And(Appeal("S-2", "2023-03-14 09:00")).Gathered(Tenth)).Checks
            .Single(one => one.Code == "appeals").Findings.Should().Equal(Second);
    }

    [Theory]
    [InlineData("appeals", "申诉“S-1”（凤凰镇，2023-W09，事项“V9”）已听取陈述，待裁决。")]
    [InlineData("duplicates", First)]
    public void Another_sentence_or_check_waives_nothing(string check, string finding) =>
        Gate.Examine(Appealed().And(Waiver with { Check = check, Findings = [finding] }).Gathered(Tenth)).Checks
            .Single(one => one.Code == "appeals").Findings.Should().Equal(First);

    [Fact]
    public void A_check_of_the_numbers_cannot_be_waived()
    {
        const string open = "事项“V1”（坑口街道，外出拜访企业，2023-03-08）待核验。";
        var desk = OfClosedWeek().And(Visit("V1", "2023-03-08"), Waiver with { Check = "decided", Findings = [open] });

        var check = Gate.Examine(desk.Gathered(Tenth)).Checks.Single(one => one.Code == "decided");

        check.Findings.Should().Equal(open);
        check.Waived.Should().BeEmpty();
    }

    [Fact]
    public void Waived_findings_leave_room_for_those_that_were_not_listed()
    {
        string[] findings = [.. Enumerable.Range(1, 60).Select(one => $"第{one}项。")];
        var check = new GateCheck("appeals", "没有到期未裁决的申诉", findings) { MayBeWaived = true };

        check.Less([]).Findings.Should().Equal(findings[..50]);
        check.Less([]).Unlisted.Should().Be(findings.Length - 50);
        check.Less([Waiver with { Findings = findings[..20] }]).Findings.Should().Equal(findings[20..]);
    }

    [Fact]
    public void A_waiver_is_part_of_the_draft_and_asks_for_another_confirmation()
    {
        var desk = OfClosedWeek().Confirmed();
        Gate.Examine(desk.Gathered(Tenth)).Open.Should().BeTrue();

        var report = Gate.Examine(desk.And(Appeal("S-1", "2023-03-14 09:00"), Waiver).Gathered(Tenth));

        report.Checks.Where(one => !one.Met).Select(one => one.Code).Should().Equal("confirmed");
        report.Draft!.Bulletin.Waivers.Should().ContainSingle(
            one => one.Document == "委7号" && one.WaivedBy == "gao.committee");
        Gate.Examine(desk.Confirmed().Gathered(Tenth)).Open.Should().BeTrue();
    }

    [Fact]
    public void A_draft_is_confirmed_once_nothing_else_is_missing()
    {
        (string When, GateDesk Desk, bool Confirmable, bool Open)[] table =
        [
            ("open week", Of(Adopted(Usual)), false, false),
            ("closed", OfClosedWeek(), true, false),
            ("a claim undecided", OfClosedWeek().And(Visit("V1", "2023-03-08")), false, false),
            ("confirmed", OfClosedWeek().Confirmed(), true, true),
            ("confirmed, then a claim", OfClosedWeek().Confirmed().And(Visit("V1", "2023-03-08")), false, false),
            ("sealed", OfClosedWeek().Confirmed().Sealed(Tenth), false, false),
        ];
        foreach (var (when, desk, confirmable, open) in table)
        {
            var report = Gate.Examine(desk.Gathered(Tenth));
            (report.Confirmable, report.Open).Should().Be((confirmable, open), when);
        }
    }

    [Fact]
    public void A_sealed_week_has_no_draft_and_only_its_turn_is_over()
    {
        var report = Gate.Examine(OfClosedWeek().Confirmed().Sealed(Tenth).Gathered(Tenth));

        report.Draft.Should().BeNull();
        report.Week.Sealed.Should().NotBeNull();
        report.Checks.Where(one => !one.Met).Select(one => one.Code).Should().Equal("in-order");
    }

    [Fact]
    public void The_refusal_names_the_first_findings_and_what_to_do()
    {
        var claims = Enumerable.Range(1, 6).Select(one => Visit($"V{one}", "2023-03-08", firm: $"企业{one}"));
        var report = Gate.Examine(OfClosedWeek().And(claims).Gathered(Tenth));
        var listed = string.Join("", Enumerable.Range(1, 5).Select(
            one => $"事项“V{one}”（坑口街道，外出拜访企业，2023-03-08）待核验。"));

        report.RefusalOf("签发", Tenth).Should().Be(Refusal.Conflict(
            "gate-closed", $"签发条件未满足，共7项：{listed}", "week/2023-03-06",
            "请逐项认定或不予认定；本周不能作出结论的，写明理由后结转。"
                + "其他各项通过后，请考评办一人核对通报稿并确认；内容再有变动的，须重新确认。"));
        report.RefusalOf("确认", Tenth, GateCheck.ConfirmedCode).Should().Match<Refusal>(refusal =>
            refusal.What == $"确认条件未满足，共6项：{listed}" && !refusal.Remedy.Contains("重新确认"));
    }

    [Fact]
    public void The_draft_is_sealed_with_its_number_in_the_districts_time()
    {
        var draft = Gate.Examine(OfClosedWeek().Sealed(Tenth).And(NextClosed).Gathered(Tenth.Next)).Draft!;
        var at = new DateTimeOffset(2023, 3, 22, 1, 30, 15, TimeSpan.Zero).AddMilliseconds(400);
        var by = new Signature("he.sealer", null, at, "r-1", "r-1");

        var bulletin = draft.Sealed(null, by);

        (bulletin.Number, bulletin.Document, bulletin.SealedBy).Should().Be((2, "测〔2023〕2号", "he.sealer"));
        bulletin.SealedAt.Should().Be(new DateTimeOffset(2023, 3, 22, 9, 30, 15, TimeSpan.FromHours(8)));
        bulletin.SealedAt.Offset.Should().Be(TimeSpan.FromHours(8));
        draft.Sealed("考9号", by).Document.Should().Be("考9号");
        BulletinFiles.Digest(bulletin).Should().Be(draft.Digest);
    }

    [Fact]
    public void After_a_ruling_the_week_is_issued_first_where_the_rules_ask_for_it()
    {
        const string words = "按办法规定，2023-W10的得分有变动的，须先补发2023-W10的通报，再签发2023-W11的通报。";
        After(IssueFirst, Tenth).Should().Be(words);
        After(IssueFirst, Tenth.Next).Should().BeNull("it is not sealed yet");
        After(Usual, Tenth).Should().BeNull();

        static string? After(RulebookText rules, Week week)
        {
            var now = Of(Adopted(rules), Closed).Sealed(Tenth).Gathered(Tenth).Now;
            return LateCheck.AfterRuling(now.Known.District, now.Rules, week);
        }
    }

    private static GateDesk Appealed() => OfClosedWeek().And(Appeal("S-1", "2023-03-14 09:00"));
}
