using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Office.Firms;
using Evaluation.Office.Projects;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Claims;

/// <summary>Verifies a claim: from now on it counts.</summary>
public sealed record VerifyClaim(Signature By, string Claim, string Note, long? Version);

/// <summary>
/// Decides on verification. A signing, stage or increase is credited in its project's stream in the same transaction: of
/// several claims for one stage, one is verified.
/// </summary>
public static class VerifyClaimHandler
{
    /// <summary>Verifies the claim.</summary>
    public static async Task<Outcome> Handle(
        VerifyClaim command, IDocumentSession session, RuleSets ruleSets, CancellationToken ct)
    {
        var stream = Claim.StreamOf(command.Claim);
        var seen = await session.StateAsync<Claim>(stream, ct);
        if (seen is null || !BuiltInKinds.OfProject(seen.Kind))
        {
            return await VerifyAsync(command, stream, session, ruleSets, ct);
        }

        return await session.DecideAsync<Claim, Project>(
            command.By, new Subject(stream, command.Version), new Subject(Project.StreamOf(seen.Text("project"))),
            (claim, project) => OfProject(command, claim, project),
            ct);
    }

    /// <summary>Decides on a claim of a project, and on the credit in the project's stream.</summary>
    internal static (Decision Claim, Decision Project) OfProject(VerifyClaim command, Claim? claim, Project? project)
    {
        var verified = ClaimDecider.Verify(
            claim, command.Claim, project?.CreditedShares ?? [],
            project is null ? Facts.None : ProjectDecider.FactsFor(project, claim!), command.By.Account, command.Note);
        return (verified, verified.Refusal is null ? ProjectDecider.Credit(project, claim!) : Decision.Accept());
    }

    // The claim is held first, so that the firm read is the one that the claim names when it is verified.
    private static async Task<Outcome> VerifyAsync(
        VerifyClaim command, string stream, IDocumentSession session, RuleSets ruleSets, CancellationToken ct)
    {
        var writing = new UnitOfWork(session, command.By);
        var held = await writing.HoldAsync<Claim>(stream, command.Version, ct);
        var fromFile = held.State is { } claim ? await FromFirmAsync(claim, session, ruleSets, ct) : Facts.None;
        return await writing.SaveAsync(
            held,
            () => [(held, ClaimDecider.Verify(
                held.State, command.Claim, [], fromFile, command.By.Account, command.Note))],
            ct);
    }

    /// <summary>What the file of the firm that a claim names adds to its facts.</summary>
    internal static async Task<IReadOnlyDictionary<string, Value>> FromFirmAsync(
        Claim claim, IDocumentSession session, RuleSets ruleSets, CancellationToken ct)
    {
        if (await Surroundings.FirmAsync(session, claim.Facts, ct) is not { } firm)
        {
            return Facts.None;
        }

        var kinds = await KindsInForce.ForAsync(claim.Kind, claim.OccurredOn, session, ruleSets, ct);
        return FirmDecider.FactsFor(firm, kinds.Find(claim.Kind));
    }
}
