using OtpNet;

namespace Evaluation.Server.Tests.Accounts;

/// <summary>A person's telephone, which shows one-time codes.</summary>
internal static class Telephone
{
    /// <summary>The code of a moment.</summary>
    public static string CodeAt(string key, DateTimeOffset now) =>
        new Totp(Base32Encoding.ToBytes(key)).ComputeTotp(now.UtcDateTime);
}
