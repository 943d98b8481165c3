using Evaluation.Office.Ledger;
using Evaluation.Office.Progress;
using Evaluation.Office.Targets;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Progress;

/// <summary>Targets against what was done: the measures of the rulebook, of the days of the period.</summary>
public sealed class TargetsSeenTests
{
    private const string All = TargetAmounts.AllTogether;

    private static readonly RuleSet Rules = new(
    [
        new RulebookText
        {
            From = "2023-01-01",
            To = "2023-12-31",
            Measures = "visits: {label: 外出, unit: 家次, count: visit}\n"
                + "firms: {label: 外出企业, unit: 家, count: visit, distinct: enterprise}\n"
                + "contracted: {label: 签约, unit: 亿元, sum: signing.contracted, in: 1亿}\n"
                + "led: {label: 一把手, unit: 家次, of: visits, count: visit, where: \"leader = 'top'\"}\n"
                + "part: {label: 一把手占比, unit: \"%\", value: \"part(led, visits, 0)\", in: 1%}",
            Clauses = "- {id: one, text: 一, unit: 分, each: visit, gives: 1, cap: none}",
        }.Compile(),
    ]);

    private static readonly LedgerEntry[] Facts =
    [
        Visit("V1", Sample.Kengkou, "2023-02-08", "甲", "top"),
        Visit("V2", Sample.Kengkou, "2023-05-09", "甲", "staff"),
        Visit("V3", Sample.Kengkou, "2023-06-30", "乙", "staff"),
        Visit("V4", Sample.Kengkou, "2023-07-03", "丙", "top"),
        Visit("V5", Sample.Fenghuang, "2023-05-09", "甲", "top"),
        Signing("S1", Sample.Kengkou, "2023-03-01", 1m, 2m), Signing("S2", Sample.Kengkou, "2023-06-01", 0.5m, 10m),
        Signing("S2", Sample.Fenghuang, "2023-06-01", 0.5m, 10m),
    ];

    [Theory]
    [InlineData("2023", "visits", "2023-07-02", "坑口街道 3, 凤凰镇 1, 合计 4")]
    [InlineData("2023", "visits", "2023-07-09", "坑口街道 4, 凤凰镇 1, 合计 5")]
    [InlineData("2023", "firms", "2023-07-02", "坑口街道 2, 凤凰镇 1, 合计 2")]
    [InlineData("2023", "contracted", "2023-07-02", "坑口街道 700000000, 凤凰镇 500000000, 合计 1200000000")]
    [InlineData("2023", "part", "2023-07-02", "坑口街道 0.3333333333, 凤凰镇 1, 合计 0.5")]
    [InlineData("2023-H1", "visits", "2023-07-09", "坑口街道 3, 凤凰镇 1, 合计 4")]
    [InlineData("2023-Q2", "visits", "2023-07-02", "坑口街道 2, 凤凰镇 1, 合计 3")]
    [InlineData("2023-Q2", "firms", "2023-07-02", "坑口街道 2, 凤凰镇 1, 合计 2")]
    [InlineData("2023-05", "visits", "2023-05-07", "坑口街道 0, 凤凰镇 0, 合计 0")]
    [InlineData("2023-05", "visits", "2023-05-14", "坑口街道 1, 凤凰镇 1, 合计 2")]
    [InlineData("2023-W27", "visits", "2023-07-09", "坑口街道 1, 凤凰镇 0, 合计 1")]
    [InlineData("2023-Q3", "visits", "2023-06-25", "坑口街道 -, 凤凰镇 -, 合计 -")]
    public void What_was_done_is_the_measure_of_the_days_of_the_period_up_to_the_end_of_the_week(
        string period, string indicator, string through, string said)
    {
        var seen = Seen(through, Given(indicator, period, All, Sample.Kengkou, Sample.Fenghuang)).Single();

        Say(seen).Should().Be(said);
    }

    [Fact]
    public void Of_a_year_it_is_what_the_bulletin_of_the_week_prints()
    {
        var known = Known([], Facts);
        var week = Sample.WeekOf("2023-06-30");
        var through = known.SeenThrough(week.End);
        var ranked = through.Rank(Rules, through.Score(Rules), week).SelectMany(group => group.Standings)
            .ToDictionary(one => one.Totals.Unit, one => one.Totals.YearFigures);
        foreach (var measure in Rules.On(week.End)!.Measures.Where(one => one.Value is null))
        {
            var seen = Seen("2023-07-02", Given(measure.Name, "2023", "*")).Single();
            seen.Units.Should().HaveCount(3).And.AllSatisfy(one =>
                one.Pace!.Done.Should().Be(ranked[one.Unit!].GetValueOrDefault(measure.Name), measure.Name));
        }
    }

    [Fact]
    public void A_ratio_is_held_against_no_time_and_different_firms_are()
    {
        Seen("2023-07-02", Given("part", "2023", "*")).Single().Grows.Should().BeFalse();
        Seen("2023-07-02", Given("firms", "2023", "*")).Single().Grows.Should().BeTrue();
    }

    [Fact]
    public void What_was_done_before_the_beginning_is_part_of_what_is_done()
    {
        var balances = new Opening(Sample.Day("2023-03-01"), "考1号", "上半年台账",
        [
            new Balance(Sample.Kengkou, BalanceOf.Measure, "visits", "2023", 7m),
            new Balance(Sample.Kengkou, BalanceOf.Measure, "visits", "2023-Q1", 5m),
            new Balance(Sample.Kengkou, BalanceOf.Points, "", "2023", 9m),
        ]);
        var whole = new Target(All, "visits", "2023", 100m) { Opening = 20m };
        var seen = TargetsSeen.Of(
            Known([whole, new Target(Sample.Kengkou, "visits", "2023", 50m)], Facts) is var known
                ? known with
                {
                    District = known.District with { Roster = known.District.Roster with { Opening = balances } },
                }
                : known,
            Rules, Sample.Day("2023-07-02")).Single();

        // V1 happened in February and is in the balance; V2 and V3 came later, and V5 is of another unit.
        seen.Units.Single().Should().Match<TargetSeen>(one => one.Pace!.Done == 9m && one.Opening == 7m);
        seen.Whole.Should().Match<TargetSeen>(one => one.Pace!.Done == 30m && one.Opening == 27m);
    }

    [Fact]
    public void A_unit_s_own_target_goes_before_the_common_one_and_rates_are_sorted()
    {
        var seen = Seen(
            "2023-07-02", new Target("*", "visits", "2023", 10m), new Target(Sample.Fenghuang, "visits", "2023", 2m))
            .Single();

        seen.Units.Select(one => (one.Unit, one.Target, one.Pace!.Rate)).Should().Equal(
            (Sample.Fenghuang, 2m, 0.5m), (Sample.Kengkou, 10m, 0.3m), (Sample.Bureau, 10m, 0m));
        seen.Whole.Should().BeNull();
    }

    private static string Say(TargetsSeen seen) => string.Join(
        ", ", seen.Units.OrderBy(one => one.Unit == Sample.Kengkou ? 0 : 1).Append(seen.Whole!)
            .Select(one => $"{one.Unit ?? "合计"} {(one.Pace is { } course ? Value.Of(course.Done) : "-")}"));

    private static IReadOnlyList<TargetsSeen> Seen(string through, params Target[] targets) =>
        TargetsSeen.Of(Known(targets, Facts), Rules, Sample.Day(through));

    private static Target[] Given(string indicator, string period, params string[] units) =>
        [.. units.Select(unit => new Target(unit, indicator, period, 10m))];

    private static Snapshot Known(Target[] targets, LedgerEntry[] facts) => new(
        9, DistrictFile.Empty with
        {
            Roster = Sample.Roster,
            Given = targets.Length == 0 ? GivenTargets.None
                : GivenTargets.Evolve(null, new TargetsGiven("考1号", targets)),
        },
        LedgerEntry.InOrder(facts), [], new Dictionary<string, string>());

    private static LedgerEntry Visit(string id, string unit, string day, string firm, string leader) => new(
        id, unit, "visit", Sample.Day(day), 1m,
        new Dictionary<string, Value> { ["enterprise"] = Value.Of(firm), ["leader"] = Value.Of(leader) }, 1, null);

    private static LedgerEntry Signing(string id, string unit, string day, decimal part, decimal yi) => new(
        id, unit, "signing", Sample.Day(day), part,
        new Dictionary<string, Value> { ["contracted"] = Value.Of(yi * Money.Yi) }, 1, null);
}
