using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Evaluation.Server.Kit.Web;

/// <summary>An endpoint that needs nothing: it may be sent no body or `{}`.</summary>
public sealed record NothingBody;

/// <summary>The fields of an endpoint's form.</summary>
/// <param name="Required">Must be in the form, be it empty.</param>
/// <param name="Many">May be in it several times.</param>
/// <param name="Further">May be in it; null when the endpoint itself says which of the others it knows.</param>
public sealed record FormFields(
    IReadOnlyList<string> Required, IReadOnlyList<string> Many, IReadOnlyList<string>? Further)
{
    /// <summary>Whether an endpoint's form may hold a field.</summary>
    public bool Knows(Endpoint endpoint, string name) =>
        Further is null || Required.Contains(name) || Many.Contains(name) || Further.Contains(name)
        || name == FromThisSite.Field
        || endpoint.Metadata.GetMetadata<MethodInfo>()?.GetParameters().Any(parameter =>
            parameter.GetCustomAttribute<FromFormAttribute>() is { } form
            && (form.Name ?? parameter.Name) == name) == true;
}

/// <summary>
/// Reads what a request carries before its endpoint does, by what the endpoint declares that it accepts, and refuses
/// whatever does not mean what it says: no endpoint fills in what was left out or passes over what it does not know.
/// </summary>
internal static class RequestBodies
{
    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = BodyShape.Deepest };

    /// <summary>Declares the fields that a form must hold.</summary>
    public static TBuilder Fields<TBuilder>(this TBuilder endpoint, params string[] required)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new FormFields(required, [], []));

    /// <summary>Declares the fields that a form may hold several times, after those that it must hold.</summary>
    public static TBuilder Many<TBuilder>(this TBuilder endpoint, params string[] many)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoint.Add(built => built.Metadata.Add(
            built.Metadata.OfType<FormFields>().Last() with { Many = many }));
        return endpoint;
    }

    /// <summary>Declares the fields that a form may hold and the endpoint reads by itself.</summary>
    public static TBuilder Further<TBuilder>(this TBuilder endpoint, params string[] further)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoint.Add(built => built.Metadata.Add(
            built.Metadata.OfType<FormFields>().Last() with { Further = further }));
        return endpoint;
    }

    /// <summary>Declares that the endpoint refuses the fields that it does not know itself.</summary>
    public static TBuilder ChecksFields<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder
    {
        endpoint.Add(built => built.Metadata.Add(
            built.Metadata.OfType<FormFields>().Last() with { Further = null }));
        return endpoint;
    }

    /// <summary>
    /// Refuses a body in another encoding than UTF-8, whatever it says of itself, or one that says that it is
    /// compressed; text would be stored that nobody typed.
    /// </summary>
    public static async Task EncodingAsync(HttpContext http, RequestDelegate next)
    {
        var packed = http.Request.Headers.ContentEncoding.ToString();
        if (packed.Length > 0 && !packed.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            await Answers.Problem(
                new Refusal(
                    "content-encoding-wrong", $"提交的内容不能以“{Characters.Short(packed)}”方式压缩。", "body",
                    "请不经压缩直接提交；未登记任何内容。"),
                StatusCodes.Status415UnsupportedMediaType).ExecuteAsync(http);
            return;
        }

        if (MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type)
            && type.Charset.HasValue
            && !type.Charset.Value!.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            && http.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>() is not null)
        {
            await Answers.Problem(
                new Refusal(
                    "charset-wrong", $"提交的内容不能使用字符编码“{Characters.Short(type.Charset.Value!)}”。", "body",
                    "请改用 UTF-8；未登记任何内容。"),
                StatusCodes.Status415UnsupportedMediaType).ExecuteAsync(http);
            return;
        }

        if (type?.MediaType.Equals(Form, StringComparison.OrdinalIgnoreCase) == true
            && !await IsDecodableAsync(http))
        {
            await Unreadable(
                "text-wrong", "表单中有无法识别的字符。", "请使用 UTF-8 编码重新填写；未登记任何内容。")
                .ExecuteAsync(http);
            return;
        }

        await next(http);
    }

    // What cannot be decoded the framework's reader leaves as it was written, %FF and all.
    private static async Task<bool> IsDecodableAsync(HttpContext http)
    {
        var copy = new MemoryStream();
        http.Response.RegisterForDispose(copy);
        await http.Request.Body.CopyToAsync(copy, http.RequestAborted);
        copy.Position = 0;
        http.Request.Body = copy;
        return IsDecodable(copy.GetBuffer().AsSpan(0, (int)copy.Length));
    }

    /// <summary>Whether the fields of a form are percent-encoded UTF-8, and nothing that no text holds.</summary>
    internal static bool IsDecodable(ReadOnlySpan<byte> form)
    {
        var (decoded, length) = (new byte[form.Length], 0);
        for (var i = 0; i < form.Length; i++)
        {
            if (form[i] != '%')
            {
                decoded[length++] = form[i];
            }
            else if (i + 2 < form.Length && byte.TryParse(
                form.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var one))
            {
                decoded[length++] = one;
                i += 2;
            }
            else
            {
                return false;
            }
        }

        return Utf8.IsValid(decoded.AsSpan(0, length)) && !decoded.AsSpan(0, length).Contains((byte)0);
    }

    /// <summary>Refuses a body that is not what the endpoint accepts.</summary>
    public static async Task CheckAsync(HttpContext http, RequestDelegate next)
    {
        var endpoint = http.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<IAcceptsMetadata>() is { } accepts)
        {
            var refused = endpoint.Metadata.GetMetadata<FormFields>() is { } fields
                ? await FormAsync(http, fields)
                : accepts is { RequestType: { } type } && accepts.ContentTypes.Contains(Json)
                    ? await JsonAsync(http, type, accepts.IsOptional)
                    : null;
            if (refused is not null)
            {
                await refused.ExecuteAsync(http);
                return;
            }
        }

        await next(http);
    }

    private static async Task<IResult?> FormAsync(HttpContext http, FormFields fields)
    {
        IFormCollection form;
        try
        {
            form = await http.Request.ReadFormAsync(http.RequestAborted);
        }
        catch (InvalidDataException)
        {
            return Unreadable("body-unreadable", "提交的内容没有完整送达。", "请重新提交；未登记任何内容。");
        }

        if (fields.Required.FirstOrDefault(name => !form.ContainsKey(name)) is { } missing)
        {
            return Answers.Problem(new Refusal(
                "field-missing", $"表单中没有字段“{Places.LabelOf(missing) ?? missing}”。", missing,
                "请返回并刷新页面后重新填写；未登记任何内容。"));
        }

        if (form.Keys.FirstOrDefault(name => !fields.Knows(http.GetEndpoint()!, name)) is { } unknown)
        {
            return Answers.Problem(new Refusal(
                "field-unknown", $"表单中的“{Characters.Short(unknown)}”不是这张表单的字段。",
                Characters.Short(unknown),
                "请返回并刷新页面后重新填写；未登记任何内容。"));
        }

        if (form.FirstOrDefault(pair => pair.Value.Count > 1 && !fields.Many.Contains(pair.Key)).Key is { } twice)
        {
            return Answers.Problem(new Refusal(
                "field-twice", $"表单中字段“{Shown(twice)}”出现两次。", Characters.Short(twice),
                "请返回并刷新页面后重新填写；未登记任何内容。"));
        }

        return form.FirstOrDefault(
            pair => pair.Value.Any(text => text!.AsSpan().ContainsAny('\uFFFD', '\0'))).Key is { } garbled
            ? Answers.Problem(new Refusal(
                "text-wrong", $"“{Shown(garbled)}”中有无法识别的字符。", Characters.Short(garbled),
                "请使用 UTF-8 编码重新填写；未登记任何内容。"))
            : null;
    }

    private static string Shown(string field) => Places.LabelOf(field) ?? Characters.Short(field);

    private static async Task<IResult?> JsonAsync(HttpContext http, Type type, bool optional)
    {
        using var copy = new MemoryStream();
        try
        {
            await http.Request.Body.CopyToAsync(copy, http.RequestAborted);
        }
        catch (IOException broken) when (
            broken is not BadHttpRequestException && !http.RequestAborted.IsCancellationRequested)
        {
            return Unreadable("body-unreadable", "提交的内容没有完整送达。", "请重新提交；未登记任何内容。");
        }

        var bytes = copy.ToArray();
        var text = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        if (text.Length == 0 && optional)
        {
            return null;
        }

        if (text.Length == 0)
        {
            return Unreadable("body-missing", "没有提交内容。", "请按接口要求提交 JSON；未登记任何内容。");
        }

        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var given)
            || !given.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase))
        {
            return Answers.Problem(WrongType([Json]), StatusCodes.Status415UnsupportedMediaType);
        }

        if (!Utf8.IsValid(text))
        {
            return Unreadable(
                "body-unreadable", "提交的内容不是 UTF-8 编码的文字。", "请改用 UTF-8；未登记任何内容。");
        }

        // The endpoint reads the same bytes again; the strictness stays here and does not bind what the host writes.
        // Its own reader would fail on a charset in quotes.
        http.Request.Body = new MemoryStream(text);
        http.Request.ContentType = Json;
        return FaultIn(text, type, optional);
    }

    private static IResult? FaultIn(byte[] text, Type type, bool optional)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Reading);
            return document.RootElement.ValueKind != JsonValueKind.Null
                ? BodyShape.FaultIn(document.RootElement, type) is { } fault ? Answers.Problem(fault) : null
                : optional ? null
                : Unreadable("body-missing", "没有提交内容。", "请按接口要求提交 JSON；未登记任何内容。");
        }
        catch (JsonException e)
        {
            var place = e.LineNumber is { } line ? $"第{line + 1}行第{e.BytePositionInLine + 1}字节处" : "";
            return Unreadable(
                "body-unreadable", $"提交的内容{place}不是 JSON。", "请改正后重新提交；未登记任何内容。");
        }
        catch (InvalidOperationException)
        {
            // A name with half of a surrogate pair.
            return Unreadable(
                "body-unreadable", "提交的内容中有无法识别的字符。", "请改正后重新提交；未登记任何内容。");
        }
    }

    /// <summary>The refusal of a body of another type.</summary>
    /// <param name="accepted">The types that are accepted.</param>
    public static Refusal WrongType(IEnumerable<string> accepted) => new(
        "media-type-wrong", "提交内容的类型不对。", "body",
        $"请使用 {string.Join(" 或 ", accepted)}；未登记任何内容。");

    private static IResult Unreadable(string code, string what, string remedy) =>
        Answers.Problem(new Refusal(code, what, "body", remedy), StatusCodes.Status400BadRequest);
}
