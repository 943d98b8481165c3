using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Checks;

/// <summary>How checks say what they found.</summary>
internal static class Say
{
    /// <summary>Something that makes a part of the rulebook dead or contradictory.</summary>
    public static Finding Wrong((int Line, int Column) at, string what, string remedy) =>
        new(at.Line, at.Column, what, remedy);

    /// <summary>Something that somebody should look at.</summary>
    public static Finding Doubt((int Line, int Column) at, string what, string remedy) =>
        new(at.Line, at.Column, what, remedy) { Severity = Severity.Warning };
}
