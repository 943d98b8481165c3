using Evaluation.Office.Weeks;

namespace Evaluation.Office.Imports;

/// <summary>A day of a year's holidays as a file holds it.</summary>
/// <param name="Location">The row's location.</param>
/// <param name="Day">The day and its holiday.</param>
/// <param name="Worked">Whether it is a weekend's day that is worked, else a day off.</param>
/// <param name="Document">The document that says so; empty when the file does not name it.</param>
public sealed record CalendarRow(RowLocation Location, NamedDay Day, bool Worked, string Document);

/// <summary>Files of holidays: `day,kind,name`, and `document` where it is known.</summary>
public static class CalendarFile
{
    private static readonly string[] KindsOfDay = ["holiday", "workday"];

    /// <summary>Reads a file of holidays.</summary>
    public static Imported<CalendarRow> Read(TextTable table) => Imported<CalendarRow>.Of(
        table.Expect(["day", "kind", "name"], ["document"]),
        row => new CalendarRow(
            row.Location, new NamedDay(row.Date("day"), row.Text("name")),
            row.OneOf("kind", KindsOfDay) == KindsOfDay[1], row["document"]),
        "day");

    /// <summary>The statement that rows of one document make, for the year in which most of its days lie.</summary>
    public static CalendarStated Stated(IReadOnlyCollection<CalendarRow> rows, string document) => new(
        rows.GroupBy(row => row.Day.Day.Year).OrderByDescending(year => year.Count()).ThenBy(year => year.Key)
            .Select(year => year.Key).FirstOrDefault(),
        [.. rows.Where(row => !row.Worked).Select(row => row.Day)],
        [.. rows.Where(row => row.Worked).Select(row => row.Day)], document);
}
