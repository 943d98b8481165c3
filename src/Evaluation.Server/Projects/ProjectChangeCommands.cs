using Evaluation.Office.Decisions;
using Evaluation.Office.Projects;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Projects;

/// <summary>Gives a project another name.</summary>
[For(Roles.Verifier)]
public sealed record RenameProject(Signature By, ProjectRenamed Name, long? Version);

/// <summary>Stops a project: what happens after the day is not credited.</summary>
[For(Roles.Verifier)]
public sealed record StopProject(Signature By, ProjectStopped Stop, long? Version);

/// <summary>Lets a stopped project go on.</summary>
[For(Roles.Verifier)]
public sealed record ResumeProject(Signature By, ProjectResumed Resumption, long? Version);

/// <summary>Decides on a name.</summary>
public static class RenameProjectHandler
{
    /// <summary>Renames the project.</summary>
    public static async Task<Outcome> Handle(
        RenameProject command, IDocumentSession session, FileSearch search, CancellationToken ct)
    {
        var (by, renamed, stream) = (command.By, command.Name, Project.StreamOf(command.Name.Project));
        var alike = await session.StateAsync<Project>(stream, ct) is { Enterprise: var firm }
            ? await ProjectNames.TakenAsync(search, session.TenantId, renamed.Project, firm, renamed.Name, ct)
            : null;
        var filed = await FiledOn.OfAsync(session, stream, by.At.Offset, ct);
        return await session.DecideAsync<Project>(
            by, stream,
            project => ProjectChanges.Rename(project, renamed, filed, DateOnly.FromDateTime(by.At.DateTime))
                .Unless(alike),
            command.Version, ct);
    }
}

/// <summary>Decides on a stop.</summary>
public static class StopProjectHandler
{
    /// <summary>Stops the project.</summary>
    public static async Task<Outcome> Handle(StopProject command, IDocumentSession session, CancellationToken ct)
    {
        var (by, stream) = (command.By, Project.StreamOf(command.Stop.Project));
        var filed = await FiledOn.OfAsync(session, stream, by.At.Offset, ct);
        return await session.DecideAsync<Project>(
            by, stream,
            project => ProjectChanges.Stop(project, command.Stop, filed, DateOnly.FromDateTime(by.At.DateTime)),
            command.Version, ct);
    }
}

/// <summary>Decides on going on.</summary>
public static class ResumeProjectHandler
{
    /// <summary>Resumes the project.</summary>
    public static Task<Outcome> Handle(ResumeProject command, IDocumentSession session, CancellationToken ct) =>
        session.DecideAsync<Project>(
            command.By, Project.StreamOf(command.Resumption.Project),
            project => ProjectChanges.Resume(
                project, command.Resumption, DateOnly.FromDateTime(command.By.At.DateTime)),
            command.Version, ct);
}
