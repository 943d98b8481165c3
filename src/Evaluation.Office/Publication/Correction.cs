namespace Evaluation.Office.Publication;

/// <summary>What was learned since the last bulletin about a week already published (补录、更正、冲销).</summary>
/// <param name="Week">The earlier week.</param>
/// <param name="Before">Points in the earlier bulletins; 0 when the line was not there.</param>
/// <param name="After">Points now.</param>
/// <param name="Because">Why it is so now.</param>
public sealed record Correction(
    string Unit, string Week, string Clause, string Fact, decimal Before, decimal After, string Because);
