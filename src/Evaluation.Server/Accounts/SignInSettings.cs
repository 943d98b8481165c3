using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Accounts;

/// <summary>
/// What a server is told about signing in, each by a variable of the environment; without them accounts have
/// pass-phrases alone.
/// </summary>
public sealed record SignInSettings
{
    /// <summary>The variable with the address by which people reach the server.</summary>
    public const string AddressVariable = "EVALUATION_ADDRESS";

    /// <summary>The address by which people reach the server; null when it is not known.</summary>
    public Uri? Address { get; init; }

    /// <summary>A provider by which people sign in too; null for none.</summary>
    public ProviderSettings? Provider { get; init; }

    /// <summary>Reads the settings.</summary>
    /// <param name="variable">Gives the value of a variable; null or empty when it is not set.</param>
    /// <returns>The settings, or in English what is wrong, without the value.</returns>
    public static Result<SignInSettings> Read(Func<string, string?> variable)
    {
        var text = variable(AddressVariable)?.Trim();
        Uri? address = null;
        if (text is { Length: > 0 } && (!IsSafe(text, out address) || address.PathAndQuery != "/"))
        {
            return Wrong(
                AddressVariable, "not understood",
                "Write the address without a path, such as https://kaoping.example; http only for localhost.");
        }

        if (!ProviderSettings.Read(variable).TryGet(out var provider, out var refusal))
        {
            return refusal;
        }

        return provider != ProviderSettings.None && address is null
            ? Wrong(AddressVariable, "missing", $"{ProviderSettings.IssuerVariable} needs it.")
            : new SignInSettings
            {
                Address = address,
                Provider = provider == ProviderSettings.None ? null : provider,
            };
    }

    /// <summary>What is wrong with a variable.</summary>
    internal static Refusal Wrong(string variable, string how, string remedy) =>
        new("setting", $"{variable} is {how}.", variable, remedy);

    /// <summary>Whether an address is of a kind over which nobody listens: HTTPS, or on this computer.</summary>
    internal static bool IsSafe(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Uri? address) =>
        Uri.TryCreate(text, UriKind.Absolute, out address)
        && (address.Scheme == Uri.UriSchemeHttps
            || (address.Scheme == Uri.UriSchemeHttp && DevelopmentGate.IsThisComputer(address.Host)));
}
