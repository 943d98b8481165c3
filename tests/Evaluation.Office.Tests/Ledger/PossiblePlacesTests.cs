using System.Globalization;
using Evaluation.Office.Claims;
using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Ledger;

/// <summary>
/// Standings and open claims in, best and worst places out. A visit gives a point, again by the same firm half, a lead
/// takes two; three visits of a week give three more. 甲镇 to 丁镇 are on the roster; 1v is a visit, 1l a lead, the
/// figure names the firm.
/// </summary>
public sealed class PossiblePlacesTests
{
    private const string Clauses =
        """
        measures:
          visits: {label: 外出, unit: 家次, count: visit}
          bad: {label: 失信, unit: 次, count: lead}
        clauses:
          - {id: 外出, text: 每家次, unit: 分, each: visit, gives: 0.5, times: [{name: 系数, factor: 2}], repeat: {same: [enterprise], within_days: 30, gives: 0.5}, cap: none}
          - {id: 进度, text: 每周三家次, unit: 分, each: week, where: visits >= 3, gives: 3, cap: none}
          - {id: 失信, text: 一次, unit: 分, each: lead, gives: -2, cap: none}
        """;

    private const string Unranked = "groups: [镇街]\nstatus: [{name: 不排名, when: bad > 0, effect: unranked}]";
    private const string Barred = "groups: [镇街]\nstatus: [{name: 不评先, when: bad > 0, effect: barred}]";
    private const string Both = "groups: [镇街]\nstatus: [{name: 不评先, when: bad > 1, effect: barred}, {name: 不排名,"
        + " when: bad > 0, effect: unranked}]";
    private const string Serial = "groups: [镇街]\nties: serial";

    private static readonly Week Week = Sample.WeekOf("2023-01-09");

    // Unit: place now, best to worst, points from least to greatest. Of four and more claims single gains and losses
    // are added up, from none or from all of them, whichever shows more.
    public static TheoryData<string, string, string, string, string[]> Stories => new()
    {
        {
            "一项待定，得分相等时并列", "groups: [镇街]", "甲镇 1v, 乙镇 1v", "丙镇 1v",
            ["甲镇 1, 1-1, 1-1", "乙镇 1, 1-1, 1-1", "丙镇 3, 1-3, 0-1", "丁镇 3, 3-4, 0-0"]
        },
        {
            "一项待定，得分相等时依次", Serial, "甲镇 1v, 乙镇 1v", "丙镇 1v",
            ["甲镇 1, 1-2, 1-1", "乙镇 2, 2-3, 1-1", "丙镇 3, 1-4, 0-1", "丁镇 4, 3-4, 0-0"]
        },
        {
            "三项待定，逐一试算", "groups: [镇街]", "甲镇 1v", "乙镇 1v 1v 2l",
            ["甲镇 1, 1-2, 1-1", "乙镇 2, 1-4, -2-1.5", "丙镇 2, 2-3, 0-0", "丁镇 2, 2-3, 0-0"]
        },
        {
            "四项待定，从全不认定起逐项相加", "groups: [镇街]", "甲镇 1v", "乙镇 1v 1v 2l 3l",
            ["甲镇 1, 1-2, 1-1", "乙镇 2, 1-4, -4-2", "丙镇 2, 2-3, 0-0", "丁镇 2, 2-3, 0-0"]
        },
        {
            "五项待定，从全部认定起逐项相减", "groups: [镇街]", "甲镇 1v", "乙镇 1v 2v 3v 4l 5l",
            ["甲镇 1, 1-2, 1-1", "乙镇 2, 1-4, -10-6", "丙镇 2, 2-3, 0-0", "丁镇 2, 2-3, 0-0"]
        },
        {
            "待定可能使其不排名，其他单位可望升位", Unranked, "甲镇 1v 2v 3v, 乙镇 1v", "甲镇 4l",
            ["甲镇 1, 1-1, 4-6", "乙镇 2, 1-2, 1-1", "丙镇 3, 2-3, 0-0", "丁镇 3, 2-3, 0-0"]
        },
        {
            "状态不影响名次的，照常排名", Barred, "甲镇 1v 2v 3v, 乙镇 1v", "甲镇 4l",
            ["甲镇 1, 1-1, 4-6", "乙镇 2, 2-2, 1-1", "丙镇 3, 3-3, 0-0", "丁镇 3, 3-3, 0-0"]
        },
        {
            "不排名又无待定的，不占名次", Both, "甲镇 1v 2v 3v 4l, 乙镇 1v", "丙镇 1v",
            ["乙镇 1, 1-1, 1-1", "丙镇 2, 1-2, 0-1", "丁镇 2, 2-3, 0-0"]
        },
        {
            "不排名而有待定的，不列入，可能排回前面", Unranked, "甲镇 1v 2v 3v 4l, 乙镇 1v", "甲镇 5v",
            ["乙镇 1, 1-2, 1-1", "丙镇 2, 2-3, 0-0", "丁镇 2, 2-3, 0-0"]
        },
        {
            "分值低者为先", "groups: [镇街]\norder: ascending", "甲镇 1v, 乙镇 1v 2v", "甲镇 2v",
            ["丙镇 1, 1-1, 0-0", "丁镇 1, 1-1, 0-0", "甲镇 3, 3-3, 1-2", "乙镇 4, 3-4, 2-2"]
        },
    };

    [Theory, MemberData(nameof(Stories))]
    public void Open_claims_leave_places_open(
        string story, string ranking, string counted, string open, string[] expected)
    {
        var possible = Possible(Clauses, ranking, counted, open);

        possible.Select(one => string.Create(
            CultureInfo.InvariantCulture, $"{one.Unit} {one.Rank}, {one.Best}-{one.Worst}, {one.Least}-{one.Greatest}"))
                .Should().Equal(expected, story);
        possible.Select(one => (one.WeekRank, one.WeekBest, one.WeekWorst)).Should().Equal(
            possible.Select(one => (one.Rank, one.Best, one.Worst)), "everything is of one week");
    }

    // The unit with most visits of the week gets five points more: what is decided about 乙镇 changes what 甲镇 has.
    [Fact]
    public void Where_units_depend_on_each_other_all_are_tried_together()
    {
        var possible = Possible(
            """
            measures:
              visits: {label: 外出, unit: 家次, count: visit}
            clauses:
              - {id: 外出, text: 每家次, unit: 分, each: visit, gives: 1, cap: none}
              - {id: 领先, text: 最多的, unit: 分, each: week, where: visits > 0 and rank(visits) = 1, gives: 5, cap: none}
            """,
            "groups: [镇街]", "甲镇 1v", "乙镇 1v 2v");

        possible.Select(one => $"{one.Unit} {one.Pending} {one.Best}-{one.Worst} {one.Least}-{one.Greatest} "
            + $"{one.WeekBest}-{one.WeekWorst}").Should().Equal(
            "甲镇 0 1-2 1-6 1-2", "乙镇 2 1-2 0-7 1-2", "丙镇 0 2-3 0-0 2-3", "丁镇 0 2-3 0-0 2-3");
    }

    // A claim that is reported by one unit and credited to another is open for that one.
    [Fact]
    public void A_claim_is_open_for_whom_it_would_be_credited_to()
    {
        var open = Claim("P1", Entry("甲镇", "1v", 1)) with { Shares = [new Share("乙镇", 1m)] };

        Possible(Clauses, "groups: [镇街]", "", open).Select(one => (one.Unit, one.Pending, one.Greatest)).Should()
            .Equal(("甲镇", 0, 0m), ("乙镇", 1, 1m), ("丙镇", 0, 0m), ("丁镇", 0, 0m));
    }

    private static IReadOnlyList<PossibleRank> Possible(string clauses, string ranking, string counted, string open) =>
        Possible(
        clauses, ranking, counted, [.. Entries(open, 100).Select(entry => Claim(entry.Fact, entry))]);

    private static IReadOnlyList<PossibleRank> Possible(
        string clauses, string ranking, string counted, params Claim[] open)
    {
        var text = RulebookText.Of($"{clauses}\nranking:\n  {ranking.Replace("\n", "\n  ", StringComparison.Ordinal)}");
        var (rulebook, findings) = RulebookReader.Read(text);
        findings.Should().BeEmpty();
        var rules = new RuleSet([rulebook!]);
        var terms = "甲乙丙丁".Select(
            name => new UnitTerm($"{name}镇", $"{name}镇", "镇街", "镇街", Sample.Day("2022-01-01"), null));
        var known = new Snapshot(
            1, DistrictFile.Empty with
            {
                Founded = TestOffice.District,
                Roster = new Roster([.. terms], []),
                FirstClosed = Week,
                LastClosed = Week
            },
            LedgerEntry.InOrder(Entries(counted, 0)), [], new Dictionary<string, string>());
        return PossibleRanks.Of(known, rules, Week, known.Rank(rules, known.Score(rules), Week), open);
    }

    private static List<LedgerEntry> Entries(string text, int from) =>
    [
        .. text.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split(' '))
            .SelectMany(words => words.Skip(1), (words, what) => (Unit: words[0], What: what))
            .Select((one, i) => Entry(one.Unit, one.What, from + i)),
    ];

    private static LedgerEntry Entry(string unit, string what, int number) => new(
        $"F{number:000}", unit, what[^1] == 'v' ? BuiltInKinds.Visit : BuiltInKinds.Lead,
        Week.Start.AddDays(number % 7), 1m,
        new Dictionary<string, Value> { ["enterprise"] = Value.Of($"企业{what[0]}") }, 1, null);

    private static Claim Claim(string id, LedgerEntry entry) => new(
        id, entry.Unit, entry.Kind, entry.OccurredOn, entry.Values, [], ClaimStatus.Reported, "",
        Sample.At("2023-01-16 09:00"), "li");
}
