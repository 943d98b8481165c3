namespace Evaluation.Rulebooks.Formulas;

/// <summary>The parts of a formula.</summary>
internal static class SyntaxParts
{
    /// <summary>The formula and everything inside it.</summary>
    public static IEnumerable<Syntax> Of(Syntax syntax) => (syntax switch
    {
        MinusSyntax s => Of(s.Operand),
        NotSyntax s => Of(s.Operand),
        BinarySyntax s => Of(s.Left).Concat(Of(s.Right)),
        CallSyntax s => s.Arguments.SelectMany(Of),
        InSyntax s => Of(s.Operand).Concat(s.Members.SelectMany(Of)),
        _ => [],
    }).Prepend(syntax);
}
