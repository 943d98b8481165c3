namespace Evaluation.Rulebooks.Rules;

/// <summary>What a measure makes of the amounts of its facts when it does not add them up.</summary>
public enum Taking
{
    /// <summary>The largest.</summary>
    Largest,

    /// <summary>The smallest.</summary>
    Smallest,

    /// <summary>That of the first fact; of one day, by the facts' names.</summary>
    First,

    /// <summary>That of the latest fact.</summary>
    Latest,

    /// <summary>The one in the middle, or the mean of the two there.</summary>
    Median,

    /// <summary>The mean, without the highest and lowest that are left out while others remain.</summary>
    Mean,

    /// <summary>How many different ones there are.</summary>
    Distinct,

    /// <summary>The sum of what groups of facts come to.</summary>
    Sum,

    /// <summary>What stands on a day: of everything that is the same the latest fact, however long ago.</summary>
    Standing,
}

/// <summary>What a fact gives to a measure.</summary>
/// <param name="Day">The day on which it happened.</param>
/// <param name="Key">For different ones, groups and what stands: what makes it the same as others.</param>
public readonly record struct Taken(DateOnly Day, decimal Amount, string Key);
