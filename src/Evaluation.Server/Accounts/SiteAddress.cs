using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Accounts;

/// <summary>
/// The address by which people reach the server. Passkeys belong to its name for ever, and a provider sends people back
/// to it, so that it is a setting and not what a request says.
/// </summary>
public sealed class SiteAddress(SignInSettings settings)
{
    // The one name for which browsers ask for no certificate.
    private const string ThisComputer = "localhost";

    /// <summary>
    /// What a browser calls the site when a request came by the address; null for another address. Without the setting
    /// there is one on the server itself alone.
    /// </summary>
    public string? OriginOf(HttpContext http) =>
        settings.Address is { } address ? IsAt(http, address) ? address.GetLeftPart(UriPartial.Authority) : null
        : IsThisComputer(http) ? $"{http.Request.Scheme}://{http.Request.Host}"
        : null;

    /// <summary>Why there are no passkeys for a request; null when there are.</summary>
    public string? WhyNone(HttpContext http) =>
        OriginOf(http) is not null ? null
        : settings.Address is { } address
            ? $"通行密钥只在 {address.GetLeftPart(UriPartial.Authority)} 下可用，请从该网址打开本页。"
        : "管理员还没有设置网站地址，暂不能使用通行密钥。";

    private static bool IsThisComputer(HttpContext http) =>
        http.Request.Host.Host == ThisComputer && Visitors.IsHere(http);

    // Proxies may leave the port out.
    private static bool IsAt(HttpContext http, Uri address) =>
        string.Equals(http.Request.Host.Host, address.IdnHost, StringComparison.OrdinalIgnoreCase)
        && http.Request.Scheme == address.Scheme;
}
