using Evaluation.Office.Projects;
using Evaluation.Server.Mandates;

namespace Evaluation.Server.Projects;

/// <summary>Which projects somebody sees: amounts and stages of others tell their points.</summary>
internal static class ShownProjects
{
    /// <summary>Whether a project is shown; one that nobody is credited with tells nothing of anybody.</summary>
    public static bool ShowsProject(this Sight sight, Project project) =>
        project.CreditedShares is not { Count: > 0 } shares || shares.Any(share => sight.Shows(share.Unit));
}
