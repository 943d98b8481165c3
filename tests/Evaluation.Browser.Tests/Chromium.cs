using Evaluation.Browser.Tests;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Evaluation.Browser.Tests;

/// <summary>
/// The browser of this computer, started when the first test asks for it. Where there is none, tests are skipped and
/// say so.
/// </summary>
public sealed class Chromium : IAsyncDisposable
{
    /// <summary>The setting that names the program.</summary>
    public const string Setting = "EVALUATION_CHROMIUM";

    private static readonly string[] Usual =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
    ];

    private readonly SemaphoreSlim once = new(1, 1);
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>The browser's program; skips the test where there is none.</summary>
    public static string Program()
    {
        var program = Environment.GetEnvironmentVariable(Setting) is { Length: > 0 } named
            ? named : Array.Find(Usual, File.Exists);
        Assert.SkipWhen(
            program is null, $"No Chromium was found: install it (Debian: apt install chromium) or set {Setting}.");
        return program!;
    }

    /// <summary>A person who opens the site with an empty browser of one's own.</summary>
    public async Task<Visitor> VisitAsync(Uri site)
    {
        var program = Program();
        await once.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            playwright ??= await Playwright.CreateAsync();
            browser ??= await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = program,
                Args =
                [
                    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
                    "--disable-component-update", "--disable-sync", "--no-first-run",
                ],
            });
        }
        finally
        {
            once.Release();
        }

        return await Visitor.NewAsync(browser, site);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        once.Dispose();
    }
}
