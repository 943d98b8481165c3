namespace Evaluation.Rulebooks.Scoring;

/// <summary>Everything the rules make of one unit's ledger.</summary>
public sealed record UnitScore(string Unit, IReadOnlyList<Sheet> Sheets, IReadOnlyList<WeekPart> Parts)
{
    /// <summary>What it begins with as the successor of others, in order of day.</summary>
    public IReadOnlyList<Inheritance> Inherited { get; init; } = [];

    /// <summary>
    /// The parts up to the day before others went on for it, with no figures but measures; none while nobody does.
    /// </summary>
    public IReadOnlyList<WeekPart> Left { get; init; } = [];

    /// <summary>The unit at the ends of the periods for which there are lists, prizes or rankings.</summary>
    public IReadOnlyList<PeriodEnd> Views { get; init; } = [];
}
