namespace Evaluation.Faults.History;

/// <summary>What a comparison of answers and log found.</summary>
/// <param name="Lost">Accepted requests of which the log has nothing.</param>
/// <param name="Doubled">Things that the log has more than once.</param>
/// <param name="Half">Requests of which the log has only a part.</param>
/// <param name="Untrue">Answers that say something else than the log.</param>
/// <param name="Odd">What is wrong with the log whatever was answered: holes, strangers, a wrong order.</param>
public sealed record Judgement(
    IReadOnlyList<string> Lost, IReadOnlyList<string> Doubled, IReadOnlyList<string> Half,
    IReadOnlyList<string> Untrue, IReadOnlyList<string> Odd)
{
    /// <summary>Everything that is wrong, a sentence each.</summary>
    public IEnumerable<string> All => [.. Lost, .. Doubled, .. Half, .. Untrue, .. Odd];
}
