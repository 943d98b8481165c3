using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Evaluation.Mutations;

/// <summary>The library of the rulebooks compiled once with all faults in it, none of them on.</summary>
internal sealed partial class MutatedRulebooks
{
    private const string Usings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Threading; global using System.Threading.Tasks;
        [assembly: System.Reflection.AssemblyVersion("1.0.0.0")]
        [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Evaluation.Rulebooks.Tests")]
        """;

    private static readonly string[] Unassigned = ["CS0165", "CS0170"];

    // What is built on the library cannot be what it is built from.
    private static readonly string[] Own =
    [
        "Evaluation.Rulebooks.dll", "Evaluation.Office.dll", "Evaluation.Rulebooks.Tests.dll",
        "Evaluation.Office.Tests.dll", "mutate.dll",
    ];

    private static readonly string[] Folders = ["Scoring", "Ranking"];

    private readonly List<SyntaxTree> sources;
    private readonly CSharpCompilation whole;
    private readonly string home;

    /// <summary>Reads the sources.</summary>
    /// <param name="home">The folder of the rulebooks.</param>
    public MutatedRulebooks(string home)
    {
        this.home = home;
        var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);
        sources = [.. Directory.EnumerateFiles(home, "*.cs", SearchOption.AllDirectories)
            .Where(path => !Path.GetRelativePath(home, path).Split(Path.DirectorySeparatorChar)
            .Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal)
            .Select(path =>
                CSharpSyntaxTree.ParseText(WithoutGenerators(File.ReadAllText(path)), options, Named(path)))];
        var known = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && !Own.Contains(name));
        whole = CSharpCompilation.Create(
            "Evaluation.Rulebooks",
            [.. sources, CSharpSyntaxTree.ParseText(Usings, options), CSharpSyntaxTree.ParseText(Question, options)],
            known.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, checkOverflow: true,
                nullableContextOptions: NullableContextOptions.Enable,
                optimizationLevel: OptimizationLevel.Release, deterministic: true, allowUnsafe: true));
    }

    /// <summary>The faults that compile.</summary>
    public List<Point> Points { get; private set; } = [];

    /// <summary>Writes the assembly with the faults of the files whose path holds some words.</summary>
    public void Write(string assembly, string only)
    {
        var dropped = new HashSet<int>();
        var compiled = Mutated(dropped, only);
        while (Errors(compiled, Points) is { Count: > 0 } errors)
        {
            var wrong = errors.SelectMany(Culprits).ToList();
            if (!wrong.Exists(dropped.Add))
            {
                throw new InvalidOperationException(string.Join('\n', errors));
            }

            dropped.UnionWith(wrong);
            compiled = Mutated(dropped, only);
        }

        Points.RemoveAll(point => dropped.Contains(point.Number));
        using var file = File.Create(assembly);
        var made = compiled.Emit(file, manifestResources: Resources());
        if (!made.Success)
        {
            throw new InvalidOperationException(string.Join('\n', made.Diagnostics));
        }
    }

    // The texts that the project carries, each under the name by which the library asks for it.
    private IEnumerable<ResourceDescription> Resources() =>
        from carried in XDocument.Load(Directory.GetFiles(home, "*.csproj").Single()).Descendants("EmbeddedResource")
        let path = Path.Combine(home, carried.Attribute("Include")!.Value)
        select new ResourceDescription(
            carried.Attribute("LogicalName")!.Value, () => File.OpenRead(path), isPublic: true);

    private CSharpCompilation Mutated(HashSet<int> dropped, string only)
    {
        Points = [];
        var compiled = whole;
        foreach (var source in sources.Where(
            one => Folders.Contains(one.FilePath.Split('/')[0])
            && one.FilePath.Contains(only, StringComparison.Ordinal)))
        {
            var changed = new Mutator(source.FilePath, whole.GetSemanticModel(source), Points, dropped)
                .Visit(source.GetRoot())!;
            compiled = compiled.ReplaceSyntaxTree(
                source, CSharpSyntaxTree.ParseText(
                    changed.ToFullString(), (CSharpParseOptions)source.Options, source.FilePath));
        }

        return compiled;
    }

    // Only the errors of the changed files: quicker than those of the whole compilation.
    private static List<Diagnostic> Errors(CSharpCompilation compiled, List<Point> points) =>
    [
        .. compiled.SyntaxTrees.Where(tree => points.Exists(point => point.File == tree.FilePath))
            .SelectMany(tree => compiled.GetSemanticModel(tree).GetDiagnostics())
            .Where(one => one.Severity == DiagnosticSeverity.Error),
    ];

    // The innermost fault around the words that do not compile, or around the name that is not known there; else all
    // that leave out a step in the same member.
    private static IEnumerable<int> Culprits(Diagnostic error)
    {
        var node = error.Location.SourceTree!.GetRoot().FindNode(error.Location.SourceSpan);
        var member = node.AncestorsAndSelf().FirstOrDefault(one => one is MemberDeclarationSyntax) ?? node;
        if (Unassigned.Contains(error.Id))
        {
            var named = member.DescendantNodes().OfType<SingleVariableDesignationSyntax>()
                .Where(one => one.Identifier.Text == node.GetFirstToken().Text);
            if (named.SelectMany(one => Around(one)).ToList() is { Count: > 0 } found)
            {
                return found;
            }
        }

        return Around(node) is { Count: > 0 } around ? around : Steps(member);
    }

    private static List<int> Around(SyntaxNode node)
    {
        var within = node is ParenthesizedExpressionSyntax brackets ? brackets.Expression : node;
        foreach (var around in within.AncestorsAndSelf())
        {
            var asked = around switch
            {
                ConditionalExpressionSyntax choice => choice.Condition,
                BinaryExpressionSyntax both => both.Left,
                IfStatementSyntax step => step.Condition,
                _ => null,
            };
            if (asked is not null && Numbers(asked).Take(1).ToList() is [var one]
                && asked.ToString().TrimStart('!').StartsWith(Mutator.Question, StringComparison.Ordinal))
            {
                return [one];
            }
        }

        return [];
    }

    private static IEnumerable<int> Steps(SyntaxNode member) => member.DescendantNodes().OfType<IfStatementSyntax>()
        .Where(step => step.Condition.ToString().StartsWith($"!{Mutator.Question}", StringComparison.Ordinal)
            && step.Statement.ToString().Contains('='))
        .SelectMany(step => Numbers(step.Condition).Take(1));

    private static IEnumerable<int> Numbers(SyntaxNode node) =>
        node.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>()
        .Where(call => call.Expression.ToString() == Mutator.Question)
        .Select(call => (int)((LiteralExpressionSyntax)call.ArgumentList.Arguments[0].Expression).Token.Value!);

    private string Named(string path) => Path.GetRelativePath(home, path).Replace('\\', '/');

    // What a generator writes for a regular expression is here made when it is asked for.
    private static string WithoutGenerators(string text) => Generated().Replace(text, "$2Regex $3 => new Regex($1);");

    [GeneratedRegex(
        @"\[GeneratedRegex\((.*?)\)\]\s*((?:private |internal |static )+)partial Regex (\w+\(\));",
        RegexOptions.Singleline)]
    private static partial Regex Generated();

    private const string Question = """
        namespace Evaluation.Rulebooks;

        public static class Mutant
        {
            public static int Active = -1;
            public static bool[] Reached = new bool[20000];
            public static long Steps;
            public static long Most = long.MaxValue;

            public static bool Is(int number)
            {
                Reached[number] = true;
                if (++Steps > Most)
                {
                    throw new System.TimeoutException("too many steps");
                }

                return number == Active;
            }
        }
        """;
}
