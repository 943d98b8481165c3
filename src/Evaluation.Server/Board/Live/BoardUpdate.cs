using Evaluation.Office.Claims;
using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Board.Live;

/// <summary>What one page of events changes on the board of a district.</summary>
/// <param name="Expected">
/// The position that the district's row must have for the page to be applied; null for a new district.
/// </param>
/// <param name="Position">The last event of the page.</param>
/// <param name="District">The district's file after the page.</param>
/// <param name="FileChanged">Whether the page changes it.</param>
/// <param name="Names">Names of firms and projects that the page states.</param>
/// <param name="Claims">Claims changed.</param>
/// <param name="Ledger">Units' weeks in whose ledger something changed, with all their entries.</param>
/// <param name="Sheets">Sheets changed.</param>
/// <param name="GoneSheets">Sheets that are no more.</param>
/// <param name="Rankings">Rankings changed.</param>
/// <param name="GoneRankings">Rankings that are no more.</param>
public sealed record BoardUpdate(
    long? Expected, long Position, DistrictFile District, bool FileChanged, IReadOnlyDictionary<string, string> Names,
    IReadOnlyList<Claim> Claims, IReadOnlyList<LedgerWeek> Ledger,
    IReadOnlyList<Sheet> Sheets, IReadOnlyList<(string Unit, Week Week)> GoneSheets,
    IReadOnlyList<GroupRanking> Rankings, IReadOnlyList<(Week Week, string Group)> GoneRankings);
