namespace Evaluation.Server.Integrity;

/// <summary>How much of a district was compared.</summary>
/// <param name="Events">Its events.</param>
/// <param name="Issues">Its sealed issues.</param>
public sealed record ComparedDistrict(string District, long Events, int Issues);

/// <summary>What a verification found.</summary>
/// <param name="At">When it began.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Districts">What was compared.</param>
/// <param name="Findings">Where what is stored contradicts itself; empty when everything agrees.</param>
/// <param name="Notes">What could not be compared, or differs without saying something else.</param>
public sealed record IntegrityReport(
    DateTimeOffset At, decimal Seconds, IReadOnlyList<ComparedDistrict> Districts, IReadOnlyList<BreachGroup> Findings,
    IReadOnlyList<BreachGroup> Notes)
{
    /// <summary>How many findings there are.</summary>
    public int Count => Findings.Sum(group => group.Count);

    /// <summary>The findings and notes, a line each.</summary>
    public IEnumerable<string> Lines() => Findings.SelectMany(group => group.Lines())
        .Concat(Notes.SelectMany(group => group.Lines()).Select(line => $"提示　{line}"));

    /// <summary>What was compared and how it ended, in one sentence.</summary>
    public string Summary =>
        $"核对{Districts.Count}个范围、{Districts.Sum(one => one.Events)}个事件、"
        + $"{Districts.Sum(one => one.Issues)}期印发，用时{Seconds:0.0}秒："
        + $"{(Count == 0 ? "全部一致" : $"共{Count}处不一致")}。";
}
