using Evaluation.Office.Decisions;
using Evaluation.Office.Projects;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Projects;

/// <summary>Makes a part of a project a project of its own.</summary>
/// <param name="By">Who signs.</param>
/// <param name="Split">What the part takes along.</param>
/// <param name="Name">The part's name.</param>
/// <param name="Version">The version of the whole that was seen; null when the asker does not care.</param>
[For(Roles.Verifier)]
public sealed record SplitProject(Signature By, ProjectSplit Split, string Name, long? Version);

/// <summary>Decides on the whole and on the part at once.</summary>
public static class SplitProjectHandler
{
    /// <summary>Splits the project.</summary>
    public static async Task<Outcome> Handle(
        SplitProject command, IDocumentSession session, FileSearch search, CancellationToken ct)
    {
        var split = command.Split;
        var alike = await session.StateAsync<Project>(Project.StreamOf(split.Project), ct) is { Enterprise: var firm }
            ? await ProjectNames.TakenAsync(search, session.TenantId, split.Part, firm, command.Name, ct)
            : null;
        return split.Part == split.Project
            ? Outcome.Refused(ProjectChanges.Split(null, null, split, command.Name).Whole.Refusal!)
            : await session.DecideAsync<Project, Project>(
                command.By, new Subject(Project.StreamOf(split.Project), command.Version),
                new Subject(Project.StreamOf(split.Part)),
                (whole, part) =>
                {
                    var (onWhole, onPart) = ProjectChanges.Split(whole, part, split, command.Name);
                    return (onWhole.Unless(alike), onPart);
                },
                ct);
    }
}
