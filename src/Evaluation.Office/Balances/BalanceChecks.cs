using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Balances;

/// <summary>What can be wrong with balances.</summary>
/// <param name="office">What is known of the district.</param>
/// <param name="edition">The edition that decides on the first day.</param>
/// <param name="day">The first day.</param>
/// <param name="balances">The balances, of units by the names of the roster.</param>
internal sealed class BalanceChecks(
    BeginningFile office, Rulebook edition, DateOnly day, IReadOnlyList<Balance> balances)
{
    private const int MostDecimals = 6;
    private const decimal Largest = 10_000m * Money.Yi;

    private readonly List<Period> cut =
        [.. Periods.All.Where(period => edition.Calendar.StartOf(period, day) < day)];

    private readonly HashSet<(BalanceOf Of, string Name, string Period)> given =
        [.. balances.Select(one => (one.Of, one.Name, one.Period))];

    private readonly Dictionary<(string Period, BalanceOf Of), IReadOnlyCollection<string>> known = [];

    /// <summary>The first thing that is wrong; null for nothing.</summary>
    public Refusal? First() => balances.Count == 0 ? null
        : cut.Count == 0 ? NothingCut()
        : balances.Count > Bounds.MostParts ? new Refusal(
            "too-many", $"结转数超过{Bounds.MostParts}项。", "balances", "请只写各条款和指标需要的项目。")
        : balances.Select(Wrong).FirstOrDefault(refusal => refusal is not null)
            ?? Twice() ?? Incomplete() ?? WithoutTotal() ?? Halved() ?? Larger();

    private Refusal? Wrong(Balance one, int i)
    {
        var at = $"balances[{i}].";
        var units = office.Roster.On(day).Select(term => term.Unit).ToList();
        if (!units.Contains(one.Unit))
        {
            return office.Roster.Knows(one.Unit)
                ? new Refusal(
                    "unit-absent", $"单位“{one.Unit}”在{day:yyyy-MM-dd}不在考评名册内。", $"{at}unit",
                    "请核对单位，或删去该行。")
                : Refusal.Unknown("unit", "单位", one.Unit, Finding.Nearest(one.Unit, units)) with
                {
                    Where = $"{at}unit",
                };
        }

        if (cut.Select(NameOf).All(name => name != one.Period))
        {
            return !cut.Contains(Period.Year) ? NothingCut() : Refusal.NotFound(
                "unknown-period", $"期间“{one.Period}”不跨考评起始日{day:yyyy-MM-dd}，无从结转。", $"{at}period",
                Finding.Nearest(one.Period, cut.Select(NameOf)));
        }

        var what = BalanceWords.InPrint(one.Of);
        if (one.Of == BalanceOf.Points)
        {
            return one.Name.Length == 0 ? Amount(one, at)
                : new Refusal("name-given", $"合计得分不写名称“{one.Name}”。", $"{at}name", "请把名称留空。");
        }

        var names = Known(one.Period, one.Of);
        return names.Contains(one.Name) ? Amount(one, at)
            : Refusal.NotFound(
                one.Of switch
                {
                    BalanceOf.Clause => "unknown-clause",
                    BalanceOf.Article => "unknown-item",
                    _ => "unknown-measure",
                },
                $"{PeriodNames.InWords(one.Period)}施行的办法没有{what}“{one.Name}”。", $"{at}name",
                names.Count == 0 ? $"办法没有任何{what}，请删去该行。" : Finding.Nearest(one.Name, names));
    }

    private Refusal NothingCut() => Refusal.Conflict(
        "nothing-cut", $"考评自{day:yyyy-MM-dd}起，本年度没有已经过去的一段，不需要结转。", "balances",
        "本区年中才开始考评的，请先登记考评起始周（begin）。");

    private Refusal? Amount(Balance one, string at)
    {
        var (points, counts) = (one.Of != BalanceOf.Measure,
            Editions(one.Period).Any(later => later.Measures.Any(
                measure => one.Of == BalanceOf.Measure && measure.Name == one.Name && measure.Sum is null)));
        var most = points ? Bounds.MostPoints : Largest;
        return Math.Abs(one.Amount) > most || (!points && one.Amount < 0m)
                || Math.Round(one.Amount, MostDecimals) != one.Amount
            ? new Refusal(
                "amount-wrong", $"{BalanceWords.Of(one)}的结转数{Value.Of(one.Amount)}超出范围或小数过长。",
                $"{at}amount",
                points ? $"请填写绝对值不超过一百万、小数不超过{MostDecimals}位的分数。"
                    : $"请填写0至一万亿之间、小数不超过{MostDecimals}位的数。")
            : counts && decimal.Truncate(one.Amount) != one.Amount
                ? new Refusal(
                    "amount-not-whole", $"{BalanceWords.Of(one)}按件计数，不能是{Value.Of(one.Amount)}。",
                    $"{at}amount", "请填写整数。")
            : null;
    }

    private Refusal? Twice()
    {
        var first = new HashSet<Balance>();
        for (var i = 0; i < balances.Count; i++)
        {
            if (!first.Add(balances[i] with { Amount = 0m }))
            {
                return new Refusal(
                    "balance-twice", $"{BalanceWords.Of(balances[i])}写了两次。", $"balances[{i}]", "同一项只写一次。");
            }
        }

        return null;
    }

    // A unit that was forgotten must not begin with nothing.
    private Refusal? Incomplete()
    {
        var units = office.Roster.On(day).Select(term => term.Unit).Distinct().ToList();
        foreach (var same in balances.GroupBy(one => one with { Unit = "", Amount = 0m }))
        {
            if (units.Except(same.Select(one => one.Unit)).ToList() is { Count: > 0 } missing)
            {
                return new Refusal(
                    "units-missing",
                    $"{BalanceWords.Of(same.Key)}没有写明{string.Join('、', missing)}的结转数。", "balances",
                    "请写明每个单位的数，没有的写0。");
            }
        }

        return null;
    }

    private Refusal? WithoutTotal() =>
        cut.Contains(Period.Year) && !given.Contains((BalanceOf.Points, "", NameOf(Period.Year)))
            ? new Refusal(
                "total-missing", $"没有写明各单位{NameOf(Period.Year)}年的合计得分。", "balances",
                "年度累计由合计得分结转，请写明每个单位的合计（points），没有的写0。")
            : null;

    // A clause that judges a year month by month takes back what it gave before: without that it would give it again.
    private Refusal? Halved()
    {
        foreach (var period in cut)
        {
            foreach (var (later, clause) in Editions(NameOf(period)).SelectMany(later => later.Clauses
                .Where(clause => clause.Over == period), (later, clause) => (later, clause)))
            {
                var own = given.Contains((BalanceOf.Clause, clause.Id, NameOf(period)));
                var looked = clause.For is null ? CarriedPeriods.MeasuresOf(later, clause) : [];
                var missing = looked.Where(name => !given.Contains((BalanceOf.Measure, name, NameOf(period)))).ToList();
                if (own ? missing.Count > 0 || clause.For is not null : missing.Count < looked.Count)
                {
                    var what = own && clause.For is not null ? "该条款按任职人考核，其得分不能结转，请删去"
                        : own ? $"请同时写明指标{string.Join('、', missing)}的结转数"
                        : "请同时写明该条款已计的得分（clause）";
                    return new Refusal(
                        "clause-halved",
                        $"条款“{clause.Id}”按{NameOf(period)}的累计考核，其得分和所看的指标须一并结转，"
                        + "否则会重复计分或倒扣。",
                        "balances", $"{what}。");
                }
            }
        }

        return null;
    }

    // A part is not more than the whole, and a shorter period not more than a longer one that holds it.
    private Refusal? Larger()
    {
        var amounts = balances.ToDictionary(one => one with { Amount = 0m }, one => one.Amount);
        foreach (var (one, i) in balances.Select((one, i) => (one, i)).Where(one => one.one.Of == BalanceOf.Measure))
        {
            var whole = Editions(one.Period).SelectMany(later => later.Measures)
                .FirstOrDefault(measure => measure.Name == one.Name)?.Of;
            var start = StartOf(one.Period);
            var wider = cut.Select(period => one with { Period = NameOf(period), Amount = 0m })
                .Where(other => StartOf(other.Period) <= start)
                .Concat(whole is null ? [] : [one with { Name = whole, Amount = 0m }])
                .FirstOrDefault(other => amounts.TryGetValue(other, out var most) && most < one.Amount);
            if (wider is not null)
            {
                return new Refusal(
                    "amount-larger",
                    $"{BalanceWords.Of(one)}的{Value.Of(one.Amount)}大于{BalanceWords.Of(wider)}的"
                    + $"{Value.Of(amounts[wider])}。", $"balances[{i}].amount", "部分不会大于全部，请核对两个数。");
            }
        }

        return null;
    }

    private IReadOnlyCollection<string> Known(string period, BalanceOf of)
    {
        if (!known.TryGetValue((period, of), out var names))
        {
            known[(period, of)] = names =
            [
                .. Editions(period).SelectMany(later => of switch
                {
                    BalanceOf.Clause => later.Clauses.Select(clause => clause.Id),
                    BalanceOf.Article => later.Articles.Select(article => article.Id),
                    _ => later.Measures.Where(measure => measure.AddsUp).Select(measure => measure.Name),
                }).ToHashSet(),
            ];
        }

        return names;
    }

    // Those that decide on some day from the beginning to the end of the period.
    private IEnumerable<Rulebook> Editions(string period)
    {
        var last = edition.Calendar.DaysOf(period)?.Last ?? day;
        return office.Rules.InOrder.Where(later => later.From <= last && day <= later.To);
    }

    private DateOnly StartOf(string period) => edition.Calendar.DaysOf(period)?.First ?? day;

    private string NameOf(Period period) => edition.Calendar.NameOf(period, day);
}
