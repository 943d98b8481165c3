using System.Collections.Immutable;

namespace Evaluation.Core.Rules;

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
    private const int LongestSpan = 400;

    // All examples of a text together, so that adopting it stays quick.
    private const int MostInAll = 300;

    // Stands for a day that could not be read; the finding is made already.
    private static readonly DateOnly Nowhere = new(2000, 1, 1);

    private int inAll;

    /// <summary>The examples of a clause.</summary>
    /// <param name="part">Its list of examples.</param>
    /// <param name="kind">The kind that the clause counts; null when it judges a period.</param>
    /// <param name="period">The period that it judges.</param>
    public ImmutableArray<Example> Read(YamlPart part, string? kind, Period period)
    {
        if (part.Missing)
        {
            return [];
        }

        var entries = part.Entries().ToList();
        inAll += entries.Count;
        if (entries.Count is 0 or > MostExamples || inAll > MostInAll)
        {
            part.Find(
                entries.Count == 0 ? "没有写例子。" : $"例子过多：每条最多{MostExamples}个，全文最多{MostInAll}个。",
                entries.Count > 0 ? "请只留有代表性的。" : "例如 - {name: 一次, facts: [2023-03-01 visit leader=top], gives: 0.5}。");
            return [];
        }

        return [.. entries.Select(entry => Example(entry, kind, period))];
    }

    private Example Example(YamlPart part, string? kind, Period period)
    {
        part.Only(Grammar.Example);
        var read = Facts(part["facts"]);
        var (from, to) = Days(part, read, period);
        var gives = Gives(part["gives"]);
        var wanted = kind is null ? Periods(calendar, period, from, to).Count() : read.Count(fact => fact.Kind == kind);
        if (gives.Length != wanted && gives.Length > 0)
        {
            part["gives"].Find(
                $"写了{gives.Length}个分值，应当是{wanted}个。",
                kind is null ? $"从{from:yyyy-MM-dd}到{to:yyyy-MM-dd}每期写一个。" : "本条所计的事项按书写顺序每项写一个，不计分的写 0。");
        }

        var unitGroup = part["unit_group"].Missing ? group : part["unit_group"].Text(longest: 60);
        return new Example(
            part["name"].Text(longest: 200), read, gives,
            part["unit"].Missing ? "示例单位" : part["unit"].Text(longest: 60),
            part["unit_kind"].Missing ? unitGroup : part["unit_kind"].Text(longest: 60), unitGroup, from, to,
            part.Line, part.Column)
        {
            Targets = Targets(part["targets"], kind),
        };
    }

    /// <summary>The first days of the periods that hold the days from one to another.</summary>
    public static IEnumerable<DateOnly> Periods(Calendar calendar, Period period, DateOnly from, DateOnly to)
    {
        for (var start = calendar.StartOf(period, from); start <= to; start = calendar.EndOf(period, start).AddDays(1))
        {
            yield return start;
        }
    }

    private ImmutableArray<Fact> Facts(YamlPart part)
    {
        var entries = part.Missing ? [] : part.Entries().ToList();
        if (entries.Count > MostFacts)
        {
            part.Find($"一个例子的事项超过{MostFacts}项。", "请精简。");
        }

        // Numbered as written: facts of one day are counted in this order.
        return [.. entries.Take(MostFacts).Select((entry, i) => facts.Read(entry, $"例{i + 1:000}")).OfType<Fact>()];
    }

    private ImmutableSortedDictionary<string, decimal> Targets(YamlPart part, string? kind)
    {
        var targets = ImmutableSortedDictionary.CreateBuilder<string, decimal>(StringComparer.Ordinal);
        if (!part.Missing && kind is not null)
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
                targets[name] = Scoring.Targets.Amount(text) ?? Wrong(amount, text);
            }
        }

        return targets.ToImmutable();
    }

    private static decimal Wrong(YamlPart part, string text)
    {
        part.Find($"“{text}”不是目标数。", "请写不小于0的数，金额可写 3000万、1.2亿。");
        return 0m;
    }

    // For a clause that judges periods, the days are widened to whole periods.
    private (DateOnly From, DateOnly To) Days(YamlPart part, ImmutableArray<Fact> read, Period period)
    {
        if (read.IsEmpty && part["from"].Missing)
        {
            part.Find("例子既没有事项，也没有日期。", "请写 facts；没有事项的期间请写 from 和 to，例如 from: 2023-03-01。");
            return (Nowhere, Nowhere);
        }

        var from = part["from"].Missing ? read.Min(fact => fact.OccurredOn) : part["from"].Date();
        var to = !part["to"].Missing ? part["to"].Date() : read.IsEmpty ? from : read.Max(fact => fact.OccurredOn);
        to = to < from && part["to"].Missing ? from : to;
        foreach (var key in new[] { "from", "to" })
        {
            if (!part[key].Missing && (key == "from" ? from : to) is var day && !facts.InForce(day))
            {
                part[key].Find($"{day:yyyy-MM-dd}不在施行期间内。", $"本版自{facts.First:yyyy-MM-dd}起施行。");
                return (Nowhere, Nowhere);
            }
        }

        if (to < from || to.DayNumber - from.DayNumber > LongestSpan)
        {
            part.Find(to < from ? "例子的最后一天早于第一天。" : $"例子的期间超过{LongestSpan}天。", "请更正日期。");
            return (from, from);
        }

        return period == Period.Fact ? (from, to) : (calendar.StartOf(period, from), calendar.EndOf(period, to));
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
