using Evaluation.Office.Charts;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Tests.Charts;

/// <summary>Sealed weeks drawn at random: few and many units and weeks, ties, losses, long names.</summary>
/// <param name="seed">Where the draws begin.</param>
internal sealed class RandomCourse(int seed)
{
    private const string Letters = "永安坑口莲花广利桂城凤凰沙浦鼎湖区发展改革工业园管理委员会";

    private readonly Random random = new(seed);

    /// <summary>The weeks of 2023 from the first on.</summary>
    public Course Make()
    {
        var (weeks, totals) = (new List<CourseWeek>(), new Dictionary<string, decimal>(StringComparer.Ordinal));
        var groups = Enumerable.Range(0, random.Next(1, 3)).Select(group => (Name: group == 0 ? "镇街" : "部门",
            Units: Enumerable.Range(0, random.Next(1, 15))
                .Select(unit => ($"u{group}-{unit}", Name(unit), random.Next(4))).ToList())).ToList();
        var before = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var number = random.Next(1, 31); number > 0; number--)
        {
            var at = weeks.Count;
            var lines = groups.SelectMany(group => group.Units).Where(unit => Joined(unit, at))
                .SelectMany(unit => Lines(unit.Item1, at)).ToList();
            var made = groups.ConvertAll(group => new BulletinGroup(
                group.Name, Ranked([.. group.Units.Where(unit => Joined(unit, at))], lines, totals, before)));
            weeks.Add(new CourseWeek(
                WeekAt(at), new PrintedPoints(new Precision(2, Rounding.HalfUp), 2),
                [new BulletinColumn("visits", "外出招商", "家次", null, 1m)],
                [made.SelectMany(group => group.Rows).Sum(row => row.YearFigures[0])], made, lines,
                new BulletinReports([], [], []), [], 0));
            before = made.SelectMany(group => group.Rows).ToDictionary(
                row => row.Unit, row => row.YearRank, StringComparer.Ordinal);
        }

        return new Course(
            weeks, null, Enumerable.Range(0, 4).ToDictionary(clause => $"第{clause}条", clause => $"类别{clause % 3}"),
            "2023", new DateOnly(2023, 1, 1), new DateOnly(2023, 12, 31));
    }

    // Those of the last quarter of the draw join in the third week.
    private static bool Joined((string, string, int Late) unit, int week) => unit.Late < 3 || week >= 2;

    private static Week WeekAt(int number) => new(new DateOnly(2023, 1, 2).AddDays(7 * number));

    private string Name(int unit) => $"{new string([.. Enumerable.Range(0, random.Next(1, 12))
        .Select(_ => Letters[random.Next(Letters.Length)])])}{(char)('甲' + unit)}";

    private IEnumerable<CourseLine> Lines(string unit, int week) => Enumerable.Range(0, random.Next(3)).Select(i =>
        new CourseLine(
            unit, $"第{random.Next(8)}条", $"f{week}-{i}", "事项", WeekAt(week).Start.AddDays(i),
            random.Next(5) == 0 ? -0.5m : random.Next(1, 900) / 100m, random.Next(2) == 0));

    private List<BulletinRow> Ranked(
        List<(string Unit, string Name, int)> units, List<CourseLine> lines, Dictionary<string, decimal> totals,
        Dictionary<string, int> before)
    {
        var week = units.ToDictionary(unit => unit.Unit, unit => lines.Where(line => line.Unit == unit.Unit)
            .Sum(line => line.Points));
        foreach (var unit in units)
        {
            totals[unit.Unit] = totals.GetValueOrDefault(unit.Unit) + week[unit.Unit];
        }

        return [.. units.Select(unit => new BulletinRow(
            unit.Unit, unit.Name, 1, 1 + units.Count(one => totals[one.Unit] > totals[unit.Unit]),
            before.TryGetValue(unit.Unit, out var rank) ? rank : null, week[unit.Unit], totals[unit.Unit], [1m],
            [random.Next(40)]))
            .OrderBy(row => row.YearRank)];
    }
}
