namespace Evaluation.Server.Kit.Web;

/// <summary>
/// Maps addresses whose handlers are bound when somebody first asks for them. Binding compiles code, some three
/// milliseconds for each; all at once would take a second of every start.
/// </summary>
internal static class Addresses
{
    /// <summary>Answers a look.</summary>
    public static RouteHandlerBuilder Get(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.On([HttpMethods.Get], pattern, handler);

    /// <summary>Answers what is sent.</summary>
    public static RouteHandlerBuilder Post(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.On([HttpMethods.Post], pattern, handler);

    /// <summary>Answers some methods.</summary>
    public static RouteHandlerBuilder On(
        this IEndpointRouteBuilder routes, IReadOnlyList<string> methods, string pattern, Delegate handler)
    {
        var endpoint = routes.MapMethods(pattern, methods, Unbound);
        var hasBody = methods.Contains(HttpMethods.Post);
        endpoint.Add(builder => Bind((RouteEndpointBuilder)builder, handler, hasBody, routes.ServiceProvider));
        return new RouteHandlerBuilder([endpoint]);
    }

    private static void Bind(
        RouteEndpointBuilder builder, Delegate handler, bool hasBody, IServiceProvider services)
    {
        var options = new RequestDelegateFactoryOptions
        {
            ServiceProvider = services,
            RouteParameterNames = [.. builder.RoutePattern.Parameters.Select(one => one.Name)],
            EndpointBuilder = builder,
            DisableInferBodyFromParameters = !hasBody,
        };
        builder.Metadata.Add(handler.Method);
        var inferred = RequestDelegateFactory.InferMetadata(handler.Method, options);
        var bound = new Lazy<RequestDelegate>(
            () => RequestDelegateFactory.Create(handler, options, inferred).RequestDelegate);
        builder.RequestDelegate = context => bound.Value(context);
    }

    private static Task Unbound(HttpContext context) =>
        throw new InvalidOperationException($"{context.Request.Path} was asked before its conventions were applied.");
}
