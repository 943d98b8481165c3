using Evaluation.Office.Lists;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Mandates;

namespace Evaluation.Server.Projects;

/// <summary>Where the projects stand, as a page.</summary>
/// <param name="Query">What was typed.</param>
/// <param name="Seen">The pipeline; null when it was refused.</param>
/// <param name="Refusal">Why; null for nothing.</param>
public sealed record PipelineView(FrameView Frame, PipelineQuery Query, SeenPipeline? Seen, string? Refusal)
{
    /// <summary>What the page says first.</summary>
    public string Finding
    {
        get
        {
            if (Seen is not { Answer: { Standing: > 0 } answer })
            {
                return "没有处在任何阶段的项目";
            }

            var first = answer.Stages.FirstOrDefault(stage => stage.OfIndustry > 0) ?? answer.Stages[0];
            var stuck = answer.Stages.Sum(stage => stage.Stuck);
            return answer.Industry is { } industry
                ? $"{first.Label}{first.Count}个，其中{industry}{first.OfIndustry}个，占"
                    + PartPrint.Of(first.OfIndustry ?? 0, first.Count)
                : $"{answer.Standing}个项目处在各阶段"
                    + (stuck == 0 ? "，没有停留超过90天的" : $"，{stuck}个停留超过90天");
        }
    }
}

/// <summary>Makes the page of the pipeline, and its list as a workbook.</summary>
public sealed class PipelinePageMaker(
    RequestContext request, Pipelines pipelines, Sights sights, PageFrames frames, IHttpContextAccessor http)
{
    private static readonly ListColumn<StandingAnswer>[] Columns =
    [
        new("编号", 16, one => one.Project), new("名称", 40, one => one.Name), new("企业", 16, one => one.Enterprise),
        new("行业", 16, one => one.Industry), new("单位", 20, one => Print.Names(one.Units)),
        ListColumns.OfNumbers<StandingAnswer>("签约金额（元）", one => one.Contracted),
        new("阶段", 10, one => one.Stage), ListColumns.OfDays<StandingAnswer>("进入日期", one => one.Since),
        ListColumns.OfNumbers<StandingAnswer>("停留天数", one => one.Days),
        new("超过90天", 10, one => one.Stuck ? "是" : ""), new("前期项目", 16, one => one.Parent ?? ""),
        ListColumns.OfNumbers<StandingAnswer>("增资期数", one => one.Increases),
    ];

    /// <summary>The page.</summary>
    public async Task<IResult> ShowAsync(PipelineQuery query, CancellationToken ct)
    {
        var known = (await SeenAsync(query, ct)).TryGet(out var seen, out var refusal);
        return await PageResults.PageAsync<PipelinePage, PipelineView>(
            new PipelineView(
                await frames.OfAsync(http.HttpContext!, request.District, ct), query, known ? seen : null,
                known ? null : refusal!.What + refusal.Remedy),
            Answers.StatusOf(known ? null : refusal));
    }

    /// <summary>The projects that stand in some stage, as a workbook.</summary>
    public async Task<IResult> XlsxAsync(PipelineQuery query, CancellationToken ct) =>
        (await SeenAsync(query, ct)).TryGet(out var seen, out var refusal)
            ? ListFiles.Xlsx("项目进度", Columns, seen.Answer.Stages.SelectMany(stage => stage.Projects))
            : Answers.Problem(refusal);

    private async Task<Result<SeenPipeline>> SeenAsync(PipelineQuery query, CancellationToken ct) =>
        await pipelines.OfAsync(request.District, query, request.Sign().At, await sights.OfAsync(ct), ct);
}
