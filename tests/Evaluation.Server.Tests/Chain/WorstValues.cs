using Evaluation.Office.Adjustments;
using Evaluation.Office.Adoption;
using Evaluation.Office.Appeals;
using Evaluation.Office.Balances;
using Evaluation.Office.Claims;
using Evaluation.Office.Firms;
using Evaluation.Office.Projects;
using Evaluation.Office.Reports;
using Evaluation.Office.Targets;
using Evaluation.Office.Units;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Tests.Chain;

/// <summary>
/// Events with the worst values that a log may hold: some were accepted by earlier programs, others only somebody with
/// access to the database could write. Each is appended past the deciders.
/// </summary>
internal static class WorstValues
{
    private const string Unit = "桂城街道";
    private static readonly DateOnly Day = Town.First.Start;
    private static readonly DateOnly End = DateOnly.MaxValue;
    private static readonly DateOnly Start = DateOnly.MinValue;
    private static readonly string Long = new('长', 100_000);
    private static readonly string Name = new('名', 600);
    private static readonly Dictionary<string, Value> Nothing = [];

    /// <summary>The events of the streams, by a name that tells what is wrong.</summary>
    public static IEnumerable<(string Name, string Stream, object[] Events)> All() =>
    [
        // Balances first: what changes how every unit is counted is not applied to a unit that stands on no roster.
        .. Balances(), .. Decisions(), .. Claims(), .. Units(), .. Weeks(), .. Files(), .. Texts(),
    ];

    private static IEnumerable<(string, string, object[])> Decisions()
    {
        yield return ("a decision for the end of time", "adjustment/w1", [Decided("w1", 1m, End)]);
        yield return ("a decision for the beginning of time", "adjustment/w2", [Decided("w2", 1m, Start)]);
        yield return ("a decision in 2999", "adjustment/w3", [Decided("w3", 1m, new DateOnly(2999, 12, 31))]);
        yield return ("a decision far ahead that is taken back at the end of time", "adjustment/w4",
            [Decided("w4", 1m, End), new AdjustmentReversed("w4", "w4r", Day, End, "号", "由")]);
        yield return ("more points than a number holds", "adjustment/w5", [Decided("w5", decimal.MaxValue, Day)]);
        yield return ("again more points", "adjustment/w6", [Decided("w6", decimal.MaxValue, Day)]);
        yield return ("fewer points than a number holds", "adjustment/w7", [Decided("w7", decimal.MinValue, Day)]);
        yield return ("points with 28 decimals", "adjustment/w8",
            [Decided("w8", 0.0000000000000000000000000001m, Day)]);
        yield return ("a reason of 100,000 characters", "adjustment/w9",
            [new AdjustmentDecided("w9", Unit, 1m, Day, Day, Long, Long)]);
        yield return ("points for a unit that nobody knows", "adjustment/w10",
            [new AdjustmentDecided("w10", Name, 1m, Day, Day, "号", "由")]);
        yield return ("an empty number", "adjustment/", [Decided("", 1m, Day)]);
        yield return ("targets beyond counting", "targets",
            [new TargetsGiven("号", [
                new Target(Unit, "projects", "2023", decimal.MaxValue), new Target(Unit, "nobody", "9999", 1m),
                new Target("nobody", "projects", "", decimal.MinValue), new Target("", "", Long, 0m),
            ])]);
    }

    private static IEnumerable<(string, string, object[])> Balances()
    {
        yield return ("balances beyond counting", "balances",
            [new BalancesOpened(Day, Long, Long, [
                new Balance(Unit, BalanceOf.Points, "", "2023", decimal.MaxValue),
                new Balance(Unit, BalanceOf.Measure, "projects", "2023", 1m),
                new Balance(Unit, BalanceOf.Measure, "projects", "2023", 2m),
                new Balance("nobody", (BalanceOf)9, Long, "", decimal.MinValue),
            ], "gao")]);
        yield return ("balances of the end of time", "balances",
            [new BalancesOpened(End, "", "", [new Balance(Unit, BalanceOf.Points, "", "2023", 1m)], "gao")]);
    }

    private static IEnumerable<(string, string, object[])> Claims()
    {
        yield return ("a visit at the end of time", "claim/w20", Counted("w20", End));
        yield return ("a visit at the beginning of time", "claim/w21", Counted("w21", Start));
        yield return ("a visit without any field", "claim/w22", Counted("w22", Day, values: Nothing));
        yield return ("a visit of a kind that nobody knows", "claim/w23", Counted("w23", Day, kind: "nobody"));
        yield return ("a visit with values of other types", "claim/w24", Counted("w24", Day, values: new()
        {
            ["leader"] = Value.Of(decimal.MaxValue),
            ["enterprise"] = Value.Of(true),
        }));
        yield return ("a part of more than all", "claim/w25", Counted("w25", Day, part: decimal.MaxValue));
        yield return ("a part of less than nothing", "claim/w26", Counted("w26", Day, part: -1m));
        yield return ("shares of nobody", "claim/w27",
            [Reported("w27", Day), new ClaimVerified("w27", [], Nothing, "")]);
        yield return ("an amount beyond counting", "claim/w28", Counted("w28", Day, BuiltInKinds.Increase, new()
        {
            ["amount"] = Value.Of(decimal.MaxValue),
            ["project"] = Value.Of("none"),
        }));
        yield return ("again an amount", "claim/w29", Counted("w29", Day, BuiltInKinds.Increase, new()
        {
            ["amount"] = Value.Of(decimal.MaxValue),
            ["project"] = Value.Of("none"),
        }));
        yield return ("a name of 100,000 characters", "claim/w30", Counted("w30", Day, values: new()
        {
            ["enterprise"] = Value.Of(Long),
            ["leader"] = Value.Of("top"),
        }));
        yield return ("a visit corrected to the end of time", "claim/w31",
            [.. Counted("w31", Day), new ClaimCorrected("w31", End, Nothing, [new Share(Unit, 1m)], "更正")]);
        yield return ("a signing that names no project", "claim/w32", Counted("w32", Day, BuiltInKinds.Signing, []));
        yield return ("a stage that nobody knows", "claim/w33", Counted("w33", Day, BuiltInKinds.Stage, new()
        {
            ["stage"] = Value.Of("nowhere"),
            ["project"] = Value.Of(Long),
        }));
        yield return ("a claim reported at the end of time", "claim/w34",
            [Reported("w34", Day) with { ReportedAt = DateTimeOffset.MaxValue }]);
        yield return ("a claim with 100,000 papers", "claim/w35",
            [Reported("w35", Day) with { Evidence = [.. Enumerable.Range(0, 100_000).Select(i => $"{i}")] }]);
        yield return ("a claim with files that nobody sent", "claim/w36",
            [Reported("w36", Day), new EvidenceAdded("w36", [
                new EvidenceFile("", "", -1, ""), new EvidenceFile("../../w36", Long, long.MaxValue, Long),
            ])]);
    }

    private static IEnumerable<(string, string, object[])> Units()
    {
        yield return ("a unit since the beginning of time", "roster",
            [new UnitEntered("w40", "古镇", "镇街", "镇街", Start)]);
        yield return ("a unit from the end of time", "roster", [new UnitEntered("w41", "来镇", "镇街", "镇街", End)]);
        yield return ("a unit that leaves at the end of time", "roster", [new UnitLeft("w41", End)]);
        yield return ("a unit of a group that nobody ranks", "roster",
            [new UnitEntered("w42", "孤镇", "镇街", Name, Day)]);
        yield return ("a unit that moves at the end of time", "roster", [new UnitRegrouped("永安镇", "部门", End)]);
        yield return ("a leader since the beginning of time", "roster",
            [new LeaderAppointed(Unit, Long, "top", Start)]);
        yield return ("a leader until the end of time", "roster", [new LeaderReleased(Unit, Long, End)]);
        yield return ("a merger at the end of time", "roster",
            [new UnitsMerged(["区教育局", "区财政局"], "w43", "合局", "部门", "部门", End, "号", "由")]);
        yield return ("a split at the end of time", "roster",
            [new UnitSplit("w40", [new SplitPart("w44", "甲", "镇街", "镇街", 1m)], End, "号", "由")]);
    }

    private static IEnumerable<(string, string, object[])> Weeks()
    {
        yield return ("a report for the last week that has a name", "report/2999-12-30/w",
            [new ReportSubmitted(Unit, new Week(new DateOnly(2999, 12, 30)), true, DateTimeOffset.MaxValue)]);
        yield return ("a report for the end of time", "report/9999-12-27/w",
            [new ReportSubmitted(Unit, new Week(new DateOnly(9999, 12, 27)), false, DateTimeOffset.MinValue)]);
        yield return ("a report for the beginning of time", "report/0001-01-01/w",
            [new ReportSubmitted(Unit, new Week(Start), false, DateTimeOffset.MinValue)]);
        yield return ("a claim carried over at the end of time", "week/9999-12-27",
            [new ClaimCarriedOver(new Week(new DateOnly(9999, 12, 27)), "w22", Long)]);
        yield return ("a year without end of holidays", "calendar",
            [new CalendarStated(9999, [new NamedDay(End, Long)], [new NamedDay(Start, "")], "号")]);
        yield return ("an appeal at the end of time", "appeal/w50",
            [new AppealLodged("w50", Unit, new Week(new DateOnly(9999, 12, 27)), About.OfClaim("w22"), Long, [],
                DateTimeOffset.MaxValue, "chen", new CountedDay(End, [9999]))]);
    }

    private static IEnumerable<(string, string, object[])> Files()
    {
        yield return ("a firm whose number is as long as a page", "enterprise/w60",
            [new FirmFiled(new string('w', 900), Long, null, Long, false)]);
        yield return ("a project beyond counting", "project/w61",
            [new ProjectFiled("w61", Long, "无", "", null, decimal.MaxValue, decimal.MinValue)]);
        yield return ("a firm put right beyond all sense", "enterprise/w63",
            [
                new FirmFiled("w63", "甲", null, "", false), new FirmRenamed("w63", Long, End, Long),
                new FirmRenamed("w63", "", Start, ""), new FirmCodeCorrected("w63", Long, Long),
            ]);
        yield return ("a file that is taken into itself, and nobody", "enterprise/w64",
            [
                new FirmFiled("w64", "甲", null, "", false), new FirmMerged("w64", "w64", Long),
                new FirmMerged("w64", "nobody", ""), new FirmMergeUndone("w64", Long, Long),
                new FirmMergeUndone("w64", "", ""),
            ]);
        yield return ("two files that are each taken into the other", "enterprise/w65",
            [new FirmFiled("w65", "甲", null, "", false), new FirmMerged("w65", "鼎新", "由")]);
        yield return ("the other of them", "enterprise/鼎新", [new FirmMerged("鼎新", "w65", "由")]);
        yield return ("a name that nobody held and nobody holds", "firm-name/w66",
            [new NameReleased("w66", "nobody"), new NameTaken("", ""), new NameReleased("", "")]);
        yield return ("a project stopped at both ends of time", "project/w67",
            [
                new ProjectFiled("w67", "项目", "无", "", null, 1m, 1m), new ProjectResumed("w67", Start, ""),
                new ProjectStopped("w67", End, Long), new ProjectStopped("w67", Start, ""),
                new ProjectResumed("w67", End, Long), new ProjectRenamed("w67", Long, End, ""),
                new ProjectSplit("w67", "w67", decimal.MinValue / 2m, decimal.MaxValue / 2m, Long),
            ]);
        yield return ("a part of itself", "project/w68",
            [
                new ProjectPartFiled(
                    "w68", Long, "w68", "无", "", decimal.MaxValue, decimal.MinValue, "nobody",
                    [new Share(Name, decimal.MaxValue)],
                    [new ReachedStage("nowhere", "", End), new ReachedStage("nowhere", Long, Start)]),
            ]);
        yield return ("shares beyond counting", "project/w62",
            [
                new ProjectFiled("w62", "项目", "无", "", null, 1m, 1m),
                new SharesAgreed("w62", [new Share(Name, decimal.MaxValue)], "号"),
            ]);
    }

    private static IEnumerable<(string, string, object[])> Texts()
    {
        yield return ("a proposal of nothing that can be read", "rulebook-proposals",
            [
                new RulebookProposed(int.MaxValue, Long, -1, End, Start, Long, "", "gao", Name, Long),
                new RulebookProposalDropped(int.MinValue, "gao", Long),
            ]);
    }

    private static AdjustmentDecided Decided(string number, decimal points, DateOnly on) =>
        new(number, Unit, points, Day, on, "试〔2023〕8号", "长期有效");

    private static ClaimReported Reported(
        string claim, DateOnly on, string kind = BuiltInKinds.Visit, Dictionary<string, Value>? values = null) => new(
            claim, Unit, kind, on, values ?? new() { ["enterprise"] = Value.Of("鼎新"), ["leader"] = Value.Of("top") },
            [new Share(Unit, 1m)], [], Town.Monday, "chen");

    private static object[] Counted(
        string claim, DateOnly on, string kind = BuiltInKinds.Visit, Dictionary<string, Value>? values = null,
        decimal part = 1m) =>
        [Reported(claim, on, kind, values), new ClaimVerified(claim, [new Share(Unit, part)], Nothing, "")];
}
