using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;

namespace Evaluation.Rulebooks.Scoring;

/// <summary>A line while its arithmetic is done: what it comes to so far, by which steps and why.</summary>
internal ref struct LineDraft
{
    private readonly List<Step> steps;

    /// <summary>Begins with the clause's points.</summary>
    /// <param name="steps">Where the steps are kept until the line is made; it is emptied first.</param>
    /// <param name="given">The points and how they were found.</param>
    /// <param name="reason">The reason of a line whose clause gives something.</param>
    public LineDraft(List<Step> steps, Given given, Reason reason)
    {
        (this.steps, Sum, Reason) = (steps, given.Number, given.Number == 0m ? Reason.Nothing : reason);
        steps.Clear();
        steps.Add(new Step(StepKind.Base, given.How, given.Number));
    }

    /// <summary>The points so far.</summary>
    public decimal Sum { get; private set; }

    /// <summary>Why they are what they are.</summary>
    public Reason Reason { get; private set; }

    /// <summary>The fact that was counted before or used up the cap; null for none.</summary>
    public string? Earlier { get; private set; }

    /// <summary>Times a factor.</summary>
    public void Multiply(StepKind kind, Wording text, decimal factor)
    {
        steps.Add(new Step(kind, text, factor));
        Sum *= factor;
    }

    /// <summary>Less what was given before.</summary>
    public void Subtract(Wording text, decimal before)
    {
        steps.Add(new Step(StepKind.Before, text, -before));
        Sum -= before;
    }

    /// <summary>Rounds the points to some places.</summary>
    public void Round(int places) => Sum = Math.Round(Sum, places, MidpointRounding.ToEven);

    /// <summary>Leaves so many points.</summary>
    public void Leave(StepKind kind, Wording text, decimal points, Reason reason)
    {
        steps.Add(new Step(kind, text, points));
        (Sum, Reason) = (points, reason);
    }

    /// <summary>Counts as the repetition of an earlier fact.</summary>
    public void Repeat(Wording text, decimal factor, string earlier)
    {
        Multiply(StepKind.Repeat, text, factor);
        (Reason, Earlier) = (Reason.Repeated, earlier);
    }

    /// <summary>Names the fact that was counted before; null leaves the one named so far.</summary>
    public void After(string? earlier) => Earlier = earlier ?? Earlier;

    public readonly Line ToLine(string clause, string source, DateOnly day) =>
        new(clause, source, day, Sum, [.. steps], Reason, Earlier);
}
