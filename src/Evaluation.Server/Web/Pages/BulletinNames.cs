using Evaluation.Core.Publication;

namespace Evaluation.Server.Web.Pages;

/// <summary>Names of units as the bulletin itself prints them.</summary>
internal static class BulletinNames
{
    /// <summary>The name in the ranking; the unit's own word when it is not ranked.</summary>
    public static string NameOf(this Bulletin bulletin, string unit) =>
        bulletin.Groups.SelectMany(group => group.Rows).FirstOrDefault(row => row.Unit == unit)?.Name ?? unit;

    /// <summary>Every unit with its sheet, in the order of the rankings, then units that have a sheet but no rank.</summary>
    public static IEnumerable<BulletinSheet> SheetsInOrder(this Bulletin bulletin)
    {
        var sheets = bulletin.Sheets.ToDictionary(sheet => sheet.Unit, StringComparer.Ordinal);
        var ranked = bulletin.Groups.SelectMany(group => group.Rows).Select(row => row.Unit).ToList();
        return ranked.Concat(sheets.Keys.Except(ranked, StringComparer.Ordinal).Order(StringComparer.Ordinal))
            .Select(unit => sheets.GetValueOrDefault(unit) ?? new BulletinSheet(unit, bulletin.Week, 0m, []));
    }
}
