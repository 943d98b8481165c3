using Evaluation.Office.Weeks;

namespace Evaluation.Office.Publication;

/// <summary>One condition of publication.</summary>
/// <param name="Code">A stable English word.</param>
/// <param name="Label">The condition in print.</param>
/// <param name="Findings">What is open and was not waived; empty when it is met.</param>
public sealed record GateCheck(string Code, string Label, IReadOnlyList<string> Findings)
{
    /// <summary>The code of the check whether the draft is confirmed.</summary>
    public const string ConfirmedCode = "confirmed";

    private const int MostListed = 50;

    /// <summary>Whether the condition is met.</summary>
    public bool Met => Findings.Count == 0;

    /// <summary>What to do about its findings.</summary>
    public string Remedy { get; init; } = "请逐项处理后再签发。";

    /// <summary>
    /// Whether the committee may waive findings: only where matters were left open, never where numbers may be wrong.
    /// </summary>
    public bool MayBeWaived { get; init; }

    /// <summary>How many more findings there are than are listed.</summary>
    public int Unlisted { get; init; }

    /// <summary>What was waived of it.</summary>
    public IReadOnlyList<WeekWaived> Waived { get; init; } = [];

    /// <summary>The check without the findings that were waived, cut to what can be read.</summary>
    public GateCheck Less(IEnumerable<WeekWaived> waivers)
    {
        var own = MayBeWaived ? waivers.Where(waiver => waiver.Check == Code).ToList() : [];
        var waived = own.SelectMany(waiver => waiver.Findings).ToHashSet(StringComparer.Ordinal);
        var open = Findings.Where(one => !waived.Contains(one)).ToList();
        return this with
        {
            Findings = [.. open.Take(MostListed)],
            Unlisted = Math.Max(0, open.Count - MostListed),
            Waived = own,
        };
    }
}
