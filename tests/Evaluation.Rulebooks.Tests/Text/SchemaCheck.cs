using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Evaluation.Rulebooks.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Evaluation.Rulebooks.Tests.Text;

/// <summary>
/// Checks a text against the schema, as an editor does; knows the keywords that the schema uses only.
/// </summary>
internal static partial class SchemaCheck
{
    private static readonly JsonObject Schema = JsonNode.Parse(RulebookSchema.Text())!.AsObject();

    /// <summary>The places that are wrong; none for a valid text.</summary>
    public static IReadOnlyList<string> Faults(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return [.. Faults(Schema, Json(stream.Documents[0].RootNode), "")];
    }

    private static IEnumerable<string> Faults(JsonObject schema, JsonNode? value, string at) =>
        schema.SelectMany(rule => Faults(schema, rule.Key, rule.Value!, value, at));

    private static IEnumerable<string> Faults(
        JsonObject schema, string keyword, JsonNode rule, JsonNode? value, string at) => keyword switch
        {
            "$schema" or "$defs" or "title" or "description" => [],
            "$ref" => Faults(Schema["$defs"]![Text(rule)!["#/$defs/".Length..]]!.AsObject(), value, at),
            "items" =>
                (value as JsonArray ?? []).SelectMany((entry, i) => Faults(rule.AsObject(), entry, $"{at}[{i}]")),
            "propertyNames" => Members(value).SelectMany(one => Faults(rule.AsObject(), one.Key, $"{at}.{one.Key}")),
            "properties" => Members(value).Where(one => Has(rule, one.Key))
                .SelectMany(one => Faults(rule[one.Key]!.AsObject(), one.Value, $"{at}.{one.Key}")),
            "additionalProperties" => Members(value).Where(one => !Has(schema["properties"], one.Key)).SelectMany(one =>
                rule is JsonObject other ? Faults(other, one.Value, $"{at}.{one.Key}")
                    : [$"{at}.{one.Key}: {keyword}"]),
            _ => Holds(keyword, rule, value) ? [] : [$"{at}: {keyword}"],
        };

    private static bool Holds(string keyword, JsonNode rule, JsonNode? value) => keyword switch
    {
        "type" => (rule as JsonArray ?? [rule.DeepClone()]).Any(type => Is(Text(type)!, value)),
        "enum" => rule.AsArray().Any(one => JsonNode.DeepEquals(one, value)),
        "pattern" => Text(value) is not { } text || Regex.IsMatch(text, Text(rule)!),
        "maxLength" => Text(value) is not { } text || text.Length <= Number(rule),
        "minimum" => Number(value) is not { } number || number >= Number(rule),
        "maximum" => Number(value) is not { } number || number <= Number(rule),
        "required" => value is not JsonObject map || rule.AsArray().All(key => Has(map, Text(key)!)),
        "anyOf" => rule.AsArray().Any(way => !Faults(way!.AsObject(), value, "").Any()),
        "not" => Faults(rule.AsObject(), value, "").Any(),
        _ => throw new InvalidOperationException($"The check does not know '{keyword}'."),
    };

    private static bool Is(string type, JsonNode? value) => type switch
    {
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => Text(value) is not null,
        "number" => Number(value) is not null,
        "integer" => Number(value) is { } number && number == decimal.Floor(number),
        "boolean" => value is JsonValue one && one.TryGetValue<bool>(out _),
        _ => throw new InvalidOperationException($"The check does not know the type '{type}'."),
    };

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Members(JsonNode? value) => value as JsonObject ?? [];

    private static bool Has(JsonNode? map, string key) => map is JsonObject keys && keys.ContainsKey(key);

    private static string? Text(JsonNode? value) =>
        value is JsonValue one && one.TryGetValue<string>(out var text) ? text : null;

    private static decimal? Number(JsonNode? value) =>
        value is JsonValue one && one.TryGetValue<decimal>(out var number) ? number : null;

    // As YAML 1.2 reads scalars, which editors follow.
    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(
            map.Children.Select(pair => KeyValuePair.Create(pair.Key.ToString(), Json(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Json)]),
        YamlScalarNode { Style: not ScalarStyle.Plain } text => JsonValue.Create(text.Value),
        YamlScalarNode { Value: null or "" or "~" or "null" } => null,
        YamlScalarNode { Value: "true" or "false" } flag => JsonValue.Create(flag.Value == "true"),
        YamlScalarNode text when Numeric().IsMatch(text.Value) =>
            JsonValue.Create(decimal.Parse(text.Value, CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(node.ToString()),
    };

    [GeneratedRegex(@"\A[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)\z")]
    private static partial Regex Numeric();
}
