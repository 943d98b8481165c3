using Evaluation.Rulebooks.Formulas;

namespace Evaluation.Rulebooks.Checks.Prover;

/// <summary>Writes numbers of a formula as sums of unknowns, and finds their bounds.</summary>
/// <param name="setting">What the names mean.</param>
/// <param name="narrowed">Closer bounds of some names, where a condition is known to hold.</param>
internal sealed class Linearizer(ProofContext setting, IReadOnlyDictionary<string, Span>? narrowed = null)
{
    /// <summary>
    /// The formula as a sum; what is not linear becomes an unknown of its own, with its text for a name.
    /// </summary>
    public Sum SumOf(Syntax syntax)
    {
        switch (syntax)
        {
            case NumberSyntax s:
                return Sum.Of(s.Number);
            case MinusSyntax s:
                return SumOf(s.Operand).Times(-1m);
            case BinarySyntax { Operator: "+" } s:
                return SumOf(s.Left).Plus(SumOf(s.Right));
            case BinarySyntax { Operator: "-" } s:
                return SumOf(s.Left).Minus(SumOf(s.Right));
            case BinarySyntax { Operator: "*" } s when SumOf(s.Left).Fixed is { } times:
                return SumOf(s.Right).Times(times);
            case BinarySyntax { Operator: "*" } s when SumOf(s.Right).Fixed is { } times:
                return SumOf(s.Left).Times(times);
            case BinarySyntax { Operator: "/" } s when SumOf(s.Right).Fixed is { } by && by != 0m:
                return SumOf(s.Left).Times(1m / by);
            default:
                var span = Bounds(syntax);
                return span.Low is { } only && only == span.High ? Sum.Of(only) : Sum.Of(FormulaSentence.Of(syntax));
        }
    }

    /// <summary>The least and the greatest value.</summary>
    public Span Bounds(Syntax syntax) => syntax switch
    {
        NumberSyntax s => Span.Of(s.Number),
        MinusSyntax s => Bounds(s.Operand).Negated(),
        NameSyntax s =>
            narrowed?.TryGetValue(s.Name, out var closer) == true ? closer : setting.Find(s.Name)?.Span ?? Span.Any,
        BinarySyntax { Operator: "+" } s => Bounds(s.Left).Plus(Bounds(s.Right)),
        BinarySyntax { Operator: "-" } s => Bounds(s.Left).Plus(Bounds(s.Right).Negated()),
        BinarySyntax { Operator: "*" } s => Bounds(s.Left).Times(Bounds(s.Right)),
        BinarySyntax { Operator: "/" } s => Bounds(s.Right) is { Low: { } by } right && by == right.High && by != 0m
            ? Bounds(s.Left).Times(Span.Of(1m / by)) : Span.Any,
        CallSyntax s => Bounds(s.Function, s.Arguments),
        _ => Span.Any,
    };

    /// <summary>Whether the unknown can only be a whole number.</summary>
    public bool Whole(Syntax syntax) => syntax switch
    {
        NameSyntax s => setting.Find(s.Name) is { Whole: true },
        CallSyntax { Function: "whole" or "rank" or "low_rank" or "streak" } => true,
        _ => false,
    };

    private Span Bounds(string function, IReadOnlyList<Syntax> arguments) => (function, arguments.Count) switch
    {
        ("min", > 0) => arguments.Select(Bounds).Aggregate((a, b) => a.Min(b)),
        ("max", > 0) => arguments.Select(Bounds).Aggregate((a, b) => a.Max(b)),
        ("if", 3) => Bounds(arguments[1]).Or(Bounds(arguments[2])),
        ("whole", 1) => Bounds(arguments[0]) is var span ? new Span(Floor(span.Low), Floor(span.High)) : default,
        ("abs", 1) => Bounds(arguments[0]) is var span ? span.Max(span.Negated()).Max(Span.Of(0m)) : default,
        ("part", 3) =>
            Bounds(arguments[0]).Low >= 0m && Bounds(arguments[1]).Low >= 0m && Bounds(arguments[2]).Low >= 0m
            ? Span.FromZero : Span.Any,
        ("sqrt" or "root" or "exp" or "items", _) => Span.FromZero,
        ("power", 2) when Bounds(arguments[0]).Low >= 0m => Span.FromZero,
        ("previous" or "last_year", 1) => Bounds(arguments[0]).Or(Span.Of(0m)),
        ("lookup", >= 2) when arguments[0] is NameSyntax table => setting.RowsOf(table.Name)
            .Aggregate(arguments.Count > 2 ? Bounds(arguments[2]) : Span.Of(0m), (span, row) => span.Or(Span.Of(row))),
        ("target" or "streak", _) => Span.FromZero,
        ("elapsed", _) => new Span(0m, 1m),
        ("rank" or "low_rank", _) => new Span(1m, null),
        _ => Span.Any,
    };

    private static decimal? Floor(decimal? number) => number is { } some ? decimal.Floor(some) : null;
}
