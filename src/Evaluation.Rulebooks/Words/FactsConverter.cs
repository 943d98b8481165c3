using System.Text.Json;
using System.Text.Json.Serialization;

namespace Evaluation.Rulebooks.Words;

/// <summary>
/// Reads and writes the named values of a claim. Names are few and come again and again; each is kept once.
/// </summary>
public sealed class FactsConverter : JsonConverter<IReadOnlyDictionary<string, Value>>
{
    private const int Kept = 256;

    // Written without a lock; a name that is lost is only read again.
    private static readonly string?[] Names = new string?[Kept];

    // Filled and emptied again within one call; values hold no values.
    [ThreadStatic]
    private static List<KeyValuePair<string, Value>>? filling;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, Value> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"Named values are an object, not {reader.TokenType}.");
        }

        var values = filling ??= [];
        values.Clear();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Name(ref reader);
            reader.Read();
            var value = Value.Read(ref reader);
            SmallDictionary<Value>.Set(values, name, value);
        }

        return values.Count == 0 ? Facts.None : new SmallDictionary<Value>([.. values]);
    }

    /// <inheritdoc/>
    public override void Write(
        Utf8JsonWriter writer, IReadOnlyDictionary<string, Value> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, one) in value)
        {
            writer.WritePropertyName(name);
            one.Write(writer);
        }

        writer.WriteEndObject();
    }

    /// <summary>
    /// Reads a text that comes again and again, a property's name or a value, as one and the same string.
    /// </summary>
    public static string Name(ref Utf8JsonReader reader)
    {
        if (reader.HasValueSequence || reader.ValueIsEscaped || reader.ValueSpan is not [var first, .., var last] bytes)
        {
            return reader.GetString()!;
        }

        ref var kept = ref Names[(bytes.Length * 31 + first * 7 + last) % Kept];
        return kept is { } name && reader.ValueTextEquals(name) ? name : kept = reader.GetString()!;
    }
}
