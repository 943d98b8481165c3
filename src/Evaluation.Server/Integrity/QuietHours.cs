using System.Globalization;

namespace Evaluation.Server.Integrity;

/// <summary>The hours of a day in which the server verifies itself, in a district's time.</summary>
/// <param name="From">When they begin.</param>
/// <param name="To">When they end; before <paramref name="From"/> for hours over midnight.</param>
internal sealed record QuietHours(TimeOnly From, TimeOnly To)
{
    /// <summary>The variable that sets them.</summary>
    public const string Variable = "EVALUATION_VERIFY_AT";

    /// <summary>What the variable says for never.</summary>
    public const string Never = "off";

    private const string Form = "HH:mm";

    /// <summary>From two to five at night.</summary>
    public static readonly QuietHours Usual = new(new TimeOnly(2, 0), new TimeOnly(5, 0));

    /// <summary>Reads hours such as `02:00-05:00`.</summary>
    /// <param name="text">The text; null or empty for the usual hours, `off` for never.</param>
    /// <param name="hours">The hours; null for never.</param>
    /// <returns>Whether the text is understood.</returns>
    public static bool TryParse(string? text, out QuietHours? hours)
    {
        hours = null;
        if (string.IsNullOrWhiteSpace(text) || text.Trim() == Never)
        {
            hours = string.IsNullOrWhiteSpace(text) ? Usual : null;
            return true;
        }

        if (text.Split('-') is [var from, var to] && Time(from) is { } begin && Time(to) is { } end && begin != end)
        {
            hours = new QuietHours(begin, end);
        }

        return hours is not null;
    }

    /// <summary>Whether a verification is due: the hours run, and none has begun in them yet.</summary>
    /// <param name="last">When the last one began; null before the first.</param>
    /// <param name="offset">The district's time against universal time.</param>
    public bool IsDue(DateTimeOffset now, DateTimeOffset? last, TimeSpan offset)
    {
        var here = now.ToOffset(offset);
        var begun = new DateTimeOffset(here.Date + From.ToTimeSpan(), offset);
        begun = here < begun ? begun.AddDays(-1) : begun;
        return here < begun + (To - From) && !(last >= begun);
    }

    private static TimeOnly? Time(string text) =>
        TimeOnly.TryParseExact(text.Trim(), Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time : null;
}
