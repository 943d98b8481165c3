using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Office.Projects;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Claims;

/// <summary>Decides on a claim together with the project in whose stream it is credited, in one transaction.</summary>
internal static class ClaimCrediting
{
    /// <summary>Holds the claim and its project, loads what is on file, decides and stores.</summary>
    /// <param name="session">The session of the district.</param>
    /// <param name="by">Who signs.</param>
    /// <param name="subject">The claim's stream and the version that the asker has seen.</param>
    /// <param name="loader">Loads the file of a claim without a project; null when the decision looks at none.</param>
    /// <param name="decide">The decision on the claim, which is null if it does not exist, and its file.</param>
    /// <exception cref="JasperFx.ConcurrencyException">Another writer was faster; the bus tries again.</exception>
    public static async Task<Outcome> DecideAsync(
        IDocumentSession session, Signature by, Subject subject, ClaimLoader? loader,
        Func<Claim?, ClaimFile, CreditDecisions> decide, CancellationToken ct)
    {
        // The claim is held first: what is read then is what the claim names when it is decided. The names of projects
        // come after those of claims, which is the order in which streams are held.
        var writing = new UnitOfWork(session, by);
        var claim = await writing.HoldAsync<Claim>(subject.Stream, subject.ExpectedVersion, ct);
        if (claim.State is not { } state || !BuiltInKinds.OfProject(state.Kind))
        {
            var file = loader is null ? ClaimFile.Empty : await loader.FileAsync(claim.State, ct);
            return await writing.SaveAsync(claim, () => [(claim, decide(claim.State, file).Claim)], ct);
        }

        var project = await writing.HoldAsync<Project>(Project.StreamOf(state.Text("project")), null, ct);
        var found = loader is null ? ClaimFile.Empty : await loader.FileOfAsync(project.State, ct);
        return await writing.SaveAsync(
            claim,
            () =>
            {
                var decided = decide(state, found with { Project = project.State });
                return [(claim, decided.Claim), (project, decided.Project)];
            },
            ct);
    }
}
