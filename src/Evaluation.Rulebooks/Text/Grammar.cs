using System.Collections.Immutable;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using static Evaluation.Rulebooks.Text.GrammarKey;

namespace Evaluation.Rulebooks.Text;

/// <summary>
/// The grammar of a rulebook: the keys of every section of its text. The readers accept exactly these, and the
/// reference and the schema are made from them. Declared from the leaves to the whole.
/// </summary>
public static class Grammar
{
    private static readonly TextType Title = new(200);
    private static readonly TextType Word = new(60);
    private static readonly TextType Label = new(40);
    private static readonly TextType Sentence = new();
    private static readonly TextType Clock = new(5, @"^([01]\d|2[0-3]):[0-5]\d$", "时:分");
    private static readonly TextType Name = new(40, "^[a-z][a-z0-9_]{0,39}$", "英文名称");
    private static readonly TextType Code = new(40, @"^\S+$", "代号");
    private static readonly NumberType Number = new();
    private static readonly NumberType NotNegative = new(Least: 0m);
    private static readonly FormulaType Amount = new("数字");
    private static readonly FormulaType ByUnit = new("数字") { BesideNumber = true };
    private static readonly FormulaType Condition = new("条件");
    private static readonly WholeType Decimals = new(0, 10);
    private static readonly WholeType Places = new(1, 10_000);
    private static readonly NameType KindName = new("事项类别", [.. KindSet.BuiltIn.Names]);
    private static readonly NameType FieldName = new("字段", []);
    private static readonly NameType MeasureName = new("指标", []);
    private static readonly NameType OwnName = new("名称", []);

    private static readonly ChoiceType Each = new([.. Periods.All.Select(KeyOf)]);

    private static readonly ChoiceType Published =
        new([.. Periods.All.Where(period => period != Period.Week).Select(KeyOf)]);

    private static readonly ChoiceType Longer = new([.. Periods.Longer.Select(KeyOf)]);

    /// <summary>The calendar's moments after a week.</summary>
    public static readonly GrammarSection DueTime = new("due_time", "时限", "calendar 的 report_due、cut_off",
        Must("days_after", new WholeType(0, 60), "周末之后第几日。", "1"),
        Must("at", Clock, "当日时刻。", "\"12:00\""));

    /// <summary>Weeks, years and moments.</summary>
    public static readonly GrammarSection Calendar = new("calendar", "日历", "calendar",
        Must("week_starts", new ChoiceType(
            ("monday", "周一"), ("tuesday", "周二"), ("wednesday", "周三"), ("thursday", "周四"), ("friday", "周五"),
            ("saturday", "周六"), ("sunday", "周日")), "一周从哪天开始。", "monday"),
        Must("utc_offset", new TextType(6, @"^\+?\d\d:\d\d$", "时差"), "当地时差，不超过14小时。", "\"+08:00\""),
        Must("report_due", new SectionType(DueTime), "周报的报送时限。", "{days_after: 1, at: \"12:00\"}"),
        Must(
            "cut_off", new SectionType(DueTime),
            "最早可以办理本周截止的时间；办理截止以前填报的属于本周，此后填报的列为补录。",
            "{days_after: 2, at: \"18:00\"}"),
        May("year_starts", new TextType(5, @"^\d\d-\d\d$", "月-日"), "考核年度从哪天开始。", "\"01-01\"", "01-01"),
        May("month_ends", new WholeType(1, 27),
            "每月到哪一日为止，次日起为下月，不写为月末；两个月、季、半年随之，旬和半月不变。", "25"));

    /// <summary>The days on which an edition is in force.</summary>
    public static readonly GrammarSection InForce = new("in_force", "施行期间", "in_force",
        Must("from", new DateType(), "施行的第一天。", "2023-01-01"),
        Must("to", new DateType(), "施行的最后一天。", "2023-12-31"),
        May("first_periods", new ChoiceType(
            ("unjudged", "不考核，得分表写明"), ("whole", "自考评起始日考核，目标按全期"),
            ("proportional", "自考评起始日考核，目标和时序进度按日数折算")),
            "考评始于一个期间的中途时，该期间如何考核；最低数要折算的，公式中乘以 judged。", "whole",
            "不考核，也不写明"));

    /// <summary>A field of a declared kind.</summary>
    public static readonly GrammarSection Field = new("field", "字段", "类别的 fields 的一项",
        Must("label", Label, "印发的名称。", "落地单位"),
        Must("type", new ChoiceType(
            ("integer", "整数"), ("decimal", "数字"), ("money", "金额，以元计"), ("date", "日期"), ("flag", "是否"),
            ("choice", "选项"), ("text", "文字"), ("unit", "单位"), ("enterprise", "企业"), ("project", "项目")),
            "填写的内容。", "text"),
        May("required", new FlagType(), "填报时是否必填。", "true", "false"),
        May("negative", new FlagType(), "可以小于0；只用于 type: integer 和 decimal。", "true", "false"),
        May("internal", new FlagType(),
            "内部字段：只给填报单位和考评办看，不印入通报，其他单位也看不到，除非本范围另有规定。", "true", "false"),
        May("choices", new MapType(Code, Label), "选项的代号和印发的名称；只用于 type: choice，且必写。",
            "{first: 一等, second: 二等}"));

    /// <summary>A declared kind of fact.</summary>
    public static readonly GrammarSection Kind = new("kind", "事项类别", "kinds 的一项，以英文名称为键",
        Must("label", Label, "印发的名称。", "异地落地"),
        Must("fields", new MapType(Name, new SectionType(Field)), "填报的字段，以英文名称为键，最多30个。",
            "{landed_in: {label: 落地单位, type: unit}, place: {label: 名次, type: integer}}"),
        May("same", new ListType(FieldName),
            "这些字段都相同的为同一事项，只计第一项；发生日期为 occurred_on。"
                + "文字相同，不计空格、大小写、全半角和不可见字符。",
            "[landed_in]"),
        May("evidence", new FlagType(), "填报时是否须附佐证材料。", "true", "false"));

    private static readonly FormulaType Text = new("文字");
    private static readonly ChoiceType Taken = new(
        ("sum", "累计"), ("largest", "最大的"), ("smallest", "最小的"), ("first", "首次的"),
        ("latest", "最近的"), ("median", "中位数"), ("mean", "平均数"));

    private static readonly MapType Rows = new(new TextType(60, null, "键"), Number);
    private static readonly MapType Shelves = new(new TextType(60, null, "键"), new ListType(Sentence));

    /// <summary>A parameter: a number, a list of words, a table of either, each of them by date.</summary>
    public static readonly EitherType Parameter = new(
        Number, new ListType(Sentence), Rows, Shelves,
        new MapType(new DateType(), new EitherType(Number, new ListType(Sentence), Rows, Shelves)));

    /// <summary>A measure.</summary>
    public static readonly GrammarSection Measure = new("measure", "指标", "measures 的一项，以名称为键",
        Must("label", Sentence, "印发的名称。", "外出招商"),
        Must("unit", Sentence, "印发的计量单位。", "家次"),
        May("count", KindName, "计该类事项的件数。", "visit"),
        May("sum", new TextType(2000, @"^[^.]+\..+$", "类别.公式"), "累计该类事项的字段或公式。", "signing.contracted"),
        May("value", Amount,
            "由其他指标算得，如比率、合成指数；可用计事项的指标、写在前面的 value 指标、参数和目标。"
                + "百分数写 in: 1%、unit: \"%\"。",
            "1"),
        May("take", Taken, "sum 所写的数、per 的各组如何取；不是累计的不按份额折算，取到10位小数，没有事项为0。",
            "largest", "sum"),
        May("trim", new WholeType(1, 100),
            "平均数去掉几个最高的，并去掉几个最低的，不够去的不去；每组取平均数的，在每组中去。", "1"),
        May("distinct", Text, "件数中该项相同的只计一个；没有填写的不计。", "enterprise"),
        May("per", Text, "先按该项分组，每组得一个数，再按 take 合为一个；没有填写的不计。", "enterprise"),
        May("of_each", Taken, "每组的各项如何取；只用于 per。", "largest", "sum"),
        May("stock", Text, "存量：到期末为止不论发生在哪一期，该项相同的只看最近一件，符合 where 的才计。",
            "enterprise"),
        May("where", Condition, "只计符合条件的事项。", "part = 1"),
        May("in", Number, "以多少为一个计量单位，大于0；1% 即百分数。", "1亿", "1"),
        May("of", MeasureName, "是哪个指标的其中项。", "visits"),
        May("holder", FieldName, "全数计入该单位字段所填的单位，不论得分归谁。", "landed_in"))
    {
        OneOf = ["count", "sum", "value"],
        NotBoth = ["count", "sum", "value"],
    };

    /// <summary>A cap that keeps the best facts of a period.</summary>
    public static readonly GrammarSection Best = new("best", "择优", "cap 的期间之下",
        Must("best", new WholeType(1, 1000), "只计最好的几项，期间须长于所计的事项或期间。", "5"));

    private static readonly ChoiceType Nothing = new(("none", "不限"));
    private static readonly ChoiceType Spans = new([("fact", "每项"), .. Each.Words]);
    private static readonly EitherType Most = new(NotNegative, ByUnit);
    private static readonly EitherType Least = new(new NumberType(Most: 0m), ByUnit);
    private static readonly EitherType CapTogether = new(Nothing, new MapType(Spans, Most));
    private static readonly EitherType Floor = new(Nothing, new MapType(Spans, Least));
    private static readonly EitherType Cap =
        new(Nothing, new MapType(Spans, new EitherType(NotNegative, ByUnit, new SectionType(Best))));

    /// <summary>A factor on an article or on the total, which looks at the unit only.</summary>
    public static readonly GrammarSection UnitFactor = new("unit_factor", "单位系数", "items、全文的 times 的一项",
        Must("name", Sentence, "系数的名称。", "难度系数"),
        Must("factor", Amount, "乘以多少；可用 unit、group、unit_kind 和参数。", "1.2"),
        May("where", Condition, "符合条件的单位才乘。", "group = '镇街'"));

    /// <summary>An article that clauses share.</summary>
    public static readonly GrammarSection Item = new("item", "条目", "items 的一项",
        Must("id", Word, "条目的名称。", "外出招商"),
        May("cap", CapTogether, "所属条款合计最多得多少分，按期间写数或公式。", "{week: 5, year: 80}"),
        May("floor", Floor, "所属条款合计最多扣多少分，按期间写，不大于0。", "{year: -12}"),
        May("times", new ListType(new SectionType(UnitFactor)), "条目的系数，先于条目的上下限乘在所属条款的得分上。",
            "[{name: 难度系数, factor: 1.2}]"),
        May("total", Number, "所属条款的权重之和应当是多少。", "100"));

    /// <summary>The ways of `gives` beside a formula.</summary>
    public static readonly ImmutableArray<GrammarSection> Gives = GivesGrammar.Ways;

    /// <summary>A factor.</summary>
    public static readonly GrammarSection Factor = new("factor", "系数", "条款的 times 的一项",
        Must("name", Sentence, "系数的名称。", "主导产业系数"),
        Must("factor", Amount, "乘以多少。", "1.2"),
        May("where", Condition, "符合条件的才乘。", "part = 1"));

    /// <summary>What happens to facts that come again.</summary>
    public static readonly GrammarSection Repeat = new("repeat", "重复", "条款的 repeat",
        Must("same", new ListType(FieldName), "哪些字段相同即为重复。", "[enterprise]"),
        Must("within_days", new WholeType(1, 3660), "多少日内再次发生算重复。", "30"),
        Must("gives", Number, "重复的乘以多少，0为不计分。", "0"));

    /// <summary>What makes a fact not count when its time runs out.</summary>
    public static readonly GrammarSection Unless = new("unless", "除非", "after 的 unless",
        Must("each", KindName, "哪类事项发生了就不再计。", "visit"),
        May("where", Condition, "该事项须符合的条件。", "leader = 'top'"),
        Must("same", FieldName, "两类事项哪个字段相同。", "enterprise"));

    /// <summary>Facts that count when their time runs out.</summary>
    public static readonly GrammarSection After = new("after", "到期", "条款的 after",
        Must("days", new WholeType(1, 36_600), "发生之后满多少日才计，计入满期那天。", "180"),
        May("unless", new SectionType(Unless), "届时已发生该事项的不计。", "{each: visit, same: enterprise}"));

    /// <summary>Points divided between units.</summary>
    public static readonly GrammarSection Share = new("share", "分享", "条款的 share；其余键为类型是 unit 的字段",
        May("unit", NotNegative, "填报单位的比例，各比例之和为100%。", "30%", "0"),
        May("where", Condition, "符合条件的才分享。", "part = 1"))
    {
        Others = NotNegative,
    };

    private static readonly ListType FactLines = new(new TextType(500, null, "日期 类别 字段=内容"));

    /// <summary>An example beside a clause.</summary>
    public static readonly GrammarSection Example = new("example", "例子", "examples 的一项",
        Must("name", Title, "例子说明什么。", "单周最高3分"),
        May("facts", FactLines, "发生的事项，字段可写英文名称或印发的名称，最多100项。",
            "[2023-03-01 visit enterprise=鼎新 leader=top]"),
        Must("gives", new EitherType(Number, new ListType(Number)),
            "本条应得的分值：每项一个；按期间考核的，每期一个；写了 leaders 的，每期每人一个。", "[0.5]"),
        May("unit_group", Word, "单位的组别。", "镇街", "ranking 的第一个组别"),
        May("unit_kind", Word, "单位的类别。", "镇街", "同组别"),
        May("unit", Word, "单位的名称。", "坑口街道", "示例单位"),
        May("from", new DateType(), "第一天；没有事项时必写。", "2023-03-01", "最早的事项"),
        May("to", new DateType(), "最后一天，距第一天不超过400天；写了 after 的条款可以再加满期的日数。", "2023-03-31",
            "最晚的事项，写了 after 的为满期那天"),
        May("targets", new MapType(MeasureName, new TextType(40, null, "不小于0的数或金额")),
            "各单位的目标任务；只用于按期间考核的条款。", "{visits: 2}"),
        May("leaders", new ListType(Word),
            "全期任职的领导，最多20人；只用于写了 for 的条款，事项以 person 写明带队人。", "[张三, 李四]"),
        May("others", new MapType(new TextType(60, null, "单位"), FactLines),
            "同组的其他单位和它们的事项，最多20个单位；比较本组、分享得分时用，不写它们的分值。",
            "{乙镇: [2023-03-02 visit leader=top], 丙镇: []}"));

    /// <summary>A clause.</summary>
    public static readonly GrammarSection Clause = new("clause", "条款", "clauses 的一项",
        Must("id", Word, "条款的编号，全文不重复。", "第五条"),
        May("item", new NameType("条目", []), "属于哪个条目。", "外出招商"),
        Must("text", Sentence, "条款的原文，随得分印发。", "外出拜访企业每家次0.5分"),
        Must("unit", Sentence, "分值的单位。", "分/家次"),
        Must("each", new NameType("事项类别或期间", [.. KindName.Known, .. Each.Words.Select(one => one.Word)]),
            "计哪类事项，或按哪种期间考核。", "visit"),
        May("where", Condition, "符合条件的才计。", "leader = 'top'"),
        May("let", new MapType(OwnName, Amount), "中间结果，名称自定，供本条的公式引用；可以引用写在前面的。",
            "{折算: part * 2}"),
        Must("gives", new EitherType([Amount, .. Gives.Select(way => new SectionType(way))]), "计多少分，负数为扣分。",
            "0.5"),
        May("times", new ListType(new SectionType(Factor)), "系数，由上而下相乘。", "[{name: 联合系数, factor: 1.2}]"),
        May("share", new SectionType(Share), "没有分享协议时，得分在单位之间如何划分。", "{unit: 30%, landed_in: 70%}"),
        May("repeat", new SectionType(Repeat), "重复发生的如何计。", "{same: [enterprise], within_days: 30, gives: 0}"),
        May("over", Longer, "每期末考核该期间累计的情况，只计与上次的差额；须长于 each。", "year"),
        May("for", new ChoiceType(("top", "党政一把手"), ("member", "班子成员")),
            "逐人考核全期任职的领导，指标只计带队人是其本人的；只用于按期间考核的条款。", "top"),
        May("after", new SectionType(After), "到期才计；只用于按事项计分的条款。", "{days: 180}"),
        May("absent", new ChoiceType(
            ("skip", "不考核"), ("zero", "计0分"), ("full", "按权重计满分"),
            ("reweight", "不考核，权重分给同一条目的其他条款")),
            "公式用到的目标没有下达时如何计。", "skip", "目标按0计算"),
        May("weight", new EitherType(Number, ByUnit),
            "权重，公式中以 weight 引用；因单位而异的写公式，按期间考核的条款不考核权重为0的单位。", "50"),
        May("cap", Cap, "最多得多少分，按期间写；因单位、组别而异的写公式；不封顶写 none。", "{week: 3, year: 50}"),
        May("floor", Floor, "最多扣多少分，按期间写，不大于0。", "{year: -8}"),
        May("examples", new ListType(new SectionType(Example)), "例子，不成立的办法不能通过；每条最多20个。",
            "[{name: 一次, facts: [2023-03-01 visit leader=top], gives: 0.5}]"))
    {
        OneOf = ["cap", "floor"],
    };

    /// <summary>What decides between equals by places.</summary>
    public static readonly GrammarSection TieBreaker = new("tie_breaker", "名次比较", "tie_break 的一项",
        May("countback", new TextType(Noun: "week 或 类别.整数字段"), "先比第一名的次数，再比第二名，等等。", "week"),
        May("direct", new TextType(Noun: "类别.单位字段"), "比仍相等的单位相互之间的事项，须写 points。",
            "landing.landed_in"),
        May("points", Amount, "direct 的一项事项得多少。", "1"),
        May("opponents", new TextType(Noun: "类别.单位字段"), "比对手：各事项中该字段所填单位的得分之和。",
            "landing.landed_in"))
    {
        OneOf = ["countback", "direct", "opponents"],
        NotBoth = ["countback", "direct", "opponents"],
    };

    /// <summary>A status beside the place.</summary>
    public static readonly GrammarSection Status = new("status", "状态", "ranking 的 status 的一项",
        Must("name", Word, "状态的名称。", "一票否决"),
        Must("when", Condition, "本年累计符合的条件。", "points < -50"),
        Must("effect", new ChoiceType(
            ("barred", "不参加评先奖励"), ("unranked", "不排名次"), ("lift", "晋一档"), ("lower", "降一档")),
            "效果，不改变得分。", "barred"));

    /// <summary>A grade.</summary>
    public static readonly GrammarSection Grade = new("grade", "等次", "ranking 的 grades 的一项，由高到低",
        Must("name", Word, "等次的名称。", "优秀"),
        May("from", Number, "多少分以上，含本数，看取舍后的得分。", "90"),
        May("places", Places, "前几名。", "3"))
    {
        NotBoth = ["from", "places"],
    };

    /// <summary>A prize or a penalty in money.</summary>
    public static readonly GrammarSection Prize = new("prize", "奖惩", "ranking 的 prizes 的一项",
        Must("each", Each, "按哪种期间的名次。", "year"),
        May("rank", Places, "第几名。", "1"),
        May("last", Places, "倒数第几名。", "1"),
        Must("amount", Number, "金额，以元计，负数为缴纳；并列的各得全额。", "25万"))
    {
        OneOf = ["rank", "last"],
        NotBoth = ["rank", "last"],
    };

    /// <summary>How units are put in order.</summary>
    public static readonly GrammarSection Ranking = new("ranking", "排名", "ranking",
        Must("groups", new ListType(Sentence), "排名的组别，其他组别的单位只列不排。", "[镇街, 部门]"),
        May("order", new ChoiceType(("descending", "高者为先"), ("ascending", "低者为先")), "先后。", "descending",
            "descending"),
        May("decimals", Decimals,
            "得分按 rounding 取到几位小数；名次、并列、等次、状态、名单、奖惩和印发看的都是取后的这一个数，"
                + "印出来相等的就是相等的。", "2", "2"),
        May("ties", new ChoiceType(("joint", "并列"), ("serial", "依次")), "仍相等的如何排。", "joint", "joint"),
        May("tie_break", new ListType(new EitherType(MeasureName, new SectionType(TieBreaker))), "得分相等时依次比较。",
            "[visits, {countback: week}]"),
        May("status", new ListType(new SectionType(Status)), "名次之外的状态。",
            "[{name: 一票否决, when: points < -50, effect: unranked}]"),
        May("grades", new ListType(new SectionType(Grade)), "等次，由高到低，最后一个可以不写分数和名次。",
            "[{name: 优秀, from: 90}, {name: 合格}]"),
        May("succession", new ChoiceType(("zero", "从零起算"), ("carry", "承接")),
            "合并、拆分后的单位，年度累计从零起算，还是承接原单位的得分和指标；按施行日期适用的办法。", "carry",
            "zero"),
        May("prizes", new ListType(new SectionType(Prize)), "奖金和缴款，不计入得分。",
            "[{each: year, rank: 1, amount: 25万}]"));

    /// <summary>A list of units.</summary>
    public static readonly GrammarSection List = new("list", "名单", "lists 的一项",
        Must("name", Word, "名单的名称，不重复。", "红榜"),
        Must("each", Each, "按哪种期间列出。", "month"),
        Must("when", Condition, "列入的条件。", "rank(points) <= 3"));

    /// <summary>What the bulletin prints.</summary>
    public static readonly GrammarSection Bulletin = new("bulletin", "通报", "bulletin",
        Must("title", Sentence, "标题，可用 {year}、{number}、{week}。", "\"考评通报（{year}年第{number}期）\""),
        Must("document", Sentence, "文号，可用 {year}、{number}、{week}。", "\"考评〔{year}〕{number}号\""),
        May("decimals", Decimals,
            "得分明细至少印发几位小数，明细不取舍；本周和累计得分印发 ranking 的 decimals 那么多位，少于此处的补0。",
            "2", "2"),
        May("columns", new ListType(MeasureName), "表中列出的指标。", "[visits]"),
        May("none_named", new ListType(MeasureName), "为0的单位要点名的指标。", "[visits]"),
        May("late", new ChoiceType(("next", "载入下一期的补录与更正"), ("issue", "先另行补发该周的通报，再签发下一期")),
            "已签发的周得分又有变动时怎么办；由所签发的周适用的办法决定。", "next", "next"),
        May("periods", new ListType(Published), "除每周外，还按哪些期间排名并印发通报；由期间最后一日适用的办法决定。",
            "[month, quarter, half, year]"),
        May("period_title", Sentence, "期间通报的标题，可用 {period}、{year}。", "\"{period}招商引资考评通报\"",
            BulletinRules.UsualPeriodTitle));

    /// <summary>Appeals against sealed bulletins.</summary>
    public static readonly GrammarSection Appeals = new("appeals", "申诉", "appeals",
        May("within_days", new WholeType(1, 60), "通报签发后几个工作日内可以申诉；由所申诉的周适用的办法决定。", "5",
            "5"));

    /// <summary>The whole text.</summary>
    public static readonly GrammarSection Whole = new("rulebook", "全文", "最外层",
        Must("rulebook", Word, "办法的代号，各版相同。", "dinghu"),
        Must("edition", new WholeType(1, 999), "第几版。", "1"),
        Must("title", Title, "办法的名称。", "招商引资工作综合考评办法"),
        May("notice", Sentence, "需要说明的事。", "本文本仅为示意。"),
        Must("in_force", new SectionType(InForce), "施行期间。", "{from: 2023-01-01, to: 2023-12-31}"),
        May("running", new ChoiceType(("continue", "接着计"), ("restart", "重新计")),
            "年内换版时，上限、件数和重复是否接着上一版计。", "continue", "continue"),
        May("rounding", RoundingWords.Choice,
            "得分取到 ranking 的 decimals 位小数时，恰在两数中间的如何取；指标印发时同样取。", "half_even", "half_up"),
        Must("calendar", new SectionType(Calendar), "周、年度和时限。",
            "{week_starts: monday, utc_offset: \"+08:00\", "
            + "report_due: {days_after: 1, at: \"12:00\"}, cut_off: {days_after: 2, at: \"18:00\"}}"),
        May("kinds", new MapType(Name, new SectionType(Kind)), "内置类别之外的事项类别，最多50种。",
            "{race: {label: 比赛, fields: {place: {label: 名次, type: integer}}}}"),
        May("parameters", new MapType(OwnName, Parameter), "公式引用的数、名单或表，可按日期变化，名称自定。",
            "{factor: 1.2, minimum: {2023-01-01: 1, 2023-07-01: 2}, leading: [新材料], price: {甲: 1}}"),
        May("measures", new MapType(OwnName, new SectionType(Measure)), "指标，名称自定，在公式中引用。",
            "{visits: {label: 外出招商, unit: 家次, count: visit}}"),
        May("items", new ListType(new SectionType(Item)), "条目，若干条款共用的上下限。",
            "[{id: 外出招商, cap: {year: 80}}]"),
        Must("clauses", new ListType(new SectionType(Clause)), "条款。",
            "[{id: 第五条, text: 外出拜访企业每家次0.5分, unit: 分/家次, each: visit, gives: 0.5, cap: none}]"),
        May("times", new ListType(new SectionType(UnitFactor)),
            "总分的系数，在各上下限之后乘在每一得分上；只看单位、组别和参数。", "[{name: 难度系数, factor: 1.2}]"),
        Must("ranking", new SectionType(Ranking), "如何排名。", "{groups: [镇街, 部门]}"),
        May("lists", new ListType(new SectionType(List)), "红榜、黑榜之类的名单。",
            "[{name: 红榜, each: month, when: rank(points) <= 3}]"),
        Must("bulletin", new SectionType(Bulletin), "通报如何印发。", "{title: 通报, document: 示例}"),
        May("appeals", new SectionType(Appeals), "对通报的申诉。", "{within_days: 5}"));

    /// <summary>All sections, from the whole to the leaves.</summary>
    public static readonly ImmutableArray<GrammarSection> All =
    [
        Whole, InForce, Calendar, DueTime, Kind, Field, Measure, Item, UnitFactor, Best, Clause, .. Gives,
        GivesGrammar.Rung, Factor, Share, Repeat, After, Unless, Example, Ranking, TieBreaker, Status, Grade, Prize,
        List, Bulletin, Appeals,
    ];

    private static (string Word, string Meaning) KeyOf(Period period) =>
        (Periods.KeyOf(period), period == Period.Year ? "每年" : ClauseWords.Of(period));
}
