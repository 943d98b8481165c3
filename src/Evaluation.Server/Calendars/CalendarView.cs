using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Calendars;

/// <summary>
/// The holidays of a year. Form fields: `year`, `document`, `days`, `replace`, `version` and `seen` (what was looked
/// at) and `do` (`preview` or `state`).
/// </summary>
/// <param name="Years">The years that were stated.</param>
/// <param name="Days">Its days in order; null when it was not stated.</param>
/// <param name="Document">The document that announced them.</param>
/// <param name="MayState">Whether the viewer may state and amend.</param>
/// <param name="Fields">The form's fields.</param>
/// <param name="Replaces">Whether the notice takes the place of the whole year.</param>
/// <param name="Preview">What the notice changes; null while it was not looked at.</param>
/// <param name="Refusal">Why it was not taken, when no field says it; null for nothing.</param>
/// <param name="Done">What was done just now; null for nothing.</param>
public sealed record CalendarView(
    FrameView Frame, int Year, IReadOnlyList<int> Years, IReadOnlyList<CalendarDayRow>? Days, string? Document,
    bool MayState, IReadOnlyList<FormFieldView> Fields, bool Replaces, CalendarPreview? Preview, string? Refusal,
    string? Done);

/// <summary>A day of the year's notice.</summary>
/// <param name="Day">In print, with the day of the week.</param>
/// <param name="Worked">Whether it is a worked weekend; otherwise it is off.</param>
/// <param name="Amended">The document by which it was amended; null when it was not.</param>
public sealed record CalendarDayRow(string Day, bool Worked, string Name, string? Amended);

/// <summary>What a notice changes.</summary>
/// <param name="Difference">Day by day.</param>
/// <param name="Code">The code of the difference.</param>
/// <param name="Version">The version of the calendar that was looked at.</param>
public sealed record CalendarPreview(IReadOnlyList<string> Difference, string Code, long Version);
