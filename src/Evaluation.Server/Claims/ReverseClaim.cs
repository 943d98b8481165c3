using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Office.Projects;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Claims;

/// <summary>Takes a verification back (冲销).</summary>
public sealed record ReverseClaim(Signature By, ClaimReversed Reversal, long? Version);

/// <summary>Decides on reversal; a project's credit is taken back with it.</summary>
public static class ReverseClaimHandler
{
    /// <summary>Reverses the claim.</summary>
    public static async Task<Outcome> Handle(ReverseClaim command, IDocumentSession session, CancellationToken ct)
    {
        var stream = Claim.StreamOf(command.Reversal.Claim);
        var seen = await session.StateAsync<Claim>(stream, ct);
        if (seen is null || !BuiltInKinds.OfProject(seen.Kind))
        {
            return await session.DecideAsync<Claim>(
                command.By, stream, claim => ClaimDecider.Reverse(claim, command.Reversal), command.Version, ct);
        }

        return await session.DecideAsync<Claim, Project>(
            command.By, new Subject(stream, command.Version), new Subject(Project.StreamOf(seen.Text("project"))),
            (claim, project) =>
            {
                var reversed = ClaimDecider.Reverse(claim, command.Reversal);
                return (reversed, reversed.Refusal is null ? ProjectDecider.Reverse(project, claim!) : Decision.Accept());
            },
            ct);
    }
}
