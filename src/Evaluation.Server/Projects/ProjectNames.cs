using Evaluation.Office.Projects;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Projects;

/// <summary>Names of projects, of which a firm has each once.</summary>
internal static class ProjectNames
{
    /// <summary>Why a project cannot be called so: another one of its firm is. Null when it can.</summary>
    /// <param name="search">Finds the firm's projects.</param>
    /// <param name="district">Whose projects.</param>
    /// <param name="project">The number of the project to be named.</param>
    /// <param name="enterprise">Its firm.</param>
    /// <param name="name">How it is to be called.</param>
    /// <param name="ct">Cancels.</param>
    /// <remarks>
    /// Two clerks who file at the same moment are not told of each other: that two projects have one name is a question
    /// and breaks no count.
    /// </remarks>
    public static async Task<Refusal?> TakenAsync(
        FileSearch search, string district, string project, string enterprise, string name, CancellationToken ct) =>
        ProjectDecider.Alike(
            await search.AllAsync<Project>(
                district, new SoughtFiles(Project.StreamOf(""), enterprise), Project.Evolve, ct),
            project, enterprise, name);
}
