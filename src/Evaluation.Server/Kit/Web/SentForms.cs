using Evaluation.Server.Kit.Pages;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;

namespace Evaluation.Server.Kit.Web;

/// <summary>Forms that were sent and not taken, so that nobody writes them again.</summary>
internal static class SentForms
{
    private const int LongestForm = 100_000;

    /// <summary>
    /// The form that a person of this site sent with a request; null for another request and for a form that is too
    /// long for a page.
    /// </summary>
    public static SentForm? Of(HttpContext http)
    {
        return http.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: true } && !KeptForms.OnlyStays(http)
            && http.Features.Get<IFormFeature>()?.Form is { } form
                ? Of(http, form)
                : null;
    }

    /// <summary>A form as it was sent; null for one that is too long for a page.</summary>
    public static SentForm? Of(HttpContext http, IFormCollection form)
    {
        var fields = form.Where(pair => pair.Key != FromThisSite.Field)
            .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value ?? "")).ToList();
        return fields.Sum(field => field.Key.Length + field.Value.Length) > LongestForm
            ? null
            : new SentForm(http.Request.PathBase + http.Request.Path + http.Request.QueryString, fields);
    }
}
