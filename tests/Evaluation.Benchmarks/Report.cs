using System.Globalization;
using System.Text.Json;

namespace Evaluation.Benchmarks;

/// <summary>Figures as a table.</summary>
public static class Report
{
    /// <summary>Lays out the table, with the notes below.</summary>
    public static IEnumerable<string> Table(IReadOnlyList<Figure> figures)
    {
        var rows = figures.Select(figure => (string[])
            [
                figure.Name, figure.Unit, Number(figure.Ours.Median), Ends(figure.Ours), Number(figure.Peer?.Median),
                Ends(figure.Peer), Number(figure.Ratio?.Median), Ends(figure.Ratio), Goal(figure.Goal),
                figure.Met switch { true => "met", false => "MISSED", null => "" },
            ])
            .Prepend(["figure", "unit", "ours", "min-max", "peer", "min-max", "ratio", "min-max", "goal", ""]);
        return [.. Align([.. rows]), "", .. figures.Select(figure => $"{figure.Name}: {figure.Note}")];
    }

    /// <summary>Sets ratios beside those of an earlier run's JSON lines; our own figure for want of a peer.</summary>
    public static IEnumerable<string> Compare(IReadOnlyList<Figure> figures, IEnumerable<string> earlier)
    {
        var before = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var line in earlier.Where(line => line.StartsWith('{')))
        {
            using var read = JsonDocument.Parse(line);
            var ratio = read.RootElement.GetProperty("ratio");
            before[read.RootElement.GetProperty("name").GetString()!] =
                (ratio.ValueKind == JsonValueKind.Number ? ratio : read.RootElement.GetProperty("ours")).GetDouble();
        }

        var rows = figures.Select(figure =>
        {
            var now = (figure.Ratio ?? figure.Ours).Median;
            return before.TryGetValue(figure.Name, out var then)
                ? (string[])[figure.Name, Number(then), "->", Number(now), $"x {Number(now / then)}"]
                : [figure.Name, "-", "->", Number(now), "new"];
        });
        return Align([.. rows.Prepend(["figure", "before", "", "now", "change"])]);
    }

    /// <summary>Three digits that count, or all of a large number.</summary>
    public static string Number(double? number) => number is not { } known ? "-" : Math.Abs(known) switch
    {
        >= 100 => known.ToString("#,0", CultureInfo.InvariantCulture),
        >= 10 => known.ToString("0.0", CultureInfo.InvariantCulture),
        >= 1 => known.ToString("0.00", CultureInfo.InvariantCulture),
        _ => known.ToString("0.000", CultureInfo.InvariantCulture),
    };

    private static string Ends(Spread? spread) =>
        spread is null ? "" : $"{Number(spread.Least)}-{Number(spread.Most)}";

    private static string Goal(Goal? goal) =>
        goal is null ? "" : $"{(goal.AtMost ? "<=" : ">=")} {goal.Number.ToString(CultureInfo.InvariantCulture)}";

    // The first two columns to the left, numbers to the right.
    private static IEnumerable<string> Align(IReadOnlyList<string[]> rows)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToList();
        return rows.Select(row => string.Join("  ", row.Select((cell, column) =>
            column < 2 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd());
    }
}
