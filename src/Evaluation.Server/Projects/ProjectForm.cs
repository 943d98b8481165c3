using System.Collections.Immutable;
using Evaluation.Office.Projects;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Projects;

/// <summary>A change of a project's file as a form.</summary>
/// <param name="Key">Its word in addresses.</param>
/// <param name="Title">Its title.</param>
/// <param name="Button">What is entered, for the button.</param>
/// <param name="Command">The command that it gives.</param>
/// <param name="Fields">The names of its fields.</param>
public sealed record ProjectForm(string Key, string Title, string Button, Type Command, ImmutableArray<string> Fields)
{
    /// <summary>All changes.</summary>
    public static readonly ImmutableArray<ProjectForm> All =
    [
        new("name", "项目更名", "登记更名", typeof(RenameProject), ["name", "from", "reason"]),
        new("stop", "项目终止", "登记终止", typeof(StopProject), ["on", "reason"]),
        new("resume", "项目恢复", "登记恢复", typeof(ResumeProject), ["from", "reason"]),
        new("split", "拆分项目", "登记拆分", typeof(SplitProject),
            ["part", "name", "contracted", "fixed_asset", "reason"]),
    ];

    /// <summary>Whether it makes sense for a project as it is.</summary>
    public bool Fits(Project project) => Key switch
    {
        "stop" or "split" => project.Stopped is null,
        "resume" => project.Stopped is not null,
        _ => true,
    };

    /// <summary>The form's fields.</summary>
    /// <param name="today">The day in the district's time.</param>
    public IEnumerable<FormFieldView> Inputs(DateOnly today) => Fields.Select(name => name switch
    {
        "name" => new FormFieldView(name, Key == "split" ? "拆出项目的名称" : "新名称"),
        "from" => new FormFieldView(name, Key == "resume" ? "恢复日期" : "变更日期")
        {
            Help = Key == "resume" ? "从这一天起重新受理" : "新名称的第一天",
            Typed = [Print.Day(today)],
        },
        "on" => new FormFieldView(name, "终止日期")
        {
            Help = "当日和以前发生的照常受理",
            Typed = [Print.Day(today)],
        },
        "part" => new FormFieldView(name, "拆出项目的编号") { Help = "以后不变，例如 P-2023-12-2" },
        "contracted" => new FormFieldView(name, "拆出的签约金额")
        {
            Help = "从原项目减去；写明单位，例如 3000万、1.2亿",
        },
        "fixed_asset" => new FormFieldView(name, "其中固定资产投资") { Optional = true },
        _ => new FormFieldView(name, "理由") { Lines = 2, Help = "原因和依据，例如：补充协议、备案变更" },
    });
}
