using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Publication;

/// <summary>A balance that a unit brought along (期初结转), in one sentence with its document.</summary>
internal static class OpenedNote
{
    public static InheritedNote Of(OpenedPoints part, Inheritance one, Roster roster, Rulebook edition)
    {
        var balance = part.Balance;
        var unit = roster.On(balance.Unit, one.Day)?.Name ?? balance.Unit;
        var through = one.Day.AddDays(-1).ToString("yyyy年M月d日", System.Globalization.CultureInfo.InvariantCulture);
        return new InheritedNote(
            balance.Unit, one.Day, Exact.Trim(part.Points),
            $"{unit}期初结转{What(part, edition)}（{InWords(balance.Period)}，截至{through}，{one.Reason}，"
            + $"依据{one.Document}）。")
        {
            Opened = true,
            OfYear = balance.Period == edition.Calendar.NameOf(Period.Year, one.Day)
                && balance.Of != BalanceOf.Article,
        };
    }

    private static string What(OpenedPoints part, Rulebook edition)
    {
        var (balance, print) = (part.Balance, PrintedPoints.Of(edition));
        var points = Value.Of(print.Number(balance.Amount));
        return balance.Of switch
        {
            BalanceOf.Points when part.Points == balance.Amount => $"合计得分{points}分",
            BalanceOf.Points =>
                $"合计得分{points}分，其中未列明条款的{Value.Of(print.Number(part.Points))}分",
            BalanceOf.Clause => $"条款“{balance.Name}”得分{points}分",
            BalanceOf.Article => $"条目“{balance.Name}”已用上限{points}分",
            _ => Measured(balance, edition),
        };
    }

    private static string Measured(Balance balance, Rulebook edition)
    {
        var measure = edition.Measures.FirstOrDefault(one => one.Name == balance.Name);
        return measure is null ? $"指标“{balance.Name}”{Value.Of(balance.Amount)}"
            : $"指标“{measure.Label}”{Value.Of(Exact.Trim(balance.Amount / measure.Divisor))}{measure.UnitOfMeasure}";
    }

    private static string InWords(string period) =>
        period.Length == 4 ? $"{period}年度" : PeriodNames.InWords(period);
}
