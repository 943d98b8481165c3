namespace Evaluation.Server.Kit.Web;

/// <summary>
/// A token that a program sends. A browser adds none by itself, so that a request with one was made by nobody else.
/// </summary>
internal static class BearerToken
{
    private const string Scheme = "Bearer ";

    /// <summary>The token of a request; null for none.</summary>
    public static string? Of(HttpRequest request) =>
        request.Headers.Authorization.ToString() is var header
            && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
                ? header[Scheme.Length..].Trim()
                : null;
}
