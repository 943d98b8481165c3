using System.Text.Encodings.Web;
using System.Text.Json;
using Evaluation.Server.Store;

namespace Evaluation.Server.Ledger;

/// <summary>How the rows of the board are written: as events are, but Chinese as it is, which takes half the room.</summary>
internal static class BoardJson
{
    private static readonly JsonSerializerOptions Options = new(EventJson.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a value.</summary>
    public static byte[] Bytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    /// <summary>Writes a value.</summary>
    public static string Text<T>(T value) => JsonSerializer.Serialize(value, Options);
}
