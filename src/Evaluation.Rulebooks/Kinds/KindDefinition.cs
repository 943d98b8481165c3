using System.Collections.Immutable;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Kinds;

/// <summary>What a field of a claim holds.</summary>
public enum FieldType
{
    /// <summary>A whole number, 0 or more unless the field says otherwise.</summary>
    Integer,

    /// <summary>An exact number.</summary>
    Decimal,

    /// <summary>An amount with its unit of money; held in yuan.</summary>
    Money,

    /// <summary>A day, yyyy-MM-dd.</summary>
    Date,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>One of the listed words.</summary>
    Choice,

    /// <summary>Free text of at most 200 characters.</summary>
    Text,

    /// <summary>A unit of the roster.</summary>
    Unit,

    /// <summary>A firm on file.</summary>
    Enterprise,

    /// <summary>A project on file.</summary>
    Project,

    /// <summary>Another claim, such as the trip that a visit belongs to.</summary>
    Claim,
}

/// <summary>One field of a kind of claim.</summary>
/// <param name="Name">The word used in files and formulas.</param>
/// <param name="Label">The word in print.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Required">Whether a claim must give it.</param>
/// <param name="Choices">For a choice: word and label; both are accepted as input.</param>
public sealed record FieldDefinition(
    string Name, string Label, FieldType Type, bool Required,
    ImmutableArray<(string Word, string Label)> Choices = default)
{
    /// <summary>Whether a number may be below 0.</summary>
    public bool Negative { get; init; }

    /// <summary>Whether only the unit and the office read it: it is in no bulletin and not shown to others.</summary>
    public bool Internal { get; init; }

    /// <summary>The label of a word of the choice; the word itself when it has none.</summary>
    public string LabelOf(string word)
    {
        var found = Choices.IsDefault ? default : Choices.FirstOrDefault(choice => choice.Word == word);
        return found.Label ?? word;
    }
}

/// <summary>The shape of a claim's facts (事项类别).</summary>
/// <param name="Name">The word used in files and formulas, for example `visit`.</param>
/// <param name="Label">The word in print.</param>
/// <param name="Fields">In the order in which they are printed.</param>
public sealed record KindDefinition(string Name, string Label, ImmutableArray<FieldDefinition> Fields)
{
    private const int LongestText = 200;

    /// <summary>
    /// Fields, or `occurred_on`, that make two facts of a unit the same; none when every fact counts by itself.
    /// </summary>
    public ImmutableArray<string> Same { get; init; } = [];

    /// <summary>Whether a claim must name its evidence when it is reported.</summary>
    public bool Evidence { get; init; }

    /// <summary>What verification adds to the facts reported, from the file of the project or of the firm.</summary>
    public IEnumerable<FieldDefinition> FromFile =>
        (BuiltInKinds.OfProject(Name) ? BuiltInKinds.FromProject : OfFirm ? BuiltInKinds.FromFirm : [])
            .Where(added => !Fields.Any(own => own.Name == added.Name));

    private bool OfFirm => Fields.Any(own => own is { Name: "enterprise", Type: FieldType.Enterprise });

    /// <summary>Turns texts as a unit writes them into typed values.</summary>
    /// <returns>
    /// The values in field order, or all that is wrong: unknown fields, missing fields, wrong types or units of money.
    /// </returns>
    public Result<IReadOnlyDictionary<string, Value>> Bind(IReadOnlyDictionary<string, string> texts)
    {
        var values = new Dictionary<string, Value>(StringComparer.Ordinal);
        var faults = texts.Keys.Where(name => !Fields.Any(field => field.Name == name)).Select(UnknownField).ToList();
        foreach (var field in Fields)
        {
            if (!texts.TryGetValue(field.Name, out var text) || Sameness.Of(text).Length == 0)
            {
                if (field.Required)
                {
                    faults.Add(Missing(field));
                }
            }
            else if (Read(field, text.Trim(), out var why) is { } value)
            {
                values[field.Name] = value;
            }
            else
            {
                faults.Add(new Refusal("field-wrong", why, field.Name, Expectation(field)));
            }
        }

        return Refusal.Of(faults) is { } refusal ? refusal : Result.Of<IReadOnlyDictionary<string, Value>>(values);
    }

    /// <summary>The refusal of a claim that lacks a field.</summary>
    public Refusal Missing(FieldDefinition field) => new(
        "field-missing", $"“{Label}”缺少“{field.Label}”。", field.Name, $"请填写“{field.Label}”。");

    private Refusal UnknownField(string name)
    {
        var known = string.Join('、', Fields.Select(field => $"{field.Name}（{field.Label}）"));
        return new Refusal("unknown-field", $"“{Label}”没有字段“{name}”。", name, $"可填字段：{known}。");
    }

    private static Value? Read(FieldDefinition field, string text, out string why)
    {
        why = $"“{field.Label}”的内容“{text}”无法识别。";
        switch (field.Type)
        {
            case FieldType.Money:
                return Money.Parse(text, out why) is { } yuan ? Value.Of(yuan) : null;
            case FieldType.Integer:
                var whole = Typed.Number(text, field.Negative);
                return Counted(field, whole is { Scale: 0 } ? whole : null, int.MaxValue, ref why);
            case FieldType.Decimal:
                return Counted(field, Typed.Number(text, field.Negative), Typed.Largest, ref why);
            case FieldType.Date:
                var day = Typed.Day(text);
                why = day is { } far && !Typed.IsInRange(far)
                    ? $"“{field.Label}”{far:yyyy-MM-dd}超出范围（{Typed.Range}）。"
                    : why;
                return day is { } named && Typed.IsInRange(named) ? Value.Of(named) : null;
            case FieldType.Flag:
                return Typed.Flag(text) is { } flag ? Value.Of(flag) : null;
            case FieldType.Choice:
                var choice = field.Choices.FirstOrDefault(one => one.Word == text || one.Label == text);
                return choice.Word is { } word ? Value.Of(word) : null;
            default:
                var wrong = Characters.Unprintable(text);
                why = wrong is { } character
                    ? $"“{field.Label}”含有控制字符、换行、转向字符或残缺字符 U+{(int)character:X4}。"
                    : $"“{field.Label}”超过{LongestText}个字符。";
                return wrong is null && Characters.Count(text) <= LongestText ? Value.Of(text) : null;
        }
    }

    private static Value? Counted(FieldDefinition field, decimal? number, decimal most, ref string why)
    {
        why = number > most ? $"“{field.Label}”的数{number}过大，最大为{most}。"
            : number < -most ? $"“{field.Label}”的数{number}过小，最小为{-most}。"
            : why;
        return number is { } read && Math.Abs(read) <= most ? Value.Of(read) : null;
    }

    private static string Expectation(FieldDefinition field) => field.Type switch
    {
        FieldType.Money => "请写明单位，写成 3000万、1.2亿、500000元 的样子，且不得为负。",
        FieldType.Integer => field.Negative ? "请填写整数，可为负。" : "请填写不小于0的整数。",
        FieldType.Decimal => field.Negative ? "请填写数字，可为负。" : "请填写不小于0的数字。",
        FieldType.Date => "请按 年-月-日 填写，例如 2023-03-01。",
        FieldType.Flag => "请填写 是 或 否。",
        FieldType.Choice => $"请从以下选项中选择：{string.Join('、', field.Choices.Select(choice => choice.Label))}。",
        _ => $"请填写不超过{LongestText}个字符的一行文字。",
    };
}
