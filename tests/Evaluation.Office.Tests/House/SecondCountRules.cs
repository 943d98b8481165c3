namespace Evaluation.Office.Tests.House;

/// <summary>The second count is worth something only while it shares nothing with the first.</summary>
internal static class SecondCountRules
{
    private const string Root = "Evaluation.Rulebooks", Own = $"{Root}.SecondCount";

    private static readonly string[] Shared = ["Words", "Units", "Kinds", "Formulas", "Rules"];

    /// <summary>
    /// What its sources use besides what both counts are given: by `using`, and by names qualified in whole or part.
    /// </summary>
    public static IEnumerable<string> Violations(IReadOnlyList<SourceFile> files)
    {
        var uses = new NamespaceUses(files);
        return from file in files
               where file.Namespace == Own || file.Namespace.StartsWith($"{Own}.", StringComparison.Ordinal)
               from use in uses.Of(file)
               where use.Namespace != Own && use.Namespace.StartsWith("Evaluation.", StringComparison.Ordinal)
                   && !Shared.Contains(use.Namespace.Replace($"{Root}.", "", StringComparison.Ordinal))
               select $"{file.Path}:{use.Line}: {use.By}";
    }
}
