using Evaluation.Office.Publication;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Publication;

/// <summary>A bulletin's record in print: names, order and the district's own time.</summary>
internal static class BulletinWords
{
    /// <summary>The name in the ranking; the unit's own word when it is not ranked.</summary>
    public static string NameOf(this Bulletin bulletin, string unit) =>
        bulletin.Groups.SelectMany(group => group.Rows).FirstOrDefault(row => row.Unit == unit)?.Name ?? unit;

    /// <summary>The totals of all units in one sentence: 累计外出招商295家次，其中一把手带队118家次；…。</summary>
    /// <param name="span">The week, the period or the year to date, in short.</param>
    /// <param name="totals">A figure for each column.</param>
    public static string Summary(this Bulletin bulletin, string span, IReadOnlyList<decimal> totals)
    {
        var parts = bulletin.Columns.Select((column, i) =>
            (i == 0 ? "" : column.Of is null ? "；" : "，") + column.Label + Print.Figure(totals[i], column));
        return $"{span}{string.Concat(parts)}。";
    }

    /// <summary>
    /// The moment of sealing in the district's time: the cut-off is kept in it, the sealing perhaps in universal time.
    /// </summary>
    public static DateTimeOffset SealedInDistrict(this Bulletin bulletin) =>
        bulletin.SealedAt.ToOffset(bulletin.CutOff.Offset);

    /// <summary>The day of sealing in the district's time.</summary>
    public static DateOnly SealedOn(this Bulletin bulletin) =>
        DateOnly.FromDateTime(bulletin.SealedInDistrict().DateTime);

    /// <summary>
    /// Every unit with its sheet, in the order of the rankings, then units that have a sheet but no rank.
    /// </summary>
    public static IEnumerable<BulletinSheet> SheetsInOrder(this Bulletin bulletin)
    {
        var sheets = bulletin.Sheets.ToDictionary(sheet => sheet.Unit, StringComparer.Ordinal);
        var ranked = bulletin.Groups.SelectMany(group => group.Rows).Select(row => row.Unit).ToList();
        return ranked.Concat(sheets.Keys.Except(ranked, StringComparer.Ordinal).Order(StringComparer.Ordinal))
            .Select(unit => sheets.GetValueOrDefault(unit) ?? new BulletinSheet(unit, bulletin.Week, 0m, []));
    }
}
