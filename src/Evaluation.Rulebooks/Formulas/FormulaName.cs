namespace Evaluation.Rulebooks.Formulas;

/// <summary>A name that formulas know besides fields, measures and parameters, as the reference shows it.</summary>
/// <param name="Meaning">What it gives, one sentence.</param>
/// <param name="Where">Where it may be used.</param>
public sealed record FormulaName(string Name, string Meaning, string Where)
{
    /// <summary>All names.</summary>
    public static readonly IReadOnlyList<FormulaName> All =
    [
        new("unit", "单位的名称（文字）。", "各处"),
        new("group", "单位当日所在的组别（文字）。", "各处"),
        new("unit_kind", "单位当日的类别（文字）。", "各处"),
        new("occurred_on", "事项发生的日期（文字，如 '2023-07-01'）。", "事项")
        {
            Known = names => names.Fields.Count > 0,
        },
        new("part", "单位在该事项中的份额，大于0，不大于1。", "事项") { Known = names => names.Fields.Count > 0 },
        new("report", "该周周报：'on_time' 按时、'late' 迟报、'missing' 漏报。", "each: week 的条款")
        {
            Known = names => names.Weekly,
        },
        new("nil_report", "该周是否零报告（条件）。", "each: week 的条款") { Known = names => names.Weekly },
        new("elapsed", "考核年度已过的部分，按日计，0至1。", "按期间考核的条款、名单和状态")
        {
            Known = names => names.Judging,
        },
        new("judged", "本期列入考核的日数占全期的部分：起始期间小于1，整期为1。", "按期间考核的条款、名单和状态")
        {
            Known = names => names.Judging,
        },
        new("weight", "本条的权重。", "写了 weight 的条款")
        {
            Known = names => names.Weight is not null || names.WeightBy is not null,
        },
        new("points", "单位该期的得分，取到 ranking 的 decimals 位小数；条款中不含比较本组的条款的得分。",
            "按期间考核的条款、名单和状态")
        {
            Known = names => names.Points || names.Groupwise,
        },
        new("units", "本组全期参加考评的单位数。", "按期间考核的条款和名单") { Known = names => names.Groupwise },
    ];

    /// <summary>Whether a formula at a place knows the name.</summary>
    internal Func<FormulaNames, bool> Known { get; init; } = _ => true;
}
