using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Kit.Web;

/// <summary>
/// Holds a JSON value against the record that it shall become: every field known, once, of the right type, and none
/// left out that the record does not declare optional.
/// </summary>
internal static class BodyShape
{
    /// <summary>How deep a body may be nested.</summary>
    public const int Deepest = 16;

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        MaxDepth = Deepest,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    /// <summary>The first fault in a value; null when it is the type's.</summary>
    /// <param name="value">The value, which is not null.</param>
    /// <param name="type">What it shall become.</param>
    public static Refusal? FaultIn(JsonElement value, Type type) => FaultIn(value, Strict.GetTypeInfo(type), "");

    private static Refusal? FaultIn(JsonElement value, JsonTypeInfo type, string at) => type.Kind switch
    {
        JsonTypeInfoKind.Object => value.ValueKind == JsonValueKind.Object
            ? InObject(value, type, at)
            : Wrong(at, "一组字段，写在 { } 中"),
        JsonTypeInfoKind.Enumerable => value.ValueKind == JsonValueKind.Array
            ? InList(value, Strict.GetTypeInfo(type.ElementType!), at)
            : Wrong(at, "一个列表，写在 [ ] 中"),
        JsonTypeInfoKind.Dictionary => value.ValueKind == JsonValueKind.Object
            ? InPairs(value, Strict.GetTypeInfo(type.ElementType!), at)
            : Wrong(at, "一组字段，写在 { } 中"),
        _ => InValue(value, type, at),
    };

    private static Refusal? InObject(JsonElement value, JsonTypeInfo type, string at)
    {
        var fields = type.Properties.Where(field => field.Set is not null || field.AssociatedParameter is not null)
            .ToDictionary(field => field.Name, StringComparer.OrdinalIgnoreCase);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var given in value.EnumerateObject())
        {
            var place = Below(at, given.Name);
            if (!fields.TryGetValue(given.Name, out var field))
            {
                return Unknown(place, given.Name, fields.Keys.Except(seen, StringComparer.OrdinalIgnoreCase));
            }

            if (!seen.Add(given.Name))
            {
                return Twice(place);
            }

            if (given.Value.ValueKind == JsonValueKind.Null)
            {
                if (!MayBeNull(field))
                {
                    return Missing(place);
                }
            }
            else if (FaultIn(given.Value, Strict.GetTypeInfo(field.PropertyType), place) is { } fault)
            {
                return fault;
            }
        }

        return fields.Values.FirstOrDefault(field => field.IsRequired && !seen.Contains(field.Name)) is { } left
            ? Missing(Below(at, left.Name))
            : null;
    }

    private static Refusal? InList(JsonElement value, JsonTypeInfo element, string at)
    {
        var number = 0;
        foreach (var one in value.EnumerateArray())
        {
            var place = $"{at}[{number++}]";
            if ((one.ValueKind == JsonValueKind.Null ? Missing(place) : FaultIn(one, element, place)) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private static Refusal? InPairs(JsonElement value, JsonTypeInfo element, string at)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var given in value.EnumerateObject())
        {
            var place = Below(at, given.Name);
            if ((!seen.Add(given.Name) ? Twice(place)
                : given.Value.ValueKind == JsonValueKind.Null ? Missing(place)
                : FaultIn(given.Value, element, place)) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private static Refusal? InValue(JsonElement value, JsonTypeInfo type, string at)
    {
        try
        {
            value.Deserialize(type);
            return null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return Wrong(at, Expected(Nullable.GetUnderlyingType(type.Type) ?? type.Type));
        }
    }

    private static string Expected(Type type) =>
        type == typeof(string) ? "一段文字，写在引号中"
        : type == typeof(bool) ? "true 或 false"
        : type == typeof(DateOnly) ? "一个日期，例如 \"2023-03-01\""
        : type == typeof(decimal) ? "一个数，例如 1.5"
        : type == typeof(int) || type == typeof(long) ? "一个整数，例如 2023"
        : "接口说明中的写法";

    private static bool MayBeNull(JsonPropertyInfo field) => field.PropertyType.IsValueType
        ? Nullable.GetUnderlyingType(field.PropertyType) is not null
        : field.AssociatedParameter?.IsNullable ?? field.IsSetNullable;

    private static string Below(string at, string name) =>
        at.Length == 0 ? Characters.Short(name) : $"{at}.{Characters.Short(name)}";

    private static Refusal Missing(string place) =>
        new("field-missing", $"没有填写字段“{place}”。", place, "请补上该字段后重新提交；未登记任何内容。");

    private static Refusal Unknown(string place, string name, IEnumerable<string> known) => new(
        "unknown-field", $"没有字段“{place}”。", place,
        Finding.Nearest(Characters.Short(name), known) + "未登记任何内容。");

    private static Refusal Twice(string place) =>
        new("field-twice", $"字段“{place}”写了两次。", place, "请只保留一处后重新提交；未登记任何内容。");

    private static Refusal Wrong(string place, string expected) => new(
        "field-wrong", place.Length == 0 ? "提交的内容写法不对。" : $"字段“{place}”的写法不对。",
        place.Length == 0 ? "body" : place, $"应为{expected}；未登记任何内容。");
}
