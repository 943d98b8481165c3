using System.Security.Cryptography;
using System.Text;

namespace Evaluation.Server.Accounts;

/// <summary>A person as a provider knows the person, which belongs to one account.</summary>
/// <param name="Id">The hash of issuer and subject.</param>
/// <param name="Subject">What the provider calls the person, for ever.</param>
/// <param name="Since">When it was linked.</param>
public sealed record ProviderIdentity(
    string Id, string Account, string Issuer, string Subject, DateTimeOffset Since)
{
    /// <summary>The last sign-in with it; null before the first.</summary>
    public DateTimeOffset? Used { get; init; }

    /// <summary>What an identity is stored under; it has one account because there is one row.</summary>
    public static string IdOf(string issuer, string subject) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{issuer}\n{subject}")));

    /// <summary>Subject and issuer.</summary>
    public override string ToString() => $"{Subject}（{Issuer}）";
}
