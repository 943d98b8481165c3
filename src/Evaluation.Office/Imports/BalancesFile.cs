using Evaluation.Office.Balances;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Imports;

/// <summary>A balance as a file holds it.</summary>
public sealed record BalanceRow(RowLocation Location, Balance Balance);

/// <summary>Files of balances: `unit,of,name,period,amount`.</summary>
public static class BalancesFile
{
    /// <summary>Reads a file of balances.</summary>
    public static Imported<BalanceRow> Read(TextTable table)
    {
        table.Expect(["unit", "of", "period", "amount"], ["name"]);
        var first = new Dictionary<Balance, int>();
        return Imported<BalanceRow>.Of(table, row =>
        {
            var of = BalanceWords.ByWord.GetValueOrDefault(row.OneOf("of", [.. BalanceWords.ByWord.Keys]));
            var balance = new Balance(row.Text("unit"), of, row.TextOrNull("name") ?? "", Period(row), Amount(row));
            if (!first.TryAdd(balance with { Amount = 0m }, row.Location.Row))
            {
                var before = first[balance with { Amount = 0m }];
                row.Find("period", $"与第{before}行的单位、项目和期间相同。", "同一项只写一行。");
            }

            return new BalanceRow(row.Location, balance);
        });
    }

    /// <summary>A balance as people write it: 27, -1.5, 3000万, 1.2亿元; null when it is none.</summary>
    public static decimal? Amount(string text) => TargetAmounts.IsMoney(text) ? Money.Parse(text, out _)
        : RuleNumber.TryRead(text) ?? Typed.Number(text);

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
        var amount = Amount(text);
        if (text.Length > 0 && amount is null)
        {
            row.Find("amount", $"“{text}”不是结转数。", "请填写数，扣分写负数，金额可写 3000万、1.2亿。");
        }

        row.Understand("amount", TargetAmounts.IsMoney(text) ? FieldType.Money : FieldType.Decimal);
        return amount ?? 0m;
    }
}
