using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Claims;

/// <summary>A time in which a project takes no claims, because it was stopped (终止).</summary>
/// <param name="On">The day of the stop; what happened on it or before still counts.</param>
/// <param name="Until">The day from which it goes on; null while it does not.</param>
/// <param name="Reason">Why it was stopped.</param>
public sealed record Halt(DateOnly On, DateOnly? Until, string Reason)
{
    /// <summary>Whether what happens on the day is not taken.</summary>
    public bool Covers(DateOnly day) => On < day && !(Until <= day);

    /// <summary>The refusal of a claim of such a day.</summary>
    /// <param name="day">The claim's day.</param>
    public Refusal Refuse(DateOnly day) => Refusal.Conflict(
        "project-stopped",
        $"该项目已于{On:yyyy-MM-dd}终止（{Reason}）{(Until is { } until ? $"，{until:yyyy-MM-dd}恢复" : "")}，"
            + $"不再受理{day:yyyy-MM-dd}的签约、阶段和增资。", "project",
        "请核对项目和日期；项目已恢复的，请核验人员先登记恢复。");
}
