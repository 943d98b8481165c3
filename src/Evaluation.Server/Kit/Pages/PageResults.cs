using System.Text;
using Microsoft.AspNetCore.Components;

namespace Evaluation.Server.Kit.Pages;

/// <summary>Pages as answers to requests.</summary>
public static class PageResults
{
    /// <summary>A live page with its view.</summary>
    /// <param name="view">What the page shows.</param>
    /// <param name="status">200, or the status of a refusal that the page explains.</param>
    public static async Task<IResult> PageAsync<TPage, TView>(TView view, int status = StatusCodes.Status200OK)
        where TPage : LivePage<TView>, IComponent
        where TView : class
    {
        var html = await PageRenderer.RenderAsync<TPage>((nameof(LivePage<TView>.View), view));
        return Html(html, status);
    }

    /// <summary>A page that is rendered already.</summary>
    public static IResult Html(string html, int status = StatusCodes.Status200OK) =>
        Results.Content(html, "text/html; charset=utf-8", Encoding.UTF8, status);
}
