using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Evaluation.Faults.History;
using Evaluation.Server.Accounts;

namespace Evaluation.Faults.Load;

/// <summary>One client: sends a command with a number of its own and writes down what it is answered.</summary>
/// <param name="servers">The addresses; it keeps to one until that is not there.</param>
/// <param name="first">The one it begins with.</param>
/// <param name="book">Where requests and answers are kept.</param>
internal sealed class Caller(IReadOnlyList<Uri> servers, int first, Book book) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // Their answers say that nobody knows, and that it is stored.
    private static readonly string[] Unknown = ["", "perhaps-stored", "fault"];
    private const string StoredUnshown = "stored-unshown";

    // It has just started and does not know its people yet.
    private const string SignInFirst = "sign-in-first";

    // A connection for each request: on one that was used before, the library sends a request again by itself.
    private readonly HttpClient client =
        new(new SocketsHttpHandler { UseProxy = false, PooledConnectionLifetime = TimeSpan.Zero })
        {
            Timeout = Patience,
        };

    private int at = first;

    /// <summary>Sends a command.</summary>
    /// <returns>What was written down; null when no server was there that listened to it.</returns>
    public async Task<Asked?> AskAsync(string district, Command command, CancellationToken ct)
    {
        var asked = book.Open(district, command);
        try
        {
            using var request = Request(HttpMethod.Post, command.Account, district, command.Path);
            request.Headers.Add("X-Correlation-Id", asked.Request);
            request.Content = command.Body is null ? null : JsonContent.Create(command.Body);
            using var answer = await client.SendAsync(request, ct);
            var text = await answer.Content.ReadAsStringAsync(ct);
            asked = Read(asked, answer.StatusCode, text);
        }
        catch (Exception unanswered) when (unanswered is HttpRequestException or TaskCanceledException or IOException)
        {
            if (unanswered.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
            {
                at++;
                return null;
            }
        }

        if (asked.Code == SignInFirst)
        {
            return null;
        }

        book.Close(asked, command);
        return asked;
    }

    /// <summary>Reads something; an undefined element when it cannot be had.</summary>
    public async Task<JsonElement> SeeAsync(string district, string account, string path, CancellationToken ct)
    {
        try
        {
            using var request = Request(HttpMethod.Get, account, district, path);
            using var answer = await client.SendAsync(request, ct);
            return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<JsonElement>(ct) : default;
        }
        catch (Exception unanswered) when (unanswered is HttpRequestException or TaskCanceledException or IOException)
        {
            return default;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private HttpRequestMessage Request(HttpMethod method, string account, string district, string path) => new(
        method, new Uri(servers[at % servers.Count], string.Create(
            CultureInfo.InvariantCulture, $"/api/{district}/{path}")))
    {
        Headers = { { DevelopmentSignIn.Header, $"{account}@{district}" } },
    };

    private static Asked Read(Asked asked, HttpStatusCode status, string text)
    {
        using var json = text.StartsWith('{') ? JsonDocument.Parse(text) : null;
        var root = json?.RootElement ?? default;
        if (status == HttpStatusCode.OK)
        {
            return asked with
            {
                Answer = Answer.Accepted,
                Stream = root.GetProperty("stream").GetString()!,
                Version = root.GetProperty("version").GetInt64(),
                Position = root.GetProperty("position").GetInt64(),
            };
        }

        var code = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("code", out var named)
            ? named.GetString()! : "";
        return asked with
        {
            Answer = (int)status < 500 ? Answer.Refused
                : code == StoredUnshown ? Answer.Stored
                : Unknown.Contains(code) ? Answer.Unknown : Answer.Failed,
            Code = code.Length > 0 ? code : $"{(int)status}",
        };
    }
}
