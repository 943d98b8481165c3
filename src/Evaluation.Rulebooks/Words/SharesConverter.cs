using System.Text.Json;
using System.Text.Json.Serialization;

namespace Evaluation.Rulebooks.Words;

/// <summary>
/// Reads and writes the shares of a claim as the serializer does, without its room for nested objects.
/// </summary>
public sealed class SharesConverter : JsonConverter<IReadOnlyList<Share>>
{
    /// <inheritdoc/>
    public override IReadOnlyList<Share> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException($"Shares are a list, not {reader.TokenType}.");
        }

        var shares = new List<Share>(1);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            shares.Add(One(ref reader));
        }

        return shares;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IReadOnlyList<Share> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var share in value)
        {
            writer.WriteStartObject();
            writer.WriteString("unit"u8, share.Unit);
            writer.WriteNumber("part"u8, share.Part);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static Share One(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"A share is an object, not {reader.TokenType}.");
        }

        var (unit, part) = ("", 0m);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = FactsConverter.Name(ref reader);
            reader.Read();
            switch (name)
            {
                case "unit":
                    unit = reader.GetString()!;
                    break;
                case "part":
                    part = reader.GetDecimal();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new Share(unit, part);
    }
}
