using System.Collections.Immutable;

namespace Evaluation.Office.Mandates;

/// <summary>For whom the bulletins of a district are printed (通报范围).</summary>
public static class PaperScope
{
    /// <summary>One paper, which everybody may read.</summary>
    public const string Public = "public";

    /// <summary>One paper, for the members of the district.</summary>
    public const string Internal = "internal";

    /// <summary>Two papers sealed in one event: one for the members, and a shorter one for everybody.</summary>
    public const string Both = "both";

    /// <summary>What can be declared.</summary>
    public static readonly ImmutableArray<string> Words = [Public, Internal, Both];

    /// <summary>A scope in the office's words.</summary>
    public static string LabelOf(string papers) => papers switch
    {
        Public => "公开：通报任何人都能看到",
        Internal => "内部：通报只有本范围的单位、考评办和委员会能看到",
        Both => "两份：本范围内看全文；对外公布的一份不列经办人员，含内部字段的事项只列类别和得分",
        _ => papers,
    };
}
