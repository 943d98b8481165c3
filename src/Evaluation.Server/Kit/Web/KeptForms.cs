using Evaluation.Server.Kit.Pages;
using Microsoft.AspNetCore.Antiforgery;

namespace Evaluation.Server.Kit.Web;

/// <summary>
/// Declares that an endpoint shows a form again as it was typed when it may do nothing with it.
/// </summary>
public sealed record KeepsTyped;

/// <summary>
/// Long forms whose sender is not known any more, or whose token is of an earlier sign-in: nothing is done with them,
/// and nothing that was typed is lost. Showing a form again changes nothing, so that it needs no proof of where the
/// form came from.
/// </summary>
internal static class KeptForms
{
    /// <summary>Declares that the endpoint keeps what was typed; it asks <see cref="OnlyStays"/>.</summary>
    public static TBuilder KeepsTyped<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new KeepsTyped());

    /// <summary>The form that nobody who is signed in sent to an endpoint that keeps it; null for none.</summary>
    public static async Task<SentForm?> UnsignedAsync(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method) || !http.Request.HasFormContentType
            || http.GetEndpoint()?.Metadata.GetMetadata<KeepsTyped>() is null)
        {
            return null;
        }

        return await ReadAsync(http) is { } form ? SentForms.Of(http, form) : null;
    }

    /// <summary>
    /// Lets a form without proof through to an endpoint that only shows it again; false when there is no such.
    /// </summary>
    public static async Task<bool> StayAsync(HttpContext http)
    {
        var metadata = http.GetEndpoint()?.Metadata;
        if (metadata?.GetMetadata<KeepsTyped>() is null || metadata.GetMetadata<FormFields>() is not { } fields)
        {
            return false;
        }

        http.Features.Set<IAntiforgeryValidationFeature>(new Unproved());
        return await ReadAsync(http) is { } form && fields.Required.All(form.ContainsKey);
    }

    /// <summary>Whether a form may only be shown again.</summary>
    public static bool OnlyStays(HttpContext http) =>
        http.Features.Get<IAntiforgeryValidationFeature>() is Unproved;

    private static async Task<IFormCollection?> ReadAsync(HttpContext http)
    {
        try
        {
            return await http.Request.ReadFormAsync(http.RequestAborted);
        }
        catch (Exception unread) when (unread is InvalidDataException or IOException)
        {
            return null;
        }
    }

    // The framework lets nobody read a form that is not proved.
    private sealed class Unproved : IAntiforgeryValidationFeature
    {
        public bool IsValid => true;

        public Exception? Error => null;
    }
}
