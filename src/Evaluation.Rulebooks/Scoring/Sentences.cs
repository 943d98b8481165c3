using System.Globalization;
using System.Text;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Scoring;

/// <summary>Facts and lines in the words of an official.</summary>
public static class Sentences
{
    private static readonly Wording KeptBack = "按内部字段计算";

    /// <summary>A fact in words: its kind and its values, firms and projects by name.</summary>
    /// <param name="known">The fact; null for a period.</param>
    /// <param name="source">The fact or period by its number or name.</param>
    /// <param name="names">Names of firms and projects.</param>
    /// <param name="whole">Whether with what is internal.</param>
    public static string About(
        Fact? known, string source, IReadOnlyDictionary<string, string> names, RuleSet rules, bool whole = true)
    {
        if (known is null)
        {
            return Period(source);
        }

        var kinds = rules.KindsOn(known.OccurredOn);
        var text = new StringBuilder(kinds.LabelOf(known.Kind));
        foreach (var field in kinds.PrintedFieldsOf(known.Kind))
        {
            if (field.Type is not FieldType.Claim && (whole || !field.Internal)
                && known.Values.TryGetValue(field.Name, out var value))
            {
                text.Append('，').Append(field.Label).Append('：').Append(Word(field, value, names));
            }
        }

        return text.ToString();
    }

    /// <summary>The arithmetic and the reason of a line in one sentence; it ends with the points.</summary>
    /// <param name="clause">Its clause; null for none.</param>
    /// <param name="whole">Whether with the values that went into it, which may be internal.</param>
    public static string Because(Line line, Clause? clause, bool whole = true)
    {
        switch (line.Reason)
        {
            case Reason.NoEdition:
                return "当日没有施行中的考评办法，不计分。";
            case Reason.NoClause:
                return "办法中没有计入该事项的条款，不计分。";
            case Reason.Measured or Reason.Unmet or Reason.Opened:
                return $"{line.Steps[0].Text}。";
            default:
                var text = new StringBuilder();
                foreach (var step in line.Steps)
                {
                    var open = whole || step.Kind != StepKind.Base;
                    Append(text, open ? step : new Step(step.Kind, KeptBack, step.Number));
                }

                text.Append("，计").Append(Value.Of(line.Points)).Append('分');
                text.Append(line.Reason switch
                {
                    Reason.Repeated => $"（与“{NameOf(line.Earlier)}”相同，属重复）",
                    Reason.NotBest => $"（不及已计的“{NameOf(line.Earlier)}”）",
                    Reason.Capped when line.Earlier is not null => $"（此前最近一笔计入“{NameOf(line.Earlier)}”）",
                    _ => "",
                });
                return $"{(clause is null ? "" : $"按{clause.Id}，")}{text}。";
        }
    }

    /// <summary>
    /// What a line names as its source, in a sentence: a period in words where sealed lines do not hold its name yet.
    /// </summary>
    public static string NameOf(string? source) => source?.Split('/', 3) is [var key, var start, ..] parts
        && Periods.Of(key) is { } period && DateOnly.TryParseExact(
            start, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
        && PeriodNames.Of(period, first) is var name && PeriodNames.InWords(name) is var words && words != name
            ? string.Concat(parts.Skip(2)) + words : source ?? "";

    private static void Append(StringBuilder text, Step step)
    {
        var number = Value.Of(step.Number).ToString();
        text.Append(step.Kind switch
        {
            StepKind.Base => step.Text.Length > 0 ? $"{step.Text}，{number}分" : $"{number}分",
            StepKind.Factor => $"×{number}（{step.Text}）",
            StepKind.Share => $"×{number}（{(step.Text.Length > 0 ? step.Text : "分享比例")}）",
            StepKind.Repeat => $"×{number}（{step.Text}）",
            StepKind.Best => $"，不在{step.Text}之内",
            StepKind.Before => $"，减去{step.Text}{Value.Of(-step.Number)}分",
            _ => $"，{step.Text}，余{number}分",
        });
    }

    /// <summary>A value in words: money with its unit, a choice by its label, firms and projects by name.</summary>
    public static string Word(FieldDefinition field, Value value, IReadOnlyDictionary<string, string> names) =>
        field.Type switch
        {
            FieldType.Money => Money.Format(value.Number ?? 0m),
            FieldType.Choice => field.LabelOf(value.Text ?? ""),
            FieldType.Enterprise or FieldType.Project => names.GetValueOrDefault(value.Text ?? "", value.Text ?? ""),
            FieldType.Flag => value.Flag == true ? "是" : "否",
            _ => value.ToString(),
        };

    private static string Period(string fact)
    {
        var (kind, start, person) = fact.Split('/', 3) switch
        {
            [var word, var day] => (word, day, ""),
            [var word, var day, var who] => (word, day, who),
            _ => ("", "", ""),
        };
        return kind switch
        {
            "week" => $"{person}{start}起的一周",
            "month" => $"{person}{start[..7]}月份",
            "quarter" => $"{person}{start}起的一季度",
            "half" => $"{person}{start}起的半年",
            "year" => $"{person}{start}起的年度",
            _ => NameOf(fact),
        };
    }
}
