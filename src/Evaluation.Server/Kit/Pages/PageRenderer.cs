using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace Evaluation.Server.Kit.Pages;

/// <summary>
/// Writes pages as complete HTML documents. It knows no request, clock, culture or machine: the same parameters give
/// the same bytes, so that the page of a sealed bulletin can be stored with its hash.
/// </summary>
public static class PageRenderer
{
    // Pages need one service: an encoder that leaves Chinese readable instead of writing every character as a number.
    private static readonly ServiceProvider Services =
        new ServiceCollection().AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)).BuildServiceProvider();

    /// <summary>Renders a page.</summary>
    /// <param name="parameters">The page's parameters by name.</param>
    /// <returns>The document's text, with line feeds only.</returns>
    public static async Task<string> RenderAsync<TPage>(params (string Name, object? Value)[] parameters)
        where TPage : IComponent
    {
        var view = ParameterView.FromDictionary(
            parameters.ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal));
        // A renderer keeps what it has rendered until it is disposed of, so that each page has its own.
        await using var renderer = new HtmlRenderer(Services, NullLoggerFactory.Instance);
        var html = await renderer.Dispatcher.InvokeAsync(
            async () => (await renderer.RenderComponentAsync<TPage>(view)).ToHtmlString());
        return html.Replace("\r\n", "\n", StringComparison.Ordinal);
    }
}
