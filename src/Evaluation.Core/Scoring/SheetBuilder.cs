using Evaluation.Core.Rules;
using Evaluation.Core.Words;

namespace Evaluation.Core.Scoring;

/// <summary>Collects a unit's lines and figures into sheets and week parts.</summary>
internal sealed class SheetBuilder(string unit, RuleSet rules)
{
    private readonly SortedDictionary<Week, (List<Line> Lines, SortedDictionary<string, decimal> Figures)> weeks = [];
    private readonly SortedDictionary<(Week Week, DateOnly Year), (decimal Points, SortedDictionary<string, decimal> Figures)> parts = [];

    /// <summary>Adds a line.</summary>
    public void Add(Rulebook? edition, Line line)
    {
        var calendar = (edition ?? rules.InOrder.FirstOrDefault())?.Calendar;
        var week = calendar?.WeekOf(line.On) ?? Week.Of(line.On, DayOfWeek.Monday);
        WeekOf(week).Lines.Add(line);
        var key = (week, calendar?.YearOf(line.On) ?? new DateOnly(line.On.Year, 1, 1));
        var part = PartOf(key);
        parts[key] = (part.Points + line.Points, part.Figures);
    }

    /// <summary>Adds to a measure.</summary>
    public void Add(Rulebook edition, DateOnly day, string measure, decimal amount)
    {
        var week = edition.Calendar.WeekOf(day);
        AddTo(WeekOf(week).Figures, measure, amount);
        AddTo(PartOf((week, edition.Calendar.YearOf(day))).Figures, measure, amount);
    }

    public UnitScore Build() => new(
        unit,
        [.. weeks.Select(week => new Sheet(unit, week.Key, [.. week.Value.Lines], week.Value.Figures))],
        [.. parts.Select(part => new WeekPart(part.Key.Week, part.Key.Year, part.Value.Points, part.Value.Figures))]);

    private static void AddTo(SortedDictionary<string, decimal> figures, string measure, decimal amount) =>
        figures[measure] = figures.GetValueOrDefault(measure) + amount;

    private (List<Line> Lines, SortedDictionary<string, decimal> Figures) WeekOf(Week week)
    {
        if (!weeks.TryGetValue(week, out var found))
        {
            weeks[week] = found = ([], new SortedDictionary<string, decimal>(StringComparer.Ordinal));
        }

        return found;
    }

    private (decimal Points, SortedDictionary<string, decimal> Figures) PartOf((Week Week, DateOnly Year) key)
    {
        if (!parts.TryGetValue(key, out var found))
        {
            parts[key] = found = (0m, new SortedDictionary<string, decimal>(StringComparer.Ordinal));
        }

        return found;
    }
}
