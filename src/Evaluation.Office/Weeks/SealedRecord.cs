using System.Globalization;

namespace Evaluation.Office.Weeks;

/// <summary>What a sealed record says of itself, found without reading the whole of it.</summary>
public static class SealedRecord
{
    // Quotation marks inside of texts are escaped, so that only a property of the record looks like this.
    private const string Rounding = "\"rounding\":{", Cut = "\"cut\":{\"until\":\"";

    /// <summary>Whether one number decided in the week; false for those sealed before that was the rule.</summary>
    public static bool SaysRounding(string record) => record.Contains(Rounding, StringComparison.Ordinal);

    /// <summary>
    /// Until when the bulletin took in what units reported; null for those sealed before that was the rule.
    /// </summary>
    public static DateTimeOffset? Until(string record)
    {
        var at = record.IndexOf(Cut, StringComparison.Ordinal) + Cut.Length;
        return at < Cut.Length ? null
            : DateTimeOffset.Parse(record[at..record.IndexOf('"', at)], CultureInfo.InvariantCulture);
    }
}
