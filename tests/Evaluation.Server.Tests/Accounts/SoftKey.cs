using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Evaluation.Server.Tests.Accounts;

/// <summary>A device with a passkey, which answers as WebAuthn says, and otherwise where a test wants it to.</summary>
internal sealed class SoftKey : IDisposable
{
    private const byte Present = 0x01, Verified = 0x04, HasKey = 0x40;

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] id = RandomNumberGenerator.GetBytes(32);
    private byte[] handle = [];

    /// <summary>How often it has signed.</summary>
    public uint Count { get; set; }

    /// <summary>The page that the browser says it is on.</summary>
    public string Origin { get; set; } = "https://kaoping.example";

    /// <summary>Whether the person showed a finger or a code.</summary>
    public bool IsVerified { get; set; } = true;

    /// <summary>The credential's name.</summary>
    public string Id => Base64Url.EncodeToString(id);

    /// <summary>Makes a passkey as a page asks for it.</summary>
    public string Make(string asked)
    {
        using var options = JsonDocument.Parse(asked);
        handle = Base64Url.DecodeFromChars(options.RootElement.GetProperty("user").GetProperty("id").GetString());
        var (client, authenticator) = (Client(options, "webauthn.create"),
            Authenticator(options.RootElement.GetProperty("rp").GetProperty("id").GetString()!, HasKey));
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)id.Length);
        byte[] data = [.. authenticator, .. new byte[16], .. length, .. id, .. PublicKey()];
        return Answer(new
        {
            clientDataJSON = Text(client),
            attestationObject = Text([
                0xA3, .. Word("fmt"), .. Word("none"), .. Word("attStmt"), 0xA0, .. Word("authData"), 0x58,
                (byte)data.Length, .. data,
            ]),
            transports = (string[])["internal"],
        });
    }

    /// <summary>Signs in as a page asks for it.</summary>
    /// <param name="asked">What the page asks.</param>
    /// <param name="as">What it says whose passkey it is; what it was told when it was made if null.</param>
    /// <param name="broken">Whether the signature is of something else.</param>
    public string Sign(string asked, string? @as = null, bool broken = false)
    {
        using var options = JsonDocument.Parse(asked);
        var client = Client(options, "webauthn.get");
        var authenticator = Authenticator(options.RootElement.GetProperty("rpId").GetString()!, 0);
        byte[] signed = [.. authenticator, .. SHA256.HashData(client)];
        signed[^1] ^= broken ? (byte)1 : (byte)0;
        return Answer(new
        {
            clientDataJSON = Text(client),
            authenticatorData = Text(authenticator),
            signature = Text(key.SignData(
                signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
            userHandle = Text(@as is null ? handle : Encoding.UTF8.GetBytes(@as)),
        });
    }

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();

    private string Answer(object response) => JsonSerializer.Serialize(new
    {
        id = Id,
        rawId = Id,
        type = "public-key",
        clientExtensionResults = new { },
        response,
    });

    private byte[] Client(JsonDocument options, string type) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        type,
        challenge = options.RootElement.GetProperty("challenge").GetString(),
        origin = Origin,
        crossOrigin = false,
    });

    private byte[] Authenticator(string domain, byte flags)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, Count);
        return
        [
            .. SHA256.HashData(Encoding.UTF8.GetBytes(domain)),
            (byte)(flags | Present | (IsVerified ? Verified : 0)), .. count,
        ];
    }

    // A map of COSE: key type 2, algorithm -7, curve 1, both coordinates.
    private byte[] PublicKey()
    {
        var point = key.ExportParameters(false).Q;
        return [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
    }

    private static byte[] Word(string text) => [(byte)(0x60 + text.Length), .. Encoding.ASCII.GetBytes(text)];

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
