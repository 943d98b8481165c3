using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Decisions;

/// <summary>
/// The ranges of everything that an event may hold. Every accepted decision is held against them, so that they are the
/// same for pages, interface, command line and files: what is stored cannot be changed any more, and has to be counted
/// for ever.
/// </summary>
public static partial class Bounds
{
    /// <summary>The most points of one decision either way; a year is seldom worth more than a few hundred.</summary>
    public const decimal MostPoints = 1_000_000m;

    /// <summary>The most decimals of the points of one decision.</summary>
    public const int MostDecimals = 6;

    /// <summary>The most characters of a name, and of a text in sentences such as a reason.</summary>
    public const int LongestName = 200, LongestText = 2000;

    /// <summary>The most characters of a document number.</summary>
    public const int LongestDocument = 60;

    /// <summary>The most parts of a list.</summary>
    public const int MostParts = 5000;

    private static readonly ConcurrentDictionary<Type, (PropertyInfo Member, bool Names)[]> Members = new();

    // Texts in sentences, which may have lines.
    private static readonly HashSet<string> Sentences = ["Reason", "Note", "Statement", "Said", "Findings"];

    private static readonly Dictionary<string, string> Labels = new(StringComparer.Ordinal)
    {
        ["OccurredOn"] = "发生日期",
        ["DecidedOn"] = "决定日期",
        ["EffectiveOn"] = "生效日期",
        ["From"] = "起始日期",
        ["To"] = "截止日期",
        ["Points"] = "分值",
        ["Amount"] = "数额",
        ["Reason"] = "理由",
        ["Note"] = "备注",
        ["Name"] = "名称",
        ["Alias"] = "别名",
        ["Issuer"] = "发文单位",
        ["Unit"] = "单位",
        ["Document"] = "文号",
        ["Person"] = "姓名",
        ["Evidence"] = "佐证材料",
    };

    /// <summary>The first thing in an event that is out of its range; null when all is well.</summary>
    public static Refusal? Check(object @event) => Inside(@event, "");

    private static Refusal? Inside(object part, string place)
    {
        foreach (var (member, names) in Members.GetOrAdd(part.GetType(), MembersOf))
        {
            var at = place.Length == 0 ? Snake(member.Name) : $"{place}.{Snake(member.Name)}";
            var value = member.GetValue(part);
            if ((Wrong(value, member.Name, at) ?? (names ? Hidden(value, member.Name, at) : null)) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private static Refusal? Wrong(object? value, string name, string at) => value switch
    {
        null or bool or int or Enum or DateTimeOffset or TimeSpan => null,
        string text => Text(text, name, at),
        DateOnly day => Day(day, name, at),
        Week week => Day(week.Start, name, at),
        decimal number => Number(number, name, at),
        long number => Number(number, name, at),
        Value { Number: { } number } => Number(number, name, at),
        Value { Text: { } text } => Text(text, name, at),
        Value => null,
        IReadOnlyDictionary<string, Value> values => values
            .Select(pair => Wrong(pair.Value, pair.Key, pair.Key)).FirstOrDefault(refusal => refusal is not null),
        IEnumerable parts => Parts(parts, name, at),
        _ => Inside(value, at),
    };

    private static Refusal? Parts(IEnumerable parts, string name, string at)
    {
        var count = 0;
        foreach (var part in parts)
        {
            var refusal = count == MostParts
                ? new Refusal(
                    "too-many", $"{Label(name, "列表")}超过{MostParts}项。", at,
                    $"请分次办理，每次不超过{MostParts}项。")
                : Wrong(part, name, $"{at}[{count}]");
            if (refusal is not null)
            {
                return refusal;
            }

            count++;
        }

        return null;
    }

    private static Refusal? Day(DateOnly day, string name, string at) =>
        Typed.IsInRange(day) ? null : new Refusal(
            "day-out-of-range", $"{Label(name, "日期")}{day:yyyy-MM-dd}超出范围。", at,
            $"请填写{Typed.Range}之间的日期；长期有效的，截止日期请留空。");

    private static Refusal? Number(decimal number, string name, string at)
    {
        var (most, words) = name == "Points" ? (MostPoints, "一百万分") : (Typed.Largest, "一千万亿");
        if (name == "Points" && Exact.Trim(number).Scale > MostDecimals)
        {
            return new Refusal(
                "points-too-fine", $"分值{number.ToString(CultureInfo.InvariantCulture)}的小数过长。", at,
                $"请填写不超过{MostDecimals}位小数的分值。");
        }

        return Math.Abs(number) <= most ? null : new Refusal(
            "amount-out-of-range",
            $"{Label(name, "数值")}{number.ToString(CultureInfo.InvariantCulture)}超出范围。", at,
            $"请核对数值和单位，绝对值不超过{words}。");
    }

    private static Refusal? Text(string text, string name, string at)
    {
        var sentences = Sentences.Contains(name);
        var most = sentences ? LongestText : name == "Document" ? LongestDocument : LongestName;
        if (text.Length > most && Characters.Count(text) is var length && length > most)
        {
            return new Refusal(
                "text-too-long", $"{Label(name, "文字")}有{length}个字符，超过{most}个。", at,
                $"请缩短到{most}个字符以内。");
        }

        if (Characters.Unprintable(text, sentences) is not { } character)
        {
            return null;
        }

        var sort = character == '\uFFFD' ? "已损坏的字符" : "不可见的控制字符";
        return new Refusal(
            "text-wrong", $"{Label(name, "文字")}含有{sort} U+{(int)character:X4}。", at, "请删去该字符后重新提交。");
    }

    private static Refusal? Hidden(object? value, string name, string at) =>
        value is string text && Characters.Hidden(text) is { } hidden
            ? new Refusal(
                "text-wrong", $"{Label(name, "名称")}含有看不见的字符 U+{hidden.Value:X4}。", at,
                "请重新输入，不要从网页或聊天窗口粘贴。")
            : null;

    // Found once for a type: files of claims ask for each of their events.
    private static (PropertyInfo Member, bool Names)[] MembersOf(Type type) =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(member => member.GetMethod is not null && member.GetIndexParameters().Length == 0
                && type.GetCustomAttribute<StoredAsAttribute>()?.Made.Contains(member.Name) != true
                && type.GetConstructors().Any(made => made.GetParameters().Any(one => one.Name == member.Name)))
            .Select(member => (member, member.IsDefined(typeof(NamingAttribute), inherit: false))),
    ];

    private static string Label(string name, string otherwise) => Labels.GetValueOrDefault(name, otherwise);

    private static string Snake(string name) => Humps().Replace(name, "_$1").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])([A-Z])")]
    private static partial Regex Humps();
}
