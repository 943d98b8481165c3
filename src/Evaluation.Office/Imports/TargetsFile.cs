using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;

namespace Evaluation.Office.Imports;

/// <summary>A target as a file holds it.</summary>
public sealed record TargetRow(RowLocation Location, Target Target);

/// <summary>Files of targets: `unit,indicator,period,amount[,opening]`.</summary>
public static class TargetsFile
{
    /// <summary>Reads a file of targets.</summary>
    /// <param name="indicators">The measures that the rules know.</param>
    public static Imported<TargetRow> Read(TextTable table, IReadOnlyCollection<string> indicators)
    {
        table.Expect(["unit", "indicator", "period", "amount"], ["opening"]);
        var first = new Dictionary<(string, string, string), int>();
        return Imported<TargetRow>.Of(table, row =>
        {
            var target = new Target(
                TargetAmounts.Addressee(row.Text("unit")), row.OneOf("indicator", indicators), Period(row),
                Amount(row, "amount", row.Text("amount"), "目标数") ?? 0m)
            {
                Opening = Amount(row, "opening", row.TextOrNull("opening") ?? "", "期初数"),
            };
            if (!first.TryAdd((target.Unit, target.Indicator, target.Period), row.Location.Row))
            {
                var before = first[(target.Unit, target.Indicator, target.Period)];
                row.Find("period", $"与第{before}行的单位、指标和期间相同。", "同一目标只写一行。");
            }

            return new TargetRow(row.Location, target);
        });
    }

    private static string Period(TextRow row)
    {
        var text = row.Text("period");
        if (text.Length > 0 && !PeriodNames.IsName(text))
        {
            row.Find("period", $"“{text}”不是期间。", PeriodNames.HowWritten);
        }

        return text;
    }

    private static decimal? Amount(TextRow row, string column, string text, string what)
    {
        var amount = TargetAmounts.Amount(text);
        if (text.Length > 0 && amount is null)
        {
            row.Find(column, $"“{text}”不是{what}。", "请填写不小于0的数，金额可写 3000万、1.2亿。");
        }

        row.Understand(column, TargetAmounts.IsMoney(text) ? FieldType.Money : FieldType.Decimal);
        return amount;
    }
}
