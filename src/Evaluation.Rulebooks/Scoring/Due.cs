namespace Evaluation.Rulebooks.Scoring;

/// <summary>The day on which the time of a fact is over for a clause; in order of day, fact and clause.</summary>
internal sealed record Due(DateOnly Day, string Fact, int Clause) : IComparable<Due>
{
    /// <inheritdoc/>
    public int CompareTo(Due? other) =>
        Day.CompareTo(other!.Day) is not 0 and var byDay ? byDay
        : string.CompareOrdinal(Fact, other.Fact) is not 0 and var byFact ? byFact
        : Clause.CompareTo(other.Clause);
}
