using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Evaluation.Rulebooks.Tests.SecondCount;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Tests.Chain;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Evaluation.Server.Tests.Web;

/// <summary>Makes requests to the addresses of an application: some as they should be, most with the worst.</summary>
/// <param name="chance">Draws.</param>
/// <param name="at">Where the application is.</param>
/// <param name="tokens">The token that an account's form needs, with its name.</param>
internal sealed class RequestMaker(
    Chance chance, Uri at, IReadOnlyDictionary<string, KeyValuePair<string, string>> tokens)
{
    private const int LongestInAddress = 1500;

    private static readonly string[] Worst =
    [
        "", " ", "\0", "\uFFFF", "\uD800", "\u202E永安镇", "永安镇\u200B", "'; drop table x; --",
        "<script>alert(1)</script>", "../../etc/passwd", "%00", "%FF", "{0}", "*", "null", "NaN", "1e400", "-1", "0",
        "79228162514264337593543950335", "-79228162514264337593543950335", "99999999999999999999", "9999-12-31",
        "0001-01-01", "2023-02-30", "2023-W60", "9999-W52", "0000-W01", "2023-W00", "👩‍👩‍👧", new('长', 1000),
        new('a', 100_000), "rulebook: [", "a/b", "a\\b", "a\r\nb: c",
    ];

    private static readonly string[] Sound =
    [
        "V1", "2023-W01", "2023-W02", "永安镇", "桂城街道", "鼎新", "visit", "top", "reported", "理由", "文1", "true",
        "2023-01-04", "1", "0.5", "3000万", "restore", "adjust", "revision", "high", "A1", "P1", "镇街",
    ];

    /// <summary>The next request to one of the endpoints.</summary>
    public HttpRequestMessage Next(IReadOnlyList<RouteEndpoint> endpoints)
    {
        var endpoint = chance.Pick(endpoints);
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"];
        var method = chance.Of100(95) ? chance.Pick([.. methods]) : chance.Pick("GET", "POST", "PUT", "DELETE", "HEAD");
        var request = new HttpRequestMessage(
            new HttpMethod(method), new Uri(at.ToString().TrimEnd('/') + Address(endpoint) + Query(endpoint)));
        var account = Account(endpoint);
        if (chance.Of100(97))
        {
            request.Headers.TryAddWithoutValidation("X-Development-Actor", $"{account}@{Town.District}");
        }

        if (chance.Of100(90))
        {
            request.Headers.TryAddWithoutValidation(FromThisSite.Header, "test");
        }

        request.Headers.TryAddWithoutValidation("Accept", chance.Pick("text/html", "application/json", "*/*", "x"));
        if (chance.Of100(10))
        {
            request.Headers.TryAddWithoutValidation(
                "If-Match", chance.Pick("\"1\"", "\"x\"", "*", "-1", "\"99999999999999999999\""));
            request.Headers.TryAddWithoutValidation(
                "X-Correlation-Id", chance.Pick("x", new string('x', 2000), "a b"));
        }

        if (method is not ("GET" or "HEAD") && endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is { } accepts)
        {
            request.Content = accepts.ContentTypes.Contains("application/json")
                ? Body(accepts.RequestType!)
                : Form(endpoint.Metadata.GetMetadata<FormFields>()!, tokens[account]);
        }

        return request;
    }

    // Mostly somebody who may use the endpoint, so that more than the door is tried.
    private string Account(RouteEndpoint endpoint)
    {
        var roles = endpoint.Metadata.GetOrderedMetadata<AuthorizationPolicy>()
            .SelectMany(policy => policy.Requirements).OfType<RoleInDistrict>().SelectMany(one => one.Roles).ToList();
        var able = Town.People.Where(person => roles.Contains(person.Role)).ToList();
        return chance.Pick(able.Count > 0 && chance.Of100(90) ? able : Town.People).Account;
    }

    private string Address(RouteEndpoint endpoint) => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(
        segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternParameterPart { Name: "district" } => chance.Of100(95) ? Town.District : Escaped(Text()),
            RoutePatternSeparatorPart separator => separator.Content,
            _ => Escaped(Text()),
        }))));

    private string Query(RouteEndpoint endpoint)
    {
        var names = endpoint.Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
            .Where(one => one.ParameterInfo.ParameterType.Namespace == "System" || one.HasTryParse)
            .Select(one => one.ParameterInfo.GetCustomAttributes().OfType<IFromQueryMetadata>().FirstOrDefault()?.Name
                ?? one.Name).Append("other").ToList();
        return chance.Of100(50) ? ""
            : "?" + string.Join('&', chance.Some(names, 0, 3).Select(name => $"{name}={Escaped(Text())}"));
    }

    private string Text() => chance.Of100(60) ? chance.Pick(Sound) : chance.Pick(Worst);

    private static string Escaped(string text)
    {
        var part = text.Length > LongestInAddress ? text[..LongestInAddress] : text;
        return part is "%00" or "%FF" ? part : Uri.EscapeDataString(part);
    }

    private FormUrlEncodedContent Form(FormFields fields, KeyValuePair<string, string> token)
    {
        string[] further =
        [
            "document", "digest", "evidence", "clause", "fact", "claim", "points", "changes", "enterprise", "leader",
            "return",
        ];
        var pairs = new List<KeyValuePair<string, string>>();
        pairs.AddRange(chance.Of100(95) ? [token] : []);
        foreach (var name in fields.Required.Concat(fields.Many).Concat(chance.Some(further, 0, 4)))
        {
            pairs.AddRange(chance.Of100(95) ? [new(name, Text())] : []);
        }

        return new FormUrlEncodedContent(pairs.Select(pair => new KeyValuePair<string, string>(
            pair.Key, pair.Value.Replace("\uD800", "\uFFFD", StringComparison.Ordinal))));
    }

    private ByteArrayContent Body(Type type)
    {
        var text = chance.Between(1, 20) switch
        {
            1 => "",
            2 => new string('[', 5000),
            3 => chance.Pick("{", "null", "1", "\"x\"", "[]", "{}", "{\"\\ud800\":1}", "\0"),
            _ => Object(type),
        };
        var content = new ByteArrayContent(
            chance.Of100(2) ? [0xFF, 0xFE, 0x00, 0xC0] : Encoding.UTF8.GetBytes(text));
        content.Headers.ContentType = chance.Of100(95)
            ? new MediaTypeHeaderValue("application/json")
            : new MediaTypeHeaderValue("application/json", chance.Pick("gbk", "utf-16", "x"));
        return content;
    }

    private string Object(Type type)
    {
        var text = new StringBuilder("{");
        foreach (var field in type.GetConstructors().MaxBy(one => one.GetParameters().Length)!.GetParameters())
        {
            if (chance.Of100(field.HasDefaultValue ? 50 : 97))
            {
                text.Append(text.Length > 1 ? "," : "").Append(Name(field.Name!)).Append(':').Append(Value(field));
            }
        }

        return text.Append(chance.Of100(3) ? ",\"x\":1}" : "}").ToString();
    }

    private string Name(string name) =>
        JsonSerializer.Serialize(chance.Of100(98) ? JsonNamingPolicy.CamelCase.ConvertName(name) : name + "x");

    private string Value(ParameterInfo field) => chance.Of100(3)
        ? chance.Pick("null", "[]", "{}", "1", "\"\\ud800\"", "\"\\u0000\"", "true", "1e400")
        : Value(Nullable.GetUnderlyingType(field.ParameterType) ?? field.ParameterType);

    private string Value(Type type)
    {
        if (type == typeof(string))
        {
            return JsonSerializer.Serialize(Text().Replace("\uD800", "\uFFFD", StringComparison.Ordinal));
        }

        if (type == typeof(bool))
        {
            return chance.Pick("true", "false");
        }

        if (type == typeof(DateOnly))
        {
            return JsonSerializer.Serialize(
                chance.Pick("2023-01-04", "2023-01-09", "9999-12-31", "0001-01-01", "2023-02-30"));
        }

        if (type == typeof(decimal))
        {
            return chance.Pick("1", "0.5", "-1", "0", "1e400", "79228162514264337593543950335", "1e-28");
        }

        if (type.IsPrimitive)
        {
            return chance.Pick("2023", "0", "-1", "9999", "2147483648", "1");
        }

        return type.IsAssignableTo(typeof(System.Collections.IDictionary))
            ? "{" + string.Join(',', chance.Some(["enterprise", "leader", "project", "stage", "x"], 0, 3).Select(
                name => $"\"{name}\":{Value(typeof(string))}")) + "}"
            : type.IsGenericType
                ? "[" + string.Join(',', chance.Times(0, 3, _ => Value(type.GetGenericArguments()[0]))) + "]"
                : Object(type);
    }
}
