using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Projects;

// These shapes are stored: never change one, add a new version beside it.

/// <summary>A project is on file. Stream `project/{id}`.</summary>
/// <param name="Project">The project's number.</param>
/// <param name="Name">Its name in print.</param>
/// <param name="Enterprise">The investing firm.</param>
/// <param name="Industry">The industry in the office's words.</param>
/// <param name="Parent">The project of which this is a later phase; null for a first one.</param>
/// <param name="Contracted">Contracted amount in yuan.</param>
/// <param name="FixedAsset">Fixed-asset amount in yuan.</param>
[StoredAs("project.filed.v1")]
public sealed record ProjectFiled(
    string Project, string Name, string Enterprise, string Industry, string? Parent, decimal Contracted,
    decimal FixedAsset);

/// <summary>The one unit that first brought the project (首谈单位) is named, once.</summary>
[StoredAs("project.introducer.named.v1")]
public sealed record IntroducerNamed(string Project, string Unit);

/// <summary>How credit for the project is shared, adding to exactly 1; the latest agreement holds.</summary>
/// <param name="Project">The project.</param>
/// <param name="Shares">The parts.</param>
/// <param name="Source">The agreement or the rule that says so.</param>
[StoredAs("project.shares.agreed.v1")]
public sealed record SharesAgreed(string Project, IReadOnlyList<Share> Shares, string Source);

/// <summary>A stage was reached and credited through a claim; each stage once.</summary>
[StoredAs("project.stage.credited.v1")]
public sealed record StageCredited(string Project, string Stage, string Claim, DateOnly OccurredOn, decimal PaidIn);

/// <summary>A tranche of new investment was credited through a claim; each tranche once, by its increment.</summary>
[StoredAs("project.tranche.credited.v1")]
public sealed record TrancheCredited(string Project, int Tranche, decimal Amount, string Claim, DateOnly OccurredOn);

/// <summary>A claim's credit was taken back; its stage or tranche may be credited again.</summary>
[StoredAs("project.credit.reversed.v1")]
public sealed record CreditReversed(string Project, string Claim);
