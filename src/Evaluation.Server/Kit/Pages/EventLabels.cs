namespace Evaluation.Server.Kit.Pages;

/// <summary>Stored event names in the office's words.</summary>
public static class EventLabels
{
    /// <summary>The label of a name; the name itself when it has none.</summary>
    public static string Of(string name) => name switch
    {
        "claim.reported.v1" => "单位填报",
        "claim.verified.v1" => "核验认定",
        "claim.returned.v1" => "退回补正",
        "claim.refused.v1" => "不予认定",
        "claim.corrected.v1" => "更正",
        "claim.withdrawn.v1" => "单位撤回",
        "claim.reversed.v1" => "冲销",
        "claim.restored.v1" => "裁决恢复认定",
        "claims.distinguished.v1" => "说明为两件事项",
        "report.submitted.v1" => "报送周报",
        "report.amended.v1" => "更正周报",
        "adjustment.decided.v1" => "委员会决定",
        "adjustment.reversed.v1" => "撤销决定",
        "targets.given.v1" => "下达目标",
        "balances.opened.v1" => "期初结转",
        "units.merged.v1" => "单位合并",
        "unit.split.v1" => "单位拆分",
        "calendar.stated.v1" => "登记放假安排",
        "bulletin.sealed.v1" => "签发通报",
        "bulletin.reissue.proposed.v1" => "提出补发",
        "bulletin.reissue.dropped.v1" => "撤回补发",
        "bulletin.reissued.v1" => "核准补发",
        "period.confirmed.v1" => "确认期间通报稿",
        "period.waived.v1" => "豁免期间通报的问题",
        "period.sealed.v1" => "签发期间通报",
        "period.reissue.proposed.v1" => "提出补发期间通报",
        "period.reissue.dropped.v1" => "撤回补发期间通报",
        "period.reissued.v1" => "核准补发期间通报",
        "appeal.lodged.v1" => "提出申诉",
        "appeal.heard.v1" => "听取陈述",
        "appeal.ruled.v1" => "裁决",
        "appeal.withdrawn.v1" => "撤回申诉",
        "rulebook.adopted.v1" => "采纳考评办法",
        "rulebook.proposed.v1" => "提出考评办法",
        "rulebook.proposal.dropped.v1" => "撤下办法提案",
        "mandate.given.v1" => "授予职责",
        "mandate.ended.v1" => "终止职责",
        "visibility.declared.v1" => "规定公开范围",
        _ => name,
    };

    /// <summary>What a stream is about, in the office's words.</summary>
    public static string OfStream(string stream) => stream.Split('/', 2) switch
    {
        ["claim", var id] => $"事项{id}",
        ["claim-pair", var id] => $"事项{id.Replace("/", "与", StringComparison.Ordinal)}",
        ["project", var id] => $"项目{id}",
        ["enterprise", var id] => $"企业{id}",
        ["firm-name", var id] => $"企业名称{id}",
        ["report", var id] => $"周报{id}",
        ["adjustment", var id] => $"加减分决定{id}",
        ["appeal", var id] => $"申诉{id}",
        ["appeal-matter", var id] => $"申诉事由{id}",
        ["week", var id] => Print.Week(id),
        ["period", var id] => Print.Week(id),
        ["roster"] => "名册",
        ["rulebook"] => "考评办法",
        ["targets"] => "目标任务",
        ["calendar"] => "放假安排",
        ["closings"] => "周截止",
        ["balances"] => "期初结转",
        ["district"] => "考评范围",
        ["mandates"] => "职责",
        ["visibility"] => "公开范围",
        _ => stream,
    };
}
