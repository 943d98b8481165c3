namespace Evaluation.Office.Weeks;

/// <summary>What a sealed record says of itself, found without reading the whole of it.</summary>
public static class SealedRecord
{
    // Quotation marks inside of texts are escaped, so that only a property of the record looks like this.
    private const string Rounding = "\"rounding\":{";

    /// <summary>Whether one number decided in the week; false for those sealed before that was the rule.</summary>
    public static bool SaysRounding(string record) => record.Contains(Rounding, StringComparison.Ordinal);
}
