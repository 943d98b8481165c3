using Evaluation.Office.Appeals;
using Evaluation.Office.Claims;
using Evaluation.Office.Ledger;
using Evaluation.Office.Publication.Gating;
using Evaluation.Office.Publication;
using Evaluation.Office.Units;
using Evaluation.Office.Verification;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;
using static Evaluation.Office.Tests.Publication.GateDesk;

namespace Evaluation.Office.Tests.Publication;

/// <summary>Each check of the gate by examples: what happened, and what is in the way in which words.</summary>
public sealed class GateTests
{
    private static readonly string[] Met = [];

    [Fact]
    public void The_checks_come_in_one_order_and_each_says_what_to_do_and_whether_it_may_be_waived() =>
        Gate.Examine(Of(Adopted(IssueFirst), Closed).Gathered(Tenth)).Checks
            .Select(check => $"{check.Code} {check.Label} {(check.MayBeWaived ? "可豁免" : "不可豁免")} {check.Remedy}")
            .Should().Equal(
            "closed 本周已截止 不可豁免 请由考评办经办在截止时间之后办理截止。",
            "in-order 按周次顺序签发 不可豁免 请按周次先后签发。",
            "edition 有施行中的考评办法，文本与采纳时一致 不可豁免 "
                + "请由委员会采纳覆盖本周的考评办法；文本与采纳时不同的，请告知管理员查明。",
            "references 单位、加减分和目标任务均为考评办法和名册所知 可豁免 "
                + "请更正单位的组别或名册，或采纳与之相符的考评办法；确属不参加排名、不计分的，由委员会写明理由豁免。",
            "decided 截止前的事项均有结论或已结转 不可豁免 请逐项认定或不予认定；本周不能作出结论的，写明理由后结转。",
            "appeals 没有到期未裁决的申诉 可豁免 "
                + "请受理并裁决，或由申诉单位撤回；确需先行签发的，由委员会写明理由豁免。",
            "duplicates 疑似重复的事项均已处理 可豁免 "
                + "请逐对核实，对其中一件不予认定、撤回或冲销，或写明理由说明为两件事项；"
                + "确需先行签发的，由委员会写明理由豁免。",
            "caught-up 计分数据已处理到最新事件 不可豁免 请稍候再查看；计分处理已停止的，请告知管理员按所列原因处理。",
            "equal 计分数据与事件重算一致 不可豁免 请告知管理员重建计分数据（ops/evaluation rebuild）后再查看。",
            "second-count 第二套计算结果一致 不可豁免 请勿签发，并告知管理员：两套计算有一处不一致，须查明原因。",
            "late 已公布周次的变动均已另行补发 可豁免 "
                + "请先提出并核准所列各周的补发；确需先行签发的，由委员会写明理由豁免。",
            "confirmed 通报稿已由另一人确认且未变动 不可豁免 "
                + "其他各项通过后，请考评办一人核对通报稿并确认；内容再有变动的，须重新确认。");

    [Fact]
    public void The_week_must_be_closed() => Table(
        "closed",
        ("not closed", Of(Adopted(Usual)), ["2023-W10尚未办理截止。"]),
        ("another week closed", Of(Adopted(Usual), NextClosed), ["2023-W10尚未办理截止。"]),
        ("closed", OfClosedWeek(), Met));

    [Fact]
    public void Weeks_are_sealed_in_order()
    {
        Table(
            "in-order",
            ("no week was closed", Of(Adopted(Usual)), Met),
            ("the first closed week", OfClosedWeek(), Met),
            ("a later week was closed first", Of(Adopted(Usual), NextClosed), ["下一期应签发2023-W11。"]),
            ("sealed already", OfClosedWeek().Sealed(Tenth), ["下一期应签发2023-W11。"]));
        Check("in-order", OfClosedWeek().And(NextClosed), Tenth.Next).Findings.Should().Equal("下一期应签发2023-W10。");
        Check("in-order", OfClosedWeek().Sealed(Tenth).And(NextClosed), Tenth.Next).Findings.Should().BeEmpty();
    }

    [Fact]
    public void An_edition_is_in_force_and_is_the_text_that_was_adopted()
    {
        var changed = Adopted(Usual) with { Sha256 = BulletinFiles.Sha256("另一文本") };
        Table(
            "edition",
            ("none adopted", Of(Closed), ["2023-W10没有施行中的考评办法。"]),
            ("in force later", Of(Adopted(Usual with { From = "2023-03-13" }), Closed),
                ["2023-W10没有施行中的考评办法。"]),
            ("in force from the last day on", Of(Adopted(Usual with { From = "2023-03-12" }), Closed), Met),
            ("in force up to the first day", Of(Adopted(Usual with { To = "2023-03-06" }), Closed), Met),
            ("another text than adopted", Of(changed, Closed), ["考评办法第1版的文本与采纳时的校验和不一致。"]),
            ("in force, the text adopted", OfClosedWeek(), Met));
    }

    [Fact]
    public void Claims_of_the_week_are_decided_or_carried_over()
    {
        const string open = "事项“V1”（坑口街道，外出拜访企业，2023-03-08）";
        var (visit, late) = (Visit("V1", "2023-03-08"), Visit("V1", "2023-03-08", "2023-03-14 18:01"));
        Table(
            "decided",
            ("reported", OfClosedWeek().And(visit), [$"{open}待核验。"]),
            ("sent back", OfClosedWeek().And(visit, new ClaimReturned("V1", "缺照片")), [$"{open}退回补正。"]),
            ("verified", OfClosedWeek().And(visit, Verified("V1")), Met),
            ("refused", OfClosedWeek().And(visit, new ClaimRefused("V1", "不实")), Met),
            ("withdrawn", OfClosedWeek().And(visit, new ClaimWithdrawn("V1", "误报")), Met),
            ("reported after the cut-off", OfClosedWeek().And(late), Met),
            ("reported at the cut-off", OfClosedWeek().And(Visit("V1", "2023-03-08", "2023-03-14 18:00")),
                [$"{open}待核验。"]),
            ("the same while the week is open", Of(Adopted(Usual), late), [$"{open}待核验。"]),
            ("of the next week", OfClosedWeek().And(Visit("V1", "2023-03-13")), Met),
            ("of an earlier week", OfClosedWeek().And(Visit("V1", "2023-02-01")),
                ["事项“V1”（坑口街道，外出拜访企业，2023-02-01）待核验。"]),
            ("carried over", OfClosedWeek().And(visit, new ClaimCarriedOver(Tenth, "V1", "照片待补")), Met),
            ("carried over by the week before",
                OfClosedWeek().And(visit, new ClaimCarriedOver(Tenth.Previous, "V1", "待补")),
                [$"{open}待核验。"]),
            ("several, by day and number",
                OfClosedWeek().And(Visit("V3", "2023-03-09"), Visit("V2", "2023-03-08", firm: "乙"), visit),
                [$"{open}待核验。", "事项“V2”（坑口街道，外出拜访企业，2023-03-08）待核验。",
                    "事项“V3”（坑口街道，外出拜访企业，2023-03-09）待核验。"]));
    }

    [Fact]
    public void Appeals_lodged_before_the_cut_off_are_ruled_on()
    {
        const string open = "申诉“S-1”（凤凰镇，2023-W09，事项“V9”）";
        var (lodged, late) = (Appeal("S-1", "2023-03-14 18:00"), Appeal("S-1", "2023-03-14 18:01"));
        var ruled = new AppealRuled(
            "S-1", false, "无误", "委1号", null, "gao.committee", Sample.At("2023-03-15 09:00"), Tenth.Previous,
            []);
        Table(
            "appeals",
            ("none", OfClosedWeek(), Met),
            ("lodged", OfClosedWeek().And(lodged), [$"{open}待裁决。"]),
            ("heard", OfClosedWeek().And(lodged, new AppealHeard("S-1", "已陈述")), [$"{open}已听取陈述，待裁决。"]),
            ("dismissed", OfClosedWeek().And(lodged, ruled), Met),
            ("upheld", OfClosedWeek().And(lodged, ruled with { Upheld = true }), Met),
            ("withdrawn", OfClosedWeek().And(lodged, new AppealWithdrawn("S-1", "误提")), Met),
            ("lodged after the cut-off", OfClosedWeek().And(late), Met),
            ("the same while the week is open", Of(Adopted(Usual), late), [$"{open}待裁决。"]));
    }

    [Fact]
    public void Likely_duplicates_are_settled()
    {
        object[] twice = [Visit("V1", "2023-03-08"), Verified("V1"), Visit("V2", "2023-03-08"), Verified("V2")];
        var (reported, late) = (Visit("V2", "2023-03-08"), Visit("V2", "2023-03-08", "2023-03-14 18:01"));
        const string open = "“V1”（坑口街道办事处，2023-03-08）与“V2”（坑口街道办事处，2023-03-08）"
            + "同属“外出拜访企业”，企业同为“甲”，发生在同一天，由同一单位填报。"
            + "请不予认定、撤回或冲销其中一件，或说明为两件事项。";
        Table(
            "duplicates",
            ("one visit", OfClosedWeek().And(twice[..2]), Met),
            ("two firms",
                OfClosedWeek().And(twice[..2]).And(Visit("V2", "2023-03-08", firm: "乙"), Verified("V2")), Met),
            ("twice on one day", OfClosedWeek().And(twice), [open]),
            ("one of them reported only", OfClosedWeek().And(twice[..2]).And(reported), [open]),
            ("that one carried over",
                OfClosedWeek().And(twice[..2]).And(reported, new ClaimCarriedOver(Tenth, "V2", "待补")), Met),
            ("that one reported after the cut-off", OfClosedWeek().And(twice[..2]).And(late), Met),
            ("one of them refused", OfClosedWeek().And(twice[..2]).And(reported, new ClaimRefused("V2", "重复")), Met),
            ("one of them reversed", OfClosedWeek().And(twice).And(new ClaimReversed("V2", "重复", "委1号")), Met),
            ("said to be two matters",
                OfClosedWeek().And(twice)
                    .And(new ClaimsDistinguished("V1", "V2", 0, 0, "上下午各一次", "zhang.verifier")), Met));
        Check("duplicates", OfClosedWeek().And(twice).Sealed(Tenth).And(NextClosed), Tenth.Next).Findings
            .Should().BeEmpty("it was asked about when its own week was sealed");
    }

    [Fact]
    public void The_board_has_worked_through_all_events_and_goes_on()
    {
        var input = OfClosedWeek().Gathered(Tenth);
        var position = input.Now.Known.Position;
        (string When, BoardState Board, string[] Findings)[] table =
        [
            ("at the last event", new(position, [], []), Met),
            ("behind", new(position + 2, [], []), [$"计分数据处理到第{position}号事件，最新为第{position + 2}号。"]),
            ("stopped", new(position, [new("Board:All", "除数为零")], []), ["计分处理“Board:All”已停止：除数为零。"]),
            ("stopped and behind", new(position + 1, [new("Board:All", null)], []),
                ["计分处理“Board:All”已停止：原因见日志。",
                    $"计分数据处理到第{position}号事件，最新为第{position + 1}号。"]),
        ];
        foreach (var (when, board, findings) in table)
        {
            One("caught-up", Gate.Examine(input with { Board = board })).Findings.Should().Equal(findings, when);
        }
    }

    [Fact]
    public void A_board_that_stands_still_is_not_said_to_agree_with_what_it_has_not_counted()
    {
        var input = OfClosedWeek().Gathered(Tenth);
        var position = input.Now.Known.Position;
        var report = Gate.Examine(
            input with { Board = new BoardState(position + 3, [new("实时排名", "除数为零")], []) });

        string[] expected = [$"计分已停止，只比对到第{position}号事件，其后到第{position + 3}号的尚未比对。"];
        One("equal", report).Findings.Should().Equal(expected);
        One("second-count", report).Findings.Should().Equal(expected);
        One("equal", Gate.Examine(input with { Board = new BoardState(position + 3, [], []) })).Met.Should()
            .BeTrue("a board that is on its way is only behind");
    }

    [Fact]
    public void The_board_is_what_the_events_say()
    {
        var input = OfClosedWeek().Gathered(Tenth);
        string[] many = [.. Enumerable.Range(1, 60).Select(row => $"台账第{row}行不同。")];

        foreach (var differences in new[] { Met, ["得分表坑口街道2023-W10不同。"], many })
        {
            One("equal", Gate.Examine(input with { Board = input.Board with { Differences = differences } })).Findings
                .Should().Equal(differences.Take(50), "no more are listed than can be read");
        }
    }

    [Fact]
    public void The_second_count_agrees_with_what_would_be_printed()
    {
        var desk = OfClosedWeek().And(Visit("V1", "2023-03-08"), Verified("V1"));
        const string difference = "坑口街道2023-W10，条款“visit”，“V1”（2023-03-08）：计分为1.5分，第二套计算为0.5分。";

        Check("second-count", desk).Findings.Should().BeEmpty();
        One("second-count", Gate.Examine(Miscounted(desk.Gathered(Tenth)))).Findings.Should().Equal(difference);
        One("second-count", Gate.Examine(Miscounted(desk.Sealed(Tenth).Gathered(Tenth)))).Findings
            .Should().BeEmpty("without a draft nothing would be printed");
    }

    [Fact]
    public void Where_the_rules_ask_for_it_changes_of_sealed_weeks_are_issued_first()
    {
        var units = Enumerable.Range(1, 6).Select(one => $"第{one}镇").ToArray();
        object[] entered =
        [
            .. units.Select(unit => new UnitEntered(unit, unit, "镇街", "镇街", Sample.Day("2022-01-01"))),
        ];
        object[] visits = [.. units.SelectMany(unit => new object[]
        {
            Visit($"V-{unit}", "2023-03-08", unit: unit, firm: unit), Verified($"V-{unit}", unit),
        })];
        object[] late = [Visit("V1", "2023-03-08", "2023-03-15 09:00"), Verified("V1")];
        var reissued = new BulletinReissued(
            Tenth, 2, IssueKind.Revision, "补录", 1, "考1号之2", 0, [], default, "", "", "", "", "", "", "");

        Gate.Examine(Desk(Usual).And(late).And(NextClosed).Gathered(Tenth.Next)).Checks
            .Should().NotContain(check => check.Code == "late", "the rules do not ask for it");
        Next(Desk(IssueFirst)).Should().BeEmpty();
        Next(Desk(IssueFirst).And(late)).Should().Equal("2023-W10有1行得分与最后公布的不同（坑口街道）。");
        Next(Desk(IssueFirst).And(visits)).Should().Equal(
            "2023-W10有6行得分与最后公布的不同（第1镇、第2镇、第3镇、第4镇、第5镇等6个单位）。");
        var changed = Desk(IssueFirst).And(late);
        Next(changed.And(reissued with { Position = changed.Last })).Should().BeEmpty("the change was issued");

        GateDesk Desk(RulebookText rules) => Of(Adopted(rules)).And(entered).And(Closed).Sealed(Tenth);

        IReadOnlyList<string> Next(GateDesk desk) => Check("late", desk.And(NextClosed), Tenth.Next).Findings;
    }

    [Fact]
    public void The_draft_is_confirmed_as_it_is()
    {
        var digest = Gate.Examine(OfClosedWeek().Gathered(Tenth)).Draft!.Digest[..12];
        var later = OfClosedWeek().Confirmed().And(Visit("V1", "2023-03-08"), Verified("V1"));
        var now = Gate.Examine(later.Gathered(Tenth)).Draft!.Digest[..12];
        Table(
            "confirmed",
            ("open", Of(Adopted(Usual)), ["通报稿尚未形成，无从确认。"]),
            ("without rules", Of(Closed), ["通报稿尚未形成，无从确认。"]),
            ("not confirmed", OfClosedWeek(), [$"通报稿（{digest}）尚未确认。"]),
            ("confirmed", OfClosedWeek().Confirmed(), Met),
            ("changed since", later,
                [$"“zhang.verifier”于2023-03-15 08:00确认的通报稿（{digest}）内容已有变动，现为{now}。"]),
            ("a claim of the next week since", OfClosedWeek().Confirmed().And(Visit("V1", "2023-03-13")), Met),
            ("sealed", OfClosedWeek().Sealed(Tenth), Met));
    }

    private static GateInput Miscounted(GateInput input) => input with
    {
        Now = new Scored(
            input.Now.Known, input.Now.Rules, OnePointMore(input.Now.Scores, Sample.Kengkou)),
    };

    private static void Table(string code, params (string When, GateDesk Desk, string[] Findings)[] examples)
    {
        foreach (var (when, desk, findings) in examples)
        {
            var check = Check(code, desk);
            check.Findings.Should().Equal(findings, when);
            check.Met.Should().Be(findings.Length == 0, when);
        }
    }

    private static GateCheck Check(string code, GateDesk desk, Week? week = null) =>
        One(code, Gate.Examine(desk.Gathered(week ?? Tenth)));

    private static GateCheck One(string code, GateReport report) => report.Checks.Single(check => check.Code == code);
}
