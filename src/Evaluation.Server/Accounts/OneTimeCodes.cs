using Evaluation.Rulebooks.Words;
using OtpNet;
using QRCoder;

namespace Evaluation.Server.Accounts;

/// <summary>Codes of six digits that change each half minute (RFC 6238), each taken once.</summary>
public static class OneTimeCodes
{
    private const int KeyBytes = 20, Digits = 6, PixelsPerModule = 5;
    private const string Issuer = "招商引资考评";

    // One half minute early or late, for clocks that are not exact.
    private static readonly VerificationWindow Near = new(previous: 1, future: 1);

    /// <summary>A new shared secret in Base32.</summary>
    public static string NewKey() => Base32Encoding.ToString(KeyGeneration.GenerateRandomKey(KeyBytes));

    /// <summary>The half minute of a code; null when it is wrong, or it or a later one was taken already.</summary>
    /// <param name="codes">The person's.</param>
    /// <param name="typed">The code, with or without a space.</param>
    public static long? StepOf(CodeGenerator codes, string typed, DateTimeOffset now)
    {
        var code = string.Concat(Typed.Narrow(typed).Where(letter => letter != ' '));
        return code.Length == Digits && code.All(char.IsAsciiDigit)
            && new Totp(Base32Encoding.ToBytes(codes.Key)).VerifyTotp(now.UtcDateTime, code, out var step, Near)
            && step > codes.LastStep ? step : null;
    }

    /// <summary>What a telephone reads from the picture.</summary>
    public static string Address(string key, string account) =>
        $"otpauth://totp/{Uri.EscapeDataString(Issuer)}:{Uri.EscapeDataString(account)}?secret={key}"
        + $"&issuer={Uri.EscapeDataString(Issuer)}";

    /// <summary>The picture, as SVG.</summary>
    public static string Picture(string key, string account)
    {
        using var data = QRCodeGenerator.GenerateQrCode(Address(key, account), QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(data);
        return picture.GetGraphic(PixelsPerModule);
    }
}
