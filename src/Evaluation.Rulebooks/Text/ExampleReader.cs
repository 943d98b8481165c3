using System.Collections.Immutable;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Text;

/// <summary>Reads the examples beside a clause.</summary>
/// <param name="facts">Reads a fact from its line.</param>
/// <param name="calendar">The edition's weeks and years.</param>
/// <param name="group">The group of a unit when the example names none.</param>
/// <param name="measures">The names of the measures, for targets.</param>
internal sealed class ExampleReader(
    ExampleFactReader facts, Calendar calendar, string group, IReadOnlyCollection<string> measures)
{
    private const int MostExamples = 20;
    private const int MostFacts = 100;
    private const int MostPeople = 20;
    private const int LongestSpan = 400;

    // All examples of a text together, so that adopting it stays quick; further units and longer spans count as well.
    private const int MostInAll = 300;

    // In place of a day that could not be read and has its finding already.
    private static readonly DateOnly Nowhere = new(2000, 1, 1);

    private int inAll;

    /// <summary>The examples of a clause.</summary>
    /// <param name="part">Its list of examples.</param>
    /// <param name="clause">The clause, read but for its examples.</param>
    public ImmutableArray<Example> Read(YamlPart part, Clause clause)
    {
        if (part.Missing)
        {
            return [];
        }

        var entries = part.Entries().ToList();
        if (entries.Count is 0 or > MostExamples)
        {
            part.Find(
                entries.Count == 0 ? "没有写例子。" : $"例子过多：每条最多{MostExamples}个。",
                entries.Count > 0 ? "请只留有代表性的。"
                    : "例如 - {name: 一次, facts: [2023-03-01 visit leader=top], gives: 0.5}。");
            return [];
        }

        var read = entries.Select(entry => Example(entry, clause)).ToImmutableArray();
        inAll += read.Sum(one => 1 + one.Others.Length + (one.To.DayNumber - one.From.DayNumber) / LongestSpan);
        if (inAll <= MostInAll)
        {
            return read;
        }

        part.Find(
            $"例子过多：全文最多{MostInAll}个，others 的每个单位和超过{LongestSpan}天的每段各算一个。",
            "请只留有代表性的。");
        return [];
    }

    private Example Example(YamlPart part, Clause clause)
    {
        part.Only(Grammar.Example);
        var unit = part["unit"].Missing ? "示例单位" : part["unit"].Text(longest: 60);
        var unitGroup = part["unit_group"].Missing ? group : part["unit_group"].Text(longest: 60);
        var example = new Example(
            part["name"].Text(longest: 200), Facts(part["facts"], clause, unit, "例"), Gives(part["gives"]), unit,
            part["unit_kind"].Missing ? unitGroup : part["unit_kind"].Text(longest: 60), unitGroup, Nowhere, Nowhere,
            part.Line, part.Column)
        {
            Targets = Targets(part["targets"], clause),
            Leaders = Leaders(part["leaders"], clause),
            Others = Others(part["others"], clause, unit),
        };
        var (from, to) = Days(part, example, clause);
        example = example with { From = from, To = to };
        var wanted = example.Sources(clause, calendar).Count();
        if (example.Gives.Length != wanted && example.Gives.Length > 0)
        {
            part["gives"].Find($"写了{example.Gives.Length}个分值，应当是{wanted}个。", Layout(example, clause));
        }

        return example;
    }

    private static string Layout(Example example, Clause clause) =>
        clause.Kind is null
            ? $"从{example.From:yyyy-MM-dd}到{example.To:yyyy-MM-dd}"
                + $"每期{(example.Leaders.IsEmpty ? "" : "每人")}写一个。"
        : example.Counted(clause).Any(fact => fact.Unit != example.Unit)
            ? "本单位的事项按书写顺序每项写一个，其后 others 中分享给本单位的每项写一个。"
        : "本条所计的事项按书写顺序每项写一个，不计分的写 0。";

    private ImmutableArray<Fact> Facts(YamlPart part, Clause clause, string unit, string called)
    {
        var entries = part.Missing ? [] : part.Entries().ToList();
        if (entries.Count > MostFacts)
        {
            part.Find($"一个例子的事项超过{MostFacts}项。", "请精简。");
        }

        // Numbered as written: facts of one day are counted in this order. What counts later may have happened earlier.
        var before = clause.After?.Days ?? 0;
        return
        [
            .. entries.Take(MostFacts)
                .Select((entry, i) => facts.Read(entry, $"{called}{i + 1:000}", unit, before)).OfType<Fact>(),
        ];
    }

    private ImmutableArray<(string Unit, ImmutableArray<Fact> Facts)> Others(YamlPart part, Clause clause, string unit)
    {
        var others = part.Missing ? [] : part.Members().ToList();
        if (others.Count > MostPeople)
        {
            part.Find($"others 的单位超过{MostPeople}个。", "请精简。");
        }

        foreach (var (name, at) in others.Where(other => other.Name == unit || other.Name.Length is 0 or > 60))
        {
            at.Find(name == unit ? $"单位“{name}”写了两次。" : "单位的名称无法识别。",
                name == unit ? "others 只写其他单位；本单位的事项请写在 facts。" : "请写不超过60字的名称。");
        }

        return
        [
            .. others.Take(MostPeople)
                .Select(other => (other.Name, Facts(other.Part, clause, other.Name, $"{other.Name}例"))),
        ];
    }

    private static ImmutableArray<string> Leaders(YamlPart part, Clause clause)
    {
        if (part.Missing)
        {
            return [];
        }

        if (clause.For is null)
        {
            part.Find("本条不是逐人考核的，不看 leaders。", "请在条款写 for: top 或 for: member，或删去 leaders。");
            return [];
        }

        var entries = part.Entries().ToList();
        if (entries.Count > MostPeople)
        {
            part.Find($"leaders 超过{MostPeople}人。", "请精简。");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var twice in entries.Where(entry => !names.Add(entry.Text(longest: 60))))
        {
            twice.Find($"“{twice.Text()}”写了两次。", "每人只写一次。");
        }

        return [.. entries.Take(MostPeople).Select(entry => entry.Text())];
    }

    private ImmutableSortedDictionary<string, decimal> Targets(YamlPart part, Clause clause)
    {
        var targets = ImmutableSortedDictionary.CreateBuilder<string, decimal>(StringComparer.Ordinal);
        if (!part.Missing && clause.Kind is not null)
        {
            part.Find("本条计的是事项，不看目标。", "目标只用于按期考核的条款；请删去 targets。");
            return targets.ToImmutable();
        }

        foreach (var (name, amount) in part.Missing ? [] : part.Members())
        {
            if (!measures.Contains(name))
            {
                amount.Find($"没有指标“{name}”。", Finding.Nearest(name, measures));
            }
            else if (amount.Text(longest: 40) is { Length: > 0 } text)
            {
                targets[name] = Evaluation.Rulebooks.Rules.TargetAmounts.Amount(text) ?? Wrong(amount, text);
            }
        }

        return targets.ToImmutable();
    }

    private static decimal Wrong(YamlPart part, string text)
    {
        part.Find($"“{text}”不是目标数。", "请写不小于0的数，金额可写 3000万、1.2亿。");
        return 0m;
    }

    // For a clause that judges periods, the days are widened to whole periods; one that counts later is waited for.
    private (DateOnly From, DateOnly To) Days(YamlPart part, Example example, Clause clause)
    {
        var days = example.AllFacts.Select(fact => fact.OccurredOn).Order().ToList();
        if (days.Count == 0 && part["from"].Missing)
        {
            part.Find(
                "例子既没有事项，也没有日期。", "请写 facts；没有事项的期间请写 from 和 to，例如 from: 2023-03-01。");
            return (Nowhere, Nowhere);
        }

        var later = clause.After?.Days ?? 0;
        var from = part["from"].Missing ? days[0] : part["from"].Date();
        var to = !part["to"].Missing ? part["to"].Date() : days.Count == 0 || days[^1] < from ? from : days[^1];
        foreach (var key in new[] { "from", "to" })
        {
            if (!part[key].Missing && (key == "from" ? from : to) is var day && !facts.InForce(day))
            {
                part[key].Find($"{day:yyyy-MM-dd}不在施行期间内。", $"本版自{facts.First:yyyy-MM-dd}起施行。");
                return (Nowhere, Nowhere);
            }
        }

        if (later > 0 && part["to"].Missing && example.Counted(clause).ToList() is { Count: > 0 } waiting)
        {
            to = waiting.Max(fact => fact.OccurredOn).AddDays(later);
            if (!facts.InForce(to))
            {
                part.Find(
                    $"事项要到{to:yyyy-MM-dd}才满期，不在施行期间内。",
                    "请把事项写得早些，施行之前的也可以；或写明 to。");
                return (Nowhere, Nowhere);
            }
        }

        if (to < from || to.DayNumber - from.DayNumber > LongestSpan + later)
        {
            part.Find(
                to < from ? "例子的最后一天早于第一天。" : $"例子的期间超过{LongestSpan + later}天。", "请更正日期。");
            return (from, from);
        }

        return clause.Kind is not null
            ? (from, to)
            : (calendar.StartOf(clause.Period, from), calendar.EndOf(clause.Period, to));
    }

    private static ImmutableArray<decimal> Gives(YamlPart part)
    {
        if (part.IsScalar)
        {
            return [part.Number()];
        }

        if (part.Missing || part.IsEmptyList)
        {
            part.Find("没有写明例子应得的分值。", "例如 gives: [0.5, 0]。");
            return [];
        }

        return [.. part.Entries().Select(entry => entry.Number())];
    }
}
