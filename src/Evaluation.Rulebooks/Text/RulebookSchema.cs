using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Evaluation.Rulebooks.Formulas;

namespace Evaluation.Rulebooks.Text;

/// <summary>The JSON schema of a rulebook's text, for editors, made from <see cref="Grammar"/>.</summary>
public static class RulebookSchema
{
    private const string NumberForm = @"^[+-]?(\d+\.?\d*|\.\d+)[万亿%]?$";
    private const string DateForm = @"^\d{4}-\d\d-\d\d$";

    private static readonly Dictionary<string, string> Formulas =
        new(StringComparer.Ordinal) { ["数字"] = "amount", ["条件"] = "condition", ["文字"] = "word" };

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The schema as text, draft 2020-12.</summary>
    public static string Text()
    {
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "考评办法",
        };
        Fill(schema, Grammar.Whole);
        schema["$defs"] = Definitions();
        return $"{schema.ToJsonString(Readable)}\n";
    }

    // What a scalar may be: YAML reads 2023 as a number where the rulebook means a text.
    private static JsonObject Definitions()
    {
        var definitions = new JsonObject
        {
            ["text"] = new JsonObject { ["type"] = Array("string", "number", "boolean") },
            ["number"] = new JsonObject { ["type"] = Array("number", "string"), ["pattern"] = NumberForm },
            ["date"] = new JsonObject { ["type"] = "string", ["pattern"] = DateForm },
            ["flag"] = new JsonObject { ["enum"] = new JsonArray(true, false, "是", "否") },
        };
        foreach (var (wanted, name) in Formulas)
        {
            definitions[name] = new JsonObject
            {
                ["type"] = Array("string", "number"),
                ["maxLength"] = 1000,
                ["description"] = $"公式，结果是{wanted}；函数有 {string.Join('、', FormulaFunction.Names)}。",
            };
        }

        foreach (var section in Grammar.All.Where(section => section != Grammar.Whole))
        {
            definitions[section.Name] = Fill([], section);
        }

        return definitions;
    }

    private static JsonObject Fill(JsonObject schema, GrammarSection section)
    {
        schema["type"] = "object";
        schema["description"] = $"{section.Label}（{section.Where}）";
        schema["properties"] = new JsonObject(
            section.Keys.Select(key => KeyValuePair.Create(key.Name, (JsonNode?)Key(key))));
        schema["additionalProperties"] = section.Others is { } others ? Type(others) : false;
        var required = section.Keys.Where(key => key.Required).Select(key => key.Name).ToArray();
        if (required.Length > 0)
        {
            schema["required"] = Array(required);
        }

        if (!section.OneOf.IsEmpty)
        {
            schema["anyOf"] = Ways(section.OneOf.Select(key => new JsonObject { ["required"] = Array(key) }));
        }

        if (!section.NotBoth.IsEmpty)
        {
            var pairs = section.NotBoth.SelectMany((one, i) => section.NotBoth.Skip(i + 1).Select(
                other => new JsonObject { ["required"] = Array(one, other) })).ToList();
            schema["not"] = pairs.Count == 1 ? pairs[0] : new JsonObject { ["anyOf"] = Ways(pairs) };
        }

        return schema;
    }

    private static JsonObject Key(GrammarKey key)
    {
        var schema = Type(key.Type);
        var words = key.Type is ChoiceType { Words: var all } ? all.Select(word => $"{word.Word} {word.Meaning}") : [];
        schema["description"] = key.Meaning + string.Join('、', words)
            + (key.Type is ChoiceType ? "。" : "")
            + (key.Default.Length > 0 ? $"默认：{key.Default}。" : "") + $"例：{key.Example}";
        return schema;
    }

    private static JsonObject Type(GrammarType type) => type switch
    {
        TextType text => Form(text),
        NameType { Known.IsEmpty: true } => Reference("text"),
        NameType name => new JsonObject
        {
            ["anyOf"] = Ways([new JsonObject { ["enum"] = Array([.. name.Known]) }, Reference("text")]),
        },
        NumberType number => Bounded(number),
        WholeType whole => new JsonObject { ["type"] = "integer", ["minimum"] = whole.Least, ["maximum"] = whole.Most },
        DateType => Reference("date"),
        FlagType => Reference("flag"),
        ChoiceType choice => new JsonObject { ["enum"] = Array([.. choice.Words.Select(word => word.Word)]) },
        FormulaType { BesideNumber: true } formula => Except(Reference(Formulas[formula.Gives])),
        FormulaType formula => Reference(Formulas[formula.Gives]),
        ListType list => new JsonObject { ["type"] = "array", ["items"] = Type(list.Of) },
        MapType map => new JsonObject
        {
            ["type"] = "object",
            ["propertyNames"] = Name(map.Key),
            ["additionalProperties"] = Type(map.Of),
        },
        SectionType section => Reference(section.Section.Name),
        EitherType either => new JsonObject { ["anyOf"] = Ways(either.Ways.Select(Type)) },
        _ => throw new InvalidOperationException(type.GetType().Name),
    };

    private static JsonObject Except(JsonObject formula)
    {
        formula["not"] = new JsonObject { ["pattern"] = NumberForm };
        return formula;
    }

    private static JsonObject Form(TextType text)
    {
        var schema = Reference("text");
        schema["maxLength"] = text.Longest;
        if (text.Form is { } form)
        {
            schema["pattern"] = form;
        }

        return schema;
    }

    private static JsonObject Bounded(NumberType number)
    {
        var schema = Reference("number");
        if (number.Least is { } least)
        {
            schema["minimum"] = least;
        }

        if (number.Most is { } most)
        {
            schema["maximum"] = most;
        }

        return schema;
    }

    // A key of a map is always a text to a schema.
    private static JsonObject Name(GrammarType key) => key switch
    {
        NumberType => new JsonObject { ["pattern"] = NumberForm },
        TextType { Form: null } or NameType => [],
        TextType text => new JsonObject { ["pattern"] = text.Form, ["maxLength"] = text.Longest },
        _ => Type(key),
    };

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/$defs/{name}" };

    private static JsonArray Ways(IEnumerable<JsonObject> schemas) => new([.. schemas]);

    private static JsonArray Array<T>(params T[] values) =>
        new([.. values.Select(value => (JsonNode?)JsonValue.Create(value))]);
}
