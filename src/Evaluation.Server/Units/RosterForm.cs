using System.Collections.Immutable;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Units;

/// <summary>An entry in the list of units as a form.</summary>
/// <param name="Key">Its word in addresses.</param>
/// <param name="Title">Its title.</param>
/// <param name="Button">What is entered, for the button.</param>
/// <param name="Fields">The names of its fields.</param>
public sealed record RosterForm(string Key, string Title, string Button, ImmutableArray<string> Fields)
{
    private const char Wide = '，';

    /// <summary>All entries.</summary>
    public static readonly ImmutableArray<RosterForm> All =
    [
        new("enter", "列入单位", "列入名册", ["unit", "name", "kind", "group", "from"]),
        new("rename", "单位更名", "登记更名", ["unit", "name", "from"]),
        new("regroup", "调整排名组别", "登记调组", ["unit", "group", "from"]),
        new("leave", "单位退出考评", "登记退出", ["unit", "to"]),
        new("appoint", "领导任职", "登记任职", ["unit", "person", "post", "from"]),
        new("release", "领导离任", "登记离任", ["unit", "person", "to"]),
        new("merge", "单位合并", "登记合并",
            ["units", "into", "name", "kind", "group", "from", "document", "reason"]),
        new("split", "单位拆分", "登记拆分", ["unit", "parts", "from", "document", "reason"]),
    ];

    /// <summary>The fields of all entries.</summary>
    public static string[] Names { get; } = [.. All.SelectMany(form => form.Fields).Distinct()];

    /// <summary>An entry by its word; null when there is none.</summary>
    public static RosterForm? Find(string key) => All.FirstOrDefault(form => form.Key == key);

    /// <summary>The entry that a form holds; what is wrong goes to the reading.</summary>
    public object Read(FormReading form) => Key switch
    {
        "enter" => new UnitEntered(
            Named(form, "unit"), form.Must("name"), form.Must("kind"), form.Must("group"), form.Day("from")),
        "rename" => new UnitRenamed(form.Must("unit"), form.Must("name"), form.Day("from")),
        "regroup" => new UnitRegrouped(form.Must("unit"), form.Must("group"), form.Day("from")),
        "leave" => new UnitLeft(form.Must("unit"), form.Day("to")),
        "appoint" => new LeaderAppointed(
            form.Must("unit"), form.Must("person"), form.Must("post"), form.Day("from")),
        "release" => new LeaderReleased(form.Must("unit"), form.Must("person"), form.Day("to")),
        "merge" => new UnitsMerged(
            form.All("units"), Named(form, "into"), form.Filled("name"), form.Filled("kind"), form.Filled("group"),
            form.Day("from"), form.Must("document"), form.Must("reason")),
        _ => new UnitSplit(
            form.Must("unit"), Parts(form), form.Day("from"), form.Must("document"), form.Must("reason")),
    };

    /// <summary>The form's fields.</summary>
    /// <param name="roster">The list now.</param>
    /// <param name="groups">The groups that the rules rank.</param>
    /// <param name="today">The day in the district's time.</param>
    /// <param name="unit">The unit that it is about; null for none.</param>
    /// <param name="person">The leader that it is about; null for none.</param>
    public IEnumerable<FormFieldView> Inputs(
        Roster roster, IReadOnlyList<string> groups, DateOnly today, string? unit, string? person)
    {
        var running = roster.Terms.Where(term => term.To is null)
            .Select(term => new SuggestionView(term.Unit, term.Name)).ToList();
        return Fields.Select(name => name switch
        {
            "unit" when Key == "enter" => new FormFieldView(name, "单位代号")
            {
                Help = "简称，以后不变，例如 永安镇",
            },
            "unit" => new FormFieldView(name, "单位") { Choices = running, Typed = Given(unit) },
            "units" => new FormFieldView(name, "被并入的单位") { Choices = running, Many = true, Typed = Given(unit) },
            "into" => new FormFieldView(name, "并入")
            {
                Help = "现有单位的代号，或新单位的代号",
                Suggestions = running,
            },
            "name" => OfNew(name, Key == "rename" ? "新名称" : "印发用的名称"),
            "kind" => OfNew(name, "类型") with
            {
                Suggestions = [.. roster.Terms.Select(term => term.Kind).Distinct()
                    .Select(kind => new SuggestionView(kind, kind))],
            },
            "group" => OfNew(name, "排名组别") with
            {
                Choices = [.. groups.Select(group => new SuggestionView(group, group))],
            },
            "person" => new FormFieldView(name, "姓名")
            {
                Typed = Given(person),
                Suggestions = Key != "release" ? []
                    : [.. roster.Leaders.Where(term => term.To is null && (unit is null || term.Unit == unit))
                        .Select(term => new SuggestionView(term.Person, term.Unit))],
            },
            "from" or "to" => OfDay(name, today),
            _ => Plain(name),
        });
    }

    // Of a merger only a new unit needs them.
    private FormFieldView OfNew(string name, string label) => new(name, label)
    {
        Optional = Key == "merge",
        Help = Key == "merge" ? "组建新单位时填写" : name == "kind" ? "例如 镇街、部门、园区" : null,
    };

    private FormFieldView OfDay(string name, DateOnly today) => new(name, (name, Key) switch
    {
        ("from", "appoint") => "任职的第一天",
        ("from", _) => "新状态的第一天",
        (_, "release") => "在任的最后一天",
        _ => "考评的最后一天",
    })
    {
        Typed = [Print.Day(today)],
    };

    private static FormFieldView Plain(string name) => name switch
    {
        "post" => new FormFieldView(name, "职务级别")
        {
            Choices = [Post("top"), Post("member")],
        },
        "parts" => new FormFieldView(name, "拆分后的单位")
        {
            Lines = 4,
            Help = "一行一个：代号，名称，类型，组别，承接的份额；份额合计为1",
        },
        "document" => new FormFieldView(name, "文号"),
        _ => new FormFieldView(name, "理由") { Lines = 2 },
    };

    private static SuggestionView Post(string post) => new(post, RosterChange.PostOf(post));

    private static IReadOnlyList<string> Given(string? text) => text is null ? [] : [text];

    private static string Named(FormReading form, string name)
    {
        var text = form.Must(name);
        if (text.Length > 0 && Evaluation.Server.Kit.Store.Names.Check(text, name) is { } refusal)
        {
            form.Add(refusal);
        }

        return text;
    }

    private static List<SplitPart> Parts(FormReading form)
    {
        var parts = new List<SplitPart>();
        foreach (var line in form.Must("parts").Split('\n', StringSplitOptions.RemoveEmptyEntries
            | StringSplitOptions.TrimEntries))
        {
            if (line.Split(',', Wide) is [var unit, var name, var kind, var group, var share]
                && Typed.Number(share) is { } number)
            {
                parts.Add(new SplitPart(unit.Trim(), name.Trim(), kind.Trim(), group.Trim(), number));
            }
            else
            {
                form.Add(new Refusal(
                    "part-wrong", $"“{Characters.Short(line)}”不是五项。", "parts",
                    "请写成：东莲镇，东莲镇人民政府，镇街，镇街，0.6。"));
            }
        }

        foreach (var refusal in parts.Select(part => Evaluation.Server.Kit.Store.Names.Check(part.Unit, "parts"))
            .OfType<Refusal>())
        {
            form.Add(refusal);
        }

        return parts;
    }
}
