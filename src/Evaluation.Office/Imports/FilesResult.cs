namespace Evaluation.Office.Imports;

/// <summary>What files that belong together say.</summary>
/// <param name="Value">Their content; null when there are faults.</param>
/// <param name="Faults">Everything that is wrong in any of them.</param>
public sealed record FilesResult<T>(T? Value, IReadOnlyList<Fault> Faults) where T : class
{
    /// <summary>
    /// What a person should know of how they were read: rows that were passed over, cells that were understood in some
    /// way.
    /// </summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
