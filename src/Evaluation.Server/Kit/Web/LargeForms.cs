using Evaluation.Rulebooks.Words;
using Microsoft.AspNetCore.Http.Features;

namespace Evaluation.Server.Kit.Web;

/// <summary>Declares that an endpoint takes files.</summary>
public sealed record TakesFiles;

/// <summary>How large a request may be that brings files.</summary>
/// <param name="Bytes">Bytes with everything else in it.</param>
public sealed record LargestUpload(long Bytes);

/// <summary>
/// Lets requests with files be larger than others, once it is known that who sends them may: nobody else makes this
/// server read more than it must.
/// </summary>
internal static class LargeForms
{
    private const long Megabyte = 1_000_000;

    /// <summary>Declares that the endpoint takes files.</summary>
    public static TBuilder TakesFiles<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new TakesFiles());

    /// <summary>Allows them, after the person was found to be allowed.</summary>
    public static Task AllowAsync(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<TakesFiles>() is not null
            && http.User.Identity is { IsAuthenticated: true }
            && http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = http.RequestServices.GetRequiredService<LargestUpload>().Bytes;
        }

        return next(http);
    }

    /// <summary>The refusal of a request that is too large.</summary>
    public static Refusal TooLarge(HttpContext http)
    {
        var most = (http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? Megabyte) / Megabyte;
        return new Refusal(
            "request-too-large", $"请求内容超过{most}MB。", "body",
            http.GetEndpoint()?.Metadata.GetMetadata<TakesFiles>() is null
                ? "请分批提交；未登记任何内容。"
                : "请返回，分几次上传文件；未登记任何内容。");
    }
}
