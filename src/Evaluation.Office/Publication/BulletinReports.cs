namespace Evaluation.Office.Publication;

/// <summary>Units that have none of a measure this week.</summary>
public sealed record NoneNamed(string Label, IReadOnlyList<string> Names);

/// <summary>A report that came late.</summary>
public sealed record LateReport(string Unit, string Name, DateTimeOffset SubmittedAt);

/// <summary>Reporting in the week.</summary>
/// <param name="Late">Late, with the time.</param>
/// <param name="Missing">Names of units without a report.</param>
/// <param name="Nil">Names of units that reported that nothing happened.</param>
public sealed record BulletinReports(
    IReadOnlyList<LateReport> Late, IReadOnlyList<string> Missing, IReadOnlyList<string> Nil);
