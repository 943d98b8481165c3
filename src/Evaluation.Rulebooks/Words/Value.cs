using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Evaluation.Rulebooks.Words;

/// <summary>
/// One typed value of a claim's facts: an exact number, a text (also dates, as yyyy-MM-dd), or a flag.
/// </summary>
[JsonConverter(typeof(ValueConverter))]
public readonly record struct Value
{
    private Value(decimal? number, string? text, bool? flag) => (Number, Text, Flag) = (number, text, flag);

    /// <summary>The number, when it is one. Money is in yuan.</summary>
    public decimal? Number { get; }

    /// <summary>The text, when it is one.</summary>
    public string? Text { get; }

    /// <summary>The flag, when it is one.</summary>
    public bool? Flag { get; }

    /// <summary>Wraps a number.</summary>
    public static Value Of(decimal number) => new(number, null, null);

    /// <summary>Wraps a text.</summary>
    public static Value Of(string text) => new(null, text, null);

    /// <summary>Wraps a flag.</summary>
    public static Value Of(bool flag) => new(null, null, flag);

    /// <summary>Wraps a date as yyyy-MM-dd.</summary>
    public static Value Of(DateOnly date) => Of(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>The whole value as a text: equal for equal values, and for these only.</summary>
    public string ToExact() =>
        Number is { } number ? $"n{Exact.Trim(number).ToString(CultureInfo.InvariantCulture)}"
        : Flag is { } flag ? (flag ? "f1" : "f0")
        : Text is null ? "" : $"t{Text}";

    /// <inheritdoc/>
    public override string ToString() =>
        Number is { } number ? number.ToString("0.############", CultureInfo.InvariantCulture)
        : Flag is { } flag ? (flag ? "true" : "false")
        : Text ?? "";

    /// <summary>Reads the value at the reader's position.</summary>
    /// <exception cref="JsonException">It is no number, text or flag.</exception>
    internal static Value Read(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number => Of(reader.GetDecimal()),
        JsonTokenType.True => Of(true),
        JsonTokenType.False => Of(false),
        JsonTokenType.String => Of(reader.GetString()!),
        _ => throw new JsonException($"A value is a number, a text or a flag, not {reader.TokenType}."),
    };

    internal void Write(Utf8JsonWriter writer)
    {
        if (Number is { } number)
        {
            writer.WriteNumberValue(number);
        }
        else if (Flag is { } flag)
        {
            writer.WriteBooleanValue(flag);
        }
        else
        {
            writer.WriteStringValue(Text ?? "");
        }
    }

    private sealed class ValueConverter : JsonConverter<Value>
    {
        public override Value Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Value.Read(ref reader);

        public override void Write(Utf8JsonWriter writer, Value value, JsonSerializerOptions options) =>
            value.Write(writer);
    }
}
