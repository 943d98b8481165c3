using System.Collections.Immutable;
using Evaluation.Office.Decisions;
using Evaluation.Office.Firms;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Firms;

/// <summary>A change of a firm's file as a form.</summary>
/// <param name="Key">Its word in addresses.</param>
/// <param name="Title">Its title.</param>
/// <param name="Button">What is entered, for the button.</param>
/// <param name="Command">The command that it gives.</param>
/// <param name="Fields">The names of its fields.</param>
public sealed record FirmForm(string Key, string Title, string Button, Type Command, ImmutableArray<string> Fields)
{
    /// <summary>All changes.</summary>
    public static readonly ImmutableArray<FirmForm> All =
    [
        new("name", "登记名称变更", "登记变更", typeof(RenameFirm), ["name", "from", "reason"]),
        new("code", "更正统一社会信用代码", "更正代码", typeof(CorrectCode), ["credit_code", "reason"]),
        new("merge", "并入另一份档案", "并入", typeof(MergeFirms), ["into", "reason"]),
        new("unmerge", "撤销并档", "撤销并档", typeof(UndoMerge), ["reason"]),
    ];

    /// <summary>Whether it makes sense for a file as it is.</summary>
    public bool Fits(Firm firm) => Key == "unmerge" == (firm.MergedInto is not null);

    /// <summary>The change that a form holds, as the event that would be stored; faults go to the reading.</summary>
    public object Read(string firm, FormReading form) => Key switch
    {
        "name" => new FirmRenamed(firm, form.Must("name"), form.Day("from"), form.Must("reason")),
        "code" => new FirmCodeCorrected(
            firm, form.Filled("credit_code")?.ToUpperInvariant(), form.Must("reason")),
        "merge" => new FirmMerged(firm, form.Must("into"), form.Must("reason")),
        _ => new FirmMergeUndone(firm, "", form.Must("reason")),
    };

    /// <summary>The command that enters a change.</summary>
    /// <param name="by">Who signs.</param>
    /// <param name="seen">The version that was looked at.</param>
    public static object CommandOf(Signature by, object change, long seen) => change switch
    {
        FirmRenamed e => new RenameFirm(by, e, seen),
        FirmCodeCorrected e => new CorrectCode(by, e, seen),
        FirmMerged e => new MergeFirms(by, e, seen),
        FirmMergeUndone e => new UndoMerge(by, e, seen),
        _ => throw new InvalidOperationException($"{change.GetType().Name} changes no firm's file."),
    };

    /// <summary>The form's fields.</summary>
    /// <param name="today">The day in the district's time.</param>
    public IEnumerable<FormFieldView> Inputs(DateOnly today) => Fields.Select(name => name switch
    {
        "name" => new FormFieldView(name, "变更后的登记名称"),
        "from" => new FormFieldView(name, "变更日期") { Help = "新名称的第一天", Typed = [Print.Day(today)] },
        "credit_code" => new FormFieldView(name, "正确的统一社会信用代码")
        {
            Optional = true,
            Help = "18位；暂时查不到的留空，错误的代码即撤下",
        },
        "into" => new FormFieldView(name, "并入哪份档案")
        {
            Help = "保留的那份档案的代号、名称或统一社会信用代码",
        },
        _ => new FormFieldView(name, "理由")
        {
            Lines = 2,
            Help = Key switch
            {
                "name" => "依据，例如：营业执照变更",
                "code" => "依据，例如：对照营业执照更正",
                "merge" => "认定为同一家企业的依据",
                _ => "认定为两家企业的依据",
            },
        },
    });
}
