using System.Net;
using Evaluation.Server.Tests.Chain;

namespace Evaluation.Server.Tests.Web;

/// <summary>A person at the pages of a district: reads them, and sends their forms with the token.</summary>
/// <param name="account">Who.</param>
internal sealed class Desk(Town town, string account, string district) : IDisposable
{
    private readonly HttpClient client = Browser(town, account, district);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A page's status and text.</summary>
    public async Task<(int Status, string Text)> SeeAsync(string page)
    {
        using var answer = await client.GetAsync($"/{district}/{page}", Ct);
        return ((int)answer.StatusCode, await TextAsync(answer));
    }

    /// <summary>Sends a form of the page, and reads the page to which it leads.</summary>
    public Task<(int Status, string Text)> SendAsync(
        string page, string to, params IEnumerable<(string Name, string Value)> fields) =>
        SendAsync(page, to, new FormUrlEncodedContent(
            fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    /// <summary>The same as a form with files.</summary>
    public Task<(int Status, string Text)> UploadAsync(
        string page, string to, byte[]? file, params IEnumerable<(string Name, string Value)> fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        // Without a file a browser sends the field all the same, empty and without a name.
        if (file is null)
        {
            form.Add(new StringContent(""), "file");
        }
        else
        {
            form.Add(new ByteArrayContent(file), "file", "文件.yaml");
        }

        return SendAsync(page, to, form);
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private async Task<(int Status, string Text)> SendAsync(string page, string to, HttpContent form)
    {
        var token = await BodyTests.TokenAsync(client, $"/{district}/{page}");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/{district}/{to}");
        if (form is MultipartFormDataContent parts)
        {
            parts.Add(new StringContent(token.Value), token.Key);
            request.Content = parts;
        }
        else
        {
            var text = await form.ReadAsStringAsync(Ct);
            request.Content = new StringContent(
                $"{text}{(text.Length > 0 ? "&" : "")}{token.Key}={Uri.EscapeDataString(token.Value)}",
                System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");
        }

        using var answer = await client.SendAsync(request, Ct);
        if (answer.Headers.Location is not { } next)
        {
            return ((int)answer.StatusCode, await TextAsync(answer));
        }

        using var followed = await client.GetAsync(next, Ct);
        return ((int)answer.StatusCode, await TextAsync(followed));
    }

    private static async Task<string> TextAsync(HttpResponseMessage answer) =>
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct));

    private static HttpClient Browser(Town town, string account, string district)
    {
        var client = town.Client(account, district);
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        return client;
    }
}
