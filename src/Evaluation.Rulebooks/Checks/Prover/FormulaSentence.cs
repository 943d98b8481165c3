using System.Globalization;
using Evaluation.Rulebooks.Formulas;

namespace Evaluation.Rulebooks.Checks.Prover;

/// <summary>Formulas taken apart, put together and written out again.</summary>
internal static class FormulaSentence
{
    /// <summary>The formula as text, always in the same manner.</summary>
    public static string Of(Syntax syntax) => syntax switch
    {
        NumberSyntax s => Number(s.Number),
        TextSyntax s => $"'{s.Text}'",
        NameSyntax s => s.Name,
        MinusSyntax s => $"-{Bracketed(s.Operand, 5)}",
        NotSyntax s => $"not {Bracketed(s.Operand, 3)}",
        InSyntax { Members: [NameSyntax list] } s => $"{Of(s.Operand)} in {list.Name}",
        InSyntax s => $"{Of(s.Operand)} in ({string.Join(", ", s.Members.Select(Of))})",
        CallSyntax s => $"{s.Function}({string.Join(", ", s.Arguments.Select(Of))})",
        BinarySyntax s => $"{Bracketed(s.Left, Strength(s))} {s.Operator} "
            + Bracketed(s.Right, Strength(s) + (s.Operator is "and" or "or" or "+" or "*" ? 0 : 1)),
        _ => "",
    };

    /// <summary>A number as rulebooks write them.</summary>
    public static string Number(decimal number) =>
        number != 0m && number % 1_0000_0000m == 0m ? $"{Words.Value.Of(number / 1_0000_0000m)}亿"
        : number != 0m && number % 1_0000m == 0m ? $"{Words.Value.Of(number / 1_0000m)}万"
        : number.ToString("0.############", CultureInfo.InvariantCulture);

    /// <summary>The column of a formula's first character, from 1.</summary>
    public static int Begins(Syntax syntax) => syntax switch
    {
        BinarySyntax s => Begins(s.Left),
        InSyntax s => Begins(s.Operand),
        _ => syntax.At,
    };

    /// <summary>The parts between `and`, or between `or`; `not (a or b)` is `not a and not b`.</summary>
    public static IEnumerable<Syntax> Parts(Syntax syntax, string between) => syntax switch
    {
        BinarySyntax binary when binary.Operator == between =>
            Parts(binary.Left, between).Concat(Parts(binary.Right, between)),
        NotSyntax { Operand: BinarySyntax { Operator: "and" or "or" } binary } when binary.Operator != between =>
            Parts(Not(binary.Left), between).Concat(Parts(Not(binary.Right), between)),
        _ => [syntax],
    };

    /// <summary>All of them at once; null for nothing, which always holds.</summary>
    public static Syntax? All(params IEnumerable<Syntax?> conditions) => conditions.Where(one => one is not null)
        .Aggregate((Syntax?)null, (all, one) => all is null ? one : new BinarySyntax("and", all, one!, one!.At));

    public static Syntax Not(Syntax condition) => new NotSyntax(condition, Begins(condition));

    public static Syntax Compare(Syntax left, string sign, decimal number) =>
        new BinarySyntax(sign, left, new NumberSyntax(number, left.At), left.At);

    /// <summary>The formula and everything inside it.</summary>
    public static IEnumerable<Syntax> Inside(Syntax syntax) => SyntaxParts.Of(syntax);

    private static string Bracketed(Syntax syntax, int strength) =>
        syntax is BinarySyntax && Strength(syntax) < strength ? $"({Of(syntax)})" : Of(syntax);

    private static int Strength(Syntax syntax) => syntax is not BinarySyntax { Operator: var sign } ? 9
        : sign switch { "or" => 0, "and" => 1, "+" or "-" => 3, "*" or "/" => 4, _ => 2 };
}
