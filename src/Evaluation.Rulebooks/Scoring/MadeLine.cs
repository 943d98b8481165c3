namespace Evaluation.Rulebooks.Scoring;

/// <summary>A line with what it came to for its clause.</summary>
/// <param name="ForClause">Points before the factors of its article and of the total.</param>
public readonly record struct MadeLine(Line Line, decimal ForClause)
{
    /// <summary>A line that gives nothing to its clause.</summary>
    public static MadeLine Empty(Line line) => new(line, 0m);
}
