using Evaluation.Rulebooks.Words;

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

    /// <summary>
    /// The measures that are more than sums (<see cref="Rules.Taking"/>): the figures of their weeks do not add up to
    /// that of the year, whose parts have names of their own.
    /// </summary>
    public IReadOnlyList<string> Takes { get; init; } = [];

    /// <summary>
    /// Those of them that are what stands on a day: their parts are changes, of whatever year, and their figure is the
    /// sum of all up to a day.
    /// </summary>
    public IReadOnlyList<string> Stands { get; init; } = [];

    /// <summary>The name of what a week adds to the figure that such a measure has for the year.</summary>
    internal static string OfYear(string measure) => $"{measure}#year";

    /// <summary>Whether the figures of weeks add up to that of more weeks.</summary>
    public bool AddsUp(string figure) =>
        Takes.Count == 0 || !Takes.Any(measure => figure == measure || figure == OfYear(measure));

    /// <summary>The figures of a week's sheet as they are read, without what stands.</summary>
    internal IReadOnlyDictionary<string, decimal> OfSheet(IReadOnlyDictionary<string, decimal> sum) =>
        Read(sum, Figures.None, (_, ofWeek) => ofWeek);

    /// <summary>The figures of a week as they are read.</summary>
    /// <param name="sum">What the parts of the week add up to.</param>
    /// <param name="before">What all parts up to its end do.</param>
    internal IReadOnlyDictionary<string, decimal> OfWeek(
        IReadOnlyDictionary<string, decimal> sum, IReadOnlyDictionary<string, decimal> before) =>
        Read(sum, before, (_, ofWeek) => ofWeek);

    /// <summary>The figures of a year as they are read.</summary>
    /// <param name="sum">What the parts of the year add up to.</param>
    /// <param name="before">What these and all parts of the years before do.</param>
    internal IReadOnlyDictionary<string, decimal> OfYear(
        IReadOnlyDictionary<string, decimal> sum, IReadOnlyDictionary<string, decimal> before) =>
        Read(sum, before, (ofYear, _) => ofYear);

    private IReadOnlyDictionary<string, decimal> Read(
        IReadOnlyDictionary<string, decimal> sum, IReadOnlyDictionary<string, decimal> before,
        Func<decimal, decimal, decimal> figure)
    {
        if (Takes.Count == 0)
        {
            return sum;
        }

        var read = new Dictionary<string, decimal>(sum, StringComparer.Ordinal);
        foreach (var measure in Takes.Where(sum.ContainsKey))
        {
            read.Remove(OfYear(measure), out var ofYear);
            read[measure] = figure(ofYear, sum[measure]);
        }

        foreach (var measure in Stands)
        {
            read.Remove(measure);
            if (before.TryGetValue(measure, out var stands))
            {
                read[measure] = stands;
            }
        }

        return Figures.InOrder([.. read]);
    }

    /// <summary>The unit at the ends of the periods for which there are lists, prizes or rankings.</summary>
    public IReadOnlyList<PeriodEnd> Views { get; init; } = [];
}
