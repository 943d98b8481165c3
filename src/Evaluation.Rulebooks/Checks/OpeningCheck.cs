using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Units;

namespace Evaluation.Rulebooks.Checks;

/// <summary>Something of the rules that does not go on from the time before the beginning.</summary>
/// <param name="Part">`clause`, `item`, `list`, `status`, `tie`, `kind` or `measure`.</param>
/// <param name="Name">Its name in the rulebook.</param>
/// <param name="Text">What of it does not go on, and what follows, in one sentence.</param>
public sealed record Uncarried(string Part, string Name, string Text);

/// <summary>
/// What does not go on when a district begins within a year with balances (期初结转). Where it names nothing, points,
/// caps and places are those of a district that had entered everything from the first day of the year.
/// </summary>
public static class OpeningCheck
{
    /// <summary>Everything that does not go on, by name; empty when all goes on or nothing was brought along.</summary>
    /// <param name="rules">The adopted editions.</param>
    /// <param name="roster">The units and what they bring along.</param>
    public static IReadOnlyList<Uncarried> Of(RuleSet rules, Roster roster)
    {
        if (CarriedPeriods.Of(rules, roster) is not { } carried)
        {
            return [];
        }

        return
        [
            .. rules.InOrder.Where(edition => edition.To >= carried.Day
                && Beginning.Of(edition, roster.Begins).Day == carried.Day)
                .SelectMany(edition => new Edition(rules, edition, carried).All()).Distinct(),
        ];
    }

    private sealed class Edition(RuleSet rules, Rulebook edition, CarriedPeriods carried)
    {
        private const string Earlier = "上期、去年同期的数只含起始日以后的事项";

        private readonly DateOnly day = edition.From > carried.Day ? edition.From : carried.Day;

        // Whether the edition was in force on the day before the beginning.
        private readonly bool before = ReferenceEquals(rules.On(carried.Day), edition) && edition.From < carried.Day;

        public IEnumerable<Uncarried> All() =>
        [
            .. edition.Clauses.SelectMany(clause => clause.Kind is null ? Judged(clause) : Counted(clause)),
            .. edition.Clauses.SelectMany(clause => clause.Limits.SelectMany(limit => Used(clause, limit))),
            .. edition.Articles.SelectMany(article => article.Limits.SelectMany(limit => Used(article, limit))),
            .. edition.Lists.Select(list => list.Period).Concat(edition.Ranking.Prizes.Select(prize => prize.Period))
                .Distinct().SelectMany(Honours),
            .. ToDate(),
            .. edition.Kinds.Declared.Where(kind => !kind.Same.IsDefaultOrEmpty && edition.Counts(kind.Name))
                .Select(kind => new Uncarried("kind", kind.Name,
                    $"事项类别“{kind.Label}”同一事项只计一次：起始日以前的事项不在案的，以后再报会再次计分，请补录。")),
        ];

        private IEnumerable<Uncarried> Counted(Clause clause)
        {
            if (clause.Repeat is { } repeat && day.AddDays(-repeat.WithinDays) < carried.Day)
            {
                yield return Of(
                    clause, $"重复规则自起始日起计，起始日前{repeat.WithinDays}日内已计的事项再报不视为重复");
            }

            if (clause.After is { } timer && day.AddDays(-timer.Days) < carried.Day)
            {
                yield return Of(clause, $"起始日前{timer.Days}日内的事项不在案的，到期不计，请补录");
            }
        }

        private IEnumerable<Uncarried> Judged(Clause clause)
        {
            var period = clause.Over ?? clause.Period;
            if (LooksBefore(clause.Formulas))
            {
                yield return Of(clause, Earlier);
            }

            if (!carried.Cuts(edition, period, day))
            {
                if (before && clause.Formulas.Any(formula => !formula.Uses.Streaks.IsEmpty))
                {
                    yield return Of(clause, "连续的期数自起始日起重新计");
                }

                yield break;
            }

            if (!carried.Carries(edition, clause, day))
            {
                var missing = carried.Missing(edition, clause);
                var why = !carried.Holds(edition, period, day) ? $"没有{Name(period)}的结转数"
                    : missing.Count > 0 ? $"没有结转{string.Join('、', missing)}"
                    : "同期比较的其他条款没有结转";
                yield return Of(clause, $"{why}，{Name(period)}不按整期考核");
            }
        }

        private IEnumerable<Uncarried> Used(Clause clause, Limit limit)
        {
            if (!Runs(limit.Period))
            {
                yield break;
            }

            var words = ClauseWords.Of(limit);
            if (limit.Best is not null)
            {
                yield return Of(clause, $"“{words}”：起始日以前的各项无从比较，自起始日起选取");
            }
            else if (!Goes(BalanceOf.Clause, clause.Id, limit.Period))
            {
                yield return Of(clause, $"没有结转该条款{Name(limit.Period)}已计的得分，“{words}”自起始日起另计");
            }
        }

        private IEnumerable<Uncarried> Used(Article article, Limit limit)
        {
            if (Runs(limit.Period) && !Goes(BalanceOf.Article, article.Id, limit.Period)
                && !edition.Clauses.Where(clause => clause.Article == article.Id)
                    .All(clause => Goes(BalanceOf.Clause, clause.Id, limit.Period)))
            {
                yield return new Uncarried(
                    "item", article.Id, $"条目“{article.Id}”：没有结转{Name(limit.Period)}已计的得分，"
                    + $"“{ClauseWords.Of(limit)}”自起始日起另计。");
            }
        }

        private IEnumerable<Uncarried> Honours(Period period)
        {
            var names = edition.Lists.Where(list => list.Period == period).Select(list => $"“{list.Name}”")
                .Concat(edition.Ranking.Prizes.Any(prize => prize.Period == period) ? ["奖惩"] : []);
            var missing = carried.MissingHonours(edition, period);
            if (LooksBefore(edition.Lists.Where(list => list.Period == period).Select(list => list.When)))
            {
                yield return new Uncarried(
                    "list", Periods.KeyOf(period), $"{string.Join('、', names)}（{Name(period)}）：{Earlier}。");
            }

            if (carried.Cuts(edition, period, day)
                ? !carried.Carries(edition, period, period, honours: true, day)
                : before && missing.Any(one => one.StartsWith(CarriedPeriods.Listed, StringComparison.Ordinal)))
            {
                yield return new Uncarried(
                    "list", Periods.KeyOf(period), $"{string.Join('、', names)}（{Name(period)}）："
                    + (missing.Count > 0 ? $"没有结转{string.Join('、', missing)}。" : "没有该期的结转数。"));
            }
        }

        private IEnumerable<Uncarried> ToDate()
        {
            if (!carried.Cuts(edition, Period.Year, day))
            {
                yield break;
            }

            foreach (var tie in edition.Ranking.TieBreak.Where(tie => tie.Measure is null))
            {
                yield return new Uncarried(
                    "tie", tie.Kind ?? Periods.KeyOf(tie.Period!.Value),
                    "并列时比较的名次自起始日起计，以前的不能结转。");
            }

            foreach (var measure in edition.Measures.Where(one => one.Value is null && !one.Stands
                && !(one.AddsUp && Has(BalanceOf.Measure, one.Name, Period.Year))))
            {
                var what = measure.AddsUp ? $"没有结转{Name(Period.Year)}的数" : "不是累计数，不能结转";
                yield return new Uncarried(
                    "measure", measure.Name, $"指标“{measure.Label}”（{measure.Name}）{what}，年度累计自起始日起计。");
            }

            foreach (var status in edition.Ranking.Status.Where(one => !carried.Carries(edition, one.When, day)))
            {
                yield return new Uncarried(
                    "status", status.Name, $"状态“{status.Name}”所看的数没有全部结转，自起始日起计。");
            }
        }

        // Whether formulas look at periods that began before the evaluation did.
        private bool LooksBefore(IEnumerable<Formula> formulas) => formulas.Any(formula => formula.Uses.Earlier)
            && edition.Calendar.StartOf(Period.Year, day.AddYears(-1)) < carried.Day;

        // Whether a cap of the period counts what was before the beginning: no edition started over since.
        private bool Runs(Period period) => period != Period.Fact && carried.Cuts(edition, period, day)
            && !rules.InOrder.Any(one => one.Restarts && ReferenceEquals(rules.On(one.From), one)
                && carried.Day <= one.From && one.From <= day);

        private bool Goes(BalanceOf of, string name, Period period) =>
            carried.Holds(edition, period, day) && Has(of, name, period);

        private bool Has(BalanceOf of, string name, Period period) => carried.Opening.Has(of, name, Name(period));

        private string Name(Period period) => edition.Calendar.NameOf(period, carried.Day);

        private static Uncarried Of(Clause clause, string what) =>
            new("clause", clause.Id, $"条款“{clause.Id}”：{what}。");
    }
}
