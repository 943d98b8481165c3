using System.Globalization;

namespace Evaluation.Office.Weeks;

/// <summary>How long there is until something is due, in words.</summary>
public static class TimeLeft
{
    // Of what is this far away nobody counts the hours.
    private const int DaysAlone = 7;

    /// <summary>还有2天19小时, 还有5小时, 已过3天.</summary>
    /// <param name="due">When it is due.</param>
    public static string Until(DateTimeOffset due, DateTimeOffset now) =>
        now <= due ? $"还有{Words(due - now)}" : $"已过{Words(now - due)}";

    private static string Words(TimeSpan span) =>
        span.Days >= DaysAlone || (span.Days > 0 && span.Hours == 0) ? $"{Number(span.Days)}天"
        : span.Days > 0 ? $"{Number(span.Days)}天{Number(span.Hours)}小时"
        : span.Hours > 0 ? $"{Number(span.Hours)}小时"
        : span.Minutes > 0 ? $"{Number(span.Minutes)}分钟"
        : "不到1分钟";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
