using System.Collections.Immutable;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Text;

/// <summary>What a later edition changes, in sentences an official would use.</summary>
public sealed class RulebookDiff
{
    private readonly Rulebook before;
    private readonly Rulebook after;
    private readonly List<string> sentences = [];

    private RulebookDiff(Rulebook before, Rulebook after) => (this.before, this.after) = (before, after);

    /// <summary>
    /// All differences: frame, kinds, parameters, measures, articles, clauses, ranking, bulletin. Empty when both say
    /// the same.
    /// </summary>
    public static IReadOnlyList<string> Of(Rulebook before, Rulebook after)
    {
        var diff = new RulebookDiff(before, after);
        diff.Frame();
        diff.Kinds();
        diff.Parameters();
        diff.Measures();
        diff.Articles();
        diff.Clauses();
        diff.Ranking();
        diff.Bulletin();
        return diff.sentences;
    }

    private void Frame()
    {
        Changed("办法", "名称", before.Title, after.Title);
        Changed("办法", "说明", before.Notice, after.Notice);
        Changed("办法", "施行期间", Days(before), Days(after));
        Changed("办法", "起始期间的考核", ClauseWords.Of(before.FirstPeriods), ClauseWords.Of(after.FirstPeriods));
        var (old, now) = (before.Calendar, after.Calendar);
        Changed("日历", "一周的第一天", $"{old.WeekStarts}", $"{now.WeekStarts}");
        Changed("日历", "时差", $"{old.Offset:hh\\:mm}", $"{now.Offset:hh\\:mm}");
        Changed("日历", "周报报送时限", ClauseWords.Of(old.ReportDue), ClauseWords.Of(now.ReportDue));
        Changed("日历", "截止时间", ClauseWords.Of(old.CutOff), ClauseWords.Of(now.CutOff));
        Changed("日历", "考评年度的起始日", $"{old.YearStarts.Month}月{old.YearStarts.Day}日",
            $"{now.YearStarts.Month}月{now.YearStarts.Day}日");
        Changed("日历", "月份的截止日", MonthEnds(old), MonthEnds(now));

        static string MonthEnds(Calendar calendar) => calendar.MonthEnds is { } day ? $"每月{day}日" : "月末";

        static string Days(Rulebook rulebook) => $"{rulebook.From:yyyy-MM-dd}至{rulebook.To:yyyy-MM-dd}";
    }

    private void Kinds() => Compare(
        "事项类别", before.Kinds.Declared, after.Kinds.Declared, kind => kind.Name, ClauseWords.Of, ClauseWords.Of);

    private void Parameters() => Compare(
        "参数", before.Parameters, after.Parameters, parameter => parameter.Name, ClauseWords.Of, ClauseWords.Of,
        (name, old, now) =>
        {
            if (old.Lists.Count == 1 && now.Lists.Count == 1)
            {
                Listed($"参数“{name}”", old.Lists[0].Words, now.Lists[0].Words);
            }
            else if (old.IsNumber && now.IsNumber)
            {
                Dated(name, old, now);
            }
            else
            {
                Changed($"参数“{name}”", "内容", ClauseWords.Of(old), ClauseWords.Of(now));
            }
        });

    private void Dated(string name, Parameter old, Parameter now)
    {
        var known = ((decimal, decimal)?)null;
        foreach (var day in old.Numbers.Concat(now.Numbers).Select(one => one.From).Distinct().Order())
        {
            var (was, becomes) = (old.On(day), now.On(day));
            if (was != becomes && known != (was, becomes))
            {
                var since = day == DateOnly.MinValue || old.Numbers.Count + now.Numbers.Count == 2 ? ""
                    : $"自{day:yyyy-MM-dd}起";
                sentences.Add($"参数“{name}”{since}由{ClauseWords.Amount(was)}改为{ClauseWords.Amount(becomes)}。");
            }

            known = (was, becomes);
        }
    }

    private void Listed(string subject, IReadOnlySet<string> old, IReadOnlySet<string> now)
    {
        var (more, less) = (now.Except(old).ToList(), old.Except(now).ToList());
        if (more.Count > 0)
        {
            sentences.Add($"{subject}增加{string.Join('、', more.Select(word => $"“{word}”"))}。");
        }

        if (less.Count > 0)
        {
            sentences.Add($"{subject}减去{string.Join('、', less.Select(word => $"“{word}”"))}。");
        }
    }

    private void Measures() => Compare(
        "指标", before.Measures, after.Measures, measure => measure.Name,
        measure => ClauseWords.Of(measure, before.Kinds),
        measure => ClauseWords.Of(measure, after.Kinds));

    private void Articles() => Compare(
        "条目", before.Articles, after.Articles, article => article.Id, ClauseWords.Of, ClauseWords.Of,
        (name, old, now) =>
        {
            Changed($"条目“{name}”", "上下限", ClauseWords.Of(old.Limits), ClauseWords.Of(now.Limits));
            Changed($"条目“{name}”", "权重合计", Number(old.Total), Number(now.Total));
            Changed($"条目“{name}”", "系数", ClauseWords.Of(old.Times), ClauseWords.Of(now.Times), Source(old.Times),
                Source(now.Times));
        });

    // An article that is only renumbered keeps its content: it is neither gone nor new.
    private void Clauses()
    {
        var renumbered = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var gone in before.Clauses.Where(clause => after.Clauses.All(one => one.Id != clause.Id)))
        {
            var same = after.Clauses.FirstOrDefault(one =>
                before.Clauses.All(old => old.Id != one.Id) && !renumbered.ContainsKey(one.Id)
                    && Body(gone, before) == Body(one, after));
            if (same is not null)
            {
                renumbered[same.Id] = gone.Id;
                sentences.Add($"“{gone.Id}”改为“{same.Id}”，内容未变。");
            }
        }

        var now = after.Clauses.Where(clause => !renumbered.ContainsKey(clause.Id)).ToImmutableArray();
        var old = before.Clauses.Where(clause => !renumbered.ContainsValue(clause.Id)).ToImmutableArray();
        Compare("条款", old, now, clause => clause.Id, clause => Whole(clause, before), clause => Whole(clause, after),
            ClauseChanged);
        Ordered("条款", "顺序", [.. old.Select(clause => clause.Id)], [.. now.Select(clause => clause.Id)]);
    }

    private void ClauseChanged(string id, Clause old, Clause now)
    {
        var subject = $"“{id}”";
        Changed(subject, "所属条目", old.Article ?? "", now.Article ?? "");
        Changed(subject, "计分对象", ClauseWords.OfEach(old, before.Kinds),
            ClauseWords.OfEach(now, after.Kinds));
        Changed(subject, "累计期间", ClauseWords.OfOver(old), ClauseWords.OfOver(now));
        Changed(subject, "条件", old.Where?.Printed ?? "", now.Where?.Printed ?? "", old.Where?.Source,
            now.Where?.Source);
        Changed(subject, "中间结果", ClauseWords.OfLet(old), ClauseWords.OfLet(now), Let(old), Let(now));
        Changed(subject, "计分", ClauseWords.Of(old.Gives), ClauseWords.Of(now.Gives), Source(old.Gives),
            Source(now.Gives));
        Changed(subject, "计分单位", old.UnitOfMeasure, now.UnitOfMeasure);
        Changed(subject, "考核对象", ClauseWords.OfPost(old.For), ClauseWords.OfPost(now.For));
        Changed(subject, "计分时间", ClauseWords.Of(old.After, before.Kinds), ClauseWords.Of(now.After, after.Kinds));
        Changed(subject, "权重", Weight(old), Weight(now), old.WeightOf?.Source, now.WeightOf?.Source);
        Changed(subject, "无目标时", ClauseWords.Of(old.Absent), ClauseWords.Of(now.Absent));
        Changed(subject, "分享", Share(old, before), Share(now, after));
        Changed(subject, "系数", ClauseWords.Of(old.Times), ClauseWords.Of(now.Times), Source(old.Times),
            Source(now.Times));
        Changed(subject, "重复规则", Repeat(old, before), Repeat(now, after));
        Changed(subject, "上下限", ClauseWords.Of(old.Limits), ClauseWords.Of(now.Limits));
        Changed(subject, "条文", old.Text, now.Text);
        ExamplesChanged(subject, old, now);
    }

    // Examples that give other points are told by these; what they look at is told when the points stayed.
    private void ExamplesChanged(string subject, Clause old, Clause now)
    {
        Changed(subject, "例子", Examples(old), Examples(now));
        if (Examples(old) == Examples(now))
        {
            foreach (var (was, becomes) in old.Examples.Zip(now.Examples))
            {
                Changed($"{subject}的例子“{was.Name}”", "内容", ClauseWords.Of(was, before.Kinds),
                    ClauseWords.Of(becomes, after.Kinds));
            }
        }
    }

    private void Ranking()
    {
        var (old, now) = (before.Ranking, after.Ranking);
        Ordered("排名", "组别", old.Groups, now.Groups);
        Changed("排名", "顺序", Order(old.Descending), Order(now.Descending));
        Changed("总分", "系数", ClauseWords.Of(before.Times), ClauseWords.Of(after.Times), Source(before.Times),
            Source(after.Times));
        Changed("得分", "取舍", RoundingWords.Of(old.Rounding), RoundingWords.Of(now.Rounding));
        Changed("得分", "评定和印发的小数位数", $"{old.Decimals}", $"{now.Decimals}");
        Changed("排名", "同分处理", Joint(old.Joint), Joint(now.Joint));
        Ordered("排名", "同分时的比较次序", Ties(before), Ties(after));
        Changed("排名", "合并、拆分后的年度累计", Carries(old.Carries), Carries(now.Carries));
        Ordered("排名", "等次", [.. old.Grades.Select(ClauseWords.Of)], [.. now.Grades.Select(ClauseWords.Of)]);
        Ordered("排名", "奖惩", [.. old.Prizes.Select(ClauseWords.Of)], [.. now.Prizes.Select(ClauseWords.Of)]);
        Compare("状态", old.Status, now.Status, status => status.Name, ClauseWords.Of, ClauseWords.Of);
        Compare("名单", before.Lists, after.Lists, list => list.Name, ClauseWords.Of, ClauseWords.Of);
        Changed("中途施行", "处理", Restart(before), Restart(after));

        static string Order(bool descending) => descending ? "分高者在前" : "分低者在前";

        static string Carries(bool carries) => carries ? "承接原单位" : "从零起算";

        static string Joint(bool joint) => joint ? "并列" : "顺次编号";

        static IReadOnlyList<string> Ties(Rulebook rulebook) =>
            [.. rulebook.Ranking.TieBreak.Select(tie => ClauseWords.Of(tie, rulebook))];

        static string Restart(Rulebook rulebook) => rulebook.Restarts ? "上限和计数重新起算" : "上限和计数接续计算";
    }

    private void Bulletin()
    {
        var (old, now) = (before.Bulletin, after.Bulletin);
        Changed("通报", "标题", old.Title, now.Title);
        Changed("通报", "文号", old.Document, now.Document);
        Changed("通报", "得分明细的小数位数", $"{old.Decimals}", $"{now.Decimals}");
        Ordered("通报", "栏目", LabelsOf(before, old.Columns), LabelsOf(after, now.Columns));
        Ordered("通报", "点名的空白指标", LabelsOf(before, old.NoneNamed), LabelsOf(after, now.NoneNamed));
        Changed("通报", "已签发的周得分变动", Late(old), Late(now));
        Changed("通报", "每周之外的通报", Published(old), Published(now));
        Changed("通报", "期间通报的标题", old.PeriodTitle, now.PeriodTitle);

        Changed("申诉", "期限", $"签发后{before.AppealDays}个工作日", $"签发后{after.AppealDays}个工作日");

        static string Published(BulletinRules rules) => rules.Periods.IsEmpty ? "无"
            : string.Join('、', rules.Periods.Select(ClauseWords.Of));

        static string Late(BulletinRules rules) => rules.Late == LateFacts.Next ? "载入下一期" : "先另行补发";
    }

    private void Compare<T>(
        string noun, ImmutableArray<T> old, ImmutableArray<T> now, Func<T, string> name, Func<T, string> oldWords,
        Func<T, string> newWords, Action<string, T, T>? changed = null)
    {
        var names = old.ToDictionary(name, StringComparer.Ordinal);
        foreach (var one in now)
        {
            if (!names.Remove(name(one), out var was))
            {
                sentences.Add($"新增{noun}“{name(one)}”：{newWords(one)}。");
            }
            else if (changed is not null)
            {
                changed(name(one), was, one);
            }
            else
            {
                Changed($"{noun}“{name(one)}”", "内容", oldWords(was), newWords(one));
            }
        }

        sentences.AddRange(old.Where(one => names.ContainsKey(name(one)))
            .Select(gone => $"删去{noun}“{name(gone)}”：{oldWords(gone)}。"));
    }

    // What reads the same in print may still be another formula: then the formulas themselves are shown.
    private void Changed(
        string subject, string what, string old, string now, string? oldSource = null, string? newSource = null)
    {
        if (old == now && oldSource == newSource)
        {
            return;
        }

        (old, now) = old == now ? (oldSource ?? old, newSource ?? now) : (old, now);
        sentences.Add(
            old.Length == 0 ? $"{subject}新增{what}：{Plain(now)}。"
            : now.Length == 0 ? $"{subject}取消{what}（原为：{Plain(old)}）。"
            : $"{subject}的{what}由“{old}”改为“{now}”。");
    }

    private void Ordered(string subject, string what, IReadOnlyList<string> old, IReadOnlyList<string> now)
    {
        // Members that came or went are listed; the order is, when those that stayed changed places.
        if (subject == "条款")
        {
            (old, now) = ([.. old.Where(now.Contains)], [.. now.Where(old.Contains)]);
        }

        Changed(subject, what, string.Join('、', old), string.Join('、', now));
    }

    private static string Plain(string text) => text.TrimEnd('。');

    private static IReadOnlyList<string> LabelsOf(Rulebook rulebook, IEnumerable<string> measures) =>
        [.. measures.Select(name => rulebook.Measures.FirstOrDefault(measure => measure.Name == name)?.Label ?? name)];

    private static string Number(decimal? number) => number is { } stated ? $"{Value.Of(stated)}" : "";

    private static string Weight(Clause clause) => clause.WeightOf?.Printed ?? Number(clause.Weight);

    private static string Share(Clause clause, Rulebook rulebook) =>
        ClauseWords.Of(clause.Share, rulebook.Kinds, clause.Kind);

    private static string Repeat(Clause clause, Rulebook rulebook) =>
        ClauseWords.Of(clause.Repeat, rulebook.Kinds, clause.Kind);

    private static string Whole(Clause clause, Rulebook rulebook) =>
        $"{Plain(clause.Text)}（{ClauseWords.OfEach(clause, rulebook.Kinds)}，{ClauseWords.Of(clause.Gives)}）";

    // All that a clause says but its number, which also begins its printed text.
    private static string Body(Clause clause, Rulebook rulebook) => string.Join(
        '\u001F', clause.Text.Replace(clause.Id, "", StringComparison.Ordinal).Trim(), clause.Article,
        clause.UnitOfMeasure, ClauseWords.OfEach(clause, rulebook.Kinds), ClauseWords.OfOver(clause),
        ClauseWords.OfPost(clause.For),
        ClauseWords.Of(clause.After, rulebook.Kinds), Weight(clause), clause.WeightOf?.Source,
        ClauseWords.Of(clause.Absent), Share(clause, rulebook), Let(clause),
        clause.Where?.Source, Source(clause.Gives), Source(clause.Times),
        Repeat(clause, rulebook), ClauseWords.Of(clause.Limits), Examples(clause),
        string.Join('；', clause.Examples.Select(example => ClauseWords.Of(example, rulebook.Kinds))));

    private static string Source(Gives gives) => gives switch
    {
        FormulaGives g => g.Formula.Source,
        TierGives g => g.Of.Source + ClauseWords.Of(g),
        BandGives g => g.Of.Source + ClauseWords.Of(g),
        ChoiceGives g => g.By.Source + string.Join('、', g.Prices.OrderBy(price => price.Key, StringComparer.Ordinal)
            .Select(price => $"{price.Key}:{Value.Of(price.Value.Points)}")),
        LadderGives g => string.Join('；', g.Rungs.Select(rung => $"{rung.When.Source}:{rung.Give.Source}")),
        _ => throw new InvalidOperationException(gives.GetType().Name),
    };

    private static string Source(ImmutableArray<Factor> factors) =>
        string.Join('；', factors.Select(factor => $"{factor.Name}×{factor.Number.Source}（{factor.Where?.Source}）"));

    private static string Let(Clause clause) =>
        string.Join('；', clause.Let.Select(one => $"{one.Name}={one.Formula.Source}"));

    private static string Examples(Clause clause) => string.Join('；', clause.Examples.Select(example =>
        $"{example.Name}：{string.Join('、', example.Gives.Select(points => Value.Of(points)))}分"));
}
