using System.Text.Json;
using System.Text.Json.Serialization;

namespace Evaluation.Rulebooks.Words;

/// <summary>
/// Reads and writes amounts by name as the serializer does, in less time: a ranking has tens of thousands of them.
/// </summary>
public sealed class FiguresConverter : JsonConverter<IReadOnlyDictionary<string, decimal>>
{
    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, decimal> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"Amounts by name are an object, not {reader.TokenType}.");
        }

        var amounts = new List<KeyValuePair<string, decimal>>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = FactsConverter.Name(ref reader);
            reader.Read();
            SmallDictionary<decimal>.Set(amounts, name, reader.GetDecimal());
        }

        return amounts.Count == 0 ? Figures.None : Figures.InOrder([.. amounts]);
    }

    /// <inheritdoc/>
    public override void Write(
        Utf8JsonWriter writer, IReadOnlyDictionary<string, decimal> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        if (value is SmallDictionary<decimal> small)
        {
            foreach (ref readonly var amount in small.Pairs)
            {
                writer.WriteNumber(amount.Key, amount.Value);
            }
        }
        else
        {
            foreach (var (name, amount) in value)
            {
                writer.WriteNumber(name, amount);
            }
        }

        writer.WriteEndObject();
    }
}
