using System.Collections.Frozen;

namespace Evaluation.Server.Kit.Pages;

/// <summary>Places of refusals, which are words for programs, as officials call them.</summary>
public static class Places
{
    private static readonly FrozenDictionary<string, string> Labels = new (string Place, string Label)[]
    {
        ("account", "账号"), ("address", "网址"), ("adjustment", "加减分决定"), ("against", "对比时点"),
        ("appeal", "申诉"), ("body", "提交的内容"), ("bulletin", "通报"), ("changes", "更正的内容"),
        ("check", "签发条件"), ("claim", "事项编号"), ("clause", "条款"), ("database", "数据库"),
        ("digest", "通报稿校验码"), ("district", "考评范围"), ("document", "文号"), ("enterprise", "企业"),
        ("evidence", "佐证材料"), ("fact", "得分行的编号"), ("finding", "所选的提示"), ("first", "前一事项"),
        ("kind", "类别"), ("known-at", "所知时点"), ("knownAt", "所知时点"), ("like-for-like", "对比的周次"),
        ("likeForLike", "对比的周次"), ("note", "陈述要点"), ("occurred_on", "发生日期"), ("on", "日期"),
        ("period", "时期"), ("points", "分值"), ("project", "项目"), ("reason", "理由"), ("remedy", "纠正方式"),
        ("rulebook", "考评办法"), ("second", "后一事项"), ("severity", "程度"), ("status", "状态"),
        ("token", "页面凭证"), ("unit", "单位"), ("week", "周次"), ("name", "登录名"), ("phrase", "口令"),
        ("again", "再次输入的口令"), ("current", "现在的口令"), ("code", "动态码"), ("person", "姓名"),
        ("role", "角色"), ("mandate", "职责"),
        ("text", "文本"), ("file", "文件"), ("files", "佐证材料"),
        ("proposal", "提案"), ("edition", "版号"), ("seen", "核对"),
        ("issuer", "发文单位"), ("year", "年份"), ("work", "调休上班"), ("cut_at", "截止时间"),
        ("from", "起始日期"), ("to", "截止日期"), ("session", "登录"), ("deputy", "代何人"),
        ("others", "公开范围"), ("days", "有效天数"),
    }.ToFrozenDictionary(one => one.Place, one => one.Label, StringComparer.Ordinal);

    /// <summary>A place in the office's words; null when it is a word for programs only.</summary>
    public static string? LabelOf(string place) => Labels.GetValueOrDefault(place)
        ?? (place.Any(letter => letter > '\u2E7F') && !place.Contains('/', StringComparison.Ordinal) ? place : null);
}
