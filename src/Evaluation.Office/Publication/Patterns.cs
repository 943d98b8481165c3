using System.Globalization;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Publication;

/// <summary>Titles and document numbers with places to fill in.</summary>
public static class Patterns
{
    /// <summary>Fills {period}, a period in print, and {year}, the year in which the assessment year begins.</summary>
    public static string Fill(string pattern, DateOnly year, NamedPeriod period) => pattern
        .Replace("{year}", year.Year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{period}", period.Title, StringComparison.Ordinal);

    /// <summary>Fills {year}, the year in which the assessment year begins, {number} and {week}.</summary>
    public static string Fill(string pattern, DateOnly year, Week week, int number) => pattern
        .Replace("{year}", year.Year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{number}", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{week}", week.Number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
