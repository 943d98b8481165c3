using Evaluation.Rulebooks.Rules;

namespace Evaluation.Rulebooks.Checks.Prover;

/// <summary>Which measures are parts of others (`of`), as far as it can be proved.</summary>
internal static class MeasureParts
{
    /// <summary>The measure that this one never exceeds; null when there is none or it is not certain.</summary>
    internal static string? WholeOf(Rulebook rulebook, string name) =>
        Find(rulebook, name) is { Of: { } of } part && Find(rulebook, of) is { } whole
        && part.Kind == whole.Kind && part is { Takes: null, Value: null } && whole is { Takes: null, Value: null }
        && part.Sum?.Source == whole.Sum?.Source && Contained(rulebook, part, whole)
            ? of : null;

    internal static Measure? Find(Rulebook rulebook, string name) =>
        rulebook.Measures.FirstOrDefault(one => one.Name == name);

    internal static bool Contained(Rulebook rulebook, Measure part, Measure whole) =>
        whole.Where?.Tree is not { } condition
        || new Reasoning(new ProofContext(rulebook, part.Kind)).Implies(part.Where?.Tree, condition);
}
