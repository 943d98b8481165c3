using System.Text.Json.Serialization;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Rules;

/// <summary>What a unit is to reach of an indicator in a period (目标任务).</summary>
/// <param name="Unit">
/// The unit; <see cref="TargetAmounts.EveryUnit"/> for each unit without a target of its own,
/// <see cref="TargetAmounts.AllTogether"/> for all units together.
/// </param>
/// <param name="Indicator">The measure's name.</param>
/// <param name="Period">The period's name, as <see cref="Calendar.NameOf"/> gives it.</param>
/// <param name="Amount">In the measure's unit; money in yuan.</param>
public sealed record Target(string Unit, string Indicator, string Period, decimal Amount)
{
    /// <summary>
    /// What was done of a target of all units together before the evaluation began, in the measure's unit; null for
    /// nothing. What units bring along is in their opening balances.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Opening { get; init; }
}

/// <summary>The targets that units were given, by the district's decisions or by a file.</summary>
public sealed class TargetAmounts
{
    /// <summary>Written instead of a unit for a target that holds for every unit.</summary>
    public const string EveryUnit = "*";

    /// <summary>Written instead of a unit for a target that all units have together; no clause looks at it.</summary>
    public const string AllTogether = "+";

    private const string UnitsOfMoney = "万亿元萬億圓圆";

    /// <summary>No targets.</summary>
    public static readonly TargetAmounts None = new([]);

    private readonly Dictionary<(string Unit, string Indicator, string Period), Target> given = [];

    /// <summary>The given targets; of two for the same unit, indicator and period the later one holds.</summary>
    public TargetAmounts(IEnumerable<Target> targets)
    {
        foreach (var target in targets)
        {
            given[(target.Unit, target.Indicator, target.Period)] = target;
        }
    }

    /// <summary>For whom a target is, as people write it: 各单位 and 合计 beside the units.</summary>
    public static string Addressee(string text) => text switch
    {
        "各单位" => EveryUnit,
        "合计" => AllTogether,
        _ => text,
    };

    /// <summary>An amount as people write it: 27, 3000万, 1.2亿; null when it is none or below 0.</summary>
    public static decimal? Amount(string text)
    {
        var amount = IsMoney(text) ? Money.Parse(text, out _) : RuleNumber.TryRead(text) ?? Typed.Number(text);
        return amount >= 0m ? amount : null;
    }

    /// <summary>Whether the text names a unit of money, so that it is no bare number.</summary>
    public static bool IsMoney(string text) => text.Any(UnitsOfMoney.Contains);

    /// <summary>The unit's own target, else the one for every unit; null when there is none.</summary>
    public decimal? Of(string unit, string indicator, string period) =>
        (given.GetValueOrDefault((unit, indicator, period))
            ?? given.GetValueOrDefault((EveryUnit, indicator, period)))?.Amount;

    /// <summary>The target of all units together; null when there is none.</summary>
    public Target? Together(string indicator, string period) =>
        given.GetValueOrDefault((AllTogether, indicator, period));
}
