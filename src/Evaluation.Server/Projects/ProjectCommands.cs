using Evaluation.Office.Decisions;
using Evaluation.Office.Firms;
using Evaluation.Office.Projects;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Units;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Projects;

/// <summary>Files a project.</summary>
[For(Roles.Reporter, Roles.Verifier)]
public sealed record FileProject(Signature By, ProjectFiled Project);

/// <summary>Names the unit that first brought a project.</summary>
[For(Roles.Verifier)]
public sealed record NameIntroducer(Signature By, IntroducerNamed Introducer, long? Version);

/// <summary>Agrees how credit for a project is shared.</summary>
[For(Roles.Verifier)]
public sealed record AgreeShares(Signature By, SharesAgreed Shares, long? Version);

/// <summary>Decides on filing.</summary>
public static class FileProjectHandler
{
    /// <summary>Files the project; its firm and its earlier phase must be on file.</summary>
    public static async Task<Outcome> Handle(
        FileProject command, IDocumentSession session, FileSearch search, CancellationToken ct)
    {
        var filing = command.Project;
        if (await session.Events.FetchStreamStateAsync(Firm.StreamOf(filing.Enterprise), ct) is null)
        {
            return Outcome.Refused(FirmDecider.Unknown(filing.Enterprise));
        }

        if (filing.Parent is { } parent
            && await session.Events.FetchStreamStateAsync(Project.StreamOf(parent), ct) is null)
        {
            return Outcome.Refused(ProjectDecider.Unknown(parent));
        }

        var alike = await ProjectNames.TakenAsync(
            search, session.TenantId, filing.Project, filing.Enterprise, filing.Name, ct);
        return await session.DecideAsync<Project>(
            command.By, Project.StreamOf(filing.Project),
            project => ProjectDecider.File(project, filing).Unless(alike), null, ct);
    }
}

/// <summary>Decides on the first introducer.</summary>
public static class NameIntroducerHandler
{
    /// <summary>Names the introducer; of several at once, one wins.</summary>
    public static async Task<Outcome> Handle(NameIntroducer command, IDocumentSession session, CancellationToken ct)
    {
        var roster = await session.KeptAsync<Roster>(RosterFold.Stream, ct) ?? Roster.Empty;
        return await session.DecideAsync<Project>(
            command.By, Project.StreamOf(command.Introducer.Project),
            project => ProjectDecider.NameIntroducer(project, command.Introducer, roster), command.Version, ct);
    }
}

/// <summary>Decides on shares.</summary>
public static class AgreeSharesHandler
{
    /// <summary>Agrees the shares.</summary>
    public static async Task<Outcome> Handle(AgreeShares command, IDocumentSession session, CancellationToken ct)
    {
        var roster = await session.KeptAsync<Roster>(RosterFold.Stream, ct) ?? Roster.Empty;
        return await session.DecideAsync<Project>(
            command.By, Project.StreamOf(command.Shares.Project),
            project => ProjectDecider.AgreeShares(project, command.Shares, roster), command.Version, ct);
    }
}
