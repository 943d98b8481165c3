using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;

namespace Evaluation.Rulebooks.Text;

/// <summary>How a rulebook is written, for officials: Markdown made from <see cref="Grammar"/> and SHAPES.md.</summary>
public static class RulebookReference
{
    private static readonly (string Sign, string Meaning)[] Signs =
    [
        ("0.5、3000万、1.2亿、20%", "数字"),
        ("'top'", "文字，用单引号"),
        ("+ - * /", "加减乘除；除数须是常数，否则写 part(a, b, 除数为0时)"),
        ("= != < <= > >=", "比较数字或文字；日期按文字比较"),
        ("x in ('甲', '乙')、x in 参数", "是否在其中"),
        ("and or not", "并且、或者、不是"),
    ];

    private static readonly (Period Period, string Days, string Name)[] Lengths =
    [
        (Period.Week, "七日，从 `week_starts` 写的那天起", "2023-W05"),
        (Period.TenDays, "1日至10日、11日至20日、21日至月末", "2023-03-T1（3月上旬）"),
        (Period.Fortnight, "两周：每年第1—2周、第3—4周，依次类推；有53周的年份，第53周单独为一个双周",
            "2023-F05（第9—10周）"),
        (Period.HalfMonth, "1日至15日、16日至月末", "2023-03-H1（3月上半月）"),
        (Period.Month, "一个月", "2023-03"),
        (Period.Bimonth, "1—2月、3—4月，依次类推", "2023-B1（1—2月）"),
        (Period.Quarter, "1—3月、4—6月，依次类推", "2023-Q1"),
        (Period.Half, "1—6月、7—12月", "2023-H1"),
        (Period.Year, "考核年度，从 `year_starts` 写的那天起", "2023"),
    ];

    private static readonly (string Key, string Meaning)[] Steps =
    [
        ("`gives`", "分值"),
        ("`times`", "乘系数"),
        ("分享协议，或 `share`", "乘本单位的份额"),
        ("`repeat`", "重复的乘折扣"),
        ("`over`", "减去此前各期已计的"),
        ("`best`", "只留最好的几项"),
        ("条款的 `cap`、`floor`", "本条上下限"),
        ("条目的 `times`", "乘条目的系数"),
        ("条目的 `cap`、`floor`", "条目上下限"),
        ("全文的 `times`", "乘总分的系数"),
    ];

    /// <summary>The reference as text.</summary>
    public static string Text() => string.Concat(
    [
        "# 考评办法的写法\n\n本页由 `evaluation rulebook reference` 打印；写好后用 `evaluation rulebook check` 检查。"
            + "\n",
        .. Grammar.All.Select(Keys),
        Section("期间", "在最后一天考核，载入该日所在周的通报；一周跨两个期间的，各日计入所在的期间。",
            ["写法", "意思", "哪些日子", "在目标任务中的名称"],
            Lengths.Select(one => new[]
            {
                $"`{Periods.KeyOf(one.Period)}`", ClauseWords.Of(one.Period), one.Days, one.Name,
            })),
        Section("公式", "不超过1000个字符；没有填写的字段为0、空或不成立。", ["符号", "意思"],
            Signs.Select(sign => new[] { $"`{sign.Sign}`", sign.Meaning })),
        Section("函数", "", ["写法", "意思", "用于"],
            FormulaFunction.All.Select(one => new[] { $"`{one.Usage}`", one.Meaning, one.Where })),
        Section("名称", "公式中还可以写事项的字段、指标和参数。", ["名称", "意思", "用于"],
            FormulaName.All.Select(one => new[] { $"`{one.Name}`", one.Meaning, one.Where })),
        Section("内置的事项类别", "不能改写；其他类别写在 `kinds`。", ["类别", "字段", "名称", "内容", "必填"],
            BuiltInKinds.BuiltIn.Concat(BuiltInKinds.System).SelectMany(Fields)),
        Section("计算顺序", "", ["", "步骤", "意思"],
            Steps.Select((step, i) => new[] { $"{i + 1}", step.Key, step.Meaning })),
        "\n## 四十六种写法\n\n每种举一例；全部写法和说明见 SHAPES.md。\n",
        .. Shapes().Select(shape => $"\n### {shape.Heading}\n\n```yaml\n{shape.Block}```\n"),
    ]);

    private static string Keys(GrammarSection section) => Section(
        section.Label, $"位置：{section.Where}。{Bound(section)}", ["项目", "内容", "必写", "说明", "例"],
        section.Keys.Select(key => new[]
        {
            $"`{key.Name}`", Of(key.Type), key.Required ? "是" : key.Default.Length > 0 ? $"默认 {key.Default}" : "",
            key.Meaning, $"`{key.Example}`",
        }));

    private static string Section(string title, string sentence, string[] head, IEnumerable<string[]> rows) =>
        $"\n## {title}\n\n{(sentence.Length > 0 ? $"{sentence}\n\n" : "")}"
        + string.Concat(rows.Prepend([.. head.Select(_ => "---")]).Prepend(head).Select(Row));

    private static string Row(string[] cells) =>
        $"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |\n";

    private static string Bound(GrammarSection section)
    {
        var keys = string.Join(" 和 ", section.OneOf.Concat(section.NotBoth).Distinct().Select(key => $"`{key}`"));
        return (section.OneOf.IsEmpty, section.NotBoth.IsEmpty) switch
        {
            (false, false) => $"{keys} 须写一个，且只写一个。",
            (false, true) => $"{keys} 至少写一个。",
            (true, false) => $"{keys} 最多写一个。",
            _ => "",
        };
    }

    private static string Of(GrammarType type) => type switch
    {
        TextType { Form: null, Noun: "文字" } text => text.Longest < 2000 ? $"文字，最多{text.Longest}字" : "文字",
        TextType text => text.Noun,
        NameType name => name.Noun,
        NumberType => "数字",
        WholeType whole => $"{whole.Least}至{whole.Most}的整数",
        DateType => "日期",
        FlagType => "`true`（是）或 `false`（否）",
        ChoiceType choice => string.Join('、', choice.Words.Select(word => $"`{word.Word}` {word.Meaning}")),
        FormulaType { Gives: "条件" } => "条件",
        FormulaType formula => $"公式（{formula.Gives}）",
        ListType { Of: EitherType or TextType { Noun: not "文字" } } list => $"列表：{Of(list.Of)}",
        ListType list => $"{Of(list.Of)}的列表",
        MapType { Key: ChoiceType key } map =>
            $"按 `{string.Join("`、`", key.Words.Select(word => word.Word))}`：{Of(map.Of)}",
        MapType { Of: EitherType } map => $"按{Of(map.Key)}（{Of(map.Of)}）",
        MapType map => $"按{Of(map.Key)}：{Of(map.Of)}",
        SectionType { Section: var section } => $"[{section.Label}](#{section.Label})",
        EitherType either => string.Join("，或", either.Ways.Select(Of)),
        _ => throw new InvalidOperationException(type.GetType().Name),
    };

    private static IEnumerable<string[]> Fields(KindDefinition kind) =>
        kind.Fields.Concat(kind.FromFile).Select((field, i) => new[]
        {
            i == 0 ? $"`{kind.Name}` {kind.Label}" : "", $"`{field.Name}`", field.Label,
            field.Choices.IsDefault ? ClauseWords.OfType(field) : Of(new ChoiceType(field.Choices)),
            i >= kind.Fields.Length ? "认定时由档案带入" : field.Required ? "是" : "",
        });

    // The first block of each shape of the taxonomy.
    private static IEnumerable<(string Heading, string Block)> Shapes()
    {
        using var stream = typeof(RulebookReference).Assembly.GetManifestResourceStream("SHAPES.md")!;
        using var reader = new StreamReader(stream);
        foreach (var section in reader.ReadToEnd().ReplaceLineEndings("\n").Split("\n### ").Skip(1))
        {
            var start = section.IndexOf('\n', section.IndexOf("```yaml", StringComparison.Ordinal)) + 1;
            var heading = section[..section.IndexOf('\n', StringComparison.Ordinal)].Split(" · ");
            yield return ($"{heading[0][..3]} {heading[^1]}",
                section[start..section.IndexOf("```", start, StringComparison.Ordinal)]);
        }
    }
}
