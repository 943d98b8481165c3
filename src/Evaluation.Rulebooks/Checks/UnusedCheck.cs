using System.Text.RegularExpressions;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Checks;

/// <summary>
/// Kinds, measures, parameters and articles that nothing uses. What uses a word is read from the text itself.
/// </summary>
internal static partial class UnusedCheck
{
    // What is printed, and what only shows how a clause counts.
    private static readonly HashSet<string> Prose =
        ["id", "text", "unit", "label", "title", "notice", "document", "examples"];

    public static IEnumerable<Finding> Of(ParsedText text)
    {
        var rest = Words(text.Root, ["kinds", "parameters", "measures", "clauses"]).ToHashSet(StringComparer.Ordinal);
        var measures = text.Measures.SelectMany(one => Words(one.Part, [])).ToHashSet(StringComparer.Ordinal);
        var clauses = text.Clauses.SelectMany(one => Words(one.Part, [])).ToHashSet(StringComparer.Ordinal);

        // In a clause that counts facts a name is a field; only what judges a period sees measures.
        var judging = text.Clauses.Where(one => one.Clause.Kind is null).SelectMany(one => Words(one.Part, []))
            .ToHashSet(StringComparer.Ordinal);
        var made = text.Measures.SelectMany(one => Words(one.Part["value"], [])).ToHashSet(StringComparer.Ordinal);
        var wholes = text.Rulebook.Measures.Select(one => one.Of).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Unused(text.Root["kinds"], Counted, "事项类别", "没有条款或指标计算它"),
            .. Unused(text.Root["measures"], Judged, "指标", "没有用于条款、排名或通报"),
            .. Unused(text.Root["parameters"], Named, "参数", "没有用于任何公式"),
            .. text.Clauses.SelectMany(one => Unused(
                one.Part["let"], name => Uses(one.Part, name), $"{one.About}的中间结果", "没有用于公式")),
            .. text.Articles.Where(one => text.Rulebook.Clauses.All(clause => clause.Article != one.Article.Id))
                .Select(one => Say.Doubt(
                    one.Part["id"].Start, $"条目“{one.Article.Id}”下没有条款。", "请删去，或在条款中写 item。")),
        ];

        bool Named(string name) => measures.Contains(name) || clauses.Contains(name) || rest.Contains(name);

        bool Counted(string name) =>
            Named(name) || measures.Any(word => word.StartsWith($"{name}.", StringComparison.Ordinal));

        bool Judged(string name) =>
            judging.Contains(name) || rest.Contains(name) || wholes.Contains(name) || made.Contains(name);
    }

    private static bool Uses(YamlPart clause, string name) => Words(clause, []).Contains(name);

    private static IEnumerable<Finding> Unused(YamlPart part, Func<string, bool> used, string noun, string what) =>
        part.Members().Where(one => !used(one.Name))
            .Select(one => Say.Doubt(
                (one.Part.Line, one.Part.Column), $"{noun}“{one.Name}”{what}。", "请删去，或核对名称。"));

    private static IEnumerable<string> Words(YamlPart part, IReadOnlyCollection<string> but) =>
        part.IsScalar ? Word().Matches(part.Text(required: false)).Select(match => match.Value)
        : part.IsMap
            ? part.Members().Where(one => !Prose.Contains(one.Name) && !but.Contains(one.Name))
                .SelectMany(one => Words(one.Part, []))
        : part.Missing ? [] : part.Entries().SelectMany(entry => Words(entry, []));

    [GeneratedRegex(@"[\p{L}_][\p{L}\p{Nd}_.]*")]
    private static partial Regex Word();
}
