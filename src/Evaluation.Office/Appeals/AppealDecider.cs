using Evaluation.Office.Decisions;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Appeals;

/// <summary>What the district knows about the matter of an appeal that is to be lodged.</summary>
/// <param name="ActsFor">The unit for which the signer acts.</param>
/// <param name="Sealed">The sealing of the bulletin; null when the week has none.</param>
/// <param name="Found">Whether the unit's line is in the bulletin, or its claim was decided in it.</param>
/// <param name="Today">The day of the request in the district's time zone.</param>
/// <param name="Earlier">The appeal that took up the same matter last; null for none.</param>
/// <param name="WithinDays">The working days within which the rulebook lets a unit appeal.</param>
public sealed record MatterKnown(
    string? ActsFor, BulletinSealed? Sealed, bool Found, DateOnly Today, Appeal? Earlier,
    int WithinDays);

/// <summary>The persons who may not rule.</summary>
/// <param name="Deciders">The accounts that verified, refused, reversed or corrected the claim for the office.</param>
/// <param name="SealedBy">The accounts that sealed the bulletin and its later issues.</param>
/// <param name="Authors">
/// The accounts that reported the claim or corrected it for its unit, and those that made the tokens of such programs.
/// </param>
public sealed record Interested(
    IReadOnlyCollection<string> Deciders, IReadOnlyCollection<string> SealedBy, IReadOnlyCollection<string> Authors);

/// <summary>What may happen to an appeal.</summary>
public static class AppealDecider
{
    /// <summary>The last day on which a bulletin sealed on a day may be appealed against.</summary>
    /// <param name="sealedOn">The day of sealing.</param>
    /// <param name="within">The working days that the edition of the week appealed against leaves for it.</param>
    public static CountedDay LastDay(DateOnly sealedOn, int within, WorkingDays days) => days.After(sealedOn, within);

    /// <summary>Lodges an appeal.</summary>
    public static Decision Lodge(Appeal? appeal, AppealLodged request, MatterKnown known) =>
        appeal is not null
            ? Same(appeal.Lodged, request)
                ? Refusal.Repeated($"申诉“{request.Appeal}”已在案，{Label(appeal.Status)}。", "appeal")
                : Decision.Conflict(
                    "appeal-exists", $"申诉编号“{request.Appeal}”已被另一内容使用。", "appeal", "请另编号。")
        : known.ActsFor != request.Unit
            ? Refusal.Forbidden(
                $"“{Persons.Called(request.Lodger, request.LodgedBy)}”不代表“{request.Unit}”，不能为其申诉。", "unit",
                "申诉由有关单位的填报员提出。")
        : Characters.ShowsNothing(request.Reason) ? ReasonMissing("申诉理由")
        : request.Evidence.All(Characters.ShowsNothing)
            ? Decision.Refuse("evidence-missing", "没有附佐证材料。", "evidence", "请写明佐证材料的文件名。")
        : known.Sealed is null
            ? Decision.Conflict(
                "not-sealed", $"{request.Week}的通报尚未签发。", "week", "签发前的异议请通过填报事项的更正办理。")
        : !known.Found ? NotThere(request)
        : known.Today > request.LastDay.Day
            ? Decision.Refuse(
                "out-of-time", $"对{request.Week}通报提出申诉的最后一天是{request.LastDay}，已过期限。", "week",
                $"申诉期限为签发后{known.WithinDays}个工作日。")
        : known.Earlier is { Status: not AppealStatus.Withdrawn } earlier
            ? Decision.Conflict(
                "already-appealed",
                $"{request.Unit}{request.Week}的{request.About}已有申诉“{earlier.Id}”，{Label(earlier.Status)}。",
                "about", "同一行或同一事项只能申诉一次；请查看该申诉。")
        : Decision.Accept(request);

    /// <summary>Notes what a unit said when it was heard.</summary>
    public static Decision Hear(Appeal? appeal, AppealHeard request) =>
        NotOpen(appeal, request.Appeal, "记录陈述") is { } refusal ? refusal
        : Characters.ShowsNothing(request.Note)
            ? Decision.Refuse("note-missing", "没有写明陈述内容。", "note", "请填写陈述要点。")
        : appeal!.Hearings.Contains(request.Note)
            ? Refusal.Repeated($"申诉“{request.Appeal}”的这段陈述已记录。", "note")
        : Decision.Accept(request);

    /// <summary>Rules on an appeal, apart from what the remedy does.</summary>
    public static Decision Rule(Appeal? appeal, AppealRuled request, Interested interested) =>
        appeal?.Ruling is { } standing
            ? (standing.Upheld, standing.Reason, standing.Document, standing.Remedy)
                == (request.Upheld, request.Reason, request.Document, request.Remedy)
                ? Refusal.Repeated($"申诉“{request.Appeal}”已作此裁决。", "appeal")
                : Decision.Conflict(
                    "already-ruled",
                    $"申诉“{request.Appeal}”已由“{Persons.Called(standing.Ruler, standing.RuledBy)}”裁决"
                    + $"（{standing.Document}）：{Label(appeal.Status)}。",
                    "appeal", "每件申诉只裁决一次。")
        : NotOpen(appeal, request.Appeal, "裁决") is { } refusal ? refusal
        : OwnMatter(appeal!, request.RuledBy, interested) is { } own ? own
        : Characters.ShowsNothing(request.Document)
            ? Decision.Refuse("document-missing", "裁决没有文号。", "document", "请填写裁决的文号。")
        : Characters.ShowsNothing(request.Reason) ? ReasonMissing("裁决理由")
        : request.Upheld != request.Remedy is not null
            ? request.Upheld
                ? Decision.Refuse(
                    "remedy-missing", "支持申诉，但没有写明如何纠正。", "remedy",
                    "请选择更正、冲销、恢复认定或加减分。")
                : Decision.Refuse("remedy-unwanted", "驳回申诉不作纠正。", "remedy", "请删去纠正内容，或改为支持。")
        : request.Remedy is not (null or RemedyKind.Adjust) && appeal!.Lodged.About.Concerned() is null
            ? Decision.Refuse(
                "remedy-wrong", $"{appeal.Lodged.About}不是填报事项，不能更正、冲销或恢复认定。", "remedy",
                "请以加减分纠正。")
        : Decision.Accept(request);

    /// <summary>Takes an appeal back before it is ruled on.</summary>
    /// <param name="actsFor">The unit for which the signer acts.</param>
    public static Decision Withdraw(Appeal? appeal, AppealWithdrawn request, string? actsFor) =>
        appeal is not null && actsFor != appeal.Lodged.Unit
            ? Refusal.Forbidden($"申诉“{appeal.Id}”属于“{appeal.Lodged.Unit}”。", "appeal", "只能撤回本单位的申诉。")
        : appeal is { Status: AppealStatus.Withdrawn } ? Refusal.Repeated($"申诉“{request.Appeal}”已撤回。", "appeal")
        : NotOpen(appeal, request.Appeal, "撤回") is { } refusal ? refusal
        : Characters.ShowsNothing(request.Reason) ? ReasonMissing("撤回理由")
        : Decision.Accept(request);

    /// <summary>The refusal for an appeal that does not exist.</summary>
    public static Refusal Unknown(string appeal) => Refusal.Unknown("appeal", "申诉", appeal, "请核对申诉编号。");

    /// <summary>A status in the office's words.</summary>
    public static string Label(AppealStatus status) => status switch
    {
        AppealStatus.Lodged => "待裁决",
        AppealStatus.Heard => "已听取陈述，待裁决",
        AppealStatus.Upheld => "支持申诉",
        AppealStatus.Dismissed => "驳回申诉",
        _ => "已撤回",
    };

    /// <summary>A remedy in the office's words.</summary>
    public static string Label(RemedyKind remedy) => remedy switch
    {
        RemedyKind.Correct => "更正事项",
        RemedyKind.Reverse => "冲销事项",
        RemedyKind.Restore => "恢复认定",
        _ => "加减分",
    };

    private static Decision NotThere(AppealLodged request) => request.About.Claim is not null
        ? Decision.NotFound(
            "unknown-claim", $"{request.Week}通报所含的结论中没有{request.Unit}的{request.About}。", "claim",
            "请核对事项编号；事项应由本单位填报，并在该期通报签发前、上期签发后作出结论。")
        : Decision.NotFound(
            "unknown-line", $"{request.Week}已签发的通报中没有{request.Unit}的{request.About}这一行。", "line",
            "请对照通报的得分明细填写条款和编号。");

    private static Decision? NotOpen(Appeal? appeal, string id, string verb) =>
        appeal is null ? Unknown(id)
        : appeal.Open ? null
        : Decision.Conflict(
            "wrong-status", $"申诉“{id}”{Label(appeal.Status)}，不能{verb}。", "appeal",
            $"只有待裁决的申诉可以{verb}。");

    private static Decision? OwnMatter(Appeal appeal, string account, Interested interested) =>
        interested.Deciders.Contains(account) ? SamePerson("该事项由本人作出过结论")
        : interested.SealedBy.Contains(account) ? SamePerson($"{appeal.Lodged.Week}的通报由本人签发")
        : interested.Authors.Contains(account) ? SamePerson("该事项由本人或以本人生成的令牌填报、更正")
        : appeal.Lodged.LodgedBy == account ? SamePerson("该申诉由本人提出")
        : appeal.Lodged.Behind == account ? SamePerson("该申诉由程序以本人生成的令牌提出")
        : null;

    private static Decision SamePerson(string why) => Decision.Refuse(
        "same-person", $"{why}，不能由本人裁决。", "account", "请由未经办此事的人员裁决。");

    private static Decision ReasonMissing(string what) =>
        Decision.Refuse("reason-missing", $"没有写明{what}。", "reason", $"请填写{what}，将随申诉永久保存。");

    private static bool Same(AppealLodged standing, AppealLodged request) =>
        (standing.Unit, standing.Week, standing.About, standing.Reason)
            == (request.Unit, request.Week, request.About, request.Reason)
        && standing.Evidence.SequenceEqual(request.Evidence);
}
