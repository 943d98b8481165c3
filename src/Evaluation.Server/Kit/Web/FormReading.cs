using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Kit.Web;

/// <summary>Reads the fields of a form as people type them, and keeps all that is wrong, not only the first.</summary>
/// <param name="form">The form; null for one that was not sent yet.</param>
public sealed class FormReading(IFormCollection? form)
{
    private readonly List<Refusal> faults = [];

    /// <summary>All that is wrong, in the order of reading.</summary>
    public IReadOnlyList<Refusal> Faults => faults;

    /// <summary>What the form asks to have done; `stay` where the Enter key was pressed.</summary>
    public string Does => Text("do");

    /// <summary>The version that was looked at; -1, which nothing has, when none was.</summary>
    public long Seen => RequestContext.VersionIn(Text("seen")) ?? -1;

    /// <summary>The values of a field that may be in the form several times.</summary>
    public IReadOnlyList<string> All(string name) =>
        form is null ? [] : [.. form[name].Where(text => !Characters.ShowsNothing(text)).Select(text => text!.Trim())];

    /// <summary>A field's text; empty when it is not there.</summary>
    public string Text(string name) => form?[name].ToString().Trim() ?? "";

    /// <summary>A field's text; null when it shows nothing.</summary>
    public string? Filled(string name) => Text(name) is var text && Characters.ShowsNothing(text) ? null : text;

    /// <summary>A field that must be filled.</summary>
    public string Must(string name) => Filled(name) ?? Fault(name, "没有填写。", "请填写。", "");

    /// <summary>A day that must be filled.</summary>
    public DateOnly Day(string name)
    {
        var text = Text(name);
        return Typed.Day(text) ?? Fault(
            name, Characters.ShowsNothing(text) ? "没有填写。" : $"“{Characters.Short(text)}”不是日期。",
            "请写成 2023年7月4日 或 2023-07-04。", default(DateOnly));
    }

    /// <summary>A number that must be filled.</summary>
    public decimal Number(string name)
    {
        var text = Text(name);
        return Typed.Number(text, signed: true) ?? Fault(
            name, Characters.ShowsNothing(text) ? "没有填写。" : $"“{Characters.Short(text)}”不是数字。",
            "请只写数字，例如 1.5 或 -0.5。", 0m);
    }

    /// <summary>Adds something that is wrong.</summary>
    public void Add(Refusal fault) => faults.Add(fault);

    /// <summary>Fields with what was typed in them and what is wrong with each.</summary>
    /// <param name="refusal">Why the command was refused; null for nothing.</param>
    public IReadOnlyList<FormFieldView> Shown(IEnumerable<FormFieldView> fields, Refusal? refusal) =>
    [
        .. fields.Select(field => field with
        {
            Typed = form?.ContainsKey(field.Name) == true ? All(field.Name) : field.Typed,
            Error = string.Concat(faults.Append(refusal).OfType<Refusal>().SelectMany(fault => fault.All)
                .Where(fault => IsAbout(fault.Where, field.Name))
                .Select(fault => fault.What + fault.Remedy).Distinct()) is { Length: > 0 } error ? error : null,
        }),
    ];

    /// <summary>What is said to who pressed Enter, by which nothing is done.</summary>
    /// <param name="verb">What the form's button does, in print.</param>
    public static Refusal NotAsked(string verb) =>
        new("not-asked", $"所填内容已保留，还没有{verb}。", "do", $"请核对后按下面的按钮{verb}。");

    /// <summary>A refusal that is about no field, for a place beside the form; null when a field shows it.</summary>
    public static string? Beside(IReadOnlyList<FormFieldView> fields, Refusal? refusal) =>
        refusal is null || fields.Any(field => field.Error is not null) ? null : refusal.What + refusal.Remedy;

    // A place such as `targets[3].amount` is in the field `targets`.
    private static bool IsAbout(string where, string field) => where == field
        || (where.StartsWith(field, StringComparison.Ordinal) && where[field.Length] is '[' or '.' or ':');

    private T Fault<T>(string name, string what, string remedy, T otherwise)
    {
        faults.Add(new Refusal("field-missing", what, name, remedy));
        return otherwise;
    }
}
