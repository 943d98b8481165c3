using Evaluation.Rulebooks.Words;
using Superpower;
using Superpower.Model;
using Superpower.Parsers;
using Superpower.Tokenizers;

namespace Evaluation.Rulebooks.Formulas;

/// <summary>Reads formulas such as `whole(amount / 1000万) * 0.2` or `leader = 'top' and not given(trip)`.</summary>
internal static class FormulaParser
{
    private const int DeepestNesting = 40;

    private enum Part
    {
        Number,
        Text,
        Word,
        And,
        Or,
        Not,
        In,
        Compare,
        Add,
        Multiply,
        Open,
        Close,
        Comma,
    }

    private static readonly TextParser<Unit> NumberText =
        from digits in Span.Regex(@"[0-9]+(\.[0-9]+)?(万|亿|%)?")
        select Unit.Value;

    private static readonly Tokenizer<Part> Tokenizer = new TokenizerBuilder<Part>()
        .Ignore(Span.WhiteSpace)
        .Match(NumberText, Part.Number)
        .Match(Span.Regex("'[^']*'"), Part.Text)
        .Match(Span.Regex("(?:<=|>=|!=|=|<|>)"), Part.Compare)
        .Match(Span.Regex("[+-]"), Part.Add)
        .Match(Span.Regex("[*/×÷]"), Part.Multiply)
        .Match(Character.EqualTo('('), Part.Open)
        .Match(Character.EqualTo(')'), Part.Close)
        .Match(Character.EqualTo(','), Part.Comma)
        .Match(Span.EqualTo("and"), Part.And, requireDelimiters: true)
        .Match(Span.EqualTo("or"), Part.Or, requireDelimiters: true)
        .Match(Span.EqualTo("not"), Part.Not, requireDelimiters: true)
        .Match(Span.EqualTo("in"), Part.In, requireDelimiters: true)
        .Match(Span.Regex(@"[\p{L}_][\p{L}\p{Nd}_.]*"), Part.Word, requireDelimiters: true)
        .Build();

    private static readonly TokenListParser<Part, Syntax> Number =
        Token.EqualTo(Part.Number).Select(NumberOf);

    private static readonly TokenListParser<Part, Syntax> Text =
        Token.EqualTo(Part.Text).Select(token => (Syntax)new TextSyntax(token.ToStringValue()[1..^1], Column(token)));

    private static readonly TokenListParser<Part, Syntax> Parenthesised =
        from open in Token.EqualTo(Part.Open)
        from inner in Parse.Ref(() => Whole!)
        from close in Token.EqualTo(Part.Close)
        select inner;

    private static readonly TokenListParser<Part, Syntax[]> List =
        from open in Token.EqualTo(Part.Open)
        from members in Parse.Ref(() => Whole!).ManyDelimitedBy(Token.EqualTo(Part.Comma))
        from close in Token.EqualTo(Part.Close)
        select members;

    private static readonly TokenListParser<Part, Syntax> NameOrCall =
        from word in Token.EqualTo(Part.Word)
        from arguments in List.AsNullable().OptionalOrDefault()
        select arguments is null
            ? (Syntax)new NameSyntax(word.ToStringValue(), Column(word))
            : new CallSyntax(word.ToStringValue(), arguments, Column(word));

    private static readonly TokenListParser<Part, Syntax> Negative =
        from minus in Token.EqualTo(Part.Add).Where(token => token.ToStringValue() == "-")
        from operand in Parse.Ref(() => Primary!)
        select (Syntax)new MinusSyntax(operand, Column(minus));

    private static readonly TokenListParser<Part, Syntax> Primary = Number.Or(Text).Or(Negative).Or(Parenthesised)
        .Or(NameOrCall);

    private static readonly TokenListParser<Part, Syntax> Product = Parse.Chain(
        Token.EqualTo(Part.Multiply), Primary, Binary);

    private static readonly TokenListParser<Part, Syntax> Sum = Parse.Chain(Token.EqualTo(Part.Add), Product, Binary);

    private static readonly TokenListParser<Part, Syntax> Membership =
        from operand in Sum
        from members in
            (from keyword in Token.EqualTo(Part.In)
             from members in List.Or(NameOrCall.Select(name => new[] { name }))
             select members).AsNullable().OptionalOrDefault()
        select members is null ? operand : new InSyntax(operand, members, operand.At);

    private static readonly TokenListParser<Part, Syntax> Comparison = Parse.Chain(
        Token.EqualTo(Part.Compare), Membership, Binary);

    private static readonly TokenListParser<Part, Syntax> Negation =
        (from keyword in Token.EqualTo(Part.Not)
         from operand in Parse.Ref(() => Negation!)
         select (Syntax)new NotSyntax(operand, Column(keyword)))
        .Or(Comparison);

    private static readonly TokenListParser<Part, Syntax> Conjunction = Parse.Chain(
        Token.EqualTo(Part.And), Negation, Binary);

    private static readonly TokenListParser<Part, Syntax> Whole = Parse.Chain(
        Token.EqualTo(Part.Or), Conjunction, Binary);

    private static readonly TokenListParser<Part, Syntax> Formula = Whole.AtEnd();

    /// <summary>Parses a formula of at most 1000 characters.</summary>
    /// <returns>The syntax, or null with the column and a sentence.</returns>
    public static Syntax? TryParse(string text, out int column, out string why)
    {
        column = 1;
        why = "公式超过1000个字符。";
        if (text.Length > 1000)
        {
            return null;
        }

        var tokens = Tokenizer.TryTokenize(text);
        if (!tokens.HasValue)
        {
            column = tokens.ErrorPosition.Column;
            why = $"公式“{text}”在第{column}个字符处有无法识别的符号。";
            return null;
        }

        if (Depth(tokens.Value) > DeepestNesting)
        {
            why = $"公式的括号或符号嵌套超过{DeepestNesting}层。";
            return null;
        }

        var parsed = Formula.TryParse(tokens.Value);
        column = parsed.HasValue ? 1 : parsed.ErrorPosition.HasValue ? parsed.ErrorPosition.Column : text.Length + 1;
        why = parsed.HasValue ? "" : $"公式“{text}”在第{column}个字符处不完整或多出内容。";
        return parsed.HasValue ? parsed.Value : null;
    }

    private static Syntax Binary(Token<Part> sign, Syntax left, Syntax right) =>
        new BinarySyntax(
            sign.ToStringValue() switch { "×" => "*", "÷" => "/", var other => other }, left, right, Column(sign));

    // How deep brackets and signs are nested; without a bound they would exhaust the stack.
    private static int Depth(TokenList<Part> tokens)
    {
        var (open, signs, deepest) = (0, 0, 0);
        foreach (var token in tokens)
        {
            open += token.Kind == Part.Open ? 1 : token.Kind == Part.Close ? -1 : 0;
            signs = token.Kind is Part.Not or Part.Add ? signs + 1 : 0;
            deepest = Math.Max(deepest, open + signs);
        }

        return deepest;
    }

    private static Syntax NumberOf(Token<Part> token) =>
        new NumberSyntax(RuleNumber.Read(token.ToStringValue()), Column(token)) { Written = token.ToStringValue() };

    private static int Column(Token<Part> token) => token.Position.Column;
}
