using System.Collections.Immutable;
using Evaluation.Core.Claims;
using Evaluation.Core.Rules;
using Evaluation.Core.Scoring;
using Evaluation.Core.Units;
using Evaluation.Core.Words;

namespace Evaluation.Tests.Shadow;

/// <summary>Makes rulebooks around a turn of the year, and facts to try them on.</summary>
internal sealed class PairMaker
{
    private static readonly (string Unit, string Kind, string Group)[] Units =
        [("甲镇", "镇街", "镇街"), ("乙镇", "镇街", "镇街"), ("丙局", "部门", "部门")];

    private static readonly string[] Firms = ["甲", "乙", "丙"];

    private readonly Chance chance;
    private readonly DateOnly turn;
    private readonly DateOnly first;
    private readonly RulebookMaker maker;

    public PairMaker(int seed)
    {
        chance = new Chance(seed);
        var yearStarts = chance.Pick("01-01", "01-01", "01-01", "07-01", "04-01", "03-15");
        turn = Office.Day($"{(yearStarts == "01-01" ? 2023 : 2022)}-{yearStarts}");
        first = chance.Of100(25) ? turn.AddYears(-1) : turn.AddDays(-chance.Between(20, 110));
        maker = new RulebookMaker(chance, yearStarts);
    }

    /// <summary>The editions, which leave no day between them without rules.</summary>
    public ImmutableList<Draft> Editions()
    {
        var last = turn.AddDays(chance.Between(20, 110));
        if (chance.Of100(55))
        {
            return [maker.Make(1, first, last)];
        }

        var next = first.AddDays(chance.Between(1, last.DayNumber - first.DayNumber));
        var until = chance.Of100(50) ? next.AddDays(-1) : last;
        var end = until == last && chance.Of100(40) ? next.AddDays(chance.Between(0, 40)) : last;
        return [maker.Make(1, first, until), maker.Make(2, next, end)];
    }

    /// <summary>Units, facts and targets for the editions.</summary>
    public Pair With(ImmutableList<Draft> editions)
    {
        var through = chance.Of100(10) ? (DateOnly?)null : turn.AddDays(chance.Between(-10, 110));
        var cut = through is not null && chance.Of100(40);
        var units = Units.Take(chance.Between(1, 3)).ToList();
        var days = chance.Times(
            1, 3, _ => chance.Pick(turn, turn.AddDays(-1), turn.AddDays(chance.Between(-100, 100))));
        var facts = chance.Times(3, 15, number => OneFact(number, chance.Pick(units).Unit, chance.Pick(days)))
            .Concat(units.SelectMany(unit => Reports(unit.Unit, editions[0].Calendar)));
        return new Pair
        {
            Editions = editions,
            Facts = [.. chance.Shuffled(facts.Where(fact => !cut || fact.OccurredOn <= through))],
            Terms = [.. units.SelectMany(Terms)],
            Targets = [.. chance.Times(0, 4, _ => OneTarget())],
            Through = through,
            Cut = cut,
        };
    }

    private Fact OneFact(int number, string unit, DateOnly day)
    {
        var kind = chance.Of100(92) ? chance.Pick(maker.Counted) : Kinds.Find(Kinds.Visit)!;
        kind = kind.Name == Kinds.Report ? Kinds.Find(Kinds.Visit)! : kind;
        var values = RulebookMaker.FieldsOf(kind).Where(_ => chance.Of100(85))
            .ToDictionary(field => field.Name, ValueOf);
        return new Fact(
            $"F{number:00}", kind.Name, unit, day.AddDays(chance.Between(-6, 6)),
            chance.Pick(1m, 1m, 1m, 0.6m, 0.4m, 1m / 3m), values);
    }

    private Value ValueOf(FieldDefinition field) => field.Type switch
    {
        FieldType.Integer => Value.Of((decimal)chance.Pick(0, 1, 2, 5, 10, 39, 40, 55)),
        FieldType.Decimal => Value.Of(chance.Between(-20, 60) / 10m),
        FieldType.Money => Value.Of(
            chance.Of100(2) ? 5e17m : chance.Between(0, 12) * chance.Pick(5_000_000m, 1_00000000m)),
        FieldType.Flag => Value.Of(chance.Of100(50)),
        FieldType.Date => Value.Of(turn.AddDays(chance.Between(-2, 0))),
        FieldType.Choice => Value.Of(chance.Pick([.. field.Choices.Select(choice => choice.Word)])),
        FieldType.Enterprise or FieldType.Project => Value.Of(chance.Pick(Firms)),
        _ => Value.Of(chance.Pick(FormulaMaker.Words)),
    };

    // A week has one report, filed under its last day; it comes in before, at or after the moment at which it is due.
    private IEnumerable<Fact> Reports(string unit, string calendar)
    {
        var starts = Enum.GetValues<DayOfWeek>()
            .First(day => calendar.Contains($"{day}", StringComparison.OrdinalIgnoreCase));
        var week = Week.Of(turn.AddDays(-10), starts);
        var weeks = chance.Some([week, week.Next, week.Next.Next], 0, 2);
        return weeks.Select(one => new Fact(
            $"report/{one.Start:O}/{unit}", Kinds.Report, unit, one.End, 1m,
            Report(one.End.AddDays(chance.Between(0, 2)))));
    }

    private Dictionary<string, Value> Report(DateOnly day) => new()
    {
        ["nil"] = Value.Of(chance.Of100(50)),
        ["submitted_at"] = Value.Of($"{day:O}T0{chance.Pick("3:59:00", "4:00:00", "4:00:01")}Z"),
    };

    // Entered within the time, left, or moved to the other group; never away for a while.
    private IEnumerable<UnitTerm> Terms((string Unit, string Kind, string Group) unit)
    {
        var from = chance.Of100(75) ? turn.AddYears(-2) : turn.AddDays(chance.Between(-90, 20));
        var to = chance.Of100(80) ? (DateOnly?)null : turn.AddDays(chance.Between(-20, 60));
        if (chance.Of100(80))
        {
            return [new UnitTerm(unit.Unit, unit.Unit, unit.Kind, unit.Group, from, to)];
        }

        var moved = turn.AddDays(chance.Between(-70, 40));
        moved = moved > from ? moved : from.AddDays(1);
        return
        [
            new UnitTerm(unit.Unit, unit.Unit, unit.Kind, unit.Group, from, moved.AddDays(-1)),
            new UnitTerm(unit.Unit, unit.Unit, "园区", unit.Group == "镇街" ? "部门" : "镇街", moved, to < moved ? null : to),
        ];
    }

    private Target OneTarget()
    {
        var day = turn.AddDays(chance.Between(-60, 60));
        var period = chance.Between(0, 4) switch
        {
            0 => Week.Of(day, DayOfWeek.Monday).Id,
            1 => $"{day:yyyy-MM}",
            2 => $"{day.Year}-Q{(day.Month + 2) / 3}",
            3 => $"{day.Year}-H{(day.Month + 5) / 6}",
            _ => $"{day.Year - chance.Between(0, 1)}",
        };
        return new Target(
            chance.Pick("*", Units[0].Unit, Units[1].Unit), chance.Pick("m1", "m1", "m2", "m3"), period,
            chance.Pick(0m, 1m, 2m, 7m, 3_00000000m));
    }
}
