namespace Evaluation.Server.Accounts;

/// <summary>By what a person signed in, where it was not a pass-phrase.</summary>
internal static class SignInWays
{
    /// <summary>The ways.</summary>
    public const string Passkey = "passkey", Provider = "provider";

    /// <summary>A way in print, with a space before it; empty for the pass-phrase.</summary>
    public static string LabelOf(string? way) => way switch
    {
        Passkey => " 通行密钥",
        Provider => " 统一身份",
        _ => "",
    };
}
