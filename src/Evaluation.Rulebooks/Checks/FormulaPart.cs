using Evaluation.Rulebooks.Checks.Prover;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Text;

namespace Evaluation.Rulebooks.Checks;

/// <summary>A formula with its location.</summary>
/// <param name="Part">Where it is written.</param>
/// <param name="Setting">What its names mean.</param>
/// <param name="Context">What is known to hold when it is evaluated; null for nothing.</param>
/// <param name="About">The clause or measure, for sentences.</param>
internal sealed record FormulaPart(Syntax Tree, YamlPart Part, ProofContext Setting, Syntax? Context, string About)
{
    /// <summary>Where a part of the formula begins.</summary>
    public (int Line, int Column) At(Syntax syntax) => Part.At(FormulaSentence.Begins(syntax));
}
