using System.Globalization;
using System.Reflection;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Primitives;

namespace Evaluation.Server.Kit.Web;

/// <summary>
/// Refuses parameters of an address that an endpoint would not understand, by the types of the endpoint's parameters,
/// naming what it accepts. Names that it does not know are refused by the interface; pages pass over them, because
/// messengers add their own to a link.
/// </summary>
internal static class RequestQueries
{
    private const NumberStyles Number = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    /// <summary>Refuses what is not understood.</summary>
    public static Task CheckAsync(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint() is RouteEndpoint endpoint)
        {
            var known = Parameters(endpoint);
            if (FaultIn(http.Request, known) is { } refusal)
            {
                return Answers.Problem(refusal).ExecuteAsync(http);
            }

            SpellWords(http.Request, known);
        }

        return next(http);
    }

    // Words are written in small letters in addresses; the endpoint's own reader may want them as they are declared.
    private static void SpellWords(HttpRequest request, Dictionary<string, Type> known)
    {
        var words = request.Query.Where(pair => known.TryGetValue(pair.Key, out var type) && WordsOf(type).Length > 0)
            .ToDictionary(pair => pair.Key, pair => new StringValues(WordsOf(known[pair.Key]).First(
                word => word.Equals(pair.Value.ToString(), StringComparison.OrdinalIgnoreCase))));
        if (words.Count > 0)
        {
            request.Query = new QueryCollection(request.Query.ToDictionary(
                pair => pair.Key, pair => words.GetValueOrDefault(pair.Key, pair.Value),
                StringComparer.OrdinalIgnoreCase));
        }
    }

    private static string[] WordsOf(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } words
        ? Enum.GetNames(words)
        : [];

    private static Refusal? FaultIn(HttpRequest request, Dictionary<string, Type> known)
    {
        if (!FromThisSite.OnlyReads(request.Method) && request.Headers.IfMatch.ToString() is { Length: > 0 } version
            && RequestContext.VersionIn(version) is null && version != "*")
        {
            return new Refusal(
                "version-wrong", $"请求头 If-Match 的版本“{Characters.Short(version)}”无法识别。", "If-Match",
                "请填写查询时得到的版本，例如 \"3\"；未登记任何内容。");
        }

        foreach (var (name, values) in request.Query)
        {
            if (!known.TryGetValue(name, out var type))
            {
                if (request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
                {
                    return new Refusal(
                        "unknown-parameter", $"没有参数“{Characters.Short(name)}”。", Characters.Short(name),
                        known.Count == 0 ? "该地址不用参数。" : Finding.Nearest(Characters.Short(name), known.Keys));
                }
            }
            else if (!type.IsArray && values.Count > 1)
            {
                return new Refusal(
                    "parameter-twice", $"参数“{name}”写了两次。", name, "请只保留一处。");
            }
            else if (values.Any(value => value?.Contains('\0') == true))
            {
                return Wrong(
                    name, values.ToString().Replace("\0", "", StringComparison.Ordinal), "请删去看不见的控制字符。");
            }
            else if (FaultIn(name, values.ToString(), Nullable.GetUnderlyingType(type) ?? type) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private static Refusal? FaultIn(string name, string text, Type type)
    {
        if (type.IsEnum)
        {
            var words = Enum.GetNames(type).Select(word => word.ToLowerInvariant()).ToList();
            return words.Contains(text, StringComparer.OrdinalIgnoreCase)
                ? null
                : Refusal.Unknown(
                    name, Places.LabelOf(name) ?? "参数值", Characters.Short(text),
                    $"可用：{string.Join('、', words)}。");
        }

        return type == typeof(DateOnly)
            && !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                ? Wrong(name, text, "请按 年-月-日 填写，例如 2023-03-01。")
            : type == typeof(decimal) && !decimal.TryParse(text, Number, CultureInfo.InvariantCulture, out _)
                ? Wrong(name, text, "请填写数字，例如 -1.5。")
            : null;
    }

    private static Dictionary<string, Type> Parameters(RouteEndpoint endpoint) => endpoint.Metadata
        .GetOrderedMetadata<IParameterBindingMetadata>()
        .Select(one => one.ParameterInfo)
        .Where(one => IsQuery(one, endpoint))
        .DistinctBy(NameOf, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(NameOf, one => one.ParameterType, StringComparer.OrdinalIgnoreCase);

    private static bool IsQuery(ParameterInfo parameter, RouteEndpoint endpoint) =>
        parameter.GetCustomAttribute<FromQueryAttribute>() is not null
        || (!parameter.GetCustomAttributes().Any(one => one is IFromRouteMetadata or IFromFormMetadata
                or IFromBodyMetadata or IFromHeaderMetadata or IFromServiceMetadata)
            && IsText(parameter.ParameterType)
            && endpoint.RoutePattern.GetParameter(parameter.Name!) is null);

    private static bool IsText(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(string) || plain == typeof(string[]) || plain.IsEnum || plain == typeof(DateOnly)
            || plain == typeof(decimal);
    }

    private static string NameOf(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<FromQueryAttribute>()?.Name ?? parameter.Name!;

    private static Refusal Wrong(string name, string text, string remedy) =>
        new("parameter-wrong", $"参数“{name}”不能是“{Characters.Short(text)}”。", name, remedy);

}
