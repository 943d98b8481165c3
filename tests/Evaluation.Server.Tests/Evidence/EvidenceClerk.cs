using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Evaluation.Server.Tests.Chain;
using Evaluation.Server.Tests.Web;

namespace Evaluation.Server.Tests.Evidence;

/// <summary>A person who sends files with the forms of a town's pages.</summary>
/// <param name="town">The town with its pages.</param>
/// <param name="account">Who.</param>
internal sealed class EvidenceClerk(Town town, string account) : IDisposable
{
    private readonly HttpClient client = Browser(town, account);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The claims' pages.</summary>
    public static string Claims => $"/{Town.District}/claims";

    /// <summary>Reports a visit.</summary>
    /// <param name="claim">Its number.</param>
    /// <param name="day">The day; empty for a form that is not filled.</param>
    /// <param name="files">The files, by name.</param>
    /// <param name="sent">Tickets of files that were sent before.</param>
    public Task<(int Status, string Page)> ReportAsync(
        string claim, string day, IEnumerable<(string Name, byte[] Content)> files, params IEnumerable<string> sent) =>
        SendAsync(
            $"{Claims}/report?kind=visit", $"{Claims}/report",
            [
                ("kind", "visit"), ("claim", claim), ("occurred_on", day), ("enterprise", "鼎新"), ("leader", "top"),
                .. sent.Select(ticket => ("evidence-sent", ticket)),
            ],
            files);

    /// <summary>Sends a form with files; a redirect is followed.</summary>
    public async Task<(int Status, string Page)> SendAsync(
        string page, string to, IEnumerable<(string Name, string Value)> fields,
        IEnumerable<(string Name, byte[] Content)> files)
    {
        var token = await BodyTests.TokenAsync(client, page);
        using var form = new MultipartFormDataContent { HeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        foreach (var (name, value) in fields.Append((token.Key, token.Value)))
        {
            form.Add(new StringContent(value), name);
        }

        foreach (var (name, content) in files.DefaultIfEmpty(("", [])))
        {
            // As browsers write it: the bytes of the name, in quotes, and an empty one where nothing was chosen.
            var part = new ByteArrayContent(content);
            part.Headers.TryAddWithoutValidation(
                "Content-Disposition", $"form-data; name=\"evidence-files\"; filename=\"{name}\"");
            form.Add(part);
        }

        using var answer = await client.PostAsync(to, form, Ct);
        if (answer.Headers.Location is { } next)
        {
            return ((int)answer.StatusCode, (await SeeAsync(next.ToString())).Text);
        }

        return ((int)answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct)));
    }

    /// <summary>A page's status and text.</summary>
    public async Task<(int Status, string Text)> SeeAsync(string address)
    {
        using var answer = await client.GetAsync(address, Ct);
        return ((int)answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct)));
    }

    /// <summary>What an address answers.</summary>
    public Task<HttpResponseMessage> GetAsync(string address) => client.GetAsync(address, Ct);

    /// <summary>The tickets that a page has.</summary>
    public static IReadOnlyList<string> Tickets(string page) =>
        [.. Regex.Matches(page, "name=\"evidence-sent\" value=\"([^\"]+)\"").Select(one => one.Groups[1].Value)];

    /// <summary>The addresses of the files that a page has.</summary>
    public static IReadOnlyList<string> Files(string page) =>
        [.. Regex.Matches(page, "href=\"([^\"]*/evidence/[0-9a-f]{64})\"").Select(one => one.Groups[1].Value)];

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private static HttpClient Browser(Town town, string account)
    {
        var client = town.Client(account);
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        return client;
    }
}
