using System.Collections.Frozen;
using Evaluation.Server.Kit.Access;

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

    /// <summary>Passkeys, and identities at a provider.</summary>
    public const string PasskeyAdded = "passkey-added", PasskeyRemoved = "passkey-removed",
        IdentityLinked = "identity-linked", IdentityRemoved = "identity-removed";

    /// <summary>Tokens of programs and persons.</summary>
    public const string TokenMade = "token-made", TokenEnded = "token-ended", TokenRefused = "token-refused";

    /// <summary>A user of the operating system may act as a person, or may no longer.</summary>
    public const string Trusted = "system-user-trusted";

    /// <summary>
    /// The database was served in production; it was declared a copy for tests. The later of both says which it is.
    /// </summary>
    public const string Served = "production-served", Released = "copy-released";

    /// <summary>Mandates in districts.</summary>
    public const string MandateGiven = "mandate-given", MandateEnded = "mandate-ended";

    /// <summary>What the units of a district see of each other.</summary>
    public const string VisibilityDeclared = "visibility-declared";

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
        [PasskeyAdded] = "添加通行密钥",
        [PasskeyRemoved] = "移除通行密钥",
        [IdentityLinked] = "关联统一身份",
        [IdentityRemoved] = "解除统一身份",
        [TokenMade] = "生成令牌",
        [TokenEnded] = "撤销令牌",
        [TokenRefused] = "令牌被拒",
        [Trusted] = "声明信任的系统用户",
        [Served] = "正式服务",
        [Released] = "声明为测试副本",
        [MandateGiven] = "授予职责",
        [MandateEnded] = "终止职责",
        [VisibilityDeclared] = "规定公开范围",
        [Disclosed.Gate] = "查看签发条件",
        [Disclosed.Draft] = "查看通报稿",
        [Disclosed.Reissue] = "查看补发稿",
        [Disclosed.Adjustments] = "查看加减分",
        [Disclosed.Proposals] = "查看办法修改建议",
        [Disclosed.Bulletin] = "查看内部通报",
        [Disclosed.Claims] = "查看填报事项",
        [Disclosed.Evidence] = "查看佐证文件",
        [Disclosed.Findings] = "查看核实提示",
        [Disclosed.Appeals] = "查看申诉",
        [Disclosed.Mergers] = "试算企业并档",
        [Disclosed.Mandates] = "查看职责",
        [Disclosed.People] = "查看人员",
        [Disclosed.Audit] = "查看审计记录",
        [Disclosed.AuditExport] = "导出审计记录",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All words.</summary>
    public static IEnumerable<string> Words => Labels.Keys.Order(StringComparer.Ordinal);

    /// <summary>A word of the audit as people call it.</summary>
    public static string LabelOf(string what) => Labels.GetValueOrDefault(what, what);
}
