using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Words;

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

    internal Step(StepKind kind, Wording wording, decimal number) => (Kind, this.wording, Number) = (kind, wording, number);

    /// <summary>What it does.</summary>
    public StepKind Kind { get; }

    /// <summary>What it is, in print: the tier, the factor's name, the cap.</summary>
    public string Text => wording.ToString();

    /// <summary>The points, the factor, or the points left.</summary>
    public decimal Number { get; }

    /// <inheritdoc/>
    public bool Equals(Step? other) => other is not null && Kind == other.Kind && Number == other.Number && Text == other.Text;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Number);
}

/// <summary>Why a line has the points it has.</summary>
public enum Reason
{
    /// <summary>The clause counted the fact.</summary>
    Counted,

    /// <summary>The clause judged a period.</summary>
    Judged,

    /// <summary>A fact like this one was counted shortly before.</summary>
    Repeated,

    /// <summary>A cap left nothing, or only a part.</summary>
    Capped,

    /// <summary>The clause gives nothing for this fact, for example below the lowest tier.</summary>
    Nothing,

    /// <summary>Others of the period are better, and only so many count.</summary>
    NotBest,

    /// <summary>The unit was given no target, and the clause judges it only with one.</summary>
    NoTarget,

    /// <summary>The numbers grow beyond reckoning.</summary>
    TooLarge,

    /// <summary>No clause gives points for the fact itself; it is counted in a measure that periods are judged by.</summary>
    Measured,

    /// <summary>Clauses count facts of the kind, but the conditions of none hold.</summary>
    Unmet,

    /// <summary>No clause of the edition counts this fact.</summary>
    NoClause,

    /// <summary>No edition was in force on the day.</summary>
    NoEdition,
}

/// <summary>A line of a sheet: clause, fact, points, arithmetic and reason.</summary>
/// <param name="Clause">The clause; empty when none counts the fact.</param>
/// <param name="Fact">The fact, or the period as `week/…`, `month/…` and so on.</param>
/// <param name="On">The day it counts on.</param>
/// <param name="Points">Exact.</param>
/// <param name="Steps">The arithmetic, in order.</param>
/// <param name="Reason">Why.</param>
/// <param name="Earlier">The fact that was counted before or used up the cap; null for none.</param>
public sealed record Line(
    string Clause, string Fact, DateOnly On, decimal Points, ImmutableArray<Step> Steps, Reason Reason, string? Earlier)
{
    /// <summary>Whether two lines say the same.</summary>
    public bool Same(Line other) =>
        Clause == other.Clause && Fact == other.Fact && On == other.On && Points == other.Points && Reason == other.Reason
        && Earlier == other.Earlier && Steps.SequenceEqual(other.Steps);
}

/// <summary>A unit's week (得分表).</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Week">The week.</param>
/// <param name="Lines">In order of day.</param>
/// <param name="Figures">The measures of the week by name.</param>
public sealed record Sheet(string Unit, Week Week, ImmutableArray<Line> Lines, IReadOnlyDictionary<string, decimal> Figures)
{
    /// <summary>The sum of the lines.</summary>
    public decimal Total => Lines.Sum(line => line.Points);
}

/// <summary>What of a week belongs to one assessment year; a week over new year has two parts.</summary>
/// <param name="Week">The week.</param>
/// <param name="Year">First day of the assessment year.</param>
/// <param name="Points">Exact.</param>
/// <param name="Figures">The measures by name.</param>
public sealed record WeekPart(Week Week, DateOnly Year, decimal Points, IReadOnlyDictionary<string, decimal> Figures);

/// <summary>What a unit begins with because it goes on for others (承接); it concerns the year to date and no week.</summary>
/// <param name="Day">The first day on which it goes on for them.</param>
/// <param name="Year">First day of the assessment year to which the points belong.</param>
/// <param name="Share">Its share of what they had.</param>
/// <param name="Of">The units that ended, each with its points of the year at the end of the day before.</param>
/// <param name="Points">The share of their points.</param>
/// <param name="Figures">The share of their measures, by name.</param>
/// <param name="Document">The document that decided the merger or split.</param>
public sealed record Inheritance(
    DateOnly Day, DateOnly Year, decimal Share, IReadOnlyList<InheritedFrom> Of, decimal Points,
    IReadOnlyDictionary<string, decimal> Figures, string Document);

/// <summary>A unit that ended and the points of the year that it had.</summary>
public sealed record InheritedFrom(string Unit, decimal Points);

/// <summary>Everything the rules make of one unit's ledger.</summary>
public sealed record UnitScore(string Unit, IReadOnlyList<Sheet> Sheets, IReadOnlyList<WeekPart> Parts)
{
    /// <summary>What it begins with as the successor of others, in order of day.</summary>
    public IReadOnlyList<Inheritance> Inherited { get; init; } = [];

    /// <summary>
    /// The parts up to the day before others went on for it, with no figures but measures; none while nobody does.
    /// </summary>
    public IReadOnlyList<WeekPart> Left { get; init; } = [];

    /// <summary>The unit at the ends of the periods for which there are lists or prizes.</summary>
    public IReadOnlyList<PeriodView> Views { get; init; } = [];
}
