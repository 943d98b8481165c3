using System.Text.Json.Serialization;
using Evaluation.Office.Ledger;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Server.Board.Views;

namespace Evaluation.Server.Board;

/// <summary>A week's live ranking as data; the fields are those of <see cref="LiveBoard"/>.</summary>
public sealed record BoardAnswer(
    string District, string Week, string Standing, bool Provisional, IReadOnlyList<PossibleRank> Possible,
    long Position, IReadOnlyList<BulletinColumn> Columns, IReadOnlyList<BulletinGroup> Groups,
    IEnumerable<PlainRanking> Rankings, IReadOnlyList<RankMove> Moves, IReadOnlyList<InheritedNote>? Inherited)
{
    /// <summary>Of what nobody has a place: `week`, `year`; null for neither.</summary>
    public IReadOnlyList<string>? Empty { get; init; }
}

/// <summary>A unit's week as data; the fields are those of <see cref="Explanation"/>.</summary>
public sealed record SheetAnswer(
    string Unit, string Week, bool Provisional, decimal Total, IReadOnlyList<ExplainedLine> Lines, RankMove? Move,
    IReadOnlyList<InheritedNote> Inherited)
{
    /// <summary>The number that decides and is printed, where the total is another; else null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Decided { get; init; }
}

/// <summary>Explained sheets, and the position of the last event that they count.</summary>
public sealed record SheetsAnswer(IReadOnlyList<SheetAnswer> Sheets, long Position);
