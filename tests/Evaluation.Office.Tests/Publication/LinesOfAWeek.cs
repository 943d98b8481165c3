using Evaluation.Office.Adjustments;
using Evaluation.Office.Adoption;
using Evaluation.Office.Claims;
using Evaluation.Office.Firms;
using Evaluation.Office.Ledger;
using Evaluation.Office.Publication;
using Evaluation.Office.Reports;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Tests.Publication;

/// <summary>
/// A week with a line of every origin: a claim whose shares were corrected, a report, a decision and its reversal, and
/// a duty that was not met.
/// </summary>
internal static class LinesOfAWeek
{
    private static readonly Week Week = Sample.WeekOf("2023-03-06");

    private const string Missing = "{id: missing, text: 漏报的扣0.5分, unit: 分/次, each: week, "
        + "where: report = 'missing', gives: -0.5, cap: none}";

    private static readonly RulebookText Rules = new()
    {
        Clauses = $$"""
            - {id: visit, text: 每家次计0.5分, unit: 分/家次, each: visit, gives: 0.5, cap: none}
            - {id: report, text: 按周报送的计0.1分, unit: 分/次, each: report, gives: 0.1, cap: none}
            - {{Missing}}
            - {id: committee, text: 决定, unit: 分, each: adjustment, gives: points, cap: none}
            """,
        Measures = "visits: {label: 外出招商, unit: 家次, count: visit}",
        From = "2023-03-06",
        Columns = "[visits]",
    };

    /// <summary>What the closing of the week says.</summary>
    public static WeekClosed Closed { get; } = new(Week, Sample.At("2023-03-14 18:00"), "wu.closer");

    /// <summary>What a sealing of the week decides.</summary>
    public static SealingFrame Frame { get; } = new(
        Week, 10, "测〔2023〕10号", Closed.CutOff, Sample.At("2023-03-15 09:00"), Closed.ClosedBy, "he.sealer")
    {
        ConfirmedBy = "zhang.verifier",
    };

    /// <summary>The events, the first at position 1.</summary>
    public static IReadOnlyList<object> Events { get; } =
    [
        TestOffice.District,
        .. TestOffice.Units,
        RulebookDecider.Adopt(null, Rules.ToString(), "考〔2023〕1号", TestOffice.District).Events[0],
        new FirmFiled("甲", "甲电池有限公司", null, "新材料", true),
        new ClaimReported(
            "V1", Sample.Kengkou, BuiltInKinds.Visit, Sample.Day("2023-03-08"), Visited, [], [],
            Sample.At("2023-03-08 18:00"), "li.reporter"),
        new ClaimVerified("V1", Halves(Sample.Kengkou, Sample.Fenghuang), Facts.None, ""),
        new ReportSubmitted(Sample.Kengkou, Week, false, Sample.At("2023-03-13 09:00")),
        new AdjustmentDecided(
            "D1", Sample.Fenghuang, 2m, Sample.Day("2023-03-09"), Sample.Day("2023-03-09"),
            "委1号", "表扬"),
        new AdjustmentReversed(
            "D1", "D2", Sample.Day("2023-03-10"), Sample.Day("2023-03-10"), "委2号", "撤销"),
        new ClaimCorrected(
            "V1", Sample.Day("2023-03-08"), Visited, Halves(Sample.Kengkou, Sample.Bureau), "分享方有误"),
        Closed,
    ];

    private static Dictionary<string, Value> Visited => new()
    {
        ["enterprise"] = Value.Of("甲"),
        ["leader"] = Value.Of("top"),
    };

    /// <summary>The district after all of them.</summary>
    public static Scored Known()
    {
        var fold = new LedgerFold(DistrictFile.Empty);
        for (var i = 0; i < Events.Count; i++)
        {
            fold.Apply(i + 1, Events[i]);
        }

        return Scored.FromTexts(fold.At(Events.Count));
    }

    private static Share[] Halves(string one, string other) => [new(one, 0.5m), new(other, 0.5m)];
}
