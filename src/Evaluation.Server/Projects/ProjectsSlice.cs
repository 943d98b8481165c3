using System.CommandLine;
using Evaluation.Office.Projects;
using Evaluation.Server.Kit;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Projects;

/// <summary>The projects on file (项目).</summary>
public sealed class ProjectsSlice : Slice
{
    /// <inheritdoc/>
    public override void AddTo(StoreParts store) => store.State<Project>(Project.Evolve);

    /// <inheritdoc/>
    public override void AddTo(IServiceCollection services) => services
        .AddScoped<ProjectPageMaker>().AddScoped<ProjectEntryPageMaker>().AddScoped<PipelinePageMaker>()
        .AddSingleton<Pipelines>();

    /// <inheritdoc/>
    public override void Map(Routes routes)
    {
        ProjectEndpoints.Map(routes.Api);
        ProjectPages.Map(routes.Pages);
    }

    /// <inheritdoc/>
    public override IEnumerable<Command> Verbs(Shell shell) => [ProjectVerbs.Make(shell)];
}
