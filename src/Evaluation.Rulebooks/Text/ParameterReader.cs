using System.Globalization;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Text;

/// <summary>Reads the numbers, lists and tables that formulas use by name.</summary>
internal static class ParameterReader
{
    private static readonly char[] Signs = ['-', '/', '年'];

    /// <summary>Reads a parameter.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="part">A number, a list, a table, or one of them by first day.</param>
    public static Parameter Read(string name, YamlPart part)
    {
        if (part.IsScalar)
        {
            return new Parameter(name, [(DateOnly.MinValue, part.Number())], []);
        }

        if (!part.IsMap)
        {
            return new Parameter(name, [], [(DateOnly.MinValue, Words(part))]);
        }

        var members = part.Members().ToList();
        if (members.Count > 0 && !members[0].Part.IsMap && !members.Exists(member => Dated(member.Name)))
        {
            return Tables(name, [(DateOnly.MinValue, part)]);
        }

        var dated = members.Select(member => (From: Date(member.Name, member.Part), member.Part))
            .OrderBy(pair => pair.From).ToList();
        if (dated.Count == 0)
        {
            part.Find($"参数“{name}”没有数值。", "例如 {2023-01-01: 2}。");
            return new Parameter(name, [(DateOnly.MinValue, 0m)], []);
        }

        return dated[0].Part.IsScalar
            ? new Parameter(name, [.. dated.Select(one => (one.From, one.Part.Number()))], [])
            : dated[0].Part.IsMap
            ? Tables(name, dated)
            : new Parameter(name, [], [.. dated.Select(one => (one.From, Words(one.Part)))]);
    }

    private static HashSet<string> Words(YamlPart part) =>
        part.Entries().Select(entry => entry.Text()).ToHashSet(StringComparer.Ordinal);

    private static Parameter Tables(string name, List<(DateOnly From, YamlPart Part)> tables) =>
        tables[0].Part.IsMap && tables[0].Part.Members().Any(row => !row.Part.IsScalar)
            ? new Parameter(name, [], [])
            {
                Shelves = [.. tables.Select(one => (one.From, Rows<IReadOnlySet<string>>(one.Part, Words)))],
            }
            : new Parameter(name, [], [])
            {
                Tables = [.. tables.Select(one => (one.From, Rows(one.Part, row => row.Number())))],
            };

    // A key that is a number is found however it is written.
    private static Dictionary<string, T> Rows<T>(YamlPart part, Func<YamlPart, T> read)
    {
        if (part.IsEmptyMap || !part.IsMap)
        {
            part.Find("表中没有行。", "例如 {坑口街道: 1.2, 凤凰镇: 1}。");
        }

        var rows = part.Members().ToDictionary(
            member => member.Name, member => read(member.Part), StringComparer.Ordinal);
        foreach (var (key, row) in rows.ToList())
        {
            if (RuleNumber.TryRead(key) is { } number)
            {
                rows.TryAdd(Parameter.KeyOf(number), row);
            }
        }

        return rows;
    }

    // A mistyped day is no key of a table.
    private static bool Dated(string key) => key.Length > 1 && char.IsAsciiDigit(key[0]) && key.IndexOfAny(Signs) > 0;

    private static DateOnly Date(string text, YamlPart part)
    {
        if (DayOf(text) is { } day)
        {
            return day;
        }

        part.Find($"“{text}”不是日期。", "参数按日期变化时请写成 2023-01-01: 数值。");
        return default;
    }

    private static DateOnly? DayOf(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day : null;
}
