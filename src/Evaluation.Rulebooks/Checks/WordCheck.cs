using Evaluation.Rulebooks.Checks.Prover;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Checks;

/// <summary>Words, days and amounts that conditions compare with and that cannot be meant.</summary>
internal static class WordCheck
{
    private const decimal LeastYuan = 1_0000m;

    public static IEnumerable<Finding> Of(ParsedText text) => text.Conditions()
        .Concat(text.Clauses.SelectMany(clause => clause.Rungs.Where(rung => rung.When.Tree is not null)
            .Select(rung =>
                new FormulaPart(rung.When.Tree!, rung.Part["when"], clause.Setting, clause.Where, clause.About))))
        .SelectMany(formula => Words(formula).Concat(Amounts(formula))).Concat(text.Clauses.SelectMany(Steps))
        .Concat(text.Clauses.SelectMany(Choices));

    /// <summary>The comparisons of a condition with a word that its name can never be.</summary>
    public static IEnumerable<(TextSyntax Word, string Name)> Strange(ProofContext setting, Syntax condition) =>
        Compared(condition)
            .Where(one => setting.Find(one.Name) is { Words: { } words } && !words.Contains(one.Word.Text));

    private static IEnumerable<(TextSyntax Word, string Name)> Compared(Syntax condition) =>
        FormulaSentence.Inside(condition).SelectMany(WithNames);

    private static IEnumerable<(TextSyntax Word, string Name)> WithNames(Syntax compared) => compared switch
    {
        BinarySyntax { Left: NameSyntax name, Right: TextSyntax word } => [(word, name.Name)],
        BinarySyntax { Left: TextSyntax word, Right: NameSyntax name } => [(word, name.Name)],
        InSyntax { Operand: NameSyntax name } among =>
            among.Members.OfType<TextSyntax>().Select(word => (word, name.Name)),
        _ => Array.Empty<(TextSyntax, string)>(),
    };

    private static IEnumerable<Finding> Words(FormulaPart formula)
    {
        foreach (var (word, name) in Strange(formula.Setting, formula.Tree))
        {
            var known = formula.Setting.Find(name)!.Words!.Where(one => one.Length > 0);
            yield return Say.Wrong(
                formula.Part.At(word.At), $"{formula.About}的“{name}”没有选项“{word.Text}”。",
                Finding.Nearest(word.Text, known));
        }

        foreach (var (word, name) in Compared(formula.Tree))
        {
            if (name == "group" && !formula.Setting.Rulebook.Ranking.Groups.Contains(word.Text))
            {
                yield return Say.Doubt(
                    formula.Part.At(word.At), $"{formula.About}比较的组别“{word.Text}”不在排名组别中。",
                    Finding.Nearest(word.Text, formula.Setting.Rulebook.Ranking.Groups));
            }

            if (formula.Setting.Find(name) is { Sort: Sort.Day } && word.Text.Length > 0
                && ProofContext.Day(word.Text) is null)
            {
                yield return Say.Wrong(
                    formula.Part.At(word.At), $"{formula.About}比较的“{word.Text}”不是日期。",
                    "请按 年-月-日 书写，例如 '2023-07-01'。");
            }
        }
    }

    // Amounts are held in yuan: 3 is three yuan, not three 亿.
    private static IEnumerable<Finding> Amounts(FormulaPart formula) =>
        FormulaSentence.Inside(formula.Tree).OfType<BinarySyntax>()
        .Where(one => one.Operator is "<" or "<=" or ">" or ">=" or "=" or "!=" && one.Left is NameSyntax name
            && one.Right is NumberSyntax { Number: > 0m and < LeastYuan }
            && formula.Setting.Find(name.Name) is { Money: true })
        .Select(one => Say.Doubt(
            formula.At(one.Right),
            $"{formula.About}把金额“{FormulaSentence.Of(one.Left)}”与{FormulaSentence.Of(one.Right)}元比较。",
            "金额以元计，请写明单位，例如 3亿、3000万。"));

    private static IEnumerable<Finding> Steps(ClausePart clause) =>
        clause.Amount is not NameSyntax { Name: var name } || clause.Setting.Find(name) is not { Money: true } ? []
        : clause.Steps.Where(step => step.From is > 0m and < LeastYuan).Select(step => Say.Doubt(
            (step.Part.Line, step.Part.Column), $"{clause.About}的档次从{FormulaSentence.Number(step.From)}元起。",
            "金额以元计，请写明单位，例如 3亿、3000万。"));

    // A price by group must name the groups that are ranked.
    private static IEnumerable<Finding> Choices(ClausePart clause) =>
        clause.Clause.Gives is not ChoiceGives { By.Tree: NameSyntax { Name: "group" } } ? []
        : clause.Gives["of"].Members().Where(member => !clause.Setting.Rulebook.Ranking.Groups.Contains(member.Name))
            .Select(member => Say.Doubt(
            (member.Part.Line, member.Part.Column), $"{clause.About}的组别“{member.Name}”不在排名组别中。",
            Finding.Nearest(member.Name, clause.Setting.Rulebook.Ranking.Groups)));
}
