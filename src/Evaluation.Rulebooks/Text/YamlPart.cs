using System.Globalization;
using Evaluation.Rulebooks.Words;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Evaluation.Rulebooks.Text;

/// <summary>A part of a rulebook's YAML that is read with findings instead of exceptions.</summary>
internal sealed class YamlPart(YamlNode? node, Mark at, string path, List<Finding> findings)
{
    private const int DeepestNesting = 30;

    public int Line => (int)at.Line;

    public int Column => (int)at.Column;

    public bool Missing => node is null;

    public bool IsMap => node is YamlMappingNode;

    public bool IsScalar => node is YamlScalarNode;

    public bool IsEmptyMap => node is YamlMappingNode { Children.Count: 0 };

    public bool IsEmptyList => node is YamlSequenceNode { Children.Count: 0 };

    /// <summary>How many characters precede the text of a scalar: its opening quotation mark.</summary>
    public int Quote => node is YamlScalarNode { Style: ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted } ? 1 : 0;

    /// <summary>Where the value begins; where it would be when it is missing.</summary>
    public (int Line, int Column) Start =>
        node is null ? (Line, Column) : ((int)node.Start.Line, (int)node.Start.Column);

    /// <summary>
    /// Location of a character of a scalar, from 1; the scalar's beginning when it is laid out over several lines.
    /// </summary>
    public (int Line, int Column) At(int character) =>
        node is YamlScalarNode { Style: not (ScalarStyle.Folded or ScalarStyle.Literal) }
        && node.Start.Line == node.End.Line
            ? (Start.Line, Start.Column + Quote + character - 1)
            : Start;

    /// <summary>Reads a whole text; a text that is not YAML, or no map, leaves a finding and null.</summary>
    public static YamlPart? Load(string text, List<Finding> findings)
    {
        if (!Bounded(text, findings))
        {
            return null;
        }

        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents.Count == 1 && stream.Documents[0].RootNode is YamlMappingNode root)
            {
                return new YamlPart(root, root.Start, "", findings);
            }

            findings.Add(new Finding(1, 1, "文本不是一份考评办法。", "请以 rulebook: 开头逐项书写。"));
        }
        catch (YamlException twice)
        {
            // What can be parsed and has no references is refused only for a key that its map has already.
            findings.Add(YamlFault.Twice(text, twice));
        }

        return null;
    }

    // A text nested without end would exhaust the stack, and references could multiply it.
    private static bool Bounded(string text, List<Finding> findings)
    {
        var (parser, lines) = (new Parser(new StringReader(text)), YamlFault.Lines(text));
        var open = new Stack<ParsingEvent>();
        try
        {
            while (parser.MoveNext())
            {
                var read = parser.Current!;
                if (open.Count > DeepestNesting || read is AnchorAlias)
                {
                    findings.Add(new Finding(
                        (int)read.Start.Line, (int)read.Start.Column,
                        open.Count > DeepestNesting ? $"嵌套超过{DeepestNesting}层。" : "不支持引用（*）。",
                        open.Count > DeepestNesting ? "请逐项写出。" : "请逐项写出；以“*”开头的文字请加引号。"));
                    return false;
                }

                if (read is Scalar value && YamlFault.Swallowed(lines, value) is { } swallowed)
                {
                    findings.Add(swallowed);
                    return false;
                }

                if (read.NestingIncrease > 0)
                {
                    open.Push(read);
                }
                else if (read.NestingIncrease < 0)
                {
                    open.Pop();
                }
            }

            return true;
        }
        catch (Exception broken) when (broken is YamlException or InvalidOperationException)
        {
            // Some brackets that are never closed end the parser without a location.
            findings.Add(new YamlFault(text, broken as YamlException, parser.Current, open).ToFinding());
            return false;
        }
    }

    /// <summary>A member of a map, missing or not; unknown members are found by <see cref="Only(string[])"/>.</summary>
    public YamlPart this[string key]
    {
        get
        {
            var found = node is YamlMappingNode map
                ? map.Children.FirstOrDefault(pair => pair.Key is YamlScalarNode { Value: { } name } && name == key)
                : default;
            return new YamlPart(
                found.Value, found.Key?.Start ?? at, path.Length == 0 ? key : $"{path}.{key}", findings);
        }
    }

    /// <summary>Leaves a finding for each member that is no key of the section.</summary>
    public YamlPart Only(GrammarSection section) => Only([.. section.Names]);

    /// <summary>Leaves a finding for each member that is not one of the known words.</summary>
    public YamlPart Only(params string[] known)
    {
        if (node is YamlMappingNode map)
        {
            foreach (var key in map.Children.Keys.Where(
                key => key is not YamlScalarNode { Value: { } word } || !known.Contains(word)))
            {
                findings.Add(
                    new Finding(
                        (int)key.Start.Line, (int)key.Start.Column, $"没有项目“{key}”。",
                        Finding.Nearest(key.ToString(), known)));
            }
        }
        else if (node is not null)
        {
            Find($"“{path}”应当逐项书写。", $"可用：{string.Join('、', known)}。");
        }

        return this;
    }

    /// <summary>The members of a map in order, as name and part.</summary>
    public IEnumerable<(string Name, YamlPart Part)> Members()
    {
        if (node is YamlMappingNode map)
        {
            return map.Children.Select(
                pair => (pair.Key.ToString(),
                    new YamlPart(pair.Value, pair.Key.Start, $"{path}.{pair.Key}", findings)));
        }

        if (node is not null)
        {
            Find($"“{path}”应当逐项书写。", "请写成 名称: 内容，每项一行。");
        }

        return [];
    }

    /// <summary>The entries of a list in order.</summary>
    public IEnumerable<YamlPart> Entries()
    {
        if (node is YamlSequenceNode list)
        {
            return list.Children.Select((entry, i) => new YamlPart(entry, entry.Start, $"{path}[{i + 1}]", findings));
        }

        if (node is not null)
        {
            Find($"“{path}”应当是列表。", "请写成 [甲, 乙] 或每行一个“- ”。");
        }

        return [];
    }

    /// <summary>The text of a scalar; empty with a finding when it is required and missing.</summary>
    public string Text(bool required = true, int longest = 2000)
    {
        if (node is YamlScalarNode { Value: { } text } && (text.Length > 0 || !required))
        {
            if (text.Length > longest)
            {
                Find($"“{path}”超过{longest}个字符。", "请缩短。");
            }

            return text;
        }

        if (node is not null || required)
        {
            Find(node is null ? $"缺少“{path}”。" : $"“{path}”应当是一个值。", "请补写。");
        }

        return "";
    }

    /// <summary>A number, with 万, 亿 or % where the text says so.</summary>
    public decimal Number(decimal otherwise = 0m, bool required = true)
    {
        if (node is null && !required)
        {
            return otherwise;
        }

        var text = Text();
        if (RuleNumber.TryRead(text) is { } number)
        {
            return number;
        }

        if (text.Length > 0)
        {
            Find($"“{path}”的“{text}”不是数字。", "请写数字，例如 0.5、3000万、20%。");
        }

        return otherwise;
    }

    /// <summary>A whole number within bounds.</summary>
    public int Whole(int lowest, int highest, int otherwise, bool required = true)
    {
        var number = Number(otherwise, required);
        if (number == decimal.Floor(number) && number >= lowest && number <= highest)
        {
            return (int)number;
        }

        Find($"“{path}”应当是{lowest}到{highest}的整数。", "请更正。");
        return otherwise;
    }

    /// <summary>A date, yyyy-MM-dd.</summary>
    public DateOnly Date()
    {
        var text = Text();
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        if (text.Length > 0)
        {
            Find($"“{path}”的“{text}”不是日期。", "请按 年-月-日 书写，例如 2023-01-01。");
        }

        return default;
    }

    /// <summary>One of some words, as its meaning.</summary>
    public T OneOf<T>(IReadOnlyDictionary<string, T> words, T otherwise, bool required = true)
    {
        if (node is null && !required)
        {
            return otherwise;
        }

        var text = Text();
        if (words.TryGetValue(text, out var meaning))
        {
            return meaning;
        }

        if (text.Length > 0)
        {
            Find($"“{path}”不能是“{text}”。", Finding.Nearest(text, words.Keys));
        }

        return otherwise;
    }

    /// <summary>Leaves a finding here, <paramref name="offset"/> columns in.</summary>
    public void Find(string what, string remedy, int offset = 0)
    {
        var start = node?.Start ?? at;
        findings.Add(new Finding((int)start.Line, (int)start.Column + offset, what, remedy));
    }
}
