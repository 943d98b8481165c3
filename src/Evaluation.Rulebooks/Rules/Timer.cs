using Evaluation.Rulebooks.Formulas;

namespace Evaluation.Rulebooks.Rules;

/// <summary>A clause that counts a fact some days later, unless something happened by then.</summary>
/// <param name="Days">How many days after the fact.</param>
/// <param name="UnlessKind">The kind of fact that stops it; null when nothing does.</param>
/// <param name="UnlessWhere">Which facts of the kind; null for all.</param>
/// <param name="Same">The field whose value the two facts share.</param>
public sealed record Timer(int Days, string? UnlessKind, Formula? UnlessWhere, string Same);
