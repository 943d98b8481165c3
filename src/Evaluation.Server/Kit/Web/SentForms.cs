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
        if (http.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: true }
            || http.Features.Get<IFormFeature>()?.Form is not { } form)
        {
            return null;
        }

        var fields = form.Where(pair => pair.Key != FromThisSite.Field)
            .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value ?? "")).ToList();
        return fields.Sum(field => field.Key.Length + field.Value.Length) > LongestForm
            ? null
            : new SentForm(http.Request.PathBase + http.Request.Path + http.Request.QueryString, fields);
    }
}
