using System.Text.Json;

namespace Evaluation.Server.Tests.Web;

/// <summary>Holds JSON against the schema by which a description of the interface promises it.</summary>
/// <param name="document">The description, in which schemas are named.</param>
public sealed class DescribedJson(JsonElement document)
{
    /// <summary>What of a value is not as promised, by its place; fields that nobody promised too.</summary>
    public IEnumerable<string> Faults(JsonElement value, JsonElement schema, string at = "$")
    {
        schema = Named(schema);
        if (schema.TryGetProperty("oneOf", out var some))
        {
            return some.EnumerateArray().Select(one => Faults(value, one, at).ToList()).MinBy(found => found.Count)!;
        }

        return IsOf(value, schema) ? FaultsInside(value, schema, at) : [$"{at}: {value.ValueKind} for {schema}"];
    }

    private IEnumerable<string> FaultsInside(JsonElement value, JsonElement schema, string at) => value.ValueKind switch
    {
        JsonValueKind.Array when schema.TryGetProperty("items", out var items) =>
            value.EnumerateArray().SelectMany((one, i) => Faults(one, items, $"{at}[{i}]")),
        JsonValueKind.Object => InObject(value, schema, at),
        _ => [],
    };

    private IEnumerable<string> InObject(JsonElement value, JsonElement schema, string at)
    {
        schema.TryGetProperty("properties", out var fields);
        var each = schema.TryGetProperty("additionalProperties", out var found) ? found : default;
        foreach (var field in value.EnumerateObject())
        {
            if (fields.ValueKind == JsonValueKind.Object && fields.TryGetProperty(field.Name, out var promised))
            {
                foreach (var fault in Faults(field.Value, promised, $"{at}.{field.Name}"))
                {
                    yield return fault;
                }
            }
            else if (each.ValueKind == JsonValueKind.Object)
            {
                foreach (var fault in Faults(field.Value, each, $"{at}.{field.Name}"))
                {
                    yield return fault;
                }
            }
            else if (fields.ValueKind == JsonValueKind.Object)
            {
                yield return $"{at}.{field.Name}: nobody promised it";
            }
        }

        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray().Select(one => one.GetString()!)
                .Where(name => !value.TryGetProperty(name, out _)))
            {
                yield return $"{at}.{name}: missing";
            }
        }
    }

    private JsonElement Named(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("$ref", out var name)
            ? name.GetString()!.Split('/').Skip(1).Aggregate(document, (at, part) => at.GetProperty(part))
            : schema;

    private static bool IsOf(JsonElement value, JsonElement schema)
    {
        if (!schema.TryGetProperty("type", out var type))
        {
            return !schema.TryGetProperty("enum", out var words)
                || words.EnumerateArray().Any(word => JsonElement.DeepEquals(word, value));
        }

        var types = type.ValueKind == JsonValueKind.Array
            ? type.EnumerateArray().Select(one => one.GetString()!)
            : [type.GetString()!];
        return types.Any(one => value.ValueKind switch
        {
            JsonValueKind.Null => one == "null",
            JsonValueKind.True or JsonValueKind.False => one == "boolean",
            JsonValueKind.Number => one == "number" || (one == "integer" && value.TryGetInt64(out _)),
            JsonValueKind.String => one == "string",
            JsonValueKind.Array => one == "array",
            _ => one == "object",
        });
    }
}
