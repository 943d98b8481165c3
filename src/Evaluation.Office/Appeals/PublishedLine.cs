using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;

namespace Evaluation.Office.Appeals;

/// <summary>A line as a sealed bulletin published it.</summary>
/// <param name="Fact">The fact or period.</param>
/// <param name="Text">The fact in words; empty for a correction.</param>
/// <param name="Points">Exact; of a correction, what it changed.</param>
/// <param name="Because">Arithmetic and reason.</param>
public sealed record PublishedLine(string Clause, string Fact, string Text, decimal Points, string Because)
{
    /// <summary>A unit's line in the latest issue of a week that has it; null when none has.</summary>
    public static PublishedLine? Find(WeekFile? week, string unit, About about) =>
        week?.Issues.Reverse().Select(issue => Find(BulletinFiles.Read(issue.Record), unit, about))
            .FirstOrDefault(line => line is not null);

    /// <summary>A unit's line in its sheet or among the corrections; null when the bulletin has none.</summary>
    public static PublishedLine? Find(Bulletin bulletin, string unit, About about) =>
        about.Claim is not null ? null
        : bulletin.Sheets.Where(sheet => sheet.Unit == unit).SelectMany(sheet => sheet.Lines)
            .Where(line => line.Clause == about.Clause && line.Fact == about.Fact)
            .Select(line => new PublishedLine(line.Clause, line.Fact, line.About, line.Points, line.Because))
            .FirstOrDefault()
        ?? bulletin.Corrections
            .Where(one => one.Unit == unit && one.Clause == about.Clause && one.Fact == about.Fact)
            .Select(one => new PublishedLine(
                one.Clause, one.Fact, $"对{one.Week}的更正", one.After - one.Before, one.Because))
            .FirstOrDefault();
}
