namespace Evaluation.Server.Board.Live;

/// <summary>Numbers of claims with which a claim just reported is to be compared.</summary>
/// <param name="Claims">The numbers, each once; claims that no longer hold may be among them.</param>
/// <param name="WithLatest">Whether those that the board has not worked through yet are among them.</param>
public sealed record EarlierClaims(IReadOnlyList<string> Claims, bool WithLatest);
