using Evaluation.Office.Claims;

namespace Evaluation.Office.Verification;

/// <summary>Which claims somebody asks for; what is null or empty leaves none out.</summary>
public sealed record ClaimAsk
{
    /// <summary>The word for claims with any finding that nobody settled.</summary>
    public const string AnyFinding = "any";

    /// <summary>The word for claims with a finding that must be settled before the week is published.</summary>
    public const string GraveFinding = "grave";

    /// <summary>The word for claims without an open finding.</summary>
    public const string NoFinding = "none";

    /// <summary>The words that ask by findings: these, and the codes of findings.</summary>
    public static readonly IReadOnlyList<string> Findings =
    [
        AnyFinding, GraveFinding, NoFinding, ClaimFinding.Duplicate, ClaimFinding.EvidenceReused, ClaimFinding.Split,
        ClaimFinding.JustOver, ClaimFinding.Burst, ClaimFinding.TwoPlaces,
    ];

    /// <summary>The unit that reported.</summary>
    public string? Unit { get; init; }

    /// <summary>The kind of fact.</summary>
    public string? Kind { get; init; }

    /// <summary>The state.</summary>
    public ClaimStatus? Status { get; init; }

    /// <summary>The first day.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day.</summary>
    public DateOnly? Through { get; init; }

    /// <summary>One of <see cref="Findings"/>.</summary>
    public string? Finding { get; init; }

    /// <summary>
    /// Words that must all be found in the claim's number, in what it says, in its reason and evidence, or in the names
    /// of its firm and project.
    /// </summary>
    public string Text { get; init; } = "";

    /// <summary>The claims asked for, in order of day and number.</summary>
    /// <param name="file">All claims.</param>
    /// <param name="about">The findings about a claim; asked for only when <see cref="Finding"/> is not null.</param>
    public IEnumerable<ClaimHistory> Of(VerificationFile file, Func<string, IReadOnlyList<ClaimFinding>> about)
    {
        var words = Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => new SoughtWord(file, word)).ToList();
        return file.Claims.Where(one => Fits(one.Claim) && words.TrueForAll(word => word.IsIn(one))
            && (Finding is not { } finding || Fits(finding, about(one.Claim.Id))));
    }

    /// <summary>A kind of finding in the office's words.</summary>
    public static string LabelOf(string finding) => finding switch
    {
        AnyFinding => "有核实提示",
        GraveFinding => "有重点提示",
        NoFinding => "没有提示",
        _ => ClaimFinding.LabelOf(finding),
    };

    private bool Fits(Claim claim) =>
        (Status is null || claim.Status == Status) && (Unit is null || claim.Unit == Unit)
        && (Kind is null || claim.Kind == Kind) && (From is null || claim.OccurredOn >= From)
        && (Through is null || claim.OccurredOn <= Through);

    private static bool Fits(string word, IReadOnlyList<ClaimFinding> findings) => word switch
    {
        AnyFinding => findings.Any(one => one.Open),
        GraveFinding => findings.Any(one => one is { Open: true, Severity: FindingWeight.High }),
        NoFinding => !findings.Any(one => one.Open),
        _ => findings.Any(one => one.Open && one.Code == word),
    };

    // Claims name firms and projects by their codes; people look for their names.
    private sealed class SoughtWord(VerificationFile file, string word)
    {
        private readonly HashSet<string> codes =
        [
            .. file.Firms.Values.Where(firm => Holds(firm.Name, word) || firm.Aliases.Exists(one => Holds(one, word)))
                .Select(firm => firm.Id),
            .. file.Projects.Values.Where(project => Holds(project.Name, word)).Select(project => project.Project),
        ];

        public bool IsIn(ClaimHistory one) =>
            Holds(one.Claim.Id, word) || Holds(one.Claim.Reason, word)
            || one.Claim.Facts.Values.Any(value =>
                value.Text is { } text && (Names(text) || Holds(text, word)))
            || one.Evidence.Any(name => Holds(name, word));

        // A claim may name a file that was taken into the one that is meant.
        private bool Names(string code) =>
            codes.Contains(code) || (file.District.Roster.Firms is { } firms && codes.Contains(firms.Of(code)));

        private static bool Holds(string text, string word) =>
            text.Contains(word, StringComparison.OrdinalIgnoreCase);
    }
}
