using System.Collections.Immutable;

namespace Evaluation.Rulebooks.Kinds;

/// <summary>The kinds of claim that every district has.</summary>
public static class BuiltInKinds
{
    /// <summary>A firm visited outside the district (外出拜访企业), one claim for each firm (家次).</summary>
    public const string Visit = "visit";

    /// <summary>An outgoing trip (外出招商批次) that may hold many visits; counts batches, persons and days.</summary>
    public const string Trip = "trip";

    /// <summary>A firm brought to inspect the district (引荐企业考察).</summary>
    public const string Referral = "referral";

    /// <summary>A project signed (项目签约).</summary>
    public const string Signing = "signing";

    /// <summary>A later stage of a project reached (项目阶段).</summary>
    public const string Stage = "stage";

    /// <summary>New investment by a settled firm or project, one claim for each tranche (增资扩产).</summary>
    public const string Increase = "increase";

    /// <summary>A promotion meeting held (推介活动).</summary>
    public const string Promotion = "promotion";

    /// <summary>A piece of investment information (招商线索).</summary>
    public const string Lead = "lead";

    /// <summary>A unit's weekly report (周报), counted as a fact of its own.</summary>
    public const string Report = "report";

    /// <summary>Points given or taken by decision of the committee (加减分决定).</summary>
    public const string Adjustment = "adjustment";

    /// <summary>Who led: 党政一把手, 班子成员, 工作人员.</summary>
    private static readonly FieldDefinition Leader =
        Choice("leader", "带队领导", ("top", "党政一把手"), ("member", "班子成员"), ("staff", "工作人员"));

    private static readonly ImmutableArray<(string, string)> Claimed =
        [.. ProjectStages.InOrder.Where(one => one.Name != ProjectStages.Signed).Select(one => (one.Name, one.Label))];

    private static readonly FieldDefinition Person = Text("person", "带队人", false);
    private static readonly FieldDefinition Industry = Text("industry", "所属产业", false);
    private static readonly FieldDefinition Project = Of("project", "项目", FieldType.Project);
    private static readonly FieldDefinition Contracted = Of("contracted", "协议投资额", FieldType.Money, false);

    /// <summary>The kinds a unit may report, in print order.</summary>
    public static readonly ImmutableArray<KindDefinition> BuiltIn =
    [
        new(Trip, "外出招商批次",
        [
            Text("destination", "目的地", true), Of("departed_on", "出发日期", FieldType.Date),
            Of("people", "人数", FieldType.Integer),
            Of("days", "天数", FieldType.Decimal), Leader, Person,
        ]),
        new(Visit, "外出拜访企业",
        [
            Of("enterprise", "企业", FieldType.Enterprise), Leader, Person, Text("place", "地点", false),
            Of("trip", "所属批次", FieldType.Claim, false), Text("topic", "洽谈内容", false),
        ]),
        new(Referral, "引荐企业考察",
        [
            Of("enterprise", "企业", FieldType.Enterprise),
            Choice("visitor_rank", "来访人员级别", ("principal", "主要负责人"), ("executive", "高管"),
                ("manager", "部门负责人")),
            Of("referred_by", "引荐企业（以商引商）", FieldType.Enterprise, false), Text("topic", "考察内容", false),
        ]),
        new(Signing, "项目签约",
        [
            Project, Of("contracted", "协议投资额", FieldType.Money),
            Of("fixed_asset", "固定资产投资", FieldType.Money, false),
        ]),
        new(Stage, "项目阶段",
        [
            Project,
            Choice("stage", "阶段", Claimed),
            Of("paid_in", "实际到位资金", FieldType.Money, false),
        ]),
        new(Increase, "增资扩产",
        [
            Project, Of("tranche", "期次", FieldType.Integer), Of("amount", "新增投资额", FieldType.Money),
        ]),
        new(Promotion, "推介活动",
            [Text("title", "活动名称", true), Text("place", "地点", true),
                Of("firms", "到会企业数", FieldType.Integer)]),
        new(Lead, "招商线索",
        [
            Text("title", "线索内容", true), Of("enterprise", "企业", FieldType.Enterprise, false),
            Of("expected", "意向投资额", FieldType.Money, false),
        ]),
    ];

    /// <summary>Facts that the system itself adds beside what units report.</summary>
    public static readonly ImmutableArray<KindDefinition> System =
    [
        new(Report, "周报", [Of("nil", "零报告", FieldType.Flag), Of("submitted_at", "报送时间", FieldType.Text)]),
        new(Adjustment, "加减分决定",
            [Of("points", "分值", FieldType.Decimal), Text("document", "文号", true), Text("reason", "事由", true)]),
    ];

    /// <summary>What verification adds to the facts of a claim about a project, from the project's own file.</summary>
    public static readonly ImmutableArray<FieldDefinition> FromProject =
        [Industry, Contracted, Of("enterprise", "企业", FieldType.Enterprise, false),
            Of("increased_before", "此前增资额", FieldType.Money, false),
         Of("parent", "前期项目", FieldType.Project, false), Of("signed_on", "签约日期", FieldType.Date, false)];

    /// <summary>What verification adds to the facts of a claim about a firm, from the firm's own file.</summary>
    public static readonly ImmutableArray<FieldDefinition> FromFirm =
        [Of("chain_leader", "链主企业", FieldType.Flag, false), Industry];

    /// <summary>The definition of a built-in kind; null when there is none of that name.</summary>
    public static KindDefinition? Find(string kind) => BuiltIn.FirstOrDefault(one => one.Name == kind);

    /// <summary>The word in print for any kind.</summary>
    public static string LabelOf(string kind) =>
        BuiltIn.Concat(System).FirstOrDefault(one => one.Name == kind)?.Label ?? kind;

    /// <summary>Whether claims of the kind belong to a project and are credited in its stream.</summary>
    public static bool OfProject(string kind) => kind is Signing or Stage or Increase;

    private static FieldDefinition Of(string name, string label, FieldType type, bool required = true) =>
        new(name, label, type, required);

    private static FieldDefinition Text(string name, string label, bool required) =>
        new(name, label, FieldType.Text, required);

    private static FieldDefinition Choice(string name, string label, params ImmutableArray<(string, string)> choices) =>
        new(name, label, FieldType.Choice, true, choices);
}
