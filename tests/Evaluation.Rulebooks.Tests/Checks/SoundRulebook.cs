namespace Evaluation.Rulebooks.Tests.Checks;

/// <summary>A rulebook in which the check finds nothing.</summary>
internal static class SoundRulebook
{
    /// <summary>Rows of the tables of mistakes replace a piece of it.</summary>
    public const string Text = RulebookText.Head + """
        kinds:
          course:
            label: 培训
            fields:
              topic: {label: 题目, type: text, required: true}
              hours: {label: 学时, type: decimal}
              level: {label: 级别, type: choice, choices: {low: 初级, high: 高级}, required: true}
            same: [topic]
        parameters:
          leading: [新材料, 电子信息]
          # 每月至少办成几件；2月起加倍。
          minimum: {2023-01-01: 1, 2023-02-01: 2}
          increase_from: 3000万
        measures:
          visits: {label: 外出, unit: 家次, count: visit}
          top_visits: {label: 其中一把手, unit: 家次, of: visits, count: visit, where: leader = 'top'}
          projects: {label: 项目, unit: 个, count: signing}
          money: {label: 签约, unit: 亿元, sum: signing.contracted, in: 1亿}
        items:
          - {id: 外出招商, cap: {year: 80}}
          - {id: 纪律, floor: {year: -8}}
          - {id: 指标, total: 100}
        clauses:
          - id: visit
            item: 外出招商
            text: 每家次0.5分
            unit: 分/家次
            each: visit
            gives: 0.5
            repeat: {same: [enterprise], within_days: 30, gives: 0}
            cap: {week: 3, year: 60}
          - id: lead-by-top
            item: 外出招商
            text: 一把手或上半年班子成员带队另加
            unit: 分/家次
            each: visit
            where: leader = 'top' or leader = 'member' and occurred_on < '2023-07-01'
            gives: 0.3
            cap: {week: 1, year: 30}
          - id: trip
            item: 外出招商
            text: 每天0.1分
            unit: 分/天
            each: trip
            where: days >= 1 and people > 1
            gives: days * 0.1
            cap: {fact: 0.4, month: 1}
          - id: signing
            text: 签约分档
            unit: 分/个
            each: signing
            where: contracted >= 1亿 and not industry in ('房地产', '餐饮')
            gives: {tiers: contracted, from: {1亿: 5, 5亿: 8, 10亿: 12}}
            times: [{name: 主导, factor: 1.2, where: industry in leading}]
            cap: none
          - id: extra
            text: 超过部分
            unit: 分/亿元
            each: signing
            gives: {bands: contracted, per: 1亿, from: {1亿: 0.4, 5亿: 0.3, 10亿: 0.2}}
            cap: {fact: 4}
          - id: stage
            text: 按阶段
            unit: 分/阶段
            each: stage
            where: stage != 'reviewed'
            gives: {choose: stage, of: {land: 1, started: 2, production: 3}}
            times: [{name: 规模, factor: "if(contracted >= 10亿, 2, if(contracted >= 1亿, 1, 0.5))"}]
            cap: {year: 40}
          - id: increase
            text: 增资
            unit: 分
            each: increase
            where: amount >= increase_from
            gives: whole(amount / 3000万) * 0.5
            cap: none
          - id: lead
            text: 线索
            unit: 分/条
            each: lead
            gives: if(expected >= 1亿, 0.2, 0.1)
            cap: {month: 1, year: 6}
          - id: course
            text: 培训
            unit: 分/次
            each: course
            where: level = 'high' and hours <= 8
            gives: hours * 0.1
            cap: none
          - id: monthly
            item: 纪律
            text: 每月任务
            unit: 分/月
            each: month
            where: group = '镇街' and top_visits < 1
            gives: "-0.5 * max(0, minimum - visits)"
            cap: none
          - id: late
            item: 纪律
            text: 迟报
            unit: 分/次
            each: week
            where: report = 'late' and not nil_report
            gives: -0.2
            cap: none
          - id: activity
            text: 一周活动
            unit: 分/周
            each: week
            gives:
              ladder:
                - {when: visits >= 3 and projects >= 1, give: 0.3}
                - {when: visits + projects >= 3, give: 0.2}
                - {when: visits >= 1, give: 0.1}
            cap: {month: 0.6}
          - id: target
            text: 全年任务
            unit: 分
            each: year
            where: has_target(money) and money >= target(money) * 80%
            gives:
              ladder:
                - {when: money >= target(money), give: 10}
                - {when: money >= target(money) * 90%, give: 8}
                - {when: money >= target(money) * 80%, give: 5}
            cap: {year: 10}
          - id: rate
            item: 指标
            text: 完成率
            unit: 分
            each: year
            weight: 60
            absent: reweight
            gives: part(money, target(money), 0) * weight
            cap: {year: 100}
          - id: rate-of-projects
            item: 指标
            text: 个数完成率
            unit: 分
            each: year
            weight: 40
            where: projects >= target(projects) * 50%
            absent: skip
            gives: part(projects, target(projects), 0) * weight
            cap: none
          - id: stalled
            text: 半年未开工
            unit: 分
            each: signing
            after: {days: 180, unless: {each: stage, where: stage = 'started', same: project}}
            gives: -0.1
            cap: none
          - id: decision
            text: 决定
            unit: 分
            each: adjustment
            gives: points
            cap: none
        lists:
          - {name: 红榜, each: month, when: rank(points) <= 3 and visits >= 2}
        ranking: {groups: [镇街, 部门], order: descending, ties: joint, tie_break: [projects], status: [{name: 取消评先, when: visits < 1, effect: barred}]}
        bulletin: {title: 通报, document: 测, decimals: 2, columns: [visits, top_visits, projects], none_named: [visits]}
        """;
}
