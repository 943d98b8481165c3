using System.Reflection;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Tests.House;

/// <summary>The second count is worth something only while it shares nothing with the first.</summary>
internal static class SecondCountRules
{
    private const string Root = "Evaluation.Rulebooks", Own = $"{Root}.SecondCount";

    private static readonly string[] Shared = ["Words", "Units", "Kinds", "Formulas", "Rules"];

    // What both counts are given beyond plain data: looking something up, and what makes two words the same.
    private static readonly string[] Asked =
    [
        "KindSet.FieldsOf", "RuleSet.Counted", "TargetAmounts.Of", "TieBreaker.FigureOf", "Characters.Class",
        "Characters.IsBlank", "Characters.IsIgnorable", "Characters.Parts", "RuleNumber.TryRead", "Value.Of",
    ];

    /// <summary>
    /// What its sources use besides what both counts are given: by `using`, and by names qualified in whole or part.
    /// </summary>
    public static IEnumerable<string> Violations(IReadOnlyList<SourceFile> files)
    {
        var uses = new NamespaceUses(files);
        return from file in files
               where IsOwn(file.Namespace)
               from use in uses.Of(file)
               where use.Namespace.StartsWith("Evaluation.", StringComparison.Ordinal) && !IsShared(use.Namespace)
               select $"{file.Path}:{use.Line}: {use.By}";
    }

    /// <summary>The types of the second count.</summary>
    public static IEnumerable<Type> Types => typeof(Week).Assembly.GetTypes().Where(type => IsOwn(type.Namespace));

    /// <summary>
    /// What compiled types call of the library beyond reading data and the short list above: a clause that gives its
    /// points by itself or a compiled formula would be the first count under another name.
    /// </summary>
    public static IEnumerable<string> Borrowed(IEnumerable<Type> types) =>
        from type in types
        from called in CalledMembers.Of(type)
        let owner = called.DeclaringType
        let room = owner?.Namespace
        where owner?.Assembly == typeof(Week).Assembly && room is not null && !IsOwn(room)
            && (!IsShared(room) || !IsData(called))
        let name = $"{owner.Name}.{called.Name}"
        where !Asked.Contains(name)
        select $"{type.Name}: {name}";

    private static bool IsData(MethodBase called) => called switch
    {
        ConstructorInfo => true,
        MethodInfo { Name: "<Clone>$" or "op_Equality" or "op_Inequality" } => true,
        MethodInfo { IsSpecialName: true } member => !typeof(Delegate).IsAssignableFrom(member.ReturnType),
        _ => false,
    };

    private static bool IsOwn(string? name) => name is not null
        && (name == Own || name.StartsWith($"{Own}.", StringComparison.Ordinal));

    private static bool IsShared(string name) =>
        IsOwn(name) || Shared.Contains(name.Replace($"{Root}.", "", StringComparison.Ordinal));
}
