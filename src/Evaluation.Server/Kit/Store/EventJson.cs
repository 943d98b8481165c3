using System.Text.Json;
using System.Text.Json.Serialization;
using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Kit.Store;

/// <summary>How events are written as JSON: one place for the store and for every reader beside it.</summary>
public static class EventJson
{
    /// <summary>Camel case, enums by name.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Options of one's own, for a serializer that adds to them.</summary>
    public static JsonSerializerOptions Create() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters =
        {
            new JsonStringEnumConverter(), new FactsConverter(), new FiguresConverter(), new SharesConverter(),
            new LedgerEntryConverter(),
        },
    };
}
