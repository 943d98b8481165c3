using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;

namespace Evaluation.Office.Imports;

/// <summary>A target as a file holds it.</summary>
public sealed record TargetRow(RowLocation Location, Target Target);

/// <summary>Files of targets: `unit,indicator,period,amount`.</summary>
public static class TargetsFile
{
    /// <summary>Reads a file of targets.</summary>
    /// <param name="indicators">The measures that the rules know.</param>
    public static Imported<TargetRow> Read(TextTable table, IReadOnlyCollection<string> indicators)
    {
        table.Expect(["unit", "indicator", "period", "amount"], []);
        var first = new Dictionary<(string, string, string), int>();
        return Imported<TargetRow>.Of(table, row =>
        {
            var target = new Target(row.Text("unit"), row.OneOf("indicator", indicators), Period(row), Amount(row));
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

    private static decimal Amount(TextRow row)
    {
        var text = row.Text("amount");
        var amount = TargetAmounts.Amount(text);
        if (text.Length > 0 && amount is null)
        {
            row.Find("amount", $"“{text}”不是目标数。", "请填写不小于0的数，金额可写 3000万、1.2亿。");
        }

        row.Understand("amount", TargetAmounts.IsMoney(text) ? FieldType.Money : FieldType.Decimal);

        return amount ?? 0m;
    }
}
