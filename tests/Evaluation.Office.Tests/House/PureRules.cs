using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Evaluation.Office.Tests.House;

/// <summary>What a pure assembly may know, and how its records are made.</summary>
internal static class PureRules
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance
        | BindingFlags.DeclaredOnly;

    private static readonly Type[] Inexact = [typeof(double), typeof(float), typeof(DateTime)];
    private static readonly string[] Exact =
        ["Abs", "Ceiling", "Clamp", "DivRem", "Floor", "Max", "Min", "Round", "Sign", "Truncate"];

    private static readonly Type[] Open = [typeof(List<>), typeof(Dictionary<,>), typeof(HashSet<>)];

    /// <summary>The types that somebody wrote.</summary>
    public static IReadOnlyList<Type> TypesOf(Assembly assembly) =>
        [.. assembly.GetTypes().Where(type => !IsGenerated(type))];

    /// <summary>Assemblies that are referred to and not on the list.</summary>
    public static IEnumerable<string> References(IEnumerable<AssemblyName> references, IEnumerable<string> allowed) =>
        references.Select(name => name.Name!).Except(allowed);

    /// <summary>The projects that the text of a project file refers to.</summary>
    public static IEnumerable<string> ProjectReferences(string project) =>
        XDocument.Parse(project).Descendants("ProjectReference").Select(one => one.Attribute("Include")!.Value);

    /// <summary>Members with a number that is inexact or a time without its offset.</summary>
    public static IEnumerable<string> InexactNumbers(IEnumerable<Type> types) => types
        .SelectMany(type => Members(type).Where(member => Parts(member.Of).Any(Inexact.Contains))
        .Select(member => $"{type.Name}.{member.Name}"))
        .Distinct();

    /// <summary>
    /// Inexact numbers inside of functions: the words `double` and `float`, literals that are one, and functions of
    /// the framework that give one.
    /// </summary>
    public static IEnumerable<string> InexactWords(IEnumerable<SourceFile> files) =>
        from file in files
        where file.IsCode
        from node in file.Root.DescendantNodes()
        where node switch
        {
            PredefinedTypeSyntax word => word.Keyword.Kind() is SyntaxKind.DoubleKeyword or SyntaxKind.FloatKeyword,
            LiteralExpressionSyntax literal => literal.Token.Value is double or float,
            MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "Math" } } of =>
                !Exact.Contains(of.Name.Identifier.Text),
            _ => false,
        }
        select $"{file.Path}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}: {node}";

    /// <summary>Records that somebody could derive from or change after they are made.</summary>
    public static IEnumerable<string> Changeable(IEnumerable<Type> types) => types.SelectMany(type =>
    {
        var sealedRecord = type.IsSealed && type.GetMethod("<Clone>$") is not null;
        return type.GetProperties().Where(property => IsSet(property) || IsOpen(property.PropertyType))
            .Select(property => $"{type.Name}.{property.Name}").Concat(sealedRecord ? [] : [type.Name]);
    });

    /// <summary>Public classes that are neither sealed nor static nor a choice of shapes.</summary>
    public static IEnumerable<string> Unsealed(IEnumerable<Type> types) => types
        .Where(type => (type.IsPublic || type.IsNestedPublic)
        && type is { IsClass: true, IsSealed: false, IsAbstract: false }).Select(type => type.Name);

    private static IEnumerable<(string Name, Type Of)> Members(Type type) =>
    [
        .. type.GetFields(Everything).Select(field => (field.Name, field.FieldType)),
        .. type.GetProperties(Everything).Select(property => (property.Name, property.PropertyType)),
        .. type.GetMethods(Everything).SelectMany(
            method => method.GetParameters().Append(method.ReturnParameter)
                .Select(one => (method.Name, one.ParameterType))),
        .. type.GetConstructors(Everything).SelectMany(made => made.GetParameters()
            .Select(one => (made.Name, one.ParameterType))),
    ];

    private static bool IsSet(PropertyInfo property) => property.SetMethod is { IsPublic: true } set
        && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static bool IsOpen(Type type) =>
        type.IsArray || (type.IsGenericType && Open.Contains(type.GetGenericTypeDefinition()));

    private static bool IsGenerated(Type type) =>
        type.GetCustomAttribute<CompilerGeneratedAttribute>() is not null
            || (type.DeclaringType is { } outer && IsGenerated(outer));

    private static IEnumerable<Type> Parts(Type type) =>
        type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type)
        : type.HasElementType ? Parts(type.GetElementType()!)
        : [type];
}
