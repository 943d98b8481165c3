using System.Collections.Immutable;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Scoring;

/// <summary>Collects a unit's lines and figures into sheets and week parts.</summary>
/// <param name="rules">The editions; a day without one is framed by the calendar of the first.</param>
/// <param name="plan">The measures by number.</param>
/// <param name="succeeded">The day from which others succeed the unit; null while none do.</param>
internal sealed class SheetBuilder(string unit, RuleSet rules, ScoringPlan plan, DateOnly? succeeded)
{
    private readonly IReadOnlyList<string> measures = plan.Measures;
    private List<WeekPart>? left;
    private readonly SortedDictionary<(Week Week, DateOnly Year), Part> parts = [];
    private ((Week Week, DateOnly Year) Key, Part Part)? current;

    /// <summary>Adds a line of a day with an edition.</summary>
    public void Add(DayFrame frame, Line line) => PartOf((frame.Week, frame.Year), frame.Day).Add(line);

    /// <summary>Adds a line of a day without one.</summary>
    public void Add(Line line)
    {
        var calendar = rules.InOrder.FirstOrDefault()?.Calendar;
        var week = calendar?.WeekOf(line.On) ?? Week.Of(line.On, DayOfWeek.Monday);
        PartOf((week, calendar?.YearOf(line.On) ?? new DateOnly(line.On.Year, 1, 1)), line.On).Add(line);
    }

    public void Add(DayFrame frame, int measure, decimal amount)
    {
        var part = PartOf((frame.Week, frame.Year), frame.Day);
        part.Figures ??= new decimal?[measures.Count];
        part.Figures[measure] = (part.Figures[measure] ?? 0m) + amount;
    }

    /// <summary>Adds to a figure that is no measure.</summary>
    public void Add(DayFrame frame, string figure, decimal amount)
    {
        var part = PartOf((frame.Week, frame.Year), frame.Day);
        part.Others ??= new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        part.Others[figure] = part.Others.GetValueOrDefault(figure) + amount;
    }

    public UnitScore Build()
    {
        var all = parts.Select(part => WithNames(part.Key, part.Value)).ToList();
        var score = new UnitScore(unit, [], all)
        {
            Takes = NamesOf(plan.Takes),
            Stands = NamesOf(plan.Stands),
            Left = succeeded is null ? [] : left ?? SoFar(),
        };
        return score with
        {
            Sheets =
            [
                .. parts.Zip(all).GroupBy(part => part.First.Key.Week).Select(week => new Sheet(
                    unit, week.Key, [.. week.SelectMany(part => part.First.Value.Lines)],
                    score.OfSheet(
                        week.Aggregate(Figures.None, (sum, part) => Figures.Plus(sum, part.Second.Figures))))),
            ],
        };
    }

    private IReadOnlyList<string> NamesOf(ImmutableHashSet<int> numbers) =>
        numbers.IsEmpty ? [] : [.. numbers.Select(index => measures[index])];

    // Lines and figures come in order of day: what is there before the first of a later day is the state of the day
    // before.
    private List<WeekPart> SoFar() => [.. parts.Select(part => WithNames(part.Key, part.Value, measured: true))];

    // A copy: what was built does not change, whatever is added later. What is handed on are sums.
    private WeekPart WithNames((Week Week, DateOnly Year) key, Part part, bool measured = false)
    {
        var own = part.Figures is { } amounts
            ? Figures.InOrder([.. from one in measures.Zip(amounts).Index()
                where one.Item.Second is not null && !(measured && plan.Takes.Contains(one.Index))
                select KeyValuePair.Create(one.Item.First, one.Item.Second.GetValueOrDefault())])
            : Figures.None;
        return new WeekPart(
            key.Week, key.Year, part.Points,
            measured || part.Others is null ? own : Figures.Plus(own, Figures.InOrder([.. part.Others])));
    }

    private Part PartOf((Week Week, DateOnly Year) key, DateOnly day)
    {
        if (left is null && day >= succeeded)
        {
            left = SoFar();
        }

        if (current is { } same && same.Key == key)
        {
            return same.Part;
        }

        if (!parts.TryGetValue(key, out var part))
        {
            parts[key] = part = new Part();
        }

        current = (key, part);
        return part;
    }

    private sealed class Part
    {
        public readonly List<Line> Lines = [];
        public decimal?[]? Figures;
        public SortedDictionary<string, decimal>? Others;
        public decimal Points;

        public void Add(Line line)
        {
            Lines.Add(line);
            Points += line.Points;
        }
    }
}
