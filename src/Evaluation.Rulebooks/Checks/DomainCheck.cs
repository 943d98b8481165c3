using Evaluation.Rulebooks.Checks.Prover;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Checks;

/// <summary>Roots, logarithms and powers of numbers that may have none.</summary>
internal static class DomainCheck
{
    public static IEnumerable<Finding> Of(ParsedText text) =>
        text.Clauses.SelectMany(clause => clause.Numbers().Concat(clause.Conditions())).SelectMany(Of);

    private static IEnumerable<Finding> Of(FormulaPart formula)
    {
        var numbers = new Linearizer(formula.Setting, new Reasoning(formula.Setting).Narrowed(formula.Context));
        return FormulaSentence.Inside(formula.Tree).OfType<CallSyntax>()
            .Where(call => Wrong(call, numbers)).Select(call => Say.Doubt(
                formula.At(call), $"{formula.About}的“{FormulaSentence.Of(call)}”可能没有值，那时计0分。",
                Remedy(call)));
    }

    private static bool Wrong(CallSyntax call, Linearizer numbers) =>
        (call.Function, call.Arguments) switch
        {
            ("sqrt" or "root", [var number, ..]) => !(numbers.Bounds(number).Low >= 0m),
            ("ln" or "log", [var number, ..]) => !(numbers.Bounds(number).Low > 0m),
            ("power", [var number, var by])
                when numbers.SumOf(by).Fixed is { } power && power == decimal.Floor(power) =>
                power < 0m && !(numbers.Bounds(number).Low > 0m),
            ("power", [var number, _]) => !(numbers.Bounds(number).Low >= 0m),
            _ => false,
        };

    private static string Remedy(CallSyntax call) =>
        call.Function is "ln" or "log"
            ? $"请使所取对数的数大于0，例如写 max(1, {FormulaSentence.Of(call.Arguments[0])})。"
            : $"请使“{FormulaSentence.Of(call.Arguments[0])}”不为负，例如写在 max(0, …) 之内。";
}
