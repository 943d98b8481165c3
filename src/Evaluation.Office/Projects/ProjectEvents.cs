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
    string Project, [property: Naming] string Name, string Enterprise, string Industry, string? Parent,
    decimal Contracted, decimal FixedAsset);

/// <summary>The one unit that first brought the project (首谈单位) is named, once.</summary>
[StoredAs("project.introducer.named.v1")]
public sealed record IntroducerNamed(string Project, string Unit);

/// <summary>How credit for the project is shared, adding to exactly 1; the latest agreement holds.</summary>
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

/// <summary>The project has another name.</summary>
/// <param name="Name">Its new name in print.</param>
/// <param name="From">The first day of the new name.</param>
/// <param name="Reason">By what it is known.</param>
[StoredAs("project.renamed.v1")]
public sealed record ProjectRenamed(string Project, [property: Naming] string Name, DateOnly From, string Reason);

/// <summary>The project is given up or taken elsewhere (终止): what happens after the day is not credited.</summary>
/// <param name="On">The day of the stop.</param>
/// <param name="Reason">Why.</param>
[StoredAs("project.stopped.v1")]
public sealed record ProjectStopped(string Project, DateOnly On, string Reason);

/// <summary>A stopped project goes on.</summary>
/// <param name="From">The first day on which it takes claims again.</param>
/// <param name="Reason">Why.</param>
[StoredAs("project.resumed.v1")]
public sealed record ProjectResumed(string Project, DateOnly From, string Reason);

/// <summary>A part of the project became a project of its own (拆分). Stream of the whole.</summary>
/// <param name="Part">The part's number.</param>
/// <param name="Contracted">How much of the contracted amount goes with it, in yuan.</param>
/// <param name="FixedAsset">How much of the fixed-asset amount goes with it, in yuan.</param>
/// <param name="Reason">Why, and by which paper.</param>
[StoredAs("project.split.v1")]
public sealed record ProjectSplit(
    string Project, string Part, decimal Contracted, decimal FixedAsset, string Reason);

/// <summary>A part of a project is on file, as the first event of its own stream `project/{id}`.</summary>
/// <param name="Project">The part's number.</param>
/// <param name="Name">Its name in print.</param>
/// <param name="Whole">The project that it was a part of.</param>
/// <param name="Enterprise">The investing firm, that of the whole.</param>
/// <param name="Industry">The industry of the whole.</param>
/// <param name="Contracted">Contracted amount in yuan.</param>
/// <param name="FixedAsset">Fixed-asset amount in yuan.</param>
/// <param name="Introducer">The first introducer of the whole; null when none was named.</param>
/// <param name="Shares">The shares agreed for the whole; empty for none.</param>
/// <param name="Reached">The stages that the whole had reached, which no part reaches again.</param>
[StoredAs("project.part.filed.v1")]
public sealed record ProjectPartFiled(
    string Project, [property: Naming] string Name, string Whole, string Enterprise, string Industry,
    decimal Contracted, decimal FixedAsset, string? Introducer, IReadOnlyList<Share> Shares,
    IReadOnlyList<ReachedStage> Reached);

/// <summary>A stage that a project had reached when it was split.</summary>
/// <param name="Stage">The stage; `signed` for the signing.</param>
/// <param name="Claim">The claim by which it was credited.</param>
public sealed record ReachedStage(string Stage, string Claim, DateOnly OccurredOn);
