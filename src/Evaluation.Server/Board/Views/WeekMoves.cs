using Evaluation.Rulebooks.Ranking;

namespace Evaluation.Server.Board.Views;

/// <summary>Against which rankings a week is compared, and what moved.</summary>
/// <param name="Before">
/// The rankings of the week before: as its bulletin published them, or as known now when none is sealed; none where
/// nobody had anything.
/// </param>
/// <param name="Moves">Every unit's move with its sentence.</param>
public sealed record WeekMoves(IReadOnlyList<GroupRanking> Before, IReadOnlyList<RankMove> Moves);
