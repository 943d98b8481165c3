using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Text;

/// <summary>What became of a rulebook's text.</summary>
/// <param name="Rulebook">The text compiled; null when it cannot be read.</param>
/// <param name="Findings">
/// Everything that is wrong in it, in order of the text; of one that can be read only what a check adds.
/// </param>
public sealed record RulebookResult(Rulebook? Rulebook, IReadOnlyList<Finding> Findings);
