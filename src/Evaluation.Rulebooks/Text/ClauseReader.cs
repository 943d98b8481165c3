using System.Collections.Immutable;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Text;

/// <summary>Compiles a formula at a part of the text; the last argument is the type required there.</summary>
internal delegate Formula FormulaAt(YamlPart part, FormulaNames names, string wanted, string? text = null);

/// <summary>Reads the clauses of a rulebook.</summary>
internal sealed class ClauseReader(
    List<Finding> findings, KindSet kinds, Dictionary<string, Parameter> parameters, ImmutableArray<Measure> measures,
    ImmutableArray<Article> articles, FormulaAt formula, ExampleReader examples, Calendar calendar)
{
    private readonly ClauseRulesReader further = new(kinds, parameters, formula);

    public ImmutableArray<Clause> Read(YamlPart part)
    {
        if (part.Missing)
        {
            part.Find("缺少“clauses”。", "请至少写一个条款。");
            return [];
        }

        var clauses = part.Entries().Select(Clause).ToImmutableArray();
        foreach (var twice in clauses.GroupBy(clause => clause.Id).Where(same => same.Count() > 1))
        {
            findings.Add(new Finding(twice.Last().Line, 1, $"条款编号“{twice.Key}”用了两次。", "请另编号。"));
        }

        foreach (var (clause, at) in clauses.Select((clause, i) => (clause, i)))
        {
            Credited(clause, clauses, at);
            Pointed(clause.Formulas, clauses, clause.Line, $"“{clause.Id}”", byClause: true);
        }

        return clauses;
    }

    /// <summary>The lists, which may look at the points of clauses and articles.</summary>
    public ImmutableArray<ListRule> Lists(YamlPart part, HonoursReader honours, ImmutableArray<Clause> clauses)
    {
        var lists = honours.Lists(part);
        foreach (var list in lists)
        {
            Pointed([list.When], clauses, part.Start.Line, $"名单“{list.Name}”", byClause: false);
        }

        return lists;
    }

    // Points of clauses and articles that there are not; a clause sees no clause that looks at the group.
    private void Pointed(
        IEnumerable<Formula> formulas, ImmutableArray<Clause> clauses, int line, string about, bool byClause)
    {
        var known = clauses.Select(clause => clause.Id).Concat(articles.Select(article => article.Id)).ToList();
        foreach (var part in formulas.SelectMany(formula => formula.Uses.PointsOf).Distinct())
        {
            if (!known.Contains(part))
            {
                findings.Add(new Finding(
                    line, 1, $"{about}的points('{part}')没有这个条款或条目。", Finding.Nearest(part, known)));
            }
            else if (byClause && clauses.Any(clause => clause.Id == part && clause.LooksAtGroup))
            {
                findings.Add(new Finding(
                    line, 1, $"{about}的points('{part}')取不到：“{part}”也比较本组或取得分。",
                    "请改取不比较本组的条款，或把所需的公式写在本条。"));
            }
        }
    }

    // Points for the same fact are known once the clause was counted: by a clause before this one, or by any one for a
    // fact whose time runs out later.
    private void Credited(Clause clause, ImmutableArray<Clause> all, int at)
    {
        foreach (var (source, _) in clause.Formulas.SelectMany(formula => formula.Uses.Credited))
        {
            var counted = all.Where((other, i) => other.Kind == clause.Kind && other.After is null
                && (i < at || (clause.After is not null && i != at))).Select(other => other.Id).ToList();
            if (!counted.Contains(source))
            {
                findings.Add(new Finding(
                    clause.Line, 1, $"“{clause.Id}”的credited('{source}')没有可取的得分。",
                    all.Any(other => other.Id == source)
                        ? "只能取写在它前面、计同一类事项的条款；带 after 的条款可取任何一条计同一类事项的条款。"
                        : Finding.Nearest(source, counted)));
            }
        }
    }

    /// <summary>The names that hold for any fact or period of a unit.</summary>
    public static FormulaNames NamesOfUnit(Dictionary<string, Parameter> parameters, KindSet kinds) =>
        new(new Dictionary<string, FieldType>(), [], parameters, false, LabelsOf(kinds, "", [])) { OfUnit = true };

    /// <summary>The fields of a kind as formulas see them.</summary>
    public static Dictionary<string, FieldType> TypesOf(KindSet kinds, string kind) =>
        kinds.FieldsOf(kind).ToDictionary(field => field.Name, field => field.Type, StringComparer.Ordinal);

    /// <summary>Divisor and unit in print of the measures in another unit than their facts.</summary>
    public static Dictionary<string, (decimal Divisor, string Unit)> MeasureUnitsOf(IEnumerable<Measure> measures) =>
        measures.Where(measure => measure.Divisor != 1m).ToDictionary(
            measure => measure.Name, measure => (measure.Divisor, measure.UnitOfMeasure), StringComparer.Ordinal);

    /// <summary>The words in print for the names that a formula may use.</summary>
    public static Dictionary<string, string> LabelsOf(KindSet kinds, string kind, IEnumerable<Measure> measures)
    {
        var labels = measures.ToDictionary(measure => measure.Name, measure => measure.Label, StringComparer.Ordinal);
        foreach (var field in kinds.FieldsOf(kind))
        {
            labels[field.Name] = field.Label;
            foreach (var (word, label) in field.Choices.IsDefault ? [] : field.Choices)
            {
                labels[FormulaNames.ChoiceKey(field.Name, word)] = label;
            }
        }

        labels.TryAdd("judged", "列入考核的日数比例");
        labels["elapsed"] = "年度时序进度";
        labels["weight"] = "权重";
        labels["units"] = "本组单位数";
        labels["points"] = kinds.FieldsOf(kind).FirstOrDefault(field => field.Name == "points")?.Label ?? "得分";
        labels["group"] = "组别";
        labels["unit"] = "单位";
        labels["report"] = "周报";
        return labels;
    }

    private Clause Clause(YamlPart part)
    {
        part.Only(Grammar.Clause);
        var each = part["each"].Text();
        var period = kinds.Declared.Any(kind => kind.Name == each) ? Period.Fact
            : Periods.ByKey.GetValueOrDefault(each, Period.Fact);
        var fields = period == Period.Fact ? TypesOf(kinds, each) : [];
        if (period == Period.Fact && fields.Count == 0 && each.Length > 0)
        {
            part["each"].Find(
                $"没有事项类别或期间“{each}”。", Finding.Nearest(each, kinds.Names.Concat(Periods.ByKey.Keys)));
        }

        if (part["cap"].Missing && part["floor"].Missing)
        {
            part.Find("没有写明是否封顶。", "请写 cap: {year: 60} 之类的上限，或 cap: none 表示不封顶。");
        }

        var by = WeightBy(part["weight"]);
        var (names, let) = further.Let(part["let"], Names(part, each, period, fields, by));
        var clause = new Clause(
            part["id"].Text(longest: 60), ArticleOf(part["item"]), part["text"].Text(), part["unit"].Text(),
            period == Period.Fact ? each : null, period,
            part["where"].Missing ? null : formula(part["where"], names, "条件"),
            Gives(part["gives"], names, each), Times(part["times"], names), Repeat(part["repeat"], fields, period),
            LimitReader.Read(part, points => formula(points, NamesOfUnit(parameters, kinds), "数字")), part.Line)
        {
            Over = Over(part["over"], period),
            Let = let,
            Weight = names.Weight,
            WeightOf = by,
            For = ClauseRulesReader.Post(part["for"], period),
            After = further.After(part["after"], fields, period),
            Share = further.Share(part["share"], names with { Credits = false, Kinds = null }, each, period),
        };
        clause = clause with { Absent = ClauseRulesReader.Absence(part, clause) };
        return clause with { Examples = examples.Read(part["examples"], clause) };
    }

    private Formula? WeightBy(YamlPart part) =>
        part.IsScalar && part.Text(required: false) is { Length: > 0 } text && RuleNumber.TryRead(text) is null
            ? formula(part, NamesOfUnit(parameters, kinds), "数字") : null;

    private FormulaNames Names(
        YamlPart part, string each, Period period, Dictionary<string, FieldType> fields, Formula? weightBy)
    {
        var judging = period != Period.Fact;
        return new FormulaNames(
            fields, judging ? [.. measures.Select(measure => measure.Name)] : [], parameters, period == Period.Week,
            LabelsOf(kinds, each, judging ? measures : []))
        {
            MeasureUnits = MeasureUnitsOf(judging ? measures : []),
            Weight = part["weight"].Missing || weightBy is not null ? null : part["weight"].Number(),
            WeightBy = weightBy is null ? null : view => Rules.Clause.WeightBy(weightBy, view),
            Definitions = MeasureReader.Definitions(judging ? measures : []).ToDictionary(StringComparer.Ordinal),
            Comparing = judging,
            Groupwise = judging,
            Credits = !judging,
            Kinds = judging ? null : kinds,
        };
    }

    // Judged at the end of each period: how far the longer one has come.
    private Period? Over(YamlPart part, Period each)
    {
        if (part.Missing)
        {
            return null;
        }

        // Weeks do not end together with months and years: their last days would never be judged.
        var longer = Periods.All.Where(one => Periods.EndsWith(one, each)).ToList();
        var known = Periods.Of(part.Text());
        if (known is { } over && longer.Contains(over))
        {
            // Unless months end on another day than ten days and half months, or the year begins within a period.
            var last = calendar.EndOf(over, new DateOnly(2001, 6, 15));
            if (calendar.EndOf(each, last) != last)
            {
                part.Find(
                    over == Period.Year ? "考核年度不与“each”的期间同时结束，年底的几天不会被考核。"
                        : "“over”的期间不与“each”的期间同时结束，末尾的几天不会被考核。",
                    over == Period.Year ? "请把“each”改为较短的期间，或更正年度的起始日。" : "请更正“each”或“over”。");
            }

            return over;
        }

        part.Find(
            "“over”应当是比“each”更长的期间。",
            longer.Count == 0 ? "请删去，或使“each”为较短的期间。"
                : $"可用：{string.Join('、', (known is null ? [.. Periods.Longer] : longer).Select(Periods.KeyOf))}。");
        return null;
    }

    private string? ArticleOf(YamlPart part)
    {
        var name = part.Missing ? null : part.Text();
        if (name is not null && !articles.Any(article => article.Id == name))
        {
            part.Find($"没有条目“{name}”。", Finding.Nearest(name, articles.Select(article => article.Id)));
        }

        return name;
    }

    private Gives Gives(YamlPart part, FormulaNames names, string kind)
    {
        if (!part.IsMap)
        {
            return new FormulaGives(formula(part, names, "数字"));
        }

        string[][] shapes = [.. Grammar.Gives.Select(way => way.Names.ToArray())];
        part.Only([.. shapes.SelectMany(shape => shape).Distinct()]);
        var chosen = shapes.Where(shape => !part[shape[0]].Missing).ToList();
        if (chosen.Count != 1
            || part.Members()
                .Any(member => shapes.Any(shape => shape.Contains(member.Name)) && !chosen[0].Contains(member.Name)))
        {
            part.Find(
                "“gives”的写法不完整或混用了几种写法。",
                $"只能是以下之一：{string.Join('；', shapes.Select(shape => string.Join('、', shape)))}。");
            return new FormulaGives(formula(part, names, "数字", ""));
        }

        if (!part["ladder"].Missing)
        {
            if (part["ladder"].IsEmptyList)
            {
                part["ladder"].Find("没有写明档次。", "请写 - {when: 条件, give: 分值}。");
            }

            return new LadderGives(
                [.. part["ladder"].Entries().Select(rung => rung.Only(GivesGrammar.Rung))
                    .Select(rung => (formula(rung["when"], names, "条件"), formula(rung["give"], names, "数字")))]);
        }

        if (!part["choose"].Missing)
        {
            return Choice(part, names, kind);
        }

        var bands = !part["bands"].Missing;
        var steps = Steps(part["from"]);
        var amount = formula(part[bands ? "bands" : "tiers"], names, "数字");
        return bands ? new BandGives(amount, Per(part["per"]), steps) : new TierGives(amount, steps);
    }

    private static decimal Per(YamlPart part)
    {
        var per = part.Number(1m, required: false);
        if (per <= 0)
        {
            part.Find("“per”应当大于0。", "请更正。");
        }

        return per <= 0 ? 1m : per;
    }

    private static ImmutableArray<(decimal From, string Text, decimal Points)> Steps(YamlPart part)
    {
        var steps = part.Members()
            .Select(member => (From: RuleNumber.TryRead(member.Name), member.Name, member.Part)).ToList();
        foreach (var step in steps.Where(step => step.From is null))
        {
            step.Part.Find($"“{step.Name}”不是数字。", "档次的下限请写成 1亿、3000万 之类。");
        }

        if (steps.Count == 0)
        {
            part.Find("没有写明档次。", "请写 from: {1亿: 6, 5亿: 10}。");
            return [(0m, "0", 0m)];
        }

        var ordered = steps.Select(step => (step.From ?? 0m, step.Name, step.Part.Number())).OrderBy(step => step.Item1)
            .ToImmutableArray();
        if (ordered.Select(step => step.Item1).Distinct().Count() < ordered.Length)
        {
            part.Find("两个档次的下限相同。", "每个下限只能出现一次。");
        }

        return ordered;
    }

    private ChoiceGives Choice(YamlPart part, FormulaNames names, string kind)
    {
        var by = part["choose"].Text();
        var field = kinds.Find(kind)?.Fields.FirstOrDefault(one => one.Name == by);
        if (part["of"].Missing || part["of"].IsEmptyMap)
        {
            part["of"].Find("没有写明各选项的分值。", "例如 of: {principal: 1.5, executive: 1}。");
        }

        var prices = ImmutableDictionary.CreateBuilder<string, (string, decimal)>(StringComparer.Ordinal);
        foreach (var (word, points) in part["of"].Members())
        {
            if (field is { Choices.IsDefault: false } && !field.Choices.Any(choice => choice.Word == word))
            {
                points.Find(
                    $"“{field.Label}”没有选项“{word}”。",
                    Finding.Nearest(word, field.Choices.Select(choice => choice.Word)));
            }

            prices[word] = (field?.LabelOf(word) ?? word, points.Number());
        }

        return new ChoiceGives(formula(part["choose"], names, "文字"), field?.Label ?? by, prices.ToImmutable());
    }

    private ImmutableArray<Factor> Times(YamlPart part, FormulaNames names) => Times(part, names, formula);

    /// <summary>Factors, in order.</summary>
    public static ImmutableArray<Factor> Times(YamlPart part, FormulaNames names, FormulaAt formula) =>
        part.Missing ? [] :
        [.. part.Entries().Select(entry => entry.Only(Grammar.Factor)).Select(entry => new Factor(
            entry["name"].Text(), formula(entry["factor"], names, "数字"),
            entry["where"].Missing ? null : formula(entry["where"], names, "条件")))];

    private static RepeatRule? Repeat(YamlPart part, Dictionary<string, FieldType> fields, Period period)
    {
        if (part.Missing)
        {
            return null;
        }

        part.Only(Grammar.Repeat);
        if (period != Period.Fact)
        {
            part.Find("按期间考核的条款没有重复事项。", "请删去“repeat”。");
        }

        var same = part["same"].Entries().ToList();
        if (same.Count == 0)
        {
            part["same"].Find("没有写明哪些字段相同即为重复。", "例如 same: [enterprise]。");
        }

        foreach (var entry in same.Where(entry => !fields.ContainsKey(entry.Text())))
        {
            entry.Find($"没有字段“{entry.Text()}”。", Finding.Nearest(entry.Text(), fields.Keys));
        }

        return new RepeatRule(
            [.. same.Select(entry => entry.Text())], part["within_days"].Whole(1, 3660, 1), part["gives"].Number());
    }
}
