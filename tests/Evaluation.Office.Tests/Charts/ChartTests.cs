using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Evaluation.Office.Charts;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Charts;

/// <summary>
/// Drawings and sentences of random sealed weeks: nothing leaves a drawing or lies on something else that is read, and
/// each sentence is true of its numbers. EVALUATION_HISTORIES sets how many are tried.
/// </summary>
public sealed partial class ChartTests
{
    private const int Few = 150, FirstSeed = 20_230_711;

    private static readonly TargetAmounts Targets = new([new Target("*", "visits", "2023", 30m)]);

    private static IEnumerable<(int Seed, Course Course)> Draws() =>
        Enumerable.Range(FirstSeed, Rulebooks.Tests.Sample.Setting("EVALUATION_HISTORIES", Few))
            .Select(seed => (seed, new RandomCourse(seed).Make()));

    [Fact]
    public void No_text_leaves_a_drawing_and_no_two_texts_touch()
    {
        var drawn = 0;
        foreach (var (seed, course) in Draws())
        {
            foreach (var svg in All(course).SelectMany(Drawings).Select(XElement.Parse))
            {
                drawn++;
                var size = svg.Attribute("viewBox")!.Value.Split(' ')
                    .Select(one => decimal.Parse(one, CultureInfo.InvariantCulture)).ToList();
                var texts = SvgText.In(svg);
                texts.Where(text => text.Left < -1m || text.Right > size[2] + 1m || text.Top < -1m
                    || text.Bottom > size[3] + 1m).Should().BeEmpty("{0}: {1} by {2}", seed, size[2], size[3]);
                for (var i = 0; i < texts.Count; i++)
                {
                    texts.Take(i).Where(texts[i].Touches).Should().BeEmpty("{0}: {1}", seed, texts[i]);
                }
            }
        }

        drawn.Should().BeGreaterThan(5 * Few);
    }

    [Fact]
    public void Lines_bars_and_dots_stay_within_the_drawing()
    {
        foreach (var (seed, course) in Draws())
        {
            foreach (var svg in All(course).SelectMany(Drawings).Select(XElement.Parse))
            {
                var size = svg.Attribute("viewBox")!.Value.Split(' ')
                    .Select(one => decimal.Parse(one, CultureInfo.InvariantCulture)).ToList();
                Points(svg).Should().OnlyContain(
                    at => at.X >= -4m && at.X <= size[2] + 4m && at.Y >= -4m && at.Y <= size[3] + 4m, "{0}", seed);
            }
        }
    }

    [Fact]
    public void Who_cannot_see_a_drawing_is_told_what_it_shows_and_finds_the_numbers_in_a_table()
    {
        foreach (var (seed, course) in Draws().Take(50))
        {
            var figures = All(course);
            var drawings = figures.SelectMany(Drawings).Select(XElement.Parse).ToList();
            var ids = drawings.SelectMany(svg => svg.Descendants().Attributes("id")).Select(id => id.Value).ToList();
            ids.Should().OnlyHaveUniqueItems();
            foreach (var svg in drawings)
            {
                svg.Attribute("role")!.Value.Should().Be("img");
                svg.Attribute("aria-labelledby")!.Value.Split(' ').Should().BeSubsetOf(ids);
                svg.Element("title")!.Value.Should().NotBeEmpty();
                svg.Element("desc")!.Value.Should().NotBeEmpty("{0}", seed);
            }

            figures.Where(figure => figure.Wide is not null && figure.Keys.All(key => key.Style != "sq")).Should()
                .OnlyContain(figure => figure.Table != null && figure.Table.Rows.All(
                    row => row.Count == figure.Table.Heads.Count));
        }
    }

    [Fact]
    public void What_is_said_of_the_first_place_and_of_who_rose_and_fell_is_true()
    {
        var (led, moved) = (0, 0);
        foreach (var (seed, course) in Draws())
        {
            foreach (var group in course.Last.Groups.Where(group => group.Rows.Count > 0))
            {
                var said = GroupFigures.Of(course, group, "g").Finding;
                if (Streak().Match(said) is { Success: true } streak)
                {
                    var weeks = int.Parse(streak.Groups[2].Value, CultureInfo.InvariantCulture);
                    var ranks = course.RanksOf(UnitNamed(group, streak.Groups[1].Value));
                    ranks.TakeLast(weeks).Should().AllBeEquivalentTo(1, "{0}: {1}", seed, said);
                    (ranks[^(weeks + 1)] == 1).Should().BeFalse("it is not more weeks: {0}: {1}", seed, said);
                    led++;
                }

                foreach (Match way in Way().Matches(said))
                {
                    var (from, to) = (int.Parse(way.Groups[2].Value, CultureInfo.InvariantCulture),
                        int.Parse(way.Groups[4].Value, CultureInfo.InvariantCulture));
                    var ranks = course.RanksOf(UnitNamed(group, way.Groups[1].Value));
                    ranks[^1].Should().Be(to, "{0}: {1}", seed, said);
                    ranks.Should().Contain(from);
                    (from > to).Should().Be(way.Groups[3].Value == "升");
                    moved++;
                }
            }
        }

        (led > 20, moved > 40).Should().Be((true, true), "the draws reach what is tried");
    }

    [Fact]
    public void The_headline_names_who_moved_most_in_the_last_week()
    {
        var moved = 0;
        foreach (var (seed, course) in Draws())
        {
            var said = WeekFinding.Of(course);
            var rows = course.Last.Groups.SelectMany(group => group.Rows)
                .Select(row => (row.Name, Up: row.PreviousYearRank is { } before ? before - row.YearRank : 0)).ToList();
            var (up, down) = (rows.Max(row => row.Up), rows.Min(row => row.Up));
            if (up > 0)
            {
                moved++;
                rows.Where(row => row.Up == up).Should().Contain(
                    row => said.Headline.StartsWith($"{row.Name}升到", StringComparison.Ordinal),
                    "{0}: {1}", seed, said);
            }

            if (down < 0)
            {
                rows.Where(row => row.Up == down).Should().Contain(
                    row => said.Headline.Contains($"{row.Name}降到"), "{0}: {1}", seed, said);
                said.Why.Should().Contain("本周");
            }
        }

        moved.Should().BeGreaterThan(20);
    }

    [Fact]
    public void Weeks_without_a_credited_matter_and_shares_of_targets_are_counted_as_they_are()
    {
        foreach (var (seed, course) in Draws())
        {
            var idle = IdleFigure.Of(course, "i");
            var none = course.Last.Groups.SelectMany(group => group.Rows).Count(row =>
                !course.Last.Lines.Any(line => line.Unit == row.Unit && line.IsCredited));
            idle.Figure.Finding.Should().Contain(none == 0 ? "都有" : $"本周{none}个单位", "{0}", seed);
            var target = TargetFigure.Of(course, Targets, new HashSet<string> { "visits" }, 1, "t")!;
            var rows = course.Last.Groups.SelectMany(group => group.Rows).ToList();
            var ahead = rows.Sum(row => row.YearFigures[0]) / (30m * rows.Count) - course.Elapsed;
            target.Finding.Should().Contain(
                Math.Abs(ahead) < 0.0005m ? "持平" : ahead > 0m ? "快于" : "慢于", "{0}", seed);
        }
    }

    [Fact]
    public void The_target_of_all_units_together_is_held_against_what_they_did_together_and_before()
    {
        var given = new TargetAmounts(
        [
            new Target(TargetAmounts.EveryUnit, "visits", "2023", 1m),
            new Target(TargetAmounts.AllTogether, "visits", "2023", 200m) { Opening = 7m },
        ]);
        foreach (var (seed, course) in Draws())
        {
            var done = course.Last.Totals[0] + 7m;
            TargetFigure.Of(course, given, new HashSet<string> { "visits" }, 1, "t")!.Table!.Rows.Should()
                .BeEquivalentTo(
                    [new[] { "外出招商", ChartWords.Percent(done / 200m), $"{Value.Of(done)}/200家次" }], "{0}", seed);
        }
    }

    private static Figure[] All(Course course)
    {
        var unit = course.Last.Groups[0].Rows is [var first, ..] ? first.Unit : null;
        return
        [
            .. course.Last.Groups.Where(group => group.Rows.Count > 0)
                .Select((group, i) => GroupFigures.Of(course, group, $"g{i}")),
            ClauseFigure.Of(course, null, "c"), IdleFigure.Of(course, "i").Figure,
            .. new[] { TargetFigure.OfUnits(course, Targets, 0, "ts"),
                TargetFigure.Of(course, Targets, new HashSet<string> { "visits" }, 1, "t") }.OfType<Figure>(),
            .. unit is null ? (Figure[])[]
                : [UnitFigures.Places(course, unit, "p"), ClauseFigure.Of(course, unit, "u")],
        ];
    }

    private static IEnumerable<string> Drawings(Figure figure) => new[] { figure.Wide, figure.Narrow }.OfType<string>();

    private static string UnitNamed(BulletinGroup group, string name) => group.Rows.First(row => row.Name == name).Unit;

    private static IEnumerable<(decimal X, decimal Y)> Points(XElement svg) =>
    [
        .. svg.Elements("line").SelectMany(line => new[]
        {
            (SvgText.Number(line, "x1"), SvgText.Number(line, "y1")),
            (SvgText.Number(line, "x2"), SvgText.Number(line, "y2")),
        }),
        .. svg.Elements("circle").Select(dot => (SvgText.Number(dot, "cx"), SvgText.Number(dot, "cy"))),
        .. svg.Elements("rect").Select(box => (
            SvgText.Number(box, "x") + SvgText.Number(box, "width"),
            SvgText.Number(box, "y") + SvgText.Number(box, "height"))),
        .. svg.Descendants("polyline").SelectMany(line => line.Attribute("points")!.Value.Split(' ')).Select(point =>
        {
            var both = point.Split(',').Select(one => decimal.Parse(one, CultureInfo.InvariantCulture)).ToList();
            return (both[0], both[1]);
        }),
    ];

    [GeneratedRegex("^(.+?)连续([0-9]+)周第1")]
    private static partial Regex Streak();

    [GeneratedRegex("(?<=[；，])([^；，]+?)从第([0-9]+)(升|降)到第([0-9]+)")]
    private static partial Regex Way();
}
