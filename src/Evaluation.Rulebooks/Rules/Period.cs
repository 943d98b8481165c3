namespace Evaluation.Rulebooks.Rules;

/// <summary>The period over which a clause is judged or a cap applies; the shorter ones first.</summary>
public enum Period
{
    /// <summary>A single fact.</summary>
    Fact,

    /// <summary>A week of the district's calendar.</summary>
    Week,

    /// <summary>Ten days of a month (旬): from the 1st, the 11th and the 21st; the last has the rest of it.</summary>
    TenDays,

    /// <summary>
    /// Two weeks (双周): the 1st and 2nd of a year, the 3rd and 4th, and so on; a 53rd is alone.
    /// </summary>
    Fortnight,

    /// <summary>The days of a month up to its 15th, or those from its 16th.</summary>
    HalfMonth,

    /// <summary>A calendar month.</summary>
    Month,

    /// <summary>Two calendar months (双月): January and February, March and April, and so on.</summary>
    Bimonth,

    /// <summary>A calendar quarter.</summary>
    Quarter,

    /// <summary>A half year.</summary>
    Half,

    /// <summary>An assessment year.</summary>
    Year,
}
