using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;
using Timer = Evaluation.Rulebooks.Rules.Timer;

namespace Evaluation.Rulebooks.Text;

/// <summary>The parts of a rulebook in the words of an official.</summary>
public static class ClauseWords
{
    private const decimal Wan = 10_000m;
    private const decimal Yi = 100_000_000m;

    /// <summary>What a clause gives.</summary>
    public static string Of(Gives gives) => gives switch
    {
        FormulaGives g => Points(g.Formula),
        TierGives g =>
            $"按{g.Of.Printed}分档，{Join(g.Tiers.Select(tier => $"{tier.Text}以上{Number(tier.Points)}分"))}",
        BandGives g => $"按{g.Of.Printed}分段，每{Amount(g.Per)}，"
            + Join(g.Bands.Select(band => $"{band.Text}以上的部分{Number(band.Price)}分")),
        ChoiceGives g => $"按{g.Label}，" + Join(g.Prices.OrderBy(price => price.Key, StringComparer.Ordinal)
            .Select(price => $"{price.Value.Text}{Number(price.Value.Points)}分")),
        LadderGives g => string.Join('；', g.Rungs.Select(rung => $"满足“{rung.When.Printed}”的{Points(rung.Give)}")),
        _ => throw new InvalidOperationException(gives.GetType().Name),
    };

    /// <summary>What a clause counts, or which periods it judges.</summary>
    public static string OfEach(Clause clause, KindSet kinds) =>
        clause.Kind is { } kind ? $"每项{kinds.LabelOf(kind)}" : $"{Of(clause.Period)}考核";

    /// <summary>The longer period whose running state a clause judges; empty for none.</summary>
    public static string OfOver(Clause clause) => clause.Over switch
    {
        null => "",
        Period.Fortnight => "按双周累计",
        Period.Month => "按月累计",
        Period.Bimonth => "按两个月累计",
        Period.Quarter => "按季累计",
        Period.Half => "按半年累计",
        _ => "按年累计",
    };

    /// <summary>The intermediate results of a clause; empty for none.</summary>
    public static string OfLet(Clause clause) =>
        string.Join('；', clause.Let.Select(one => $"{one.Name}＝{one.Formula.Printed}"));

    /// <summary>Factors, in order.</summary>
    public static string Of(IEnumerable<Factor> factors) => string.Join('；', factors.Select(factor =>
        $"{factor.Name}×{factor.Number.Printed}{(factor.Where is { } where ? $"（{where.Printed}）" : "")}"));

    /// <summary>The rule for repeated facts; empty for none.</summary>
    public static string Of(RepeatRule? repeat, KindSet kinds, string? kind)
    {
        if (repeat is null || kind is null)
        {
            return "";
        }

        var same = Join(repeat.Same.Select(field => FieldLabel(kinds, kind, field)));
        return $"{same}相同的，{repeat.WithinDays}日内再次发生"
            + $"{(repeat.Factor == 0m ? "不计分" : $"乘以{Number(repeat.Factor)}")}";
    }

    /// <summary>Caps and floors; empty for none.</summary>
    public static string Of(IEnumerable<Limit> limits) => Join(limits.Select(Of));

    /// <summary>A cap or floor; the arithmetic of a line that it cuts uses the same words.</summary>
    public static string Of(Limit limit) =>
        limit.Best is { } best ? $"{Of(limit.Period)}最好的{best}项"
        : $"{Of(limit.Period)}{(limit.Floor ? "最多扣" : "最多得")}"
            + $"{limit.By?.Printed ?? Number(Math.Abs(limit.Points))}分";

    /// <summary>What holds without a target; empty when nothing is said.</summary>
    public static string Of(CutPeriods? first) => first switch
    {
        CutPeriods.Unjudged => "不考核，得分表写明",
        CutPeriods.Whole => "自考评起始日考核，目标按全期",
        CutPeriods.Proportional => "自考评起始日考核，目标和时序进度按日数折算",
        _ => "",
    };

    public static string Of(Absent? absent) => absent switch
    {
        Absent.Skip => "未下达目标的不考核",
        Absent.Zero => "未下达目标的计0分",
        Absent.Full => "未下达目标的按满分",
        Absent.Reweight => "未下达目标的不考核，权重计入同一条目的其他条款",
        _ => "",
    };

    /// <summary>When a fact is counted later; empty for at once.</summary>
    public static string Of(Timer? timer, KindSet kinds) => timer switch
    {
        null => "",
        { UnlessKind: null } => $"满{timer.Days}日时计",
        { UnlessKind: { } kind } =>
            $"满{timer.Days}日仍无同一{FieldLabel(kinds, kind, timer.Same)}的{kinds.LabelOf(kind)}"
            + $"{(timer.UnlessWhere is { } where ? $"（{where.Printed}）" : "")}时计",
    };

    /// <summary>How points are divided; empty for the unit that reports.</summary>
    public static string Of(ShareRule? share, KindSet kinds, string? kind) => share is null ? ""
        : $"无协议时填报单位{Percent(share.Own)}，"
            + string.Join(
                '，', share.Others.Select(other => $"{FieldLabel(kinds, kind!, other.Field)}{Percent(other.Part)}"))
            + (share.Where is { } where ? $"（{where.Printed}）" : "");

    /// <summary>The persons judged; empty for the unit.</summary>
    public static string OfPost(string? post) => post switch
    {
        null => "",
        "top" => "每名党政一把手",
        _ => "每名班子成员",
    };

    /// <summary>A status and what it does.</summary>
    public static string Of(StatusRule status) => $"{status.When.Printed}的，{status.Name}（" + status.Effect switch
    {
        StatusEffect.Barred => "不参加评先奖励",
        StatusEffect.Unranked => "不排名次",
        StatusEffect.Lift => "晋一档",
        _ => "降一档",
    } + "）";

    /// <summary>A grade and how it is reached.</summary>
    public static string Of(GradeRule grade) => grade switch
    {
        { From: { } from } => $"{Number(from)}分以上{grade.Name}",
        { Places: { } places } => $"{grade.Name}{places}名",
        _ => $"其余{grade.Name}",
    };

    /// <summary>A prize or what is to be paid.</summary>
    public static string Of(PrizeRule prize) =>
        $"{Of(prize.Period)}{(prize.Rank is { } rank ? $"第{rank}名" : $"倒数第{prize.Last}名")}"
        + $"{(prize.Amount < 0m ? "缴" : "奖")}{Amount(Math.Abs(prize.Amount))}元";

    /// <summary>A list and its condition.</summary>
    public static string Of(ListRule list) => $"{Of(list.Period)}{list.When.Printed}的列入";

    /// <summary>What decides between equals.</summary>
    public static string Of(TieBreaker tie, Rulebook rulebook) => tie switch
    {
        { Measure: { } name } => rulebook.Measures.FirstOrDefault(measure => measure.Name == name)?.Label ?? name,
        { OfOpponents: true, Kind: { } kind } =>
            $"{rulebook.Kinds.LabelOf(kind)}的{FieldLabel(rulebook.Kinds, kind, tie.Field!)}得分之和",
        { Against: { } against, Kind: { } kind } => $"与相等的{FieldLabel(rulebook.Kinds, kind, tie.Field!)}之间的"
            + $"{rulebook.Kinds.LabelOf(kind)}（{against.Printed}）",
        { Kind: { } kind } => $"{rulebook.Kinds.LabelOf(kind)}{FieldLabel(rulebook.Kinds, kind, tie.Field!)}靠前次数",
        _ => "周名次靠前次数",
    };

    /// <summary>A period by its unit of time.</summary>
    public static string Of(Period period) => period switch
    {
        Period.Week => "每周",
        Period.TenDays => "每旬",
        Period.Fortnight => "每双周",
        Period.HalfMonth => "每半月",
        Period.Month => "每月",
        Period.Bimonth => "每两个月",
        Period.Quarter => "每季度",
        Period.Half => "每半年",
        Period.Year => "全年",
        _ => "每项",
    };

    /// <summary>A declared kind with its fields.</summary>
    public static string Of(KindDefinition kind)
    {
        var same = kind.Same.IsEmpty ? ""
            : $"，{Join(kind.Same.Select(name => FieldLabel(new KindSet([kind]), kind.Name, name)))}相同的为同一事项";
        return $"{kind.Label}（{Join(kind.Fields.Select(Of))}{same}{(kind.Evidence ? "，须附佐证材料" : "")}）";
    }

    /// <summary>What a measure counts.</summary>
    public static string Of(Measure measure, KindSet kinds) =>
        $"{measure.Label}（{measure.UnitOfMeasure}）："
        + Counted(measure, kinds)
        + (measure.Where is { } where ? $"，其中{where.Printed}" : "")
        + (measure.Divisor == 1m ? "" : $"，以{Amount(measure.Divisor)}为单位")
        + (measure.Of is { } whole ? $"，属于{whole}" : "")
        + (measure.Holder is { } holder ? $"，全数计入{FieldLabel(kinds, measure.Kind, holder)}" : "");

    private static string Counted(Measure measure, KindSet kinds)
    {
        var (kind, sum) = (kinds.LabelOf(measure.Kind), measure.Sum?.Printed);
        return measure switch
        {
            { Value: { } value } => $"按“{value.Printed}”计算",
            { Stands: true, Key: { } key } => $"{kind}的存量，按{key.Printed}各取最近一件，"
                + (sum is null ? "计件数" : $"累计{sum}"),
            { Groups: true, Key: { } key, Each: var each } =>
                $"{kind}按{key.Printed}分组，每组取{sum ?? "件数"}的{Of(each)}"
                + (each == Taking.Mean ? Trimmed(measure) : "") + $"，再取各组的{Of(measure.Takes!.Value)}"
                + (each == Taking.Mean ? "" : Trimmed(measure)),
            { Key: { } key } => $"计{kind}的{key.Printed}，相同的只计一个",
            { Sum: null } => $"计{kind}件数",
            { Takes: null } => $"累计{kind}的{sum}",
            _ => $"取{kind}的{sum}的{Of(measure.Takes!.Value)}{Trimmed(measure)}",
        };
    }

    private static string Trimmed(Measure measure) => measure.Trim is > 0 and var trim
        ? $"，去掉{trim}个最高的和{trim}个最低的（多于{2 * trim}个时）" : "";

    private static string Of(Taking taking) => taking switch
    {
        Taking.Largest => "最大值",
        Taking.Smallest => "最小值",
        Taking.First => "首次值",
        Taking.Latest => "最近一次值",
        Taking.Median => "中位数",
        Taking.Mean => "平均数",
        _ => "合计",
    };

    /// <summary>The limits of an article and what the weights of its clauses add up to.</summary>
    public static string Of(Article article) =>
        (article.Limits.IsEmpty ? "不封顶" : Of(article.Limits))
        + (article.Total is { } total ? $"，权重合计{Number(total)}" : "")
        + (article.Times.IsEmpty ? "" : $"，乘以{Of(article.Times)}");

    /// <summary>What an example looks at, without the points that it gives.</summary>
    public static string Of(Example example, KindSet kinds) => string.Join('，', (string[])
    [
        $"{example.Unit}（类别{example.UnitKind}、组别{example.Group}）",
        $"{example.From:yyyy-MM-dd}至{example.To:yyyy-MM-dd}",
        .. example.Facts.Select(fact => Of(fact, kinds)),
        .. example.Targets.Select(target => $"目标{target.Key}为{Amount(target.Value)}"),
        .. example.Leaders.Select(leader => $"领导{leader}"),
        .. example.Others.Select(other => $"{other.Unit}：{Join(other.Facts.Select(fact => Of(fact, kinds)))}"),
    ]);

    /// <summary>A moment after the end of a week.</summary>
    public static string Of(DueTime due) => $"周末后第{due.DaysAfter}日{due.At:HH:mm}";

    /// <summary>A number; large round ones as offices write them.</summary>
    public static string Amount(decimal number) =>
        number != 0m && number % Yi == 0m ? $"{Number(number / Yi)}亿"
        : number != 0m && number % Wan == 0m ? $"{Number(number / Wan)}万"
        : Number(number);

    /// <summary>What a field holds.</summary>
    public static string OfType(FieldDefinition field) => field.Type switch
    {
        FieldType.Integer => "整数",
        FieldType.Decimal => "数字",
        FieldType.Money => "金额",
        FieldType.Date => "日期",
        FieldType.Flag => "是否",
        FieldType.Choice => string.Join('/', field.Choices.Select(choice => choice.Label)),
        FieldType.Unit => "单位",
        FieldType.Enterprise => "企业",
        FieldType.Project => "项目",
        _ => "文字",
    };

    /// <summary>What a parameter holds, and since when.</summary>
    public static string Of(Parameter parameter) =>
        parameter.Lists.Count == 1 ? Join(parameter.Lists[0].Words)
        : parameter.IsList
            ? string.Join('；', parameter.Lists.Select(one => $"{Since(one.From)}{Join(one.Words)}"))
        : parameter.IsTable
            ? string.Join(
                '；', parameter.Tables.Select(one => Since(one.From) + Rows(one.Rows, row => Number(row))))
        : parameter.IsShelf
            ? string.Join('；', parameter.Shelves.Select(
                one => Since(one.From) + Rows(one.Rows, row => string.Join('和', row.Order(StringComparer.Ordinal)))))
        : parameter.Numbers.Count == 1 ? Amount(parameter.Numbers[0].Number)
        : string.Join('，', parameter.Numbers.Select(one => $"{one.From:yyyy-MM-dd}起{Amount(one.Number)}"));

    private static string Since(DateOnly day) => day == DateOnly.MinValue ? "" : $"{day:yyyy-MM-dd}起";

    private static string Rows<T>(IReadOnlyDictionary<string, T> rows, Func<T, string> say) => Join(
        rows.OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => $"{row.Key}为{say(row.Value)}"));

    private static string Of(Fact fact, KindSet kinds) =>
        $"{fact.OccurredOn:yyyy-MM-dd}{kinds.LabelOf(fact.Kind)}（"
        + Join(fact.Values.OrderBy(value => value.Key, StringComparer.Ordinal)
            .Select(value => $"{FieldLabel(kinds, fact.Kind, value.Key)}{value.Value}")) + "）";

    private static string Of(FieldDefinition field) =>
        $"{field.Label}[{OfType(field)}{(field.Negative ? "，可为负" : "")}{(field.Internal ? "，内部" : "")}"
        + $"{(field.Required ? "，必填" : "")}]";

    private static string FieldLabel(KindSet kinds, string kind, string name) =>
        name == "occurred_on" ? "发生日期"
            : kinds.FieldsOf(kind).FirstOrDefault(field => field.Name == name)?.Label ?? name;

    private static string Points(Formula formula) =>
        formula.Constant is { } points ? $"计{Number(points)}分" : $"按“{formula.Printed}”计分";

    private static string Number(decimal number) => Value.Of(number).ToString();

    private static string Join(IEnumerable<string> words) => string.Join('、', words);

    private static string Percent(decimal part) => $"{Number(part * 100m)}%";
}
