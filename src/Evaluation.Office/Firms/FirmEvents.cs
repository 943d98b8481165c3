using Evaluation.Office.Decisions;

namespace Evaluation.Office.Firms;

// These shapes are stored: never change one, add a new version beside it.

/// <summary>A firm is on file. Stream `enterprise/{id}`.</summary>
/// <param name="Enterprise">The firm's short name in the district's file.</param>
/// <param name="Name">The registered name.</param>
/// <param name="CreditCode">Unified social credit code; null for a firm that has none yet.</param>
/// <param name="Industry">The industry in the office's words.</param>
/// <param name="ChainLeader">Whether it leads a chain (链主企业).</param>
[StoredAs("enterprise.filed.v1")]
public sealed record FirmFiled(
    [property: Naming] string Enterprise, [property: Naming] string Name, string? CreditCode, string Industry,
    bool ChainLeader);

/// <summary>The firm is also known under another name.</summary>
[StoredAs("enterprise.alias.added.v1")]
public sealed record AliasAdded(string Enterprise, [property: Naming] string Alias);

/// <summary>The firm has another registered name (登记名称变更); the former one stays an alias.</summary>
/// <param name="Name">The new registered name.</param>
/// <param name="From">The first day of the new name.</param>
/// <param name="Reason">By what it is known, for example the new licence.</param>
[StoredAs("enterprise.renamed.v1")]
public sealed record FirmRenamed(string Enterprise, [property: Naming] string Name, DateOnly From, string Reason);

/// <summary>The credit code on file was wrong.</summary>
/// <param name="CreditCode">The right one; null while it is not known.</param>
/// <param name="Reason">Why.</param>
[StoredAs("enterprise.code.corrected.v1")]
public sealed record FirmCodeCorrected(string Enterprise, string? CreditCode, string Reason);

/// <summary>
/// Two files are of one firm: this one is taken into another (并档). Claims keep the file that they name, and count as
/// the other's from this event on.
/// </summary>
/// <param name="Enterprise">The file that is taken in.</param>
/// <param name="Into">The file that stays.</param>
/// <param name="Reason">Why they are of one firm.</param>
[StoredAs("enterprise.merged.v1")]
public sealed record FirmMerged(string Enterprise, string Into, string Reason);

/// <summary>The files were of two firms after all.</summary>
/// <param name="Enterprise">The file that had been taken in.</param>
/// <param name="Into">The file that it had been taken into.</param>
/// <param name="Reason">Why.</param>
[StoredAs("enterprise.merge.undone.v1")]
public sealed record FirmMergeUndone(string Enterprise, string Into, string Reason);
