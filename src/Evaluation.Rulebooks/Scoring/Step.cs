using System.Text.Json.Serialization;
using Evaluation.Rulebooks.Formulas;

namespace Evaluation.Rulebooks.Scoring;

/// <summary>What a step of the arithmetic does.</summary>
public enum StepKind
{
    /// <summary>The clause's points.</summary>
    Base,

    /// <summary>Times a factor.</summary>
    Factor,

    /// <summary>Times the unit's share.</summary>
    Share,

    /// <summary>Times the factor for a repeated fact.</summary>
    Repeat,

    /// <summary>Not among the best ones.</summary>
    Best,

    /// <summary>Cut to what is left below a cap.</summary>
    Cap,

    /// <summary>Cut to what is left above a floor.</summary>
    Floor,

    /// <summary>Less what the clause gave before for the same longer period.</summary>
    Before,
}

/// <summary>One step of the arithmetic of a line.</summary>
public sealed record Step
{
    private readonly Wording wording;

    /// <summary>A step in words.</summary>
    /// <param name="kind">What it does.</param>
    /// <param name="text">What it is, in print: the tier, the factor's name, the cap.</param>
    /// <param name="number">The points, the factor, or the points left.</param>
    [JsonConstructor]
    public Step(StepKind kind, string text, decimal number) => (Kind, wording, Number) = (kind, text, number);

    internal Step(StepKind kind, Wording wording, decimal number) =>
        (Kind, this.wording, Number) = (kind, wording, number);

    /// <summary>What it does.</summary>
    public StepKind Kind { get; }

    /// <summary>What it is, in print: the tier, the factor's name, the cap.</summary>
    public string Text => wording.ToString();

    /// <summary>The points, the factor, or the points left.</summary>
    public decimal Number { get; }

    /// <inheritdoc/>
    public bool Equals(Step? other) =>
        other is not null && Kind == other.Kind && Number == other.Number && Text == other.Text;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Number);
}
