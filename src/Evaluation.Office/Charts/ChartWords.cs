using System.Globalization;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Charts;

/// <summary>Numbers in figures: a true minus, a sign where something changed, fixed decimals.</summary>
public static class ChartWords
{
    /// <summary>−0.40: points as they are printed.</summary>
    public static string Points(decimal exact, PrintedPoints print) => Minus(print.Text(exact));

    /// <summary>+3.40, −0.40, 0.00: a change of points.</summary>
    public static string Change(decimal exact, PrintedPoints print) =>
        (print.Number(exact) > 0m ? "+" : "") + Points(exact, print);

    /// <summary>53.6%: a share of one.</summary>
    public static string Percent(decimal share) => $"{OneDecimal(share * 100m)}%";

    /// <summary>53.6: a number with one decimal.</summary>
    public static string OneDecimal(decimal number) => Minus(Math.Round(number, 1, MidpointRounding.AwayFromZero)
        .ToString("F1", CultureInfo.InvariantCulture));

    /// <summary>快于时间进度0.3个百分点: how much more is done than time is over.</summary>
    /// <param name="points">By how many percentage points; negative when behind.</param>
    public static string Ahead(decimal points) => OneDecimal(points) switch
    {
        "0.0" => "与时间进度持平",
        _ when points > 0m => $"快于时间进度{OneDecimal(points)}个百分点",
        _ => $"慢于时间进度{OneDecimal(-points)}个百分点",
    };

    /// <summary>A figure of a column with at most two decimals.</summary>
    public static string Figure(decimal figure, BulletinColumn column) =>
        Minus($"{Value.Of(column.Printed(figure))}");

    /// <summary>Names in one list; more than a few are counted.</summary>
    public static string Names(IReadOnlyList<string> names)
    {
        const int most = 3;
        return names.Count <= most ? string.Join('、', names)
            : $"{string.Join('、', names.Take(most))}等{Value.Of(names.Count)}个单位";
    }

    private static string Minus(string number) => number.Replace('-', '−');
}
