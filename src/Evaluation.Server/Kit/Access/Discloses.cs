namespace Evaluation.Server.Kit.Access;

/// <summary>Declares that an endpoint shows what is not for everybody, so that the audit notes who read it.</summary>
/// <param name="What">What is read, of <see cref="Disclosed"/>.</param>
public sealed record Discloses(string What);

/// <summary>What is not for everybody, as the audit calls reading it.</summary>
public static class Disclosed
{
    /// <summary>The conditions of sealing, the draft, a new issue as it would be.</summary>
    public const string Gate = "gate-read", Draft = "draft-read", Reissue = "reissue-read";

    /// <summary>A sealed bulletin that is for members.</summary>
    public const string Bulletin = "bulletin-read";

    /// <summary>Claims of all units, what a verifier should look at, appeals.</summary>
    public const string Claims = "claims-read", Findings = "findings-read", Appeals = "appeals-read";

    /// <summary>The files that prove claims.</summary>
    public const string Evidence = "evidence-read";

    /// <summary>Adjustments with their reasons, rulebooks that were proposed and what they would change.</summary>
    public const string Adjustments = "adjustments-read", Proposals = "proposals-read";

    /// <summary>What it would change that two files are of one firm.</summary>
    public const string Mergers = "mergers-read";

    /// <summary>Who is what, who has an account, what was done.</summary>
    public const string Mandates = "mandates-read", People = "people-read", Audit = "audit-read",
        AuditExport = "audit-exported";
}
