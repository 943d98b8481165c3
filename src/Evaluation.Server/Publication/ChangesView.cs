using Evaluation.Office.Appeals;
using Evaluation.Office.Publication;

namespace Evaluation.Server.Publication;

/// <summary>What a ruling changes, in points and ranks of the year to date.</summary>
/// <param name="Week">The week up to which the year is counted.</param>
/// <param name="Points">How totals are printed.</param>
/// <param name="Changes">The units, by name.</param>
public sealed record ChangesView(string Week, PrintedPoints Points, IReadOnlyList<RankChange> Changes);
