using System.Net;
using System.Text.RegularExpressions;
using Evaluation.Server.Tests.Chain;

namespace Evaluation.Server.Tests.Accounts;

/// <summary>
/// A browser with its cookies, those that want HTTPS too: behind the headers of a proxy the test's connection is plain.
/// It follows no redirect by itself.
/// </summary>
internal sealed class Browser(Town town) : IDisposable
{
    private readonly HttpClient client = Client(town);
    private readonly Dictionary<string, string> cookies = new(StringComparer.Ordinal);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>What it sends with each request, such as a proxy's headers.</summary>
    public void Send(string header, string value) =>
        client.DefaultRequestHeaders.TryAddWithoutValidation(header, value);

    /// <summary>The status of a page and its text.</summary>
    public async Task<(int Status, string Text)> GetAsync(string address)
    {
        var got = await AskAsync(HttpMethod.Get, address, null);
        return (got.Status, got.Text);
    }

    /// <summary>What a page answers, with where it sends one on.</summary>
    public Task<Sent> VisitAsync(string address) => AskAsync(HttpMethod.Get, address, null);

    /// <summary>The token of a page's form, with its name.</summary>
    public async Task<(string Name, string Value)> TokenAsync(string page)
    {
        var token = Regex.Match((await GetAsync(page)).Text, "name=\"(__[^\"]+)\" value=\"([^\"]+)\"");
        return (token.Groups[1].Value, token.Groups[2].Value);
    }

    /// <summary>Sends a form as it is.</summary>
    public async Task<Sent> SendAsync(string address, params IEnumerable<(string Name, string Value)> fields)
    {
        using var form = new FormUrlEncodedContent(
            fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await AskAsync(HttpMethod.Post, address, form);
    }

    /// <summary>Sends a form with the token of a page.</summary>
    public async Task<Sent> PostAsync(string page, string address, params (string Name, string Value)[] fields) =>
        await SendAsync(address, fields.Append(await TokenAsync(page)));

    /// <summary>Sends a form with a file, if its field has a name, and the token of a page.</summary>
    public async Task<Sent> UploadAsync(
        string page, string address, string field, byte[] file, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields.Append(await TokenAsync(page)))
        {
            form.Add(new StringContent(value), name);
        }

        if (field.Length > 0)
        {
            form.Add(new ByteArrayContent(file), field, "file.bin");
        }

        return await AskAsync(HttpMethod.Post, address, form);
    }

    /// <summary>The same browser at another server of the same name.</summary>
    public Browser At(Town other)
    {
        var moved = new Browser(other);
        foreach (var (name, value) in cookies)
        {
            moved.cookies[name] = value;
        }

        return moved;
    }

    /// <summary>Signs in.</summary>
    public Task<Sent> SignInAsync(string name, string phrase, string code = "", string back = "/") => PostAsync(
        "/sign-in", "/account/sign-in", ("name", name), ("phrase", phrase), ("code", code), ("return", back));

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private async Task<Sent> AskAsync(HttpMethod method, string address, HttpContent? form)
    {
        using var request = new HttpRequestMessage(method, new Uri(address, UriKind.Relative)) { Content = form };
        if (cookies.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", cookies.Select(one => $"{one.Key}={one.Value}")));
        }

        using var answer = await client.SendAsync(request, Ct);
        IReadOnlyList<string> set = answer.Headers.TryGetValues("Set-Cookie", out var all) ? [.. all] : [];
        foreach (var pair in set.Select(cookie => cookie.Split(';')[0].Split('=', 2)))
        {
            cookies[pair[0]] = pair[1];
        }

        foreach (var gone in cookies.Where(one => one.Value.Length == 0).Select(one => one.Key).ToList())
        {
            cookies.Remove(gone);
        }

        return new Sent(
            (int)answer.StatusCode, answer.Headers.Location?.ToString(), await answer.Content.ReadAsStringAsync(Ct),
            set);
    }

    private static HttpClient Client(Town town)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = town.Address,
        };
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        return client;
    }
}

/// <summary>What came back of a form.</summary>
/// <param name="Location">Where to go on; null for nowhere.</param>
/// <param name="Cookies">The cookies set, with their attributes.</param>
internal sealed record Sent(int Status, string? Location, string Text, IReadOnlyList<string> Cookies)
{
    /// <summary>The session's cookie as a request sends it; null when none was set.</summary>
    public string? Session => Cookies.FirstOrDefault(
        cookie => Regex.IsMatch(cookie, "^(evaluation-session|__Host-evaluation)=[^;]"))?.Split(';')[0];

    /// <summary>The one-time link on a page, without the site.</summary>
    public string Link => Regex.Match(WebUtility.HtmlDecode(Text), "/welcome/[\\w-]{32}").Value;
}
