using Evaluation.Rulebooks.Checks.Prover;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Checks;

/// <summary>
/// The units and kinds of units that an edition names in conditions and tables. Only a roster can say whether there are
/// any.
/// </summary>
public static class NamedUnits
{
    /// <summary>The words, each beside `unit` or `unit_kind` with which it is compared.</summary>
    /// <param name="day">The day whose lists hold.</param>
    public static IReadOnlyList<(string Name, string Word)> Of(Rulebook edition, DateOnly day) =>
    [
        .. edition.Clauses.SelectMany(clause => clause.Formulas)
            .Concat(edition.Measures.SelectMany(measure => measure.Formulas))
            .Concat(edition.Times.Concat(edition.Articles.SelectMany(article => article.Times))
                .SelectMany(factor => new[] { factor.Number, factor.Where }.OfType<Formula>()))
            .Concat(edition.Clauses.SelectMany(clause => clause.Limits)
                .Concat(edition.Articles.SelectMany(article => article.Limits)).Select(limit => limit.By)
                .Concat(edition.Clauses.Select(clause => clause.WeightOf)).OfType<Formula>())
            .Concat(edition.Lists.Select(list => list.When))
            .Concat(edition.Ranking.Status.Select(status => status.When))
            .SelectMany(formula => FormulaSentence.Inside(formula.Tree!))
            .SelectMany(syntax => Compared(syntax, edition, day))
            .Where(one => one.Name is "unit" or "unit_kind").Distinct(),
    ];

    private static IEnumerable<(string Name, string Word)> Compared(Syntax syntax, Rulebook edition, DateOnly day) =>
        syntax switch
        {
            BinarySyntax { Left: NameSyntax name, Right: TextSyntax word } => [(name.Name, word.Text)],
            BinarySyntax { Left: TextSyntax word, Right: NameSyntax name } => [(name.Name, word.Text)],
            InSyntax { Operand: NameSyntax name, Members: [NameSyntax list] } =>
                edition.Parameters.Where(one => one.Name == list.Name && one.IsList)
                    .SelectMany(one => one.WordsOn(day)).Select(word => (name.Name, word)),
            CallSyntax { Function: "lookup", Arguments: [NameSyntax table, NameSyntax key, ..] } =>
                Keys(edition, table, day).Select(word => (key.Name, word)),
            CallSyntax { Function: "listed", Arguments: [_, NameSyntax table, NameSyntax key] } =>
                Keys(edition, table, day).Select(word => (key.Name, word)),
            InSyntax { Operand: NameSyntax name } among =>
                among.Members.OfType<TextSyntax>().Select(word => (name.Name, word.Text)),
            _ => [],
        };

    private static IEnumerable<string> Keys(Rulebook edition, NameSyntax table, DateOnly day) =>
        edition.Parameters.Where(one => one.Name == table.Name).SelectMany(one => one.IsTable ? one.RowsOn(day).Keys
            : one.IsShelf ? one.ShelfOn(day).Keys : []).Where(key => RuleNumber.TryRead(key) is null);
}
