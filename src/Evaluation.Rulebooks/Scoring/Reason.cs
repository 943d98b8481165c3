namespace Evaluation.Rulebooks.Scoring;

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

    /// <summary>The numbers overflow.</summary>
    TooLarge,

    /// <summary>
    /// No clause gives points for the fact itself; it is counted in a measure that periods are judged by.
    /// </summary>
    Measured,

    /// <summary>Clauses count facts of the kind, but the conditions of none hold.</summary>
    Unmet,

    /// <summary>No clause of the edition counts this fact.</summary>
    NoClause,

    /// <summary>No edition was in force on the day.</summary>
    NoEdition,

    /// <summary>The evaluation began within the period, and such a period is not judged.</summary>
    NotWhole,

    /// <summary>It happened before the beginning, and what was earned by then was brought along.</summary>
    Opened,
}
