namespace Evaluation.Rulebooks.Formulas;

/// <summary>A function of the formula language, as the reference shows it.</summary>
/// <param name="Name">The word.</param>
/// <param name="Usage">The word with its arguments.</param>
/// <param name="Meaning">What it gives, one sentence.</param>
/// <param name="Where">Where it may be used.</param>
public sealed record FormulaFunction(string Name, string Usage, string Meaning, string Where)
{
    private const string Anywhere = "各处";
    private const string Judging = "按期间考核的条款、名单和状态";
    private const string Groupwise = "按期间考核的条款和名单";
    private const string Counting = "按事项计分的条款";

    /// <summary>All functions.</summary>
    public static readonly IReadOnlyList<FormulaFunction> All =
    [
        new("min", "min(a, b, …)", "最小的一个。", Anywhere),
        new("max", "max(a, b, …)", "最大的一个。", Anywhere),
        new("whole", "whole(a)", "不大于它的整数，即满几个算几个。", Anywhere),
        new("round_half_up", "round_half_up(a, 位数)",
            "四舍五入到0至10位小数，同电子表格的 ROUND；2.5取3，-2.5取-3。", Anywhere),
        new("round_half_even", "round_half_even(a, 位数)",
            "四舍六入五成双到0至10位小数，同 GB/T 8170；2.5取2，3.5取4。", Anywhere),
        new("round_up", "round_up(a, 位数)",
            "进一到0至10位小数，有余数就进，同电子表格的 ROUNDUP；2.1取3，-2.1取-3。", Anywhere),
        new("round_down", "round_down(a, 位数)",
            "去尾到0至10位小数，余数不计，同电子表格的 ROUNDDOWN；2.9取2，-2.9取-2。", Anywhere),
        new("round", "round(a, 位数)", "同 round_half_even；要四舍五入的写 round_half_up。", Anywhere),
        new("abs", "abs(a)", "绝对值。", Anywhere),
        new("part", "part(a, b, 除数为0时)", "a除以b；b为0时取第三个数。", Anywhere),
        new("if", "if(条件, a, b)", "条件成立取a，否则取b。", Anywhere),
        new("days", "days(起, 止)", "两个日期相差的天数；有一个不是日期时为0。", Anywhere),
        new("given", "given(字段)", "事项是否填写了该字段。", Counting),
        new("credited", "credited('条款')", "该条款此前就同一事项计了多少分。", Counting),
        new("target", "target(指标)", "本单位该期的目标；未下达为0。", Judging),
        new("has_target", "has_target(指标)", "是否下达了目标。", Judging),
        new("elapsed", "elapsed(month)", "考核年度已过的部分，按整月计；写 elapsed 按日计。", Judging),
        new("streak", "streak(条件)",
            "到本期为止条件连续成立的期数。名单中也可写 streak('名单')，即连续上榜的期数，所问名单的期间须相同；"
            + "写在前面的计到本期，否则计到上期。", Groupwise),
        new("best", "best(a)", "本组各单位中最大的。", Groupwise),
        new("worst", "worst(a)", "本组各单位中最小的。", Groupwise),
        new("mean", "mean(a)", "本组各单位的平均数。", Groupwise),
        new("rank", "rank(a)", "本单位在本组中由高到低的名次，相等的并列。", Groupwise),
        new("low_rank", "low_rank(a)", "本单位在本组中由低到高的名次，相等的并列。", Groupwise),
    ];

    /// <summary>The names of all functions.</summary>
    public static IEnumerable<string> Names => All.Select(function => function.Name);
}
