using Evaluation.Office.Appeals;

namespace Evaluation.Server.Publication;

/// <summary>What a ruling changes, in points and ranks of the year to date.</summary>
/// <param name="Week">The week up to which the year is counted.</param>
/// <param name="Decimals">Decimal places of printed points.</param>
/// <param name="Changes">The units, by name.</param>
public sealed record ChangesView(string Week, int Decimals, IReadOnlyList<RankChange> Changes);
