using Evaluation.Office.Laboratory;
using Evaluation.Office.Ledger;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Tests.Scoring;
using Evaluation.Rulebooks.Words;
using FluentAssertions;

namespace Evaluation.Office.Tests.Laboratory;

/// <summary>Three towns and a bureau with a table of facts, on which things are tried.</summary>
internal sealed record Bench(RulebookText Rulebook)
{
    private const string Third = "永安镇";

    /// <summary>`unit | id | kind | day | share | fields`.</summary>
    public string Facts { get; init; } = "";

    /// <summary>The last closed week, by one of its days.</summary>
    public string Closed { get; init; } = "2023-03-12";

    public static Bench Of(string clauses) => new(new RulebookText { Clauses = clauses });

    public RuleSet Rules { get; } = Rulebook.Alone();

    public Snapshot Now => new(
        7,
        DistrictFile.Empty with
        {
            Founded = TestOffice.District,
            Roster = RosterFold.Evolve(
                Sample.Roster, new UnitEntered(Third, Third, "镇街", "镇街", Sample.Day("2022-01-01"))),
            FirstClosed = Sample.WeekOf("2023-01-02"),
            LastClosed = Sample.WeekOf(Closed),
        },
        [
            .. Facts.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(row => row.Split('|', 2, StringSplitOptions.TrimEntries))
                .Select(row => (Unit: row[0], Fact: ScoreTable.Facts(row[1]).Single()))
                .Select(one => new LedgerEntry(
                    one.Fact.Id, one.Unit, one.Fact.Kind, one.Fact.OccurredOn, one.Fact.Part, one.Fact.Values, 1,
                    null)),
        ],
        [], new Dictionary<string, string>());

    public TrialAnswer Answer(TrialOrder order) => Trial.Of(Now, Rules, order);

    public TrialReport Try(TrialOrder order)
    {
        var answer = Answer(order);
        answer.Refusal.Should().BeNull();
        return answer.Report!;
    }

    public LiftReport Lift(string unit, TrialOrder? order = null)
    {
        var answer = Answer((order ?? new TrialOrder()) with { Lift = unit });
        answer.Refusal.Should().BeNull();
        return answer.Lift!;
    }

    /// <summary>The units that move: name, places and points of the year to date.</summary>
    public static IEnumerable<string> Moves(TrialReport report) => report.Units.Where(unit => unit.Moved).Select(unit =>
        $"{unit.Unit} {unit.Before.YearRank}→{unit.After.YearRank} "
            + $"{Value.Of(unit.Before.YearPoints)}→{Value.Of(unit.After.YearPoints)}");
}
