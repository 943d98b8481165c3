using System.Diagnostics;
using Evaluation.Office.Claims;
using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Tests.SecondCount;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Ledger;

/// <summary>Between which places a unit can end while claims are undecided.</summary>
public sealed class PossibleRanksTests(ITestOutputHelper output)
{
    private const string Clauses =
        """
        measures:
          visits: {label: 外出, unit: 家次, count: visit}
        ranking: {groups: [镇街], decimals: 1RANKING}
        clauses:
          - {id: 外出, text: 每家次1分，一把手2分，企业30日内不重复，每周至多4分, unit: 分, each: visit, gives: 1, times: [{name: 一把手, factor: 2, where: leader = 'top'}], repeat: {same: [enterprise], within_days: 30, gives: 0.5}, cap: {week: 4}}
          - {id: 进度, text: 每周三家次另加3分, unit: 分, each: week, where: visits >= 3, gives: 3, cap: none}
          - {id: 失信, text: 一次扣2分, unit: 分, each: lead, gives: -2, cap: none}
        """;

    private static readonly Week First = Sample.WeekOf("2023-01-02");
    private static readonly Week Second = Sample.WeekOf("2023-01-09");

    private const string Because = "seed {0}, selection {1}, {2}";

    [Fact]
    public void An_open_claim_opens_the_places_that_it_can_change_and_no_others()
    {
        var rules = Rules("");
        var known = Known(
            3, [Entry("V1", "甲镇", "2023-01-03", "甲", "top"), Entry("V2", "乙镇", "2023-01-03", "甲", "staff")]);

        var possible = Possible(known, rules, [Pending("P1", "丙镇", "2023-01-04", "甲", "staff")]);

        possible.Select(one => (one.Unit, one.Pending, one.Rank, one.Best, one.Worst, one.Least, one.Greatest))
            .Should().Equal(
            ("甲镇", 0, 1, 1, 1, 2m, 2m), ("乙镇", 0, 2, 2, 2, 1m, 1m), ("丙镇", 1, 3, 2, 3, 0m, 1m));
        Possible(known, rules, []).Should().BeEmpty();
        Possible(known, rules, [Pending("P1", "丙镇", "2023-01-18", "甲", "staff")]).Should()
            .BeEmpty("it is of a later week");
        Possible(
            known, rules,
            [Pending("P1", "丙镇", "2023-01-04", "甲", "staff") with { ReportedAt = Sample.At("2023-01-20 09:00") }])
            .Should().BeEmpty("it came after the cut-off");
    }

    // With at most three claims of one unit the least and greatest points are those of some decision; with more they
    // are those of none, all, one or all but one, with what single claims add or take.
    [Theory]
    [InlineData("", "V2:staff:visit", 2, 3, 1, 2)]
    [InlineData("", "V2:staff:visit V3:staff:lead", 0, 3, 1, 3)]
    [InlineData("", "V2:staff:visit V3:staff:lead V4:staff:visit", 0, 7, 1, 3)]
    [InlineData("", "V2:staff:visit V3:staff:visit V4:staff:visit V5:staff:visit", 2, 7, 1, 2)]
    [InlineData("", "V2:top:visit V3:staff:lead V4:staff:lead V5:staff:lead", -4, 4, 1, 3)]
    [InlineData(", order: ascending", "V2:staff:visit V3:staff:lead V4:staff:lead V5:staff:lead", -4, 3, 1, 2)]
    public void The_least_and_greatest_points_are_those_of_a_decision(
        string ranking, string claims, int least, int greatest, int best, int worst)
    {
        var rules = Rules(ranking);
        var known = Known(3, [
            Entry("V1", "甲镇", "2023-01-10", "甲", "top"), Entry("V8", "乙镇", "2023-01-10", "甲", "top"),
            Entry("V9", "乙镇", "2023-01-11", "乙", "staff"), Entry("V0", "丙镇", "2023-01-11", "乙", "top")]);
        var open = claims.Split(' ').Select(one => one.Split(':')).Select(part => Claim(
            Entry(part[0], "甲镇", "2023-01-12", part[0], part[1]) with { Kind = part[2] })).ToList();

        var own = Possible(known, rules, open).Single(one => one.Unit == "甲镇");

        (own.Pending, own.Least, own.Greatest, own.Best, own.Worst).Should()
            .Be((open.Count, least, greatest, best, worst));
        (own.WeekBest, own.WeekWorst).Should().Be((best, worst));
    }

    [Fact]
    public void A_claim_reported_at_the_cut_off_is_open_and_one_that_counts_is_not()
    {
        var rules = Rules("");
        var known = Known(2, [Entry("V1", "甲镇", "2023-01-10", "甲", "top")]);
        var open = Pending(
            "P1", "乙镇", "2023-01-10", "甲",
            "staff") with
        { ReportedAt = rules.InOrder[0].Calendar.CutOffFor(Second) };

        Possible(known, rules, [open]).Should().HaveCount(2);
        Possible(known, rules, [open with { ReportedAt = open.ReportedAt.AddSeconds(1) }]).Should().BeEmpty();
        Possible(known, rules, [Claim(known.Entries[0])]).Should().BeEmpty();
    }

    [Fact]
    public void No_decision_about_the_open_claims_leads_outside_the_places_told()
    {
        var (tried, moved) = (0, 0);
        for (var seed = 0; seed < 60; seed++)
        {
            var chance = new Chance(seed);
            var rules = Rules(chance.Pick("", ", ties: serial", ", order: ascending", ", tie_break: [visits]"));
            var units = chance.Between(2, 4);
            var known = Known(units, [.. chance.Times(0, 6, number => Any(chance, $"V{number}", units))]);
            var claims = chance.Times(1, 5, number => Any(chance, $"P{number}", units))
                .Select(entry => Claim(entry)).ToList();
            var possible = Possible(known, rules, claims).ToDictionary(one => one.Unit);
            for (var chosen = 0; chosen < 1 << claims.Count; chosen++)
            {
                var entries = known.Entries.Concat(claims.Where((_, i) => (chosen >> i & 1) == 1).Select(Entry));
                foreach (var standing in Rankings(
                    known with { Entries = LedgerEntry.InOrder(entries) }, rules)[0].Standings)
                {
                    var bounds = possible[standing.Totals.Unit];
                    standing.YearRank.Should().BeInRange(bounds.Best, bounds.Worst, Because, seed, chosen, bounds);
                    standing.WeekRank.Should()
                        .BeInRange(bounds.WeekBest, bounds.WeekWorst, Because, seed, chosen, bounds);
                    standing.Totals.YearPoints.Should()
                        .BeInRange(bounds.Least, bounds.Greatest, Because, seed, chosen, bounds);
                    tried++;
                }
            }

            moved += possible.Values.Count(one => one.Best < one.Worst);
        }

        output.WriteLine($"{tried} places, {moved} units with more than one possible place");
        moved.Should().BeGreaterThan(50);
    }

    [Fact]
    public void Sixty_units_with_open_claims_are_told_within_a_page_view()
    {
        var rules = Rules("");
        var chance = new Chance(1);
        var known = Known(60, [.. Enumerable.Range(0, 12_000).Select(number => OfTheYear(chance, number))]);
        var week = Sample.WeekOf("2023-06-26");
        known = known with { District = known.District with { LastClosed = week } };
        var claims = Enumerable.Range(0, 120)
            .Select(number =>
                Claim(OfTheYear(chance, 12_000 + number) with { Unit = Name(number / 2), OccurredOn = week.Start }))
            .Select(claim => claim with { ReportedAt = Sample.At("2023-06-28 09:00") }).ToList();
        var rankings = known.Rank(rules, known.Score(rules), week);
        PossibleRanks.Of(known, rules, week, rankings, claims);
        var began = Stopwatch.GetTimestamp();
        PossibleRanks.Of(known, rules, week, rankings, claims).Should().HaveCount(60);
        output.WriteLine(
            $"60 units, 12,000 facts, 120 open claims: {Stopwatch.GetElapsedTime(began).TotalMilliseconds:0} ms");
    }

    private static LedgerEntry OfTheYear(Chance chance, int number) => Any(chance, $"V{number}", 60) with
    {
        OccurredOn = Sample.Day("2023-01-02").AddDays(chance.Between(0, 180)),
        Values = new Dictionary<string, Value>
        {
            ["enterprise"] = Value.Of($"企业{number}"),
            ["leader"] = Value.Of("staff")
        },
    };

    private static RuleSet Rules(string ranking)
    {
        var (rulebook, findings) = RulebookReader.Read(
            RulebookText.Of(Clauses.Replace("RANKING", ranking, StringComparison.Ordinal)));
        findings.Should().BeEmpty();
        return new RuleSet([rulebook!]);
    }

    private static Snapshot Known(int units, IReadOnlyList<LedgerEntry> entries) => new(
        100,
        DistrictFile.Empty with
        {
            Founded = TestOffice.District,
            Roster = new Roster(
                [.. Enumerable.Range(0, units)
                    .Select(number =>
                        new UnitTerm(Name(number), Name(number), "镇街", "镇街", Sample.Day("2022-01-01"), null))], []),
            FirstClosed = First,
            LastClosed = Second,
        },
        LedgerEntry.InOrder(entries), [], new Dictionary<string, string>());

    private static string Name(int number) => number < 4 ? $"{"甲乙丙丁"[number]}镇" : $"{number}镇";

    private static IReadOnlyList<GroupRanking> Rankings(Snapshot known, RuleSet rules) =>
        known.Rank(rules, known.Score(rules), Second);

    private static IReadOnlyList<PossibleRank> Possible(Snapshot known, RuleSet rules, IReadOnlyList<Claim> claims) =>
        PossibleRanks.Of(
            known, rules, Second, Rankings(known, rules), claims,
            Intake.Of(known.District, Second, rules.InOrder[0].Calendar.CutOffFor(Second)));

    private static LedgerEntry Any(Chance chance, string id, int units)
    {
        var day = First.Start.AddDays(chance.Between(0, 13));
        var entry = Entry(
            id, Name(chance.Between(0, units - 1)), $"{day:yyyy-MM-dd}", chance.Pick("甲", "乙", "丙"),
            chance.Pick("top", "staff"));
        return chance.Of100(80) ? entry : entry with { Kind = BuiltInKinds.Lead };
    }

    private static LedgerEntry Entry(string id, string unit, string day, string firm, string leader) => new(
        id, unit, BuiltInKinds.Visit, Sample.Day(day), 1m,
        new Dictionary<string, Value> { ["enterprise"] = Value.Of(firm), ["leader"] = Value.Of(leader) }, 1, null);

    private static Claim Pending(string id, string unit, string day, string firm, string leader) =>
        Claim(Entry(id, unit, day, firm, leader));

    private static LedgerEntry Entry(Claim claim) =>
        new(claim.Id, claim.Unit, claim.Kind, claim.OccurredOn, 1m, claim.Facts, 1, null);

    private static Claim Claim(LedgerEntry entry) => new(
        entry.Fact, entry.Unit, entry.Kind, entry.OccurredOn, entry.Values, [], ClaimStatus.Reported, "",
        Sample.At("2023-01-16 09:00"), "li");
}
