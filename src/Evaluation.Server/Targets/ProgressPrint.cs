using System.Globalization;
using Evaluation.Office.Charts;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Targets;

/// <summary>How targets go, in print.</summary>
internal static class ProgressPrint
{
    private const string Nothing = "—";

    /// <summary>A share in percent with one decimal.</summary>
    public static string Percent(decimal? share) =>
        share is { } one ? ChartWords.Percent(one) : Nothing;

    /// <summary>Percentage points ahead or behind, with their sign.</summary>
    public static string Points(decimal? points) =>
        points is { } one ? (one > 0m ? "+" : "") + ChartWords.OneDecimal(one) : Nothing;

    /// <summary>An amount in the printed unit, with at most two decimals.</summary>
    public static string Amount(decimal? amount, IndicatorProgress of) => amount is { } one
        ? Value.Of(Math.Round(one / of.In, 2, MidpointRounding.AwayFromZero)).ToString() : Nothing;

    /// <summary>What has to be done in each week that is left, and how many times the pace so far that is.</summary>
    public static string Needed(UnitProgress one, IndicatorProgress of) => one.NeededPerWeek is null ? Nothing
        : one.Times is { } times ? $"{Amount(one.NeededPerWeek, of)}（{Value.Of(Math.Round(times, 1))}倍）"
        : Amount(one.NeededPerWeek, of);

    /// <summary>The width of a bar in percent of the widest, for a style.</summary>
    public static string Width(decimal? share, IndicatorProgress of) =>
        ((share ?? 0m) / Widest(of) * 100m).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>What the targets of an indicator come to, as a sentence.</summary>
    public static string Finding(IndicatorProgress of)
    {
        var title = $"{PeriodNames.Title(of.Period)}{of.Label}";
        var (behind, held) = (of.Units.Count(one => one.Ahead < 0m), of.Units.Count(one => one.Ahead is not null));
        var units = of.Elapsed is null || held == 0 ? null
            : behind == 0 ? $"{held}个单位都不慢于时间进度" : $"{held}个单位中{behind}个慢于时间进度";
        return (of.Whole, units) switch
        {
            ({ Rate: { } rate, Ahead: { } ahead }, _) =>
                $"{title}完成{Percent(rate)}，{ChartWords.Ahead(ahead)}{(units is null ? "" : "；" + units)}",
            (_, { } said) => $"{title}：{said}",
            _ => title,
        };
    }

    private static decimal Widest(IndicatorProgress of) =>
        of.Units.Append(of.Whole).Select(one => one?.Rate ?? 0m).Append(1m).Max();
}
