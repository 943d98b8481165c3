using System.Text;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Accounts;

/// <summary>Makes the page of the audit and its file.</summary>
public sealed class AuditPageMaker(
    AuditReader reader, EventNames events, DistrictChoices choices, PageFrames frames, IHttpContextAccessor accessor)
{
    private const int Shown = 60;

    private static readonly string[] Heading = ["时间", "办理人", "事项", "对象", "考评范围", "来自", "说明"];

    private static readonly Refusal NoPlace =
        new("place-wrong", "网址中的页码无法识别。", "before", "请从审计记录的第一页进入。");

    private HttpContext Http => accessor.HttpContext!;

    /// <summary>The page.</summary>
    /// <param name="query">What is asked for.</param>
    /// <param name="only">The only district whose lines are shown; null for all.</param>
    /// <param name="before">Where to go on; null for the newest.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IResult> ShowAsync(AuditQuery query, string? only, string? before, CancellationToken ct)
    {
        var here = only is null ? Links.Audit : Links.AuditOf(only);
        var found = await reader.AskAsync(only is null ? query : query with { District = only }, ct);
        var refusal = found.Refusal ?? (AuditPlace.Of(before) is null ? NoPlace : null);
        var (rows, next) = refusal is null
            ? await reader.PageAsync(found.Value, AuditPlace.Of(before)!.Value, Shown, ct)
            : ([], null);
        return await PageResults.PageAsync<AuditPage, AuditView>(
            new AuditView(await frames.OfAsync(Http, only, ct), query, rows)
            {
                Districts = only is null ? await choices.AllAsync(ct) : [],
                Beside = [.. Audited.Words.Select(word => new SuggestionView(word, Audited.LabelOf(word)))],
                Logged =
                [
                    .. events.All.Keys.Order(StringComparer.Ordinal)
                        .Select(name => new SuggestionView(name, EventLabels.Of(name))),
                ],
                Here = here,
                Earlier = next is { } place ? query.At(here, place.ToString()) : null,
                Refusal = refusal,
            },
            Answers.StatusOf(refusal));
    }

    /// <summary>All lines that are asked for, as CSV that a spreadsheet opens and does not run.</summary>
    public async Task<IResult> ExportAsync(AuditQuery query, CancellationToken ct)
    {
        if (!(await reader.AskAsync(query, ct)).TryGet(out var ask, out var refusal))
        {
            return Answers.Problem(refusal);
        }

        return Results.Stream(
            async stream =>
            {
                await using var writer = new StreamWriter(stream, new UTF8Encoding(true), leaveOpen: true);
                await writer.WriteAsync(CsvRow.Of(Heading) + "\r\n");
                await foreach (var row in reader.AllAsync(ask, ct))
                {
                    await writer.WriteAsync(CsvRow.Of(
                        [row.At, row.Who, row.What, row.About, row.District, row.Address, row.Note]) + "\r\n");
                }
            },
            "text/csv; charset=utf-8", "audit.csv");
    }
}
