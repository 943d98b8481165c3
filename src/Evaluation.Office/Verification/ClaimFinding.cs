using System.Collections.Immutable;

namespace Evaluation.Office.Verification;

/// <summary>How serious a finding is.</summary>
public enum FindingWeight
{
    /// <summary>提示: worth knowing.</summary>
    Low,

    /// <summary>关注: worth a look into the evidence.</summary>
    Medium,

    /// <summary>重点: must be settled before the week is published.</summary>
    High,
}

/// <summary>
/// Something about claims that their verifier should look at (核实提示). It gives and takes no points and refuses
/// nothing.
/// </summary>
/// <param name="Code">A stable English word.</param>
/// <param name="Severity">How serious it is.</param>
/// <param name="Claims">The claims concerned, in order of day.</param>
/// <param name="Reason">The reason in words, with its figures.</param>
public sealed record ClaimFinding(string Code, FindingWeight Severity, ImmutableArray<string> Claims, string Reason)
{
    /// <summary>Two claims that look like one matter.</summary>
    public const string Duplicate = "duplicate";

    /// <summary>One file that proves several matters.</summary>
    public const string EvidenceReused = "evidence-reused";

    /// <summary>Amounts that pass a bound only together.</summary>
    public const string Split = "split";

    /// <summary>A value just above a bound of the rules.</summary>
    public const string JustOver = "just-over";

    /// <summary>A unit that reports far more than usual at the last moment.</summary>
    public const string Burst = "burst";

    /// <summary>A person in two places on one day.</summary>
    public const string TwoPlaces = "two-places";

    /// <summary>
    /// The reason for which the office holds two claims for two matters; null while it did not say so.
    /// </summary>
    public string? Settled { get; init; }

    /// <summary>Whether nobody settled it.</summary>
    public bool Open => Settled is null;

    /// <summary>A code in the office's words.</summary>
    public static string LabelOf(string code) => code switch
    {
        Duplicate => "疑似重复",
        EvidenceReused => "佐证材料重复使用",
        Split => "疑似拆分",
        JustOver => "略过门槛",
        Burst => "集中突击填报",
        _ => "同日两地",
    };

    /// <summary>A severity in the office's words.</summary>
    public static string LabelOf(FindingWeight severity) => severity switch
    {
        FindingWeight.High => "重点",
        FindingWeight.Medium => "关注",
        _ => "提示",
    };
}

/// <summary>All findings about the claims of a district.</summary>
public static class ClaimFindings
{
    /// <summary>
    /// The findings, the gravest first. They follow from the file and the rules alone: the order in which claims
    /// came changes nothing, and a claim about other firms, units and days takes none away.
    /// </summary>
    public static ImmutableArray<ClaimFinding> Of(VerificationFile file, Evaluation.Rulebooks.Rules.RuleSet rules)
    {
        var context = new FindingContext(file, rules);
        return
        [
            .. Duplicates.Of(context)
                .Concat(ReusedEvidence.Of(context))
                .Concat(SplitAmounts.Of(context))
                .Concat(JustOverBounds.Of(context))
                .Concat(Bursts.Of(context))
                .Concat(TwoPlacesAtOnce.Of(context))
                .OrderByDescending(one => one.Open).ThenByDescending(one => one.Severity)
                .ThenBy(one => one.Code, StringComparer.Ordinal)
                .ThenBy(one => string.Join('|', one.Claims), StringComparer.Ordinal)
                .ThenBy(one => one.Reason, StringComparer.Ordinal),
        ];
    }
}
