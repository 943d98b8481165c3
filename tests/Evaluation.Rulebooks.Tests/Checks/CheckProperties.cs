using Evaluation.Rulebooks.Examples;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Rulebooks.Tests.Checks;

/// <summary>
/// What the check says of a condition is true: random conditions are judged by it, and by counting them out over every
/// fact of a grid. A condition said never to hold holds for none, one said always to hold holds for all, and a part
/// said to be superfluous changes nothing when it is left out.
/// </summary>
public sealed class CheckProperties
{
    private const int Seed = 20231123;
    private const int Conditions = 400;

    private const string Head = RulebookText.Head + """
        kinds:
          course:
            label: 培训
            fields:
              hours: {label: 学时, type: decimal}
              people: {label: 人数, type: integer, required: true}
              level: {label: 级别, type: choice, choices: {low: 初级, high: 高级}}
              place: {label: 地点, type: text}
              outside: {label: 外出, type: flag}
            same: [place]
        parameters: {least: 2, near: [甲, 乙], due: {2023-01-01: 1, 2023-07-01: 3} }
        ranking: {groups: [镇街]}
        bulletin: {title: 通报, document: 测}
        clauses:
        """;

    private static readonly List<FactView> Grid = [.. Facts()];

    [Fact]
    public void What_is_said_of_a_condition_is_true_of_every_fact()
    {
        var random = new Random(Seed);
        var conditions = Enumerable.Range(0, Conditions).Select(_ => Condition(random, 3)).ToList();
        var text = Head + string.Concat(conditions.Select((one, i) =>
            $"\n  - {{id: c{i}, text: 条, unit: 分, each: course, where: \"{one}\", gives: 1, cap: {{month: 3}}}}"));

        var (rulebook, findings) = RulebookCheck.Of(text);

        rulebook.Should().NotBeNull(string.Join('\n', findings));
        var (never, always, missed) = (0, 0, 0);
        for (var i = 0; i < Conditions; i++)
        {
            var held = Grid.Count(scope => rulebook!.Clauses[i].Where!.Flag!(scope));
            var said = findings.Where(one => one.What.StartsWith($"“c{i}”的条件", StringComparison.Ordinal)).ToList();
            if (said.Exists(one => one.What.EndsWith("总是成立。", StringComparison.Ordinal)))
            {
                held.Should().Be(Grid.Count, $"seed {Seed}: {conditions[i]}: {said[0]}");
                always++;
            }

            // A contradiction in one alternative leaves the others.
            if (said.Exists(one => one.Severity == Severity.Error)
                && !conditions[i].Contains(" or ", StringComparison.Ordinal)
                && !conditions[i].Contains("not (", StringComparison.Ordinal))
            {
                held.Should().Be(0, $"seed {Seed}: {conditions[i]}: {said[0]}");
                never++;
            }

            missed += held == 0 && said.Count == 0 ? 1 : 0;
        }

        never.Should().BeGreaterThan(5, "the conditions are of all sorts");
        always.Should().BeGreaterThan(5);
        missed.Should().Be(0, "on this grid, whose facts lie between all numbers of the conditions, nothing that never "
            + "holds goes unsaid");
    }

    [Fact]
    public void A_part_said_to_contradict_or_to_be_superfluous_does()
    {
        var random = new Random(Seed + 1);
        var parts = Enumerable.Range(0, Conditions)
            .Select(_ => Enumerable.Range(0, 3).Select(_ => Atom(random)).ToArray()).ToList();
        var text = Head + string.Concat(parts.Select((one, i) => string.Concat(Enumerable.Range(0, 4).Select(left =>
            $"\n  - {{id: c{i}-{left}, text: 条, unit: 分, each: course, where: "
                + $"\"{string.Join(" and ", one.Where((_, j) => j + 1 != left))}\", gives: 1, cap: {{month: 3}}}}"))));

        var (rulebook, findings) = RulebookCheck.Of(text);

        rulebook.Should().NotBeNull(string.Join('\n', findings));
        var (superfluous, never) = (0, 0);
        for (var i = 0; i < Conditions; i++)
        {
            var found = findings.Where(
                one => one.What.StartsWith($"“c{i}-0”的条件", StringComparison.Ordinal)).ToList();
            if (found.Exists(one => one.Severity == Severity.Error))
            {
                Grid.Should()
                    .NotContain(
                        scope => rulebook!.Clauses[i * 4].Where!.Flag!(scope),
                        $"seed {Seed}: {string.Join(" and ", parts[i])}");
                never++;
            }

            if (found.Find(one => one.What.Contains("多余")) is not { } said)
            {
                continue;
            }

            superfluous++;
            var same = Enumerable.Range(1, 3).Where(left => Grid.All(scope =>
                rulebook!.Clauses[i * 4].Where!.Flag!(scope) == rulebook.Clauses[i * 4 + left].Where!.Flag!(scope)));
            same.Should().NotBeEmpty($"seed {Seed}: {string.Join(" and ", parts[i])}: {said}");
        }

        superfluous.Should().BeGreaterThan(20);
        never.Should().BeGreaterThan(20);
    }

    private static string Condition(Random random, int depth) => depth == 0 || random.Next(3) == 0 ? Atom(random)
        : random.Next(6) == 0 ? $"not ({Condition(random, depth - 1)})"
        : $"({Condition(random, depth - 1)}) {(random.Next(3) == 0 ? "or" : "and")} ({Condition(random, depth - 1)})";

    private static string Atom(Random random)
    {
        string[] signs = ["<", "<=", "=", "!=", ">", ">="];
        var sign = signs[random.Next(signs.Length)];
        return random.Next(11) switch
        {
            0 or 1 => $"hours {sign} {random.Next(4)}",
            2 or 3 => $"people {sign} {random.Next(4)}",
            4 => $"hours + people {sign} {random.Next(6)}",
            5 => $"2 * people - hours {sign} least",
            6 => $"level {(random.Next(2) == 0 ? "=" : "!=")} '{(random.Next(2) == 0 ? "low" : "high")}'",
            7 => random.Next(2) == 0 ? "place in near" : $"place = '{(random.Next(2) == 0 ? "甲" : "丙")}'",
            8 => random.Next(2) == 0 ? "outside" : "given(hours)",
            9 => $"occurred_on {sign} '2023-0{random.Next(1, 9)}-01'",
            _ => $"people {sign} due",
        };
    }

    // Every number between two that conditions name, every word, every flag, days before, at and after each first of a
    // month.
    private static IEnumerable<FactView> Facts() =>
        from hours in new decimal?[] { null, 0m, 0.25m, 0.75m, 1m, 1.5m, 2m, 2.25m, 2.75m, 3m, 3.5m, 4m, 5m, 6m, 8m,
            9.5m }
        from people in Enumerable.Range(0, 7)
        from level in new[] { null, "low", "high" }
        from place in new[] { null, "甲", "乙", "丙" }
        from outside in new bool?[] { null, true }
        from day in Enumerable.Range(1, 9)
            .SelectMany(month => new[] { new DateOnly(2023, month, 1), new DateOnly(2023, month, 20) })
        select new FactView(new Fact("F", "course", "甲", day, 1m, Values(hours, people, level, place, outside)), day);

    private static Dictionary<string, Value> Values(
        decimal? hours, int people, string? level, string? place, bool? outside)
    {
        var values = new Dictionary<string, Value> { ["people"] = Value.Of((decimal)people) };
        void Give(string name, Value? value)
        {
            if (value is { } given)
            {
                values[name] = given;
            }
        }

        Give("hours", hours is { } some ? Value.Of(some) : null);
        Give("level", level is null ? null : Value.Of(level));
        Give("place", place is null ? null : Value.Of(place));
        Give("outside", outside is { } yes ? Value.Of(yes) : null);
        return values;
    }
}
