using Evaluation.Office.Decisions;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Targets;

/// <summary>What may happen to the targets of a district.</summary>
public static class TargetDecider
{
    private const int Most = 5000;
    private const int MostDecimals = 6;
    private const int MostFaults = 50;
    private const decimal LargestCount = 1_000_000m;
    private const decimal SmallestShare = 10_000m;
    private const decimal Largest = 10_000m * Money.Yi;

    /// <summary>Gives targets out; all of them, or none when one is wrong.</summary>
    /// <param name="given">The targets given so far.</param>
    /// <param name="request">The targets to give.</param>
    /// <param name="rules">The adopted editions, whose measures are the indicators.</param>
    public static Decision Give(GivenTargets? given, TargetsGiven request, Roster roster, RuleSet rules)
    {
        if (Characters.ShowsNothing(request.Document))
        {
            return Decision.Refuse("document-missing", "下达目标须有文号。", "document", "请填写下达目标的文号。");
        }

        if (request.Targets.Any(target => roster.Listed(target.Unit) != target.Unit))
        {
            request = request with
            {
                Targets = [.. request.Targets.Select(target => target with { Unit = roster.Listed(target.Unit) })],
            };
        }

        if (request.Targets.Count is 0 or > Most)
        {
            return request.Targets.Count == 0
                ? Decision.Refuse("targets-missing", "没有写明任何目标。", "targets", "请至少写明一个目标。")
                : Decision.Refuse("targets-too-many", $"一次下达的目标超过{Most}个。", "targets", "请分批下达。");
        }

        if (Refusal.Of(Faults(request.Targets, roster, rules).Take(MostFaults)) is { } refusal)
        {
            return refusal;
        }

        var standing = (given ?? GivenTargets.None).All.ToHashSet();
        return request.Targets.All(target => standing.Contains(new GivenTarget(target, request.Document)))
            ? Refusal.Repeated($"“{request.Document}”的目标已经下达。", "targets")
            : Decision.Accept(request);
    }

    internal static (string Unit, string Indicator, string Period) Key(Target target) =>
        (target.Unit, target.Indicator, target.Period);

    private static IEnumerable<Refusal> Faults(IReadOnlyList<Target> targets, Roster roster, RuleSet rules)
    {
        var known = new Dictionary<string, Dictionary<string, Measure>?>(StringComparer.Ordinal);
        var first = new HashSet<(string, string, string)>();
        for (var i = 0; i < targets.Count; i++)
        {
            var target = targets[i];
            if (!known.TryGetValue(target.Period, out var indicators))
            {
                known[target.Period] = indicators = Indicators(rules, target.Period);
            }

            if (Wrong(target, $"targets[{i}].", roster, indicators) is { } refusal)
            {
                yield return refusal;
            }
            else if (!first.Add(Key(target)))
            {
                yield return new Refusal(
                    "target-twice",
                    $"“{target.Unit}”{PeriodNames.InWords(target.Period)}的“{target.Indicator}”目标写了两次。",
                    $"targets[{i}]", "同一目标只写一次。");
            }
        }
    }

    private static Refusal? Wrong(Target target, string at, Roster roster, Dictionary<string, Measure>? indicators)
    {
        if (target.Unit is not (TargetAmounts.EveryUnit or TargetAmounts.AllTogether) && !roster.Knows(target.Unit))
        {
            return RosterDecider.UnknownUnit(roster, target.Unit) with { Where = $"{at}unit" };
        }

        if (indicators is null)
        {
            return new Refusal(
                "period-wrong", $"“{target.Period}”不是期间。", $"{at}period", PeriodNames.HowWritten);
        }

        if (!indicators.TryGetValue(target.Indicator, out var indicator))
        {
            var remedy = indicators.Count == 0
                ? "请先采纳该期间的考评办法。"
                : Finding.Nearest(target.Indicator, indicators.Keys);
            var measures = $"在{PeriodNames.InWords(target.Period)}施行的指标";
            return Refusal.Unknown("indicator", measures, target.Indicator, remedy) with
            {
                Where = $"{at}indicator",
            };
        }

        return AmountWrong("目标数", target.Amount, $"{at}amount")
            ?? OfAnotherSort(target.Amount, indicator, $"{at}amount")
            ?? (target.Opening is { } opening ? OpeningWrong(target, opening, indicator, $"{at}opening") : null);
    }

    private static Refusal? AmountWrong(string what, decimal amount, string at) =>
        amount is >= 0m and <= Largest && Math.Round(amount, MostDecimals) == amount ? null
            : new Refusal(
                "amount-wrong", $"{what}{Value.Of(amount)}为负、过大或小数过长。", at,
                $"请填写0至一万亿之间、小数不超过{MostDecimals}位的数。");

    // One way for each: what units bring along is scored, and so it is a balance and not a remark on a target.
    private static Refusal? OpeningWrong(Target target, decimal opening, Measure indicator, string at) =>
        target.Unit != TargetAmounts.AllTogether
            ? new Refusal(
                "opening-of-unit", $"“{target.Unit}”的目标写了期初数{Value.Of(opening)}。", at,
                "期初数只写在合计的目标上；单位的期初数请登记为期初结转，计分时一并计算。")
        : !indicator.AddsUp
            ? new Refusal(
                "opening-does-not-add", $"“{indicator.Label}”不是累计数，不能有期初数。", at, "请删去期初数。")
        : AmountWrong("期初数", opening, at) ?? OfAnotherSort(opening, indicator, at);

    // Millions of visits and an investment of sixty yuan are amounts of another unit of measure. Half a visit is not:
    // units share what they did together.
    private static Refusal? OfAnotherSort(decimal amount, Measure indicator, string at)
    {
        var counts = indicator is { Sum: null, Takes: null, Value: null };
        if (counts && amount > LargestCount)
        {
            return new Refusal(
                "amount-of-another-sort",
                $"“{indicator.Label}”按{indicator.UnitOfMeasure}数，目标数{Value.Of(amount)}不像。", at,
                $"请写不超过{LargestCount}的数；金额请写在以金额计的指标上。");
        }

        return amount > 0m && amount < indicator.Divisor / SmallestShare
            ? new Refusal(
                "amount-of-another-sort",
                $"“{indicator.Label}”以{indicator.UnitOfMeasure}为单位，目标数只有{Value.Of(amount)}，不足其万分之一。",
                at, "请连同单位写全，例如 60亿、500万。")
            : null;
    }

    // The measures of the editions that decide on some day of the period; null when the text names no period.
    private static Dictionary<string, Measure>? Indicators(RuleSet rules, string period)
    {
        Dictionary<string, Measure>? names = rules.InOrder.IsEmpty ? [] : null;
        foreach (var edition in rules.InOrder)
        {
            if (edition.Calendar.DaysOf(period) is not { } days)
            {
                continue;
            }

            names ??= new Dictionary<string, Measure>(StringComparer.Ordinal);
            for (var day = days.First; day <= days.Last; day = day.AddDays(1))
            {
                if (ReferenceEquals(rules.On(day), edition))
                {
                    foreach (var measure in edition.Measures)
                    {
                        names[measure.Name] = measure;
                    }

                    break;
                }
            }
        }

        return names;
    }
}
