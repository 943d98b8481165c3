using Evaluation.Rulebooks.Checks.Prover;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Checks;

/// <summary>
/// Shapes that reward what is not intended: repeating an activity without end, splitting one thing into several,
/// reporting what nobody can verify, and having no target. A project is one file and one contract, verified as such;
/// its tiers are not doubted.
/// </summary>
internal static class GamingCheck
{
    private static readonly decimal[] Times = [2m, 3m, 5m, 10m];

    public static IEnumerable<Finding> Of(ParsedText text) => text.Clauses.SelectMany(clause =>
        Endless(text, clause).Concat(Split(text, clause)).Concat(Unverified(text, clause))
            .Concat(Untargeted(clause)));

    private static bool Repeatable(Rulebook rulebook, Clause clause) =>
        clause.Kind is BuiltInKinds.Visit or BuiltInKinds.Trip or BuiltInKinds.Referral or BuiltInKinds.Lead
            or BuiltInKinds.Promotion
        || (Declared(rulebook, clause) is { Same.IsEmpty: true });

    private static KindDefinition? Declared(Rulebook rulebook, Clause clause) =>
        rulebook.Kinds.Declared.FirstOrDefault(kind => kind.Name == clause.Kind);

    // A cap for a single fact does not bound how many there are.
    private static bool Bounded(Rulebook rulebook, Clause clause) => clause.Limits
        .Concat(rulebook.Articles.Where(article => article.Id == clause.Article).SelectMany(article => article.Limits))
        .Any(limit => limit is { Floor: false, Period: not Period.Fact });

    private static IEnumerable<Finding> Endless(ParsedText text, ClausePart clause) =>
        Repeatable(text.Rulebook, clause.Clause) && clause.Clause.Repeat is null
        && !Bounded(text.Rulebook, clause.Clause)
        && Worth.Once(clause).High is null or > 0m
            ? [Say.Doubt(
                clause.Part["cap"].Start, $"{clause.About}不封顶，也没有重复事项的规则，同一活动可以反复得分。",
                "请写期间上限，或写 repeat。")]
            : [];

    private static IEnumerable<Finding> Unverified(ParsedText text, ClausePart clause) =>
        Declared(text.Rulebook, clause.Clause) is { Evidence: false, Same.IsEmpty: true } kind
        && Worth.Once(clause).High is null or > 0m
            ? [Say.Doubt(
                clause.Part["each"].Start,
                $"{clause.About}加分的事项“{kind.Label}”不要求凭证，也没有写明何为同一事项。",
                "请在事项类别中写 evidence: true 或 same。")]
            : [];

    private static IEnumerable<Finding> Split(ParsedText text, ClausePart clause)
    {
        if ((!Repeatable(text.Rulebook, clause.Clause) && clause.Clause.Kind != BuiltInKinds.Increase)
            || Bounded(text.Rulebook, clause.Clause)
            || Amount(clause) is not { } name)
        {
            return [];
        }

        foreach (var small in Small(clause))
        {
            foreach (var times in Times)
            {
                var (one, all) = (Points(clause, name, small), Points(clause, name, small * times));
                if (one > 0m && times * one > all)
                {
                    return [Say.Doubt(
                        clause.Gives.Start,
                        $"{clause.About}拆成{times:0}件各{FormulaSentence.Number(small)}计"
                        + $"{FormulaSentence.Number(times * one)}分，合成一件只计{FormulaSentence.Number(all)}分。",
                        "请写期间上限，或使合成一件不吃亏。")];
                }
            }
        }

        return [];
    }

    // The one amount that the clause looks at; null when there is none or several.
    private static string? Amount(ClausePart clause)
    {
        var names = Trees(clause).OfType<NameSyntax>().Select(one => one.Name)
            .Where(name => clause.Clause.Kind is { } kind
                && clause.Setting.Rulebook.Kinds.FieldsOf(kind).Any(field => field.Name == name)
                && clause.Setting.Find(name) is { Sort: Sort.Number }).Distinct().ToList();
        return names.Count == 1 && !Trees(clause).Any(one => one is CallSyntax { Function: "credited" })
            ? names[0] : null;
    }

    private static IEnumerable<Syntax> Trees(ClausePart clause) =>
        clause.Numbers().Select(one => one.Tree).Append(clause.Where)
            .Concat(clause.Rungs.Select(rung => rung.When.Tree)).Where(one => one is not null)
            .SelectMany(one => FormulaSentence.Inside(one!));

    private static IEnumerable<decimal> Small(ClausePart clause) =>
        Trees(clause).OfType<NumberSyntax>().Select(one => one.Number)
        .Concat(clause.Amount is null ? [] : clause.Steps.Select(step => step.From))
        .Concat(Trees(clause).OfType<NameSyntax>()
            .SelectMany(one => clause.Setting.Rulebook.Parameters
                .Where(parameter => parameter.Name == one.Name && parameter.IsNumber))
            .SelectMany(clause.Setting.Holding))
        .Where(number => number >= 1m).Distinct().Order();

    // What the clause itself gives for one fact of that size.
    private static decimal Points(ClausePart clause, string name, decimal amount)
    {
        var rulebook = clause.Setting.Rulebook;
        if (!new Reasoning(clause.Setting)
            .Possible(clause.Where, FormulaSentence.Compare(new NameSyntax(name, 1), "=", amount)))
        {
            return 0m;
        }

        var values = new Dictionary<string, Value> { [name] = Value.Of(amount) };
        var view = new FactView(
            new Fact("", clause.Clause.Kind!, "", rulebook.From, 1m, values), rulebook.From,
            rulebook.Ranking.Groups.FirstOrDefault(""));
        var points = clause.Clause.Gives.For(view).Number;
        return clause.Clause.Limits.Where(limit => limit is { Period: Period.Fact, Floor: false, IsFixed: true })
            .Select(limit => limit.Points).Append(points).Min();
    }

    // Without a target a target is 0, which every unit without one would reach.
    private static IEnumerable<Finding> Untargeted(ClausePart clause)
    {
        var reasoning = new Reasoning(clause.Setting);
        (Syntax, YamlPart, Syntax?)[] own =
            clause.Where is { } where ? [(where, clause.Part["where"], null)] : [];
        var conditions = own.Concat(clause.Rungs.Where(rung => rung.When.Tree is not null)
            .Select(rung => (rung.When.Tree!, rung.Part["when"], clause.Where)));
        if (Worth.Once(clause).High <= 0m || clause.Clause.Absent is not null)
        {
            return [];
        }

        return conditions.SelectMany(one => FormulaSentence.Inside(one.Item1)
            .OfType<BinarySyntax>().Where(compared => compared.Operator is ">=" or ">" or "<=" or "<" or "=")
            .SelectMany(compared => FormulaSentence.Inside(compared).OfType<CallSyntax>()
                .Where(call => call is { Function: "target", Arguments: [NameSyntax] }
                    && reasoning.Possible(
                        one.Item3, one.Item1, FormulaSentence.Not(call with { Function = "has_target" })))
                .Select(call => Say.Doubt(
                    one.Item2.At(FormulaSentence.Begins(compared)),
                    $"{clause.About}的条件“{FormulaSentence.Of(compared)}”，没有下达目标的单位也满足。",
                    $"请补写 {FormulaSentence.Of(call with { Function = "has_target" })} and。"))))
            .Take(1);
    }
}
