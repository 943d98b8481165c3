namespace Evaluation.Server.Kit.Web;

/// <summary>
/// What the description of the interface says of an address, in one sentence, and what it answers. Every address below
/// `/api` says it; a test holds that.
/// </summary>
internal static class AddressWords
{
    /// <summary>A command: where it was stored.</summary>
    public static RouteHandlerBuilder Says(this RouteHandlerBuilder address, string summary) =>
        address.Says<OutcomeAnswer>(summary);

    /// <summary>An answer in JSON.</summary>
    /// <typeparam name="TAnswer">Its shape.</typeparam>
    public static RouteHandlerBuilder Says<TAnswer>(this RouteHandlerBuilder address, string summary) =>
        address.WithSummary(summary).Produces<TAnswer>();

    /// <summary>An answer that is a file.</summary>
    /// <param name="type">Its media type.</param>
    public static RouteHandlerBuilder SaysContent(this RouteHandlerBuilder address, string type, string summary) =>
        address.WithSummary(summary).Produces<Stream>(StatusCodes.Status200OK, type);
}
