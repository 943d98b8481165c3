namespace Evaluation.Rulebooks.Formulas;

/// <summary>
/// A function was given a number for which it has no value: like one that is too large, it ends the line with 0 and the
/// reason, never the program.
/// </summary>
/// <param name="why">The reason in print.</param>
internal sealed class OutOfDomainException(string why) : OverflowException(why);
