using System.Collections.Immutable;
using Evaluation.Rulebooks.Checks.Prover;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Checks;

/// <summary>Measures that are parts of others, and how they are printed.</summary>
internal static class MeasureCheck
{
    public static IEnumerable<Finding> Of(ParsedText text) => text.Measures.Where(one => one.Measure.Of is not null)
        .SelectMany(one => Part(text.Rulebook, one.Measure, one.Part["of"].Start))
        .Concat(Twice(text.Root["bulletin"]["columns"], "通报栏目"))
        .Concat(Twice(text.Root["bulletin"]["none_named"], "点名指标"))
        .Concat(Twice(text.Root["ranking"]["tie_break"], "同分排序"))
        .Concat(Columns(text));

    private static IEnumerable<Finding> Part(Rulebook rulebook, Measure part, (int Line, int Column) at)
    {
        var whole = MeasureParts.Find(rulebook, part.Of!)!;
        if (Circle(rulebook, part))
        {
            yield return Say.Wrong(
                at, $"指标“{part.Name}”经“of”回到自身。", "请更正“of”：部分指向整体，整体不再指向部分。");
        }
        else if (part.Kind != whole.Kind)
        {
            yield return Say.Doubt(
                at, $"指标“{part.Name}”与整体“{whole.Name}”不是同一类事项。", "请更正“of”，或删去。");
        }
        else if (part.Sum is null != whole.Sum is null)
        {
            yield return Say.Doubt(
                at, $"指标“{part.Name}”与整体“{whole.Name}”一个计件数，一个累计数额。",
                "部分与整体应当同计件数，或同为累计。");
        }
        else if (part.Takes is not null || whole.Takes is not null || whole.Value is not null)
        {
            yield return Say.Doubt(
                at, $"指标“{part.Name}”与整体“{whole.Name}”不都是件数或累计，谈不上部分与整体。", "请删去“of”。");
        }
        else if (part.Divisor != whole.Divisor || part.UnitOfMeasure != whole.UnitOfMeasure)
        {
            yield return Say.Doubt(
                at, $"指标“{part.Name}”与整体“{whole.Name}”的计量单位不同。", "请统一“unit”和“in”。");
        }
        else if (!MeasureParts.Contained(rulebook, part, whole))
        {
            yield return Say.Doubt(
                at, $"指标“{part.Name}”的条件不包含整体“{whole.Name}”的条件，部分可能大于整体。",
                "请补写条件，或删去“of”。");
        }
    }

    private static bool Circle(Rulebook rulebook, Measure from)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var one = from; one?.Of is { } of && seen.Add(one.Name); one = MeasureParts.Find(rulebook, of))
        {
            if (of == from.Name)
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<Finding> Twice(YamlPart list, string noun) => list.Missing ? [] : list.Entries()
        .Where(entry => entry.IsScalar).GroupBy(entry => entry.Text()).Where(same => same.Count() > 1)
        .Select(same => Say.Doubt(same.Last().Start, $"{noun}中“{same.Key}”写了两次。", "请删去一个。"));

    // Of these (其中) is read as of the column before it.
    private static IEnumerable<Finding> Columns(ParsedText text)
    {
        ImmutableArray<string> columns = text.Rulebook.Bulletin.Columns;
        return text.Root["bulletin"]["columns"].Entries().Zip(columns)
            .Where(one => MeasureParts.Find(text.Rulebook, one.Second)?.Of is { } whole
                && columns.IndexOf(whole) is var at && (at < 0 || at > columns.IndexOf(one.Second)))
            .Select(one => Say.Doubt(
                one.First.Start,
                $"通报栏目“{one.Second}”是“{MeasureParts.Find(text.Rulebook, one.Second)!.Of}”的一部分，"
                + "而整体不在它前面。",
                "请在它前面列出整体。"));
    }
}
