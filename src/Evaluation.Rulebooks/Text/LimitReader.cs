using System.Collections.Immutable;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Text;

/// <summary>Reads caps and floors.</summary>
internal static class LimitReader
{
    /// <summary>Caps and floors of a clause or article: `cap: none` or points by period.</summary>
    /// <param name="part">The clause or article.</param>
    /// <param name="points">Reads the points of a unit where they are no number.</param>
    public static ImmutableArray<Limit> Read(YamlPart part, Func<YamlPart, Formula> points)
    {
        var spans = new Dictionary<string, Period>(Periods.ByKey) { ["fact"] = Period.Fact };
        var limits = new List<Limit>();
        foreach (var key in new[] { "cap", "floor" })
        {
            if (part[key].IsScalar)
            {
                if (part[key].Text() != "none")
                {
                    part[key].Find($"“{key}”应当写明期间，或写 none 表示不封顶。", "例如 {week: 5, year: 60}。");
                }

                continue;
            }

            if (part[key].IsEmptyMap)
            {
                part[key].Find($"“{key}”没有写明期间。", "例如 {week: 5, year: 60}，不封顶请写 none。");
            }

            foreach (var (name, value) in part[key].Only([.. spans.Keys]).Members())
            {
                if (!spans.TryGetValue(name, out var span))
                {
                    continue;
                }

                limits.Add(value.IsMap && key == "cap"
                    ? new Limit(span, 0m, false, value.Only(Grammar.Best)["best"].Whole(1, 1000, 1))
                    : value.IsScalar && value.Text(required: false) is { Length: > 0 } text
                        && RuleNumber.TryRead(text) is null
                    ? new Limit(span, 0m, key == "floor") { By = points(value) }
                    : new Limit(span, Points(value, key == "floor"), key == "floor"));
            }
        }

        return [.. limits.OrderBy(limit => limit.Period)];
    }

    private static decimal Points(YamlPart part, bool floor)
    {
        var points = part.Number();
        if (floor ? points > 0 : points < 0)
        {
            part.Find(floor ? "下限应当不大于0。" : "上限应当不小于0。", floor ? "最多扣8分请写 -8。" : "请更正。");
        }

        return points;
    }
}
