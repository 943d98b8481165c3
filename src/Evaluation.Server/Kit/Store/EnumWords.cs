using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Evaluation.Server.Kit.Store;

/// <summary>
/// In answers a state is a word, such as `verified`, and never its number: the same words by which lists are filtered.
/// A type that declares its own words keeps them.
/// </summary>
public sealed class EnumWords : JsonConverterFactory
{
    private static readonly JsonStringEnumConverter Words = new(JsonNamingPolicy.SnakeCaseLower);

    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsEnum && typeToConvert.GetCustomAttribute<JsonConverterAttribute>() is null;

    /// <inheritdoc/>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        Words.CreateConverter(typeToConvert, options);
}
