using Evaluation.Core.Claims;
using Evaluation.Core.Projects;
using Evaluation.Core.Words;
using Evaluation.Server.Store;
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
    public static async Task<Outcome> Handle(VerifyClaim command, IDocumentSession session, CancellationToken ct)
    {
        var stream = States.Claim(command.Claim);
        var seen = await session.StateAsync<Claim>(stream, ct);
        if (seen is null || !Kinds.OfProject(seen.Kind))
        {
            return await session.DecideAsync<Claim>(
                command.By, stream, claim => ClaimDecider.Verify(claim, command.Claim, [], Facts.None, command.By.Account, command.Note),
                command.Version, ct);
        }

        return await session.DecideAsync<Claim, Project>(
            command.By, new Subject(stream, command.Version), new Subject(States.Project(seen.Text("project"))),
            (claim, project) =>
            {
                var verified = ClaimDecider.Verify(
                    claim, command.Claim, project?.CreditedShares ?? [],
                    project is null ? Facts.None : ProjectDecider.FactsFor(project, claim!), command.By.Account, command.Note);
                return (verified, verified.Refusal is null ? ProjectDecider.Credit(project, claim!) : Decision.Accept());
            },
            ct);
    }
}
