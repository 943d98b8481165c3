using System.Collections.Frozen;

namespace Evaluation.Server.Accounts;

/// <summary>What the audit knows, as programs and as people call it.</summary>
public static class Audited
{
    /// <summary>Signing in and out.</summary>
    public const string SignedIn = "signed-in", SignInRefused = "sign-in-refused", SignedOut = "signed-out";

    /// <summary>Sessions that were ended by somebody.</summary>
    public const string SessionsEnded = "sessions-ended";

    /// <summary>An account came into being, or its person or an administrator changed it.</summary>
    public const string Added = "account-added", Linked = "link-made", Entered = "link-used",
        PhraseChanged = "phrase-changed", Locked = "account-locked", Unlocked = "account-unlocked";

    /// <summary>One-time codes.</summary>
    public const string CodesOn = "codes-on", CodesOff = "codes-off", RecoveryUsed = "recovery-code-used";

    /// <summary>Mandates in districts.</summary>
    public const string MandateGiven = "mandate-given", MandateEnded = "mandate-ended";

    private static readonly FrozenDictionary<string, string> Labels = new Dictionary<string, string>
    {
        [SignedIn] = "登录",
        [SignInRefused] = "登录未成",
        [SignedOut] = "退出",
        [SessionsEnded] = "结束登录",
        [Added] = "登记账号",
        [Linked] = "生成一次性链接",
        [Entered] = "使用一次性链接",
        [PhraseChanged] = "更换口令",
        [Locked] = "锁定",
        [Unlocked] = "解除锁定",
        [CodesOn] = "开启动态码",
        [CodesOff] = "关闭动态码",
        [RecoveryUsed] = "使用恢复码",
        [MandateGiven] = "授予职责",
        [MandateEnded] = "终止职责",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>A word of the audit as people call it.</summary>
    public static string LabelOf(string what) => Labels.GetValueOrDefault(what, what);
}
