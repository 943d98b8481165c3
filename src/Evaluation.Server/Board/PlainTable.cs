using System.Globalization;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Cli;

namespace Evaluation.Server.Board;

/// <summary>Plain rankings as CSV.</summary>
internal static class PlainTable
{
    private static readonly string[] Header = ["group", "week", "scope", "rank", "unit", "total"];

    /// <summary>
    /// Prints them: totals exact, and, when some total is another number where it decides, that number beside.
    /// </summary>
    public static void Csv(Shell shell, IReadOnlyList<PlainRanking> rankings)
    {
        var decided = rankings.Any(ranking => ranking.Rows.Any(row => row.Decided is not null));
        Output.Csv(
            shell, decided ? [.. Header, "decided"] : Header,
            rankings.SelectMany(ranking => ranking.Rows.Select(row => Cells(ranking, row, decided))));
    }

    private static string[] Cells(PlainRanking ranking, PlainRow row, bool decided) =>
    [
        ranking.Group, ranking.Week, ranking.Scope, row.Rank.ToString(CultureInfo.InvariantCulture), row.Unit,
        Text(row.Total), .. decided ? [Text(row.Decided ?? row.Total)] : Array.Empty<string>(),
    ];

    private static string Text(decimal number) => Value.Of(number).ToString();
}
