namespace Evaluation.Rulebooks.Formulas;

/// <summary>A formula as written. The language is closed and total: no loops, no clock, no side effects.</summary>
/// <param name="At">Column in the formula's text, from 1.</param>
internal abstract record Syntax(int At);

internal sealed record NumberSyntax(decimal Number, int At) : Syntax(At)
{
    /// <summary>As written, with 万, 亿 or %.</summary>
    public string Written { get; init; } = "";
}

internal sealed record TextSyntax(string Text, int At) : Syntax(At);

internal sealed record NameSyntax(string Name, int At) : Syntax(At);

internal sealed record CallSyntax(string Function, IReadOnlyList<Syntax> Arguments, int At) : Syntax(At);

internal sealed record BinarySyntax(string Operator, Syntax Left, Syntax Right, int At) : Syntax(At);

internal sealed record NotSyntax(Syntax Operand, int At) : Syntax(At);

internal sealed record MinusSyntax(Syntax Operand, int At) : Syntax(At);

/// <summary>`x in ('a', 'b')` or `x in list`, where list is a parameter.</summary>
internal sealed record InSyntax(Syntax Operand, IReadOnlyList<Syntax> Members, int At) : Syntax(At);
