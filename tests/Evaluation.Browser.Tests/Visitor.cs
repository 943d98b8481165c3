using System.Collections.Concurrent;
using System.Diagnostics;
using Deque.AxeCore.Playwright;
using FluentAssertions;
using Microsoft.Playwright;

namespace Evaluation.Browser.Tests;

/// <summary>
/// A person at a desk and with a telephone: what one does in the browser, and what one may expect of a page.
/// </summary>
public sealed class Visitor : IAsyncDisposable
{
    /// <summary>How wide a screen is: a desk's and a telephone's.</summary>
    private static readonly (int Width, int Height)[] Screens = [(1280, 900), (390, 844)];

    // Slow computers build a page for the first time under load.
    private const float Patience = 60_000;

    private readonly ConcurrentQueue<string> complaints = new();

    private Visitor(IPage page) => Page = page;

    /// <summary>The page that is open.</summary>
    public IPage Page { get; }

    /// <summary>Opens an empty browser.</summary>
    /// <param name="site">Where addresses begin.</param>
    public static async Task<Visitor> NewAsync(IBrowser browser, Uri site)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = site.ToString(),
            Locale = "zh-CN",
            ViewportSize = new ViewportSize { Width = Screens[0].Width, Height = Screens[0].Height },
        });
        context.SetDefaultTimeout(Patience);
        var visitor = new Visitor(await context.NewPageAsync());
        visitor.Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !message.Text.Contains("server responded with a status of 4"))
            {
                visitor.complaints.Enqueue($"{visitor.Page.Url}: {message.Text}");
            }
        };
        visitor.Page.PageError += (_, error) => visitor.complaints.Enqueue($"{visitor.Page.Url}: {error}");
        visitor.Page.Response += (_, answer) =>
        {
            if (answer.Status >= 500)
            {
                visitor.complaints.Enqueue($"{answer.Url}: {answer.Status}");
            }
        };
        return visitor;
    }

    /// <summary>Opens an address.</summary>
    public async Task GoAsync(string address) => await Page.GotoAsync(address);

    /// <summary>Types into a field.</summary>
    /// <param name="field">Its name.</param>
    public Task TypeAsync(string field, string text) => Page.Locator($"main [name={field}]").First.FillAsync(text);

    /// <summary>Chooses from a list.</summary>
    public Task ChooseAsync(string field, string value) =>
        Page.Locator($"main select[name={field}]").First.SelectOptionAsync(value);

    /// <summary>Presses a button or follows a link by its words, and waits for the page to which it leads.</summary>
    /// <param name="words">What is written on it.</param>
    /// <param name="within">A selector of what it stands in.</param>
    public async Task PressAsync(string words, string within = "main")
    {
        var found = Page.Locator($"{within} button, {within} a").Filter(new LocatorFilterOptions { HasText = words });
        await LeadsOnAsync(found.First);
    }

    /// <summary>Follows a one-time link and chooses a pass-phrase.</summary>
    /// <param name="phrase">The pass-phrase.</param>
    /// <param name="self">Account and name of the first administrator, who chooses them; null for others.</param>
    public async Task EnterAsync(string link, string phrase, (string Account, string Person)? self = null)
    {
        await GoAsync(link);
        if (self is { } first)
        {
            await TypeAsync("name", first.Account);
            await TypeAsync("person", first.Person);
        }

        await TypeAsync("phrase", phrase);
        await TypeAsync("again", phrase);
        await LeadsOnAsync(Page.Locator("main button[type=submit]").Last);
    }

    /// <summary>The text that a reader sees.</summary>
    public Task<string> TextAsync() => Page.Locator("body").InnerTextAsync();

    /// <summary>
    /// Looks at the page at a desk and on a telephone: nothing that a screen reader or a person with a keyboard would
    /// stumble over, nothing beyond the edge of the screen, no complaint of the browser.
    /// </summary>
    public async Task LookAsync()
    {
        foreach (var (width, height) in Screens)
        {
            await Page.SetViewportSizeAsync(width, height);
            var over = await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
            over.Should().BeLessOrEqualTo(0, "{0} reaches beyond the edge at {1} px", Page.Url, width);
        }

        await Page.SetViewportSizeAsync(Screens[0].Width, Screens[0].Height);
        var axe = await Page.RunAxe();
        axe.Violations.Select(one => $"{one.Id}: {one.Help}: {one.Nodes[0].Html}").Should().BeEmpty(Page.Url);
        complaints.Should().BeEmpty();
    }

    // Every document has a beginning of its own; what redirects never becomes one.
    private async Task LeadsOnAsync(ILocator pressed)
    {
        var before = await Page.EvaluateAsync<double>("performance.timeOrigin");
        await pressed.ClickAsync();
        for (var began = Stopwatch.GetTimestamp(); !await IsThereAsync(before);)
        {
            Stopwatch.GetElapsedTime(began).TotalMilliseconds.Should().BeLessThan(
                Patience, "a page should come after {0}", Page.Url);
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private async Task<bool> IsThereAsync(double before)
    {
        try
        {
            return await Page.EvaluateAsync<bool>(
                "before => performance.timeOrigin !== before && document.readyState === 'complete'", before);
        }
        catch (PlaywrightException)
        {
            // The document went while it was asked.
            return false;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
