using System.Collections.Immutable;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;
using Timer = Evaluation.Rulebooks.Rules.Timer;

namespace Evaluation.Rulebooks.Text;

/// <summary>
/// Reads the rarer rules of a clause: who is judged, when a fact counts, how points are divided, what holds without a
/// target.
/// </summary>
internal sealed class ClauseRulesReader(KindSet kinds, Dictionary<string, Parameter> parameters, FormulaAt formula)
{
    /// <summary>What holds without a target; checks what goes together with what.</summary>
    public static Absent? Absence(YamlPart part, Clause clause)
    {
        Best(part["cap"], clause);
        if (clause.For is not null && clause.Over is not null)
        {
            part["over"].Find("“for”与“over”不能并用。", "请删去其中一个。");
        }

        return AbsenceOf(part["absent"], clause);
    }

    private static void Best(YamlPart part, Clause clause)
    {
        var best = clause.Limits.Where(limit => limit.Best is not null).ToList();
        if (best.Count > 1 || (best.Count == 1 && clause.Over is not null)
            || best.Exists(limit => limit.Period <= clause.Period))
        {
            part.Find(
                "“best”只能写在一个期间里，期间须长于所计的事项或期间，且不能与“over”并用。",
                "例如 cap: {year: {best: 5}}。");
        }
    }

    /// <summary>
    /// The intermediate results of a clause, each of which may use those before it, and the names with them.
    /// </summary>
    public (FormulaNames Names, ImmutableArray<(string Name, Formula Formula)> Let) Let(
        YamlPart part, FormulaNames names)
    {
        var let = ImmutableArray.CreateBuilder<(string, Formula)>();
        foreach (var (name, value) in part.Missing ? [] : part.Members())
        {
            if (names.All.Contains(name) || KindReader.Reserved.Contains(name))
            {
                value.Find($"中间结果“{name}”与字段、指标、参数或固定名称同名。", "请另取名称，以免公式引用有歧义。");
            }

            var made = formula(value, names, "数字");
            let.Add((name, made));
            names = names with
            {
                Definitions = new Dictionary<string, Syntax>(names.Definitions, StringComparer.Ordinal)
                {
                    [name] = made.Tree ?? new NumberSyntax(0m, 1),
                },
            };
        }

        return (names, let.ToImmutable());
    }

    /// <summary>The post whose holders are judged; null for the unit.</summary>
    public static string? Post(YamlPart part, Period period)
    {
        if (part.Missing)
        {
            return null;
        }

        if (period == Period.Fact)
        {
            part.Find("“for”只用于按期间考核的条款。", "请把“each”改为 month 之类的期间，或删去“for”。");
        }

        return part.OneOf(new Dictionary<string, string> { ["top"] = "top", ["member"] = "member" }, "top");
    }

    /// <summary>When a fact is counted later; null for at once.</summary>
    public Timer? After(YamlPart part, Dictionary<string, FieldType> fields, Period period)
    {
        if (part.Missing)
        {
            return null;
        }

        if (period != Period.Fact)
        {
            part.Find("“after”只用于按事项计分的条款。", "请把“each”改为事项类别，或删去“after”。");
        }

        var (days, unless) = (part.Only(Grammar.After)["days"].Whole(1, 36_600, 1), part["unless"]);
        if (unless.Missing)
        {
            return new Timer(days, null, null, "");
        }

        var kind = unless.Only(Grammar.Unless)["each"].Text();
        var (other, same) = (ClauseReader.TypesOf(kinds, kind), unless["same"].Text());
        if (other.Count == 0)
        {
            unless["each"].Find($"没有事项类别“{kind}”。", Finding.Nearest(kind, kinds.Names));
        }
        else if (!other.ContainsKey(same) || !fields.ContainsKey(same))
        {
            unless["same"]
                .Find($"两类事项没有共同的字段“{same}”。", Finding.Nearest(same, fields.Keys.Where(other.ContainsKey)));
        }

        var names = new FormulaNames(other, [], parameters, false, ClauseReader.LabelsOf(kinds, kind, []));
        return new Timer(days, kind, unless["where"].Missing ? null : formula(unless["where"], names, "条件"), same);
    }

    /// <summary>How points are divided without an agreement; null for the unit that reports.</summary>
    public ShareRule? Share(YamlPart part, FormulaNames names, string kind, Period period)
    {
        if (part.Missing)
        {
            return null;
        }

        var units = names.Fields.Where(field => field.Value == FieldType.Unit).Select(field => field.Key).ToList();
        if (period != Period.Fact || units.Count == 0)
        {
            part.Find(
                "“share”只用于有单位字段的事项。",
                $"{kinds.LabelOf(kind)}没有类型为 unit 的字段；请声明带单位字段的事项类别。");
            return null;
        }

        part.Only([.. Grammar.Share.Names, .. units]);
        var parts = part.Members().Where(member => member.Name != "where")
            .Select(member => (member.Name, Part: member.Part.Number())).ToList();
        if (parts.Sum(one => one.Part) != 1m || parts.Exists(one => one.Part < 0m))
        {
            part.Find("各单位的比例之和应当为100%，且不得为负。", "例如 share: {unit: 30%, landing: 70%}。");
        }

        return new ShareRule(
            parts.Where(one => one.Name == "unit").Sum(one => one.Part),
            [.. parts.Where(one => one.Name != "unit")],
            part["where"].Missing ? null : formula(part["where"], names, "条件"));
    }

    private static Absent? AbsenceOf(YamlPart part, Clause clause)
    {
        if (part.Missing)
        {
            return null;
        }

        var absent = part.OneOf(
            Enum.GetValues<Absent>().ToDictionary(one => one.ToString().ToLowerInvariant(), one => one), Absent.Skip);
        if (clause.Formulas.All(one => one.Tree is not null && one.Uses.Targets.IsEmpty))
        {
            part.Find("写了“absent”，但公式没有用到目标。", "请在公式中使用 target(指标)，或删去“absent”。");
        }
        else if (absent is Absent.Full or Absent.Reweight && !clause.HasWeight)
        {
            part.Find("写了“absent”，但没有写权重。", "请写 weight: 50 之类的权重。");
        }

        return absent;
    }
}
