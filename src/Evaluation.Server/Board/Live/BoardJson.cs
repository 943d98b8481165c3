using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Board.Live;

/// <summary>
/// How the rows of the board are written: as events are, but Chinese as it is, which takes half the room.
/// </summary>
internal static class BoardJson
{
    /// <summary>How values are written.</summary>
    public static readonly JsonSerializerOptions Options = new(EventJson.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonWriterOptions Writing = new() { Encoder = Options.Encoder, SkipValidation = true };

    /// <summary>Writes a value.</summary>
    public static byte[] Bytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    /// <summary>Writes a value into a room that is used again and again, and returns what it holds now.</summary>
    public static ReadOnlyMemory<byte> Bytes<T>(T value, ArrayBufferWriter<byte> room)
    {
        room.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(room, Writing))
        {
            JsonSerializer.Serialize(writer, value, Options);
        }

        return room.WrittenMemory;
    }

    /// <summary>Writes a value.</summary>
    public static string Text<T>(T value) => JsonSerializer.Serialize(value, Options);
}
