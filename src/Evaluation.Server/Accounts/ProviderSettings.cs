using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Accounts;

/// <summary>A provider of OpenID Connect by which people sign in beside their pass-phrases.</summary>
/// <param name="Issuer">Its name, which is the address of its metadata too, as its tokens write it.</param>
/// <param name="Client">What it knows this server by.</param>
/// <param name="Label">What people call it.</param>
public sealed record ProviderSettings(string Issuer, string Client, string Label)
{
    /// <summary>The variable with the provider's name; without it there is none.</summary>
    public const string IssuerVariable = "EVALUATION_OIDC_ISSUER";

    /// <summary>The variable with what it knows this server by.</summary>
    public const string ClientVariable = "EVALUATION_OIDC_CLIENT";

    /// <summary>The variable with the secret shared with it, and the one that names a file that holds it.</summary>
    public const string SecretVariable = "EVALUATION_OIDC_SECRET", SecretFileVariable = "EVALUATION_OIDC_SECRET_FILE";

    /// <summary>The variable with what people call it.</summary>
    public const string LabelVariable = "EVALUATION_OIDC_LABEL";

    /// <summary>The variable that names the claim which holds the account's name.</summary>
    public const string ClaimVariable = "EVALUATION_OIDC_ACCOUNT_CLAIM";

    /// <summary>No provider.</summary>
    public static readonly ProviderSettings None = new("", "", "");

    /// <summary>What people call it where the operator names nothing, as the refusals do.</summary>
    internal const string UsualLabel = "统一身份认证";

    private const int LongestLabel = 20;

    // Whoever owns a mailbox or a telephone today need not be whom the administrator meant.
    private static readonly string[] Borrowed = ["email", "phone_number"];

    /// <summary>The secret shared with it; null for none.</summary>
    public string? Secret { get; init; }

    /// <summary>The claim that holds the account's name; null when people link by themselves.</summary>
    public string? Claim { get; init; }

    /// <summary>Reads the settings; the value is <see cref="None"/> when there is no provider.</summary>
    /// <param name="variable">Gives the value of a variable; null or empty when it is not set.</param>
    public static Result<ProviderSettings> Read(Func<string, string?> variable)
    {
        string? Value(string name) => variable(name) is { Length: > 0 } value ? value.Trim() : null;
        if (Value(IssuerVariable) is not { } issuer)
        {
            return None;
        }

        var (claim, label) = (Value(ClaimVariable), Value(LabelVariable) ?? UsualLabel);
        var wrong = !SignInSettings.IsSafe(issuer, out _)
                ? (IssuerVariable, "not understood", "Write an https address; http only on this computer.")
            : Value(ClientVariable) is null ? (ClientVariable, "missing", $"{IssuerVariable} needs it.")
            : Characters.Count(label) > LongestLabel || Characters.Unprintable(label) is not null
                ? (LabelVariable, "too long", $"Write at most {LongestLabel} characters.")
            : claim is not null && Borrowed.Contains(claim)
                ? (ClaimVariable, "not safe", "Name a claim that holds the account's name, such as preferred_username.")
            : ((string, string, string)?)null;
        if (wrong is var (name, how, remedy))
        {
            return SignInSettings.Wrong(name, how, remedy);
        }

        return SecretOf(Value).TryGet(out var secret, out var refusal)
            ? new ProviderSettings(issuer, Value(ClientVariable)!, label)
            {
                Secret = secret.Length == 0 ? null : secret,
                Claim = claim,
            }
            : refusal;
    }

    /// <summary>Without the secret, wherever it is written.</summary>
    public override string ToString() => $"{Issuer} ({Client})";

    private static Result<string> SecretOf(Func<string, string?> value)
    {
        if (value(SecretFileVariable) is not { } file)
        {
            return value(SecretVariable) ?? "";
        }

        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            return SignInSettings.Wrong(SecretFileVariable, "not readable", "Name a file that the server may read.");
        }
    }
}
