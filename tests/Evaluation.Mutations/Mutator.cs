using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Evaluation.Mutations;

/// <summary>
/// Writes all faults of a file into its text at once, each behind a test whether it is the one switched on, so that the
/// assembly is compiled once.
/// </summary>
/// <param name="file">The file, from the folder of the rulebooks.</param>
/// <param name="model">What its words mean.</param>
/// <param name="points">Where the faults are kept.</param>
/// <param name="dropped">Numbers of faults that do not compile.</param>
internal sealed class Mutator(string file, SemanticModel model, List<Point> points, HashSet<int> dropped)
    : CSharpSyntaxRewriter
{
    /// <summary>The question in front of each fault.</summary>
    public const string Question = "global::Evaluation.Rulebooks.Mutant.Is";

    private readonly Faults faults = new(model);

    public override SyntaxNode? Visit(SyntaxNode? node) => node switch
    {
        // Where only constants are allowed, and text that is not run.
        AttributeListSyntax or PatternSyntax or EnumMemberDeclarationSyntax or ParameterSyntax or SwitchLabelSyntax =>
            node,
        FieldDeclarationSyntax field when field.Modifiers.Any(SyntaxKind.ConstKeyword) => node,
        LocalDeclarationStatementSyntax { IsConst: true } => node,
        InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "nameof" } } => node,
        ExpressionSyntax expression => Written(expression),
        StatementSyntax statement => Left(statement),
        _ => base.Visit(node),
    };

    private SyntaxNode? Written(ExpressionSyntax node)
    {
        var visited = base.Visit(node);
        if (visited is not ExpressionSyntax inner || !Faults.MayStand(node))
        {
            return visited;
        }

        var made = faults.Of(node).Select(fault => (fault, Number: Keep(node, fault.Text)))
            .Where(one => !dropped.Contains(one.Number)).ToList();
        if (made.Count == 0)
        {
            return visited;
        }

        var text = inner.WithoutTrivia().ToFullString();
        foreach (var (fault, number) in made)
        {
            var asked = $"{Question}({number})";
            text = !fault.Keeps ? $"({asked} ? ({fault.Text}) : ({text}))"
                : fault.Text == "true" ? $"({asked} || {text})"
                : $"(!{asked} && {text})";
        }

        return SyntaxFactory.ParseExpression(text).WithTriviaFrom(node);
    }

    private SyntaxNode? Left(StatementSyntax node)
    {
        var visited = base.Visit(node);
        if (visited is not StatementSyntax inner || !Faults.CanBeLeftOut(node))
        {
            return visited;
        }

        var number = Keep(node, "");
        return dropped.Contains(number) ? visited
            : SyntaxFactory.ParseStatement($"if (!{Question}({number})) {{ {inner.WithoutTrivia().ToFullString()} }}\n")
                .WithTriviaFrom(node);
    }

    private int Keep(SyntaxNode node, string mutated)
    {
        var line = node.GetLocation().GetLineSpan().StartLinePosition.Line;
        var point = new Point(
            points.Count, file, line + 1, node.SyntaxTree.GetText().Lines[line].ToString().Trim(),
            Flat(node.ToString()), Flat(mutated),
            AtStart(node));
        point = point with
        {
            Nth = 1
            + points.Count(other => other.Line == point.Line && (other with { Nth = 1 }).Key == point.Key)
        };
        points.Add(point);
        return point.Number;
    }

    // A field of a type is filled once in a process.
    private static bool AtStart(SyntaxNode node) =>
        node.AncestorsAndSelf().TakeWhile(one => one is not LambdaExpressionSyntax)
            .Any(one => one is FieldDeclarationSyntax field && field.Modifiers.Any(SyntaxKind.StaticKeyword));

    private static string Flat(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>Something wrong to replace an expression with.</summary>
/// <param name="Keeps">
/// Whether the expression, which names something, is still computed, and only its result differs.
/// </param>
internal sealed record Fault(string Text, bool Keeps = false);

/// <summary>What may be wrong with an expression.</summary>
/// <param name="model">What its words mean.</param>
internal sealed class Faults(SemanticModel model)
{
    private static readonly Dictionary<SyntaxKind, string[]> Signs = new()
    {
        [SyntaxKind.AddExpression] = ["-"],
        [SyntaxKind.SubtractExpression] = ["+"],
        [SyntaxKind.MultiplyExpression] = ["/"],
        [SyntaxKind.DivideExpression] = ["*"],
        [SyntaxKind.LessThanExpression] = ["<=", ">="],
        [SyntaxKind.LessThanOrEqualExpression] = ["<", ">"],
        [SyntaxKind.GreaterThanExpression] = [">=", "<="],
        [SyntaxKind.GreaterThanOrEqualExpression] = [">", "<"],
        [SyntaxKind.EqualsExpression] = ["!="],
        [SyntaxKind.NotEqualsExpression] = ["=="],
        [SyntaxKind.LogicalAndExpression] = ["||"],
        [SyntaxKind.LogicalOrExpression] = ["&&"],
    };

    private static readonly Dictionary<string, string> Calls = Both(
        ("Min", "Max"), ("MinBy", "MaxBy"), ("First", "Last"), ("FirstOrDefault", "LastOrDefault"), ("Any", "All"),
        ("Exists", "TrueForAll"), ("OrderBy", "OrderByDescending"), ("ThenBy", "ThenByDescending"),
        ("Order", "OrderDescending"),
        ("Skip", "Take"), ("SkipWhile", "TakeWhile"));

    // Calls that narrow or change what they are called on, or, for those of Math, their first argument.
    private static readonly HashSet<string> Left =
        ["Where", "Distinct", "DistinctBy", "Except", "FindAll", "Append", "Prepend", "Concat", "Round", "Abs", "Trim",
            "AddDays"];

    /// <summary>Whether another expression may take its place.</summary>
    public static bool MayStand(ExpressionSyntax node) => node.Parent is not (
        MemberBindingExpressionSyntax or ExpressionStatementSyntax or NameColonSyntax or NameEqualsSyntax
            or QualifiedNameSyntax or RefExpressionSyntax)
        && !(node.Parent is AssignmentExpressionSyntax assigned && assigned.Left == node)
        && !(node.Parent is MemberAccessExpressionSyntax member && member.Name == node)
        && !(node.Parent is InvocationExpressionSyntax call && call.Expression == node)
        && !(node.Parent is ArgumentSyntax argument && !argument.RefKindKeyword.IsKind(SyntaxKind.None))
        && !node.Ancestors().TakeWhile(one => one is not (StatementSyntax or MemberDeclarationSyntax))
            .Any(one => one is ConditionalAccessExpressionSyntax access && access.WhenNotNull.Span.Contains(node.Span)
                && node.DescendantNodesAndSelf()
                    .Any(inner => inner is MemberBindingExpressionSyntax or ElementBindingExpressionSyntax));

    /// <summary>Whether a step may be forgotten.</summary>
    public static bool CanBeLeftOut(StatementSyntax node) => node.Parent is BlockSyntax && node switch
    {
        ExpressionStatementSyntax => !Names(node),
        ContinueStatementSyntax or BreakStatementSyntax =>
            !(node.Parent.Parent is IfStatementSyntax asked && Names(asked.Condition)),
        YieldStatementSyntax given => given.IsKind(SyntaxKind.YieldReturnStatement),
        _ => false,
    };

    /// <summary>The faults of an expression.</summary>
    public IEnumerable<Fault> Of(ExpressionSyntax node)
    {
        IEnumerable<Fault> made = node switch
        {
            BinaryExpressionSyntax binary => Binary(binary),
            PrefixUnaryExpressionSyntax
            {
                RawKind: (int)SyntaxKind.LogicalNotExpression or (
                int)SyntaxKind.UnaryMinusExpression
            } sign =>
                [new Fault(sign.Operand.ToString())],
            LiteralExpressionSyntax literal => Literal(literal),
            InvocationExpressionSyntax call => Called(call),
            ConditionalExpressionSyntax choice when !Names(choice) =>
                [new Fault($"({choice.Condition}) ? ({choice.WhenFalse}) : ({choice.WhenTrue})")],
            IsPatternExpressionSyntax => [new Fault($"!({node})")],
            IdentifierNameSyntax
                when model.GetSymbolInfo(
                    node).Symbol is IFieldSymbol
                    {
                        IsConst: true,
                        Type.TypeKind: not TypeKind.Enum
                    } or ILocalSymbol { IsConst: true }
                && Counts(node) => [new Fault($"{node} + 1")],
            _ => [],
        };

        // A declaration must not be repeated.
        return !Names(node) ? made
            : model.GetTypeInfo(node).Type?.SpecialType != SpecialType.System_Boolean ? []
            : node is BinaryExpressionSyntax or ConditionalExpressionSyntax ? []
            : [new Fault(Denies(node) ? "true" : "false", Keeps: true)];
    }

    private IEnumerable<Fault> Binary(BinaryExpressionSyntax node)
    {
        if (node.IsKind(SyntaxKind.CoalesceExpression))
        {
            return node.Right is ThrowExpressionSyntax ? [] : [new Fault(node.Right.ToString())];
        }

        var computes = node
            .Kind() is SyntaxKind.AddExpression or SyntaxKind.SubtractExpression or SyntaxKind.MultiplyExpression
            or SyntaxKind.DivideExpression;
        return !Signs.TryGetValue(node.Kind(), out var signs) || (computes && !Counts(node)) ? []
            : signs.Select(sign => new Fault($"{node.Left} {sign} {node.Right}"));
    }

    private static IEnumerable<Fault> Literal(LiteralExpressionSyntax node) => node.Kind() switch
    {
        SyntaxKind.TrueLiteralExpression => [new Fault("false")],
        SyntaxKind.FalseLiteralExpression => [new Fault("true")],
        SyntaxKind.NumericLiteralExpression => [new Fault(Other(node.Token))],
        _ => [],
    };

    private static string Other(SyntaxToken number)
    {
        var mark = number.Text.TrimStart("0123456789_.".ToCharArray());
        var value = Convert.ToDecimal(number.Value, CultureInfo.InvariantCulture);
        return (value == 1m ? 0m : value + 1m).ToString(CultureInfo.InvariantCulture) + mark;
    }

    private List<Fault> Called(InvocationExpressionSyntax node)
    {
        var faults = new List<Fault>();
        if (node.Expression is MemberAccessExpressionSyntax { Name: var name } member)
        {
            var word = name.Identifier.Text;
            var plain = word is "Any" && node.ArgumentList.Arguments.Count == 0;
            if (!plain && Calls.TryGetValue(word, out var other))
            {
                faults.Add(new Fault($"{member.Expression}.{other}{node.ArgumentList}"));
            }

            if (Left.Contains(word))
            {
                var first = member.Expression is IdentifierNameSyntax { Identifier.Text: "Math" or "Exact" };
                faults.Add(new Fault(first ? node.ArgumentList.Arguments[0].ToString() : member.Expression.ToString()));
            }
        }

        if (faults.Count == 0 && model.GetTypeInfo(node).Type?.SpecialType == SpecialType.System_Boolean)
        {
            faults.Add(new Fault($"!{node}"));
        }

        return faults;
    }

    private bool Counts(ExpressionSyntax node) => model.GetTypeInfo(node).Type?.SpecialType is
        SpecialType.System_Decimal or SpecialType.System_Int32 or SpecialType.System_Int64;

    // What it names is known where the answer is no.
    private static bool Denies(ExpressionSyntax node) =>
        node is IsPatternExpressionSyntax { Pattern: UnaryPatternSyntax }
        or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression };

    private static bool Names(SyntaxNode node) => node.DescendantNodes(one => one is not LambdaExpressionSyntax)
        .Any(one => one is SingleVariableDesignationSyntax);

    private static Dictionary<string, string> Both(params (string One, string Other)[] pairs) =>
        pairs.Concat(pairs.Select(pair => (pair.Other, pair.One))).ToDictionary(pair => pair.Item1, pair => pair.Item2);
}
