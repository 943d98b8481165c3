using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Text;

/// <summary>Reads the kinds of fact that a rulebook declares beside the built-in ones.</summary>
internal static partial class KindReader
{
    /// <summary>Names that already mean something in formulas, files or forms.</summary>
    public static readonly ImmutableHashSet<string> Reserved =
    [
        "unit", "group", "unit_kind", "occurred_on", "part", "report", "nil_report", "elapsed", "and", "or", "not",
        "in",
    ];

    private const int MostKinds = 50;
    private const int MostFields = 30;
    private const int MostChoices = 60;
    private const int LongestLabel = 40;

    // Columns of files of facts and fields of the form, from which a declared field of such a name would not differ.
    private static readonly ImmutableHashSet<string> OfEveryFact =
        ["id", "kind", "claim", "facts", "recorded_at", "recorded_by", "shares", "evidence", "through", "from", "to"];

    private static readonly Dictionary<string, FieldType> Types = new(StringComparer.Ordinal)
    {
        ["integer"] = FieldType.Integer,
        ["decimal"] = FieldType.Decimal,
        ["money"] = FieldType.Money,
        ["date"] = FieldType.Date,
        ["flag"] = FieldType.Flag,
        ["choice"] = FieldType.Choice,
        ["text"] = FieldType.Text,
        ["unit"] = FieldType.Unit,
        ["enterprise"] = FieldType.Enterprise,
        ["project"] = FieldType.Project,
    };

    private static readonly Dictionary<string, bool> YesNo = new(StringComparer.Ordinal)
    {
        ["true"] = true,
        ["是"] = true,
        ["false"] = false,
        ["否"] = false,
    };

    /// <summary>All kinds in force under the edition.</summary>
    public static KindSet Read(YamlPart part)
    {
        var members = part.Members().ToList();
        if (members.Count > MostKinds)
        {
            part.Find($"事项类别超过{MostKinds}种。", "请合并相近的类别。");
        }

        var taken = BuiltInKinds.BuiltIn.Concat(BuiltInKinds.System)
            .ToDictionary(kind => kind.Name, kind => kind.Label, StringComparer.Ordinal);
        var labels = taken.Values.ToHashSet(StringComparer.Ordinal);
        var declared = ImmutableArray.CreateBuilder<KindDefinition>();
        foreach (var (name, body) in members.Take(MostKinds))
        {
            if (taken.TryGetValue(name, out var label))
            {
                body.Find($"“{name}”是内置的事项类别（{label}）。", "内置类别不能改写，请另取名称。");
                continue;
            }

            var kind = Kind(name, body);
            if (!labels.Add(kind.Label) && kind.Label.Length > 0)
            {
                body["label"].Find($"已有事项类别叫“{kind.Label}”。", "请另取名称，以免混淆。");
            }

            declared.Add(kind);
        }

        return new KindSet(declared.ToImmutable());
    }

    private static KindDefinition Kind(string name, YamlPart part)
    {
        part.Only(Grammar.Kind);
        Name(name, part, "事项类别", ["fact", "week", "month", "quarter", "half", "year", "kinds"]);
        var fields = Fields(part["fields"]);
        return new KindDefinition(name, part["label"].Text(longest: LongestLabel), fields)
        {
            Same = Same(part["same"], fields),
            Evidence = part["evidence"].OneOf(YesNo, false, required: false),
        };
    }

    private static ImmutableArray<FieldDefinition> Fields(YamlPart part)
    {
        var members = part.Members().ToList();
        if (members.Count is 0 or > MostFields)
        {
            part.Find(
                members.Count == 0 ? "没有写明事项的字段。" : $"字段超过{MostFields}个。",
                members.Count == 0 ? "例如 fields: {person: {label: 姓名, type: text, required: true}}。"
                    : "请只保留计分所需的字段。");
        }

        var labels = new HashSet<string>(StringComparer.Ordinal);
        var fields = ImmutableArray.CreateBuilder<FieldDefinition>();
        foreach (var (name, body) in members.Take(MostFields))
        {
            Name(name, body, "字段", [.. Reserved, .. OfEveryFact]);
            var field = Field(name, body);
            if (!labels.Add(field.Label) && field.Label.Length > 0)
            {
                body["label"].Find($"两个字段都叫“{field.Label}”。", "请另取名称，以免混淆。");
            }

            fields.Add(field);
        }

        return fields.ToImmutable();
    }

    private static FieldDefinition Field(string name, YamlPart part)
    {
        part.Only(Grammar.Field);
        var type = part["type"].OneOf(Types, FieldType.Text);
        var field = new FieldDefinition(
            name, part["label"].Text(longest: LongestLabel), type,
            part["required"].OneOf(YesNo, false, required: false))
        {
            Negative = part["negative"].OneOf(YesNo, false, required: false),
            Internal = part["internal"].OneOf(YesNo, false, required: false),
        };
        if (!part["negative"].Missing && type is not (FieldType.Integer or FieldType.Decimal))
        {
            part["negative"].Find("只有 type: integer 和 decimal 的字段可以为负。", "请删去“negative”，或更正类型。");
        }

        var choices = part["choices"];
        if (type != FieldType.Choice)
        {
            if (!choices.Missing)
            {
                choices.Find("只有 type: choice 的字段有选项。", "请删去“choices”，或把类型改为 choice。");
            }

            return field;
        }

        if (choices.Missing || choices.IsEmptyMap)
        {
            (choices.Missing ? part : choices)
                .Find($"字段“{name}”没有写明选项。", "例如 choices: {first: 一等, second: 二等}。");
        }

        return field with { Choices = Choices(choices) };
    }

    private static ImmutableArray<(string Word, string Label)> Choices(YamlPart part)
    {
        var choices = part.Members().Select(member =>
            (Word: member.Name, Label: member.Part.Text(longest: LongestLabel), member.Part)).ToList();
        if (choices.Count > MostChoices)
        {
            part.Find($"选项超过{MostChoices}个。", "请合并，或改用文字字段。");
        }

        foreach (var (word, _, at) in choices
            .Where(choice => choice.Word.Length > LongestLabel || choice.Word.Any(char.IsWhiteSpace)))
        {
            at.Find($"选项的代号“{word}”过长或含有空格。", "请用简短的代号，印发的名称写在冒号后面。");
        }

        foreach (var twice in choices.GroupBy(choice => choice.Label).Where(same => same.Count() > 1))
        {
            twice.Last().Part.Find($"两个选项都叫“{twice.Key}”。", "请另取名称。");
        }

        return [.. choices.Take(MostChoices).Select(choice => (choice.Word, choice.Label))];
    }

    private static ImmutableArray<string> Same(YamlPart part, ImmutableArray<FieldDefinition> fields)
    {
        if (part.Missing)
        {
            return [];
        }

        if (part.IsEmptyList)
        {
            part.Find("没有写明哪些字段相同即为同一事项。", "例如 same: [person, occurred_on]；各算各的请删去“same”。");
        }

        var known = fields.Select(field => field.Name).Append("occurred_on").ToList();
        var same = ImmutableArray.CreateBuilder<string>();
        foreach (var entry in part.Entries())
        {
            var name = entry.Text();
            if (!known.Contains(name))
            {
                entry.Find($"没有字段“{name}”。", Finding.Nearest(name, known));
            }
            else if (same.Contains(name))
            {
                entry.Find($"“same”中“{name}”写了两次。", "请删去一个。");
            }

            same.Add(name);
        }

        return same.ToImmutable();
    }

    private static void Name(string name, YamlPart part, string noun, IReadOnlyCollection<string> reserved)
    {
        if (!Plain().IsMatch(name))
        {
            part.Find(
                $"{noun}的名称“{name}”不能用于公式和文件。",
                "请用小写英文字母、数字和下划线，字母开头，不超过40个字符；印发的名称写在 label。");
        }
        else if (reserved.Contains(name))
        {
            part.Find($"名称“{name}”已有固定含义，不能用作{noun}。", "请另取名称。");
        }
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9_]{0,39}\z")]
    private static partial Regex Plain();
}
