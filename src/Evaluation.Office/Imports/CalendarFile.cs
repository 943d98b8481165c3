using Evaluation.Office.Weeks;

namespace Evaluation.Office.Imports;

/// <summary>A day of a year's holidays as a file holds it.</summary>
/// <param name="Location">The row's location.</param>
/// <param name="Day">The day and its holiday.</param>
/// <param name="Kind">`holiday`, `workday` (a weekend's day that is worked) or `usual` (neither any more).</param>
/// <param name="Document">The document that says so; empty when the file does not name it.</param>
public sealed record CalendarRow(RowLocation Location, NamedDay Day, string Kind, string Document);

/// <summary>Files of holidays: `day,kind,name`, and `document` where it is known.</summary>
public static class CalendarFile
{
    private const string Holiday = "holiday", Workday = "workday", Usual = "usual";

    private static readonly string[] KindsOfDay = [Holiday, Workday, Usual];

    /// <summary>Reads a file of holidays.</summary>
    public static Imported<CalendarRow> Read(TextTable table) => Imported<CalendarRow>.Of(
        table.Expect(["day", "kind", "name"], ["document"]),
        row => new CalendarRow(
            row.Location, new NamedDay(row.Date("day"), row.Text("name")),
            row.OneOf("kind", KindsOfDay), row["document"]),
        "day");

    /// <summary>The notice that rows of one document make.</summary>
    /// <param name="document">The document number.</param>
    /// <param name="year">The year that it is about; null for that in which most of its days lie.</param>
    public static CalendarNotice Notice(
        IReadOnlyCollection<CalendarRow> rows, string document, int? year = null) => new(
        new CalendarStated(
            year ?? rows.GroupBy(row => row.Day.Day.Year).OrderByDescending(days => days.Count())
                .ThenBy(days => days.Key).Select(days => days.Key).FirstOrDefault(),
            Of(rows, Holiday), Of(rows, Workday), document),
        Of(rows, Usual));

    private static List<NamedDay> Of(IEnumerable<CalendarRow> rows, string kind) =>
        [.. rows.Where(row => row.Kind == kind).Select(row => row.Day)];
}
