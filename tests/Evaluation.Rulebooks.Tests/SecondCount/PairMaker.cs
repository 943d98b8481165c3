using System.Collections.Immutable;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Tests.SecondCount;

/// <summary>Makes rulebooks around a turn of the year, and facts to try them on.</summary>
internal sealed class PairMaker
{
    private static readonly (string Unit, string Kind, string Group)[] Units =
        [("甲镇", "镇街", "镇街"), ("乙镇", "镇街", "镇街"), ("丁镇", "镇街", "镇街"), ("丙局", "部门", "部门")];

    private static readonly string[] Persons = ["张三", "李四", "王五"];

    private static readonly string[] Firms = ["甲", "乙", "丙"];

    private readonly Chance chance;

    // Draws of their own, so that rulebooks stay what they are without mergers and splits.
    private readonly Chance succeeding;
    private readonly Chance typing;
    private readonly Chance beginning;
    private readonly Chance opening;
    private readonly Chance merging;
    private readonly string yearStarts;
    private readonly DateOnly turn;
    private readonly DateOnly first;
    private readonly RulebookMaker maker;

    public PairMaker(int seed)
    {
        chance = new Chance(seed);
        succeeding = new Chance(-seed);
        typing = new Chance(seed + 1_000_000_007 & int.MaxValue);
        beginning = new Chance(seed + 500_000_003 & int.MaxValue);
        opening = new Chance(seed + 250_000_001 & int.MaxValue);
        merging = new Chance(seed + 125_000_003 & int.MaxValue);
        yearStarts = chance.Pick("01-01", "01-01", "01-01", "07-01", "04-01", "03-15");
        turn = Sample.Day($"{(yearStarts == "01-01" ? 2023 : 2022)}-{yearStarts}");
        first = chance.Of100(25) ? turn.AddYears(-1) : turn.AddDays(-chance.Between(20, 110));
        maker = new RulebookMaker(chance, succeeding);
    }

    /// <summary>
    /// One to three editions, now and then with days between them that have no rules, or with the first one back in
    /// force when the second ends.
    /// </summary>
    public ImmutableList<Draft> Editions()
    {
        var last = turn.AddDays(chance.Between(20, 110));
        var editions = ImmutableList<Draft>.Empty;
        var from = first;
        foreach (var number in Enumerable.Range(1, chance.Pick(1, 1, 1, 2, 2, 3)))
        {
            editions = editions.Add(maker.Make(number, from, last, yearStarts));
            if (from == last)
            {
                break;
            }

            from = from.AddDays(chance.Between(1, last.DayNumber - from.DayNumber));
        }

        for (var i = 0; i + 1 < editions.Count; i++)
        {
            var until = editions[i + 1].From.AddDays(chance.Of100(80) ? -1 : -chance.Between(2, 20));
            editions = chance.Of100(50) && until >= editions[i].From
                ? editions.SetItem(i, editions[i] with { To = until })
                : editions.SetItem(
                    i + 1, editions[i + 1] with { To = editions[i + 1].From.AddDays(chance.Between(0, 60)) });
        }

        return beginning.Of100(40) ? editions
            : editions.ConvertAll(one => one with
            {
                FirstPeriods = beginning.Of100(10) ? null : beginning.Pick("unjudged", "whole", "proportional"),
            });
    }

    /// <summary>Units, facts and targets for the editions.</summary>
    public Pair With(ImmutableList<Draft> editions)
    {
        var through = chance.Of100(10) ? (DateOnly?)null : turn.AddDays(chance.Between(-10, 110));
        var cut = through is not null && chance.Of100(40);
        var units = Units.Take(chance.Between(2, 4)).ToList();
        var days = chance.Times(
            1, 3, _ => chance.Pick(turn, turn.AddDays(-1), turn.AddDays(chance.Between(-100, 100))));
        var (terms, successions) = Succeeding([.. units.SelectMany(Terms)]);
        units = [.. terms.Select(term => (term.Unit, term.Kind, term.Group)).DistinctBy(unit => unit.Unit)];
        var facts = chance.Times(3, 15, number => OneFact(number, chance.Pick(units).Unit, chance.Pick(days)))
            .Concat(units.SelectMany(unit => Reports(unit.Unit, editions[0].Calendar)));
        var begins = beginning.Of100(70) ? (DateOnly?)null
            : Week.Of(turn.AddDays(beginning.Between(-100, 60)), RulebookMaker.StartOf(editions[0].Calendar)).Start;
        return new Pair
        {
            Editions = editions,
            Facts = [.. chance.Shuffled(facts.Where(fact => !cut || fact.OccurredOn <= through))],
            Terms = terms,
            Successions = successions,
            Leaders = [.. units.SelectMany(unit => Leaders(unit.Unit))],
            Targets = [.. chance.Times(0, 4, _ => OneTarget())],
            Begins = begins,
            Opening = opening.Of100(begins is null ? 90 : 40) ? null
                : new OpeningMaker(opening, editions, yearStarts).Make(
                    begins > editions[0].From ? begins.Value : editions[0].From,
                    [.. units.Select(unit => unit.Unit)]),
            Firms = Merged(),
            Through = through,
            Cut = cut,
            ExactThrough = typing.Of100(25) ? turn.AddDays(typing.Between(-40, 60)) : null,
        };
    }

    // Mostly none; one after another, in a chain, and now and then in a ring, which no decision makes.
    private MergedFirms? Merged() => merging.Of100(60) ? null : merging.Pick(
        new MergedFirms([new("甲", "乙")]),
        new MergedFirms([new("甲", "乙"), new("乙", "丙")]),
        new MergedFirms([new("丙", "甲"), new("乙", "甲")]),
        new MergedFirms([new("乙", "丁")]),
        new MergedFirms([new("甲", "乙"), new("乙", "甲"), new("丙", "甲")]));

    private Fact OneFact(int number, string unit, DateOnly day)
    {
        var kind = chance.Of100(92) ? chance.Pick(maker.Counted) : BuiltInKinds.Find(BuiltInKinds.Visit)!;
        kind = kind.Name == BuiltInKinds.Report ? BuiltInKinds.Find(BuiltInKinds.Visit)! : kind;
        var values = RulebookMaker.FieldsOf(kind).Where(_ => chance.Of100(85))
            .ToDictionary(
                field => field.Name,
                field => field.Name == "person" ? Typed(chance.Pick(Persons)) : ValueOf(field));
        return new Fact(
            $"F{number:00}", kind.Name, unit, day.AddDays(chance.Between(-6, 6)),
            chance.Pick(1m, 1m, 1m, 0.6m, 0.4m, 1m / 3m), values);
    }

    private Value ValueOf(FieldDefinition field) => field.Type switch
    {
        FieldType.Integer => Value.Of((decimal)chance.Pick(0, 1, 2, 5, 10, 39, 40, 55)),
        FieldType.Decimal => Value.Of((chance.Between(-20, 60) / 10m) + (chance.Of100(20) ? 0.000_000_000_000_1m : 0m)),
        FieldType.Money => Value.Of(
            chance.Of100(2) ? 5e17m : chance.Between(0, 12) * chance.Pick(5_000_000m, 1_00000000m)),
        FieldType.Flag => Value.Of(chance.Of100(50)),
        FieldType.Date => Value.Of(turn.AddDays(chance.Between(-2, 0))),
        FieldType.Choice => Value.Of(chance.Pick([.. field.Choices.Select(choice => choice.Word)])),
        FieldType.Unit => Value.Of(chance.Of100(90) ? chance.Pick(Units).Unit : "外县"),
        FieldType.Enterprise or FieldType.Project => Typed(chance.Pick(Firms)),
        _ => Typed(chance.Pick(FormulaMaker.Words)),
    };

    // Names are typed in many ways that are one name.
    private Value Typed(string name) => Value.Of(!typing.Of100(20) ? name
        : typing.Pick($"{name}\u200B", $"　{name}", $"{name[..1]} {name[1..]}", $"\uFEFF{name}", $"{name}\u00A0"));

    // A week has one report, filed under its last day; it comes in before, at or after the moment at which it is due.
    private IEnumerable<Fact> Reports(string unit, string calendar)
    {
        var week = Week.Of(turn.AddDays(-10), RulebookMaker.StartOf(calendar));
        var weeks = chance.Some([week, week.Next, week.Next.Next], 0, 2);
        return weeks.Select(one => new Fact(
            $"report/{one.Start:O}/{unit}", BuiltInKinds.Report, unit, one.End, 1m,
            Report(one.End.AddDays(chance.Between(0, 2)))));
    }

    private Dictionary<string, Value> Report(DateOnly day) => new()
    {
        ["nil"] = Value.Of(chance.Of100(50)),
        ["submitted_at"] = Value.Of($"{day:O}T0{chance.Pick("3:59:00", "4:00:00", "4:00:01")}Z"),
    };

    // Entered within the time, left, or moved to the other group, sometimes after a while away.
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
        var back = chance.Of100(80) ? moved : moved.AddDays(chance.Between(1, 30));
        return
        [
            new UnitTerm(unit.Unit, unit.Unit, unit.Kind, unit.Group, from, moved.AddDays(-1)),
            new UnitTerm(
                unit.Unit, unit.Unit, "园区", unit.Group == "镇街" ? "部门" : "镇街", back, to < back ? null : to),
        ];
    }

    // Now and then units become one, new or existing, or one becomes two, and sometimes another succeeds that one.
    private (ImmutableList<UnitTerm> Terms, ImmutableList<Succession> Successions) Succeeding(
        ImmutableList<UnitTerm> terms)
    {
        var successions = ImmutableList<Succession>.Empty;
        var day = turn.AddDays(succeeding.Between(-60, 40));
        for (var number = succeeding.Of100(60) ? 3 : 1; number <= 2; number++,
            day = day.AddDays(succeeding.Between(1, 40)))
        {
            var running = terms.Where(term => term.From < day && (term.To is null || term.To >= day))
                .Select(term => term.Unit).Distinct().ToList();
            if (running.Count < 2)
            {
                break;
            }

            var ending = succeeding.Some(running, 1, running.Count - 1).ToList();
            var into = succeeding.Of100(30) ? [running.Except(ending).First()]
                : ending.Count > 1 || succeeding.Of100(30) ? new[] { $"新{number}镇" }
                : [$"新{number}镇", $"新{number}局"];
            var first = into.Length == 1 ? 1m : succeeding.Pick(0.5m, 0.6m, 1m / 3m, 1m);
            successions = successions.Add(new Succession(
                [.. ending], [.. into.Select((unit, i) => new SuccessorShare(unit, i == 0 ? first : 1m - first))], day,
                "编1号", "区划调整"));
            terms = [
                .. terms.Where(term => !ending.Contains(term.Unit) || term.From < day)
                    .Select(term => ending.Contains(term.Unit) && !(term.To < day)
                        ? term with { To = day.AddDays(-1) } : term),
                .. into.Except(running)
                    .Select(unit => new UnitTerm(unit, unit, "镇街", succeeding.Pick("镇街", "部门"), day, null)),
            ];
        }

        return (terms, successions);
    }

    // Persons in one of two posts, some of them appointed once more when their time is over.
    private IEnumerable<LeaderTerm> Leaders(string unit)
    {
        foreach (var person in chance.Some(Persons, 0, 3))
        {
            var post = chance.Pick("top", "member");
            var from = chance.Of100(70) ? turn.AddYears(-2) : turn.AddDays(chance.Between(-90, 20));
            var to = chance.Of100(60) ? (DateOnly?)null : turn.AddDays(chance.Between(21, 80));
            yield return new LeaderTerm(unit, Typed(person).Text!, post, from, to);
            if (to is { } end && chance.Of100(40))
            {
                yield return new LeaderTerm(unit, Typed(person).Text!, post, end.AddDays(chance.Pick(1, 1, 3)), null);
            }
        }
    }

    private Target OneTarget()
    {
        var day = turn.AddDays(chance.Between(-60, 60));
        var period = chance.Between(0, 8) switch
        {
            5 => $"{day:yyyy-MM}-T{Math.Min(day.Day / 10 + 1, 3)}",
            6 => $"{day.Year}-F{chance.Between(1, 27):00}",
            7 => $"{day:yyyy-MM}-H{(day.Day < 16 ? 1 : 2)}",
            8 => $"{day.Year}-B{(day.Month + 1) / 2}",
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
