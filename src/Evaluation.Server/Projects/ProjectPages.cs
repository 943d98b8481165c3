using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Projects;

/// <summary>The pages of projects.</summary>
public static class ProjectPages
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.Get("/projects", (string? q, string? after, ProjectPageMaker maker, CancellationToken ct) =>
            maker.ListAsync(q ?? "", after, new FormReading(null), null, ct)).OnlyMembers();
        pages.Get("/projects.csv", (string? q, ProjectPageMaker maker, CancellationToken ct) =>
            maker.CsvAsync(q ?? "", ct)).OnlyMembers();
        pages.Get("/projects.xlsx", (string? q, ProjectPageMaker maker, CancellationToken ct) =>
            maker.XlsxAsync(q ?? "", ct)).OnlyMembers();
        pages.Post("/projects", ([FromForm] IFormCollection form, ProjectPageMaker maker, CancellationToken ct) =>
            maker.FileAsync(new FormReading(form), ct))
            .For(typeof(FileProject)).Fields("project", "name", "enterprise", "contracted")
            .Further("industry", "fixed_asset", "parent", "do");
        pages.Get("/projects/{project}", (
            [FromRoute] string project, string? done, ProjectPageMaker maker, CancellationToken ct) =>
            maker.ShowAsync(project, new FormReading(null), null, done is not null, ct)).OnlyMembers();
        pages.Post("/projects/{project}/introducer", (
            [FromRoute] string project, [FromForm] IFormCollection form, ProjectPageMaker maker,
            CancellationToken ct) => maker.NameAsync(project, new FormReading(form), ct))
            .For(typeof(NameIntroducer)).Fields("unit").Further("do");
        pages.Post("/projects/{project}/shares", (
            [FromRoute] string project, [FromForm] IFormCollection form, ProjectPageMaker maker,
            CancellationToken ct) => maker.AgreeAsync(project, new FormReading(form), ct))
            .For(typeof(AgreeShares)).Fields("shares", "source").Further("do");
        pages.Get("/pipeline", ([AsParameters] PipelineQuery query, PipelinePageMaker maker, CancellationToken ct) =>
            maker.ShowAsync(query, ct)).OnlyMembers();
        pages.Get("/pipeline.xlsx", (
            [AsParameters] PipelineQuery query, PipelinePageMaker maker, CancellationToken ct) =>
            maker.XlsxAsync(query, ct)).OnlyMembers();
        foreach (var entry in ProjectForm.All)
        {
            pages.Get($"/projects/{{project}}/{entry.Key}", (
                [FromRoute] string project, ProjectEntryPageMaker maker, CancellationToken ct) =>
                maker.FormAsync(entry, project, ct)).For(entry.Command);
            pages.Post($"/projects/{{project}}/{entry.Key}", (
                [FromRoute] string project, [FromForm] IFormCollection form, ProjectEntryPageMaker maker,
                CancellationToken ct) => maker.EnterAsync(entry, project, new FormReading(form), ct))
                .For(entry.Command).Fields().Further([.. entry.Fields, "seen", "do"]);
        }
    }
}
