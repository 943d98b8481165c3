namespace Evaluation.Rulebooks.Formulas;

/// <summary>A function of the formula language, as the reference shows it.</summary>
/// <param name="Usage">The word with its arguments.</param>
/// <param name="Meaning">What it gives, one sentence.</param>
/// <param name="Where">Where it may be used.</param>
public sealed record FormulaFunction(string Name, string Usage, string Meaning, string Where)
{
    private const string Anywhere = "各处";
    private const string Judging = "按期间考核的条款、名单和状态";
    private const string Groupwise = "按期间考核的条款和名单";
    private const string Comparing = "按期间考核的条款、名单和指标的 value";
    private const string Certain = "结果为20位有效数字，最多28位小数，四舍六入五成双。";
    private const string Counting = "按事项计分的条款";
    private const string Existing =
        "到该事项计分之日为止，本单位有无另一件该类事项的该字段与本事项相同；只认某种情形的写 "
        + "exists('类别', 字段, 该类的另一字段, '值')。";

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
        new("sqrt", "sqrt(a)", $"平方根；{Certain}a为负数时该条计0分，并写明原因。", Anywhere),
        new("root", "root(a, n)", $"n次方根，n为2至{PowerFunctions.HighestDegree}的整数；同上。", Anywhere),
        new("power", "power(a, b)",
            $"a的b次方；{Certain}0的负数次方、负数的非整数次方没有值，该条计0分，并写明原因。", Anywhere),
        new("exp", "exp(a)", $"e的a次方；{Certain}过大时该条计0分，并写明原因。", Anywhere),
        new("ln", "ln(a)", $"自然对数；{Certain}a不大于0时该条计0分，并写明原因。", Anywhere),
        new("log", "log(a, 底)", "以某个常数为底的对数，底大于0且不为1；同上。", Anywhere),
        new("lookup", "lookup(表, 键)",
            "表（参数）中该键的值，键为文字或数字；表中没有的为0，要另取的写第三项：lookup(表, 键, 没有时)。",
            Anywhere),
        new("items", "items(文字)", "文字中的项数，以顿号、逗号、分号、斜线或换行分开，相同的算一项。", Anywhere),
        new("includes", "includes(文字, 词)", "文字的各项中是否有该词；词可以是名单，有其中之一即可。", Anywhere),
        new("mentions", "mentions(文字, 词)", "文字中是否出现该词，如地点中的地名；词可以是名单，有其中之一即可。",
            Anywhere),
        new("listed", "listed(文字, 表, 键)", "文字是否在表（参数）中该键的名单里，如各单位各自的产业。", Anywhere),
        new("part", "part(a, b, 除数为0时)", "a除以b；b为0时取第三个数。", Anywhere),
        new("if", "if(条件, a, b)", "条件成立取a，否则取b。", Anywhere),
        new("days", "days(起, 止)", "两个日期相差的天数；有一个不是日期时为0。", Anywhere),
        new("given", "given(字段)", "事项是否填写了该字段。", Counting),
        new("credited", "credited('条款')", "该条款此前就同一事项计了多少分。", Counting),
        new("exists", "exists('类别', 字段)", Existing, Counting),
        new("target", "target(指标)", "本单位该期的目标；未下达为0。", Judging),
        new("has_target", "has_target(指标)", "是否下达了目标。", Judging),
        new("elapsed", "elapsed(month)", "考核年度已过的部分，按整月计；写 elapsed 按日计。", Judging),
        new("previous", "previous(a)",
            "指标或由指标算得的数在上一期的值（环比）；写了 over 的，为上一期末的累计。没有事项为0。", Comparing),
        new("last_year", "last_year(a)",
            "同上，在去年同期的值（同比）：月、季等为去年的同一期，周为52周前的那一周。", Comparing),
        new("streak", "streak(条件)",
            "到本期为止条件连续成立的期数。名单中也可写 streak('名单')，即连续上榜的期数，所问名单的期间须相同；"
            + "写在前面的计到本期，否则计到上期。", Groupwise),
        new("points", "points('条款或条目')",
            "本单位该条款或条目在该期的得分，未乘总分的系数；条款中不含比较本组的条款的得分。", Groupwise),
        new("best", "best(a)",
            "本组各单位中最大的；各组一起比的写 best(a, all)，以下四个同。这五个函数可以套用，如名次之和的名次。",
            Groupwise),
        new("worst", "worst(a)", "本组各单位中最小的。", Groupwise),
        new("mean", "mean(a)", "本组各单位的平均数。", Groupwise),
        new("rank", "rank(a)", "本单位在本组中由高到低的名次，相等的并列。", Groupwise),
        new("low_rank", "low_rank(a)", "本单位在本组中由低到高的名次，相等的并列。", Groupwise),
    ];

    /// <summary>The names of all functions.</summary>
    public static IEnumerable<string> Names => All.Select(function => function.Name);
}
