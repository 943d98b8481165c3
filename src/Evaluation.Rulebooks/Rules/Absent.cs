namespace Evaluation.Rulebooks.Rules;

/// <summary>What a clause does for a unit that was not given a target which the clause uses.</summary>
public enum Absent
{
    /// <summary>The clause does not judge the unit.</summary>
    Skip,

    /// <summary>The clause gives 0.</summary>
    Zero,

    /// <summary>The clause gives its weight.</summary>
    Full,

    /// <summary>
    /// The clause does not judge the unit, and its weight goes to the other clauses of the article, each by its own.
    /// </summary>
    Reweight,
}
