using Evaluation.Rulebooks.Words;
using Evaluation.Server.Accounts;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Mandates;

namespace Evaluation.Server.Tests.Web;

/// <summary>Views of the pages of accounts and mandates, some of them with what a stranger may have typed.</summary>
internal static class SampleAccounts
{
    private static readonly ViewerView Administrator = new("zeng.nianci", "曾念慈", "", null)
    {
        HasAccount = true,
        Administrator = true,
    };

    private static readonly FrameView Frame = new(null, null, Administrator, new TokenView("__token", "abc123"));
    private static readonly Refusal Refused = new("phrase-weak", SampleViews.Hostile, "phrase", SampleViews.Hostile);

    private static readonly PersonRow Row =
        new("yongan.huang", SampleViews.Hostile, true, "可用", "verified", "2026年3月2日09:00");

    private static readonly AuditRow Line =
        new("2026年3月2日09:00", "zeng.nianci", "锁定", "yongan.huang", SampleViews.Hostile, "203.0.113.7",
            SampleViews.Hostile);

    private static readonly TokenRow Token = new(
        "0123456789ab", SampleViews.Hostile, SampleViews.Hostile, SampleViews.Hostile, "2026年3月2日09:00",
        "还没有用过", true);

    public static readonly WelcomeView First = new(
        FrameView.Outside, "/welcome/x", null, null, "2026年3月3日09:00", Refused)
    {
        Typed = (SampleViews.Hostile, SampleViews.Hostile),
    };

    public static readonly WelcomeView Known = new(
        FrameView.Outside, "/welcome/x", "yongan.huang", SampleViews.Hostile, "2026年3月3日09:00", null);

    public static readonly AccountView Own = new(
        Frame, "zeng.nianci", "曾念慈", true, 9,
        [
            new("0123456789ab", "2026年3月2日09:00", "2026年3月2日09:20", "203.0.113.7", SampleViews.Hostile, "",
                true),
            new("ba9876543210", "2026年3月2日08:00", "2026年3月2日08:20", "203.0.113.8", "", " 通行密钥",
                false),
        ])
    {
        Done = "口令已更换。",
        Recovery = ["ABCDE-FGHJK"],
        Passkeys = [new("0123456789ab", SampleViews.Hostile, "2026年3月2日09:00", "还没有用过")],
        Provider = new(SampleViews.Hostile, "2026年3月2日09:00", false),
        Tokens = [Token],
        MadeToken = "evt_x",
    };

    public static readonly AccountView Begun = Own with
    {
        CodesOn = false,
        Refusal = Refused,
        Recovery = [],
        NoPasskeys = SampleViews.Hostile,
        Provider = new(SampleViews.Hostile, null, true),
        Begun = (OneTimeCodes.Picture("GEZDGNBVGY3TQOJQ", "zeng.nianci"), "GEZDGNBVGY3TQOJQ"),
    };

    public static readonly PasskeyView Adding = new(Frame, SampleViews.Hostile, Adds: true)
    {
        Name = SampleViews.Hostile,
        Refusal = Refused,
    };

    public static readonly PasskeyView Showing = new(FrameView.Outside, "{}", Adds: false) { ReturnTo = "/account" };

    public static readonly TokensView Tokens = new(Frame, [Token], [new("dinghu", SampleViews.Hostile)])
    {
        Made = (SampleViews.Hostile, "evt_x"),
        Done = SampleViews.Hostile,
        Refusal = Refused,
    };

    public static readonly PeopleView People = new(Frame, [Row], Refused, null);

    public static readonly PersonView One = new(Frame, Row, SampleViews.Hostile, true, 2, [Line])
    {
        Done = "已登记。",
        Passkeys = [SampleViews.Hostile],
        Identity = SampleViews.Hostile,
        Link = ("https://kaoping.example/welcome/x", "2026年3月3日09:00"),
    };

    public static readonly AuditView Audit = new(
        Frame, new(SampleViews.Hostile, "dinghu", "signed-in", SampleViews.Hostile, ""), [Line])
    {
        Districts = [new("dinghu", "鼎湖")],
        Beside = [new("signed-in", "登录")],
        Logged = [new("claim.verified.v1", SampleViews.Hostile)],
        Earlier = "/audit?before=1.2",
        Refusal = Refused,
    };

    public static readonly MandatesView Mandates = new(
        SampleViews.Office,
        [
            new("D-1", SampleViews.Hostile, "yongan.huang", "填报员（代陈耀辉）", "永安镇", "2023年7月17日起", "在任",
                false),
            new("D-2", "何秋霞", "he", "核验员", null, "2023年1月1日起", "已终止：调离", true),
        ],
        "D-3", "2023-07-15", [new("he", "何秋霞（he）")], [new("永安镇", "永安镇")], Refused, null);

    public static readonly VisibilityView Visibility = new(
        SampleViews.Office, new(SampleViews.Hostile, SampleViews.Hostile), true, Refused, null);
}
