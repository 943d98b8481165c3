using Evaluation.Rulebooks.Checks.Prover;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Checks;

/// <summary>Caps and floors that can never bind, or that leave nothing.</summary>
internal static class CapCheck
{
    public static IEnumerable<Finding> Of(ParsedText text)
    {
        var counts = new PeriodCounts(text.Rulebook);
        return text.Clauses.SelectMany(clause => OfClause(clause, counts)
                .Concat(Among(clause.Clause.Limits, clause.Part, clause.About, counts)))
            .Concat(text.Articles.SelectMany(article => OfArticle(text, article.Article, article.Part, counts)
                .Concat(Among(article.Article.Limits, article.Part, $"条目“{article.Article.Id}”", counts))));
    }

    private static string Label(Limit limit) =>
        (limit.Period == Period.Fact ? "单项" : ClauseWords.Of(limit.Period)) + (limit.Floor ? "下限" : "上限");

    private static (int Line, int Column) At(YamlPart owner, Limit limit)
    {
        var part = owner[limit.Floor ? "floor" : "cap"][Periods.KeyOf(limit.Period)];
        return (part.Line, part.Column);
    }

    // A limit of one clause against what the clause can give at all.
    private static IEnumerable<Finding> OfClause(ClausePart clause, PeriodCounts counts)
    {
        var once = Worth.Once(clause);
        foreach (var limit in clause.Clause.Limits.Where(limit => limit.IsFixed))
        {
            var (most, size) = limit.Floor ? (-once.Low, -limit.Points) : (once.High, limit.Points);
            var times = Worth.Times(clause.Clause, limit.Period, counts);
            if (most is null or > 0m && size == 0m)
            {
                yield return limit.Floor
                    ? Say.Doubt(
                        At(clause.Part, limit), $"{clause.About}的{Label(limit)}是0，扣分全部不计。",
                        "请写明最多扣多少分，或删去条款。")
                    : Say.Wrong(
                        At(clause.Part, limit), $"{clause.About}的{Label(limit)}是0，永远不能得分。",
                        "请更正上限，或删去条款。");
            }
            else if (most == 0m && size != 0m)
            {
                yield return Say.Doubt(
                    At(clause.Part, limit),
                    $"{clause.About}{(limit.Floor ? "只加分，下限" : "只扣分，上限")}不起作用。",
                    limit.Floor ? "请删去“floor”，或核对分值的正负。" : "请写 cap: none，扣分的下限请写 floor。");
            }
            else if (most is { } highest && times > 0 && Math.Abs(size) > highest * times)
            {
                yield return Say.Doubt(
                    At(clause.Part, limit),
                    $"{clause.About}的{Label(limit)}{FormulaSentence.Number(limit.Points)}分永远达不到，"
                    + $"最多只有{FormulaSentence.Number((limit.Floor ? -1 : 1) * highest * times)}分。",
                    "请更正上限或分值。");
            }
        }
    }

    // Limits of one owner against one another.
    private static IEnumerable<Finding> Among(
        IReadOnlyList<Limit> limits, YamlPart part, string about, PeriodCounts counts)
    {
        foreach (var longer in limits.Where(limit => limit.IsFixed))
        {
            var beside = limits.Where(
                one => one.IsFixed && one.Floor == longer.Floor && one.Period < longer.Period);
            foreach (var shorter in beside.Where(_ => longer.Points != 0m))
            {
                // A week over the end of a month may come to what both months leave.
                var touched = shorter.Period == Period.Fact ? 1 : counts.Within(longer.Period, shorter.Period);
                if (Math.Abs(shorter.Points) >= Math.Abs(longer.Points) * touched)
                {
                    yield return Say.Doubt(
                        At(part, shorter),
                        $"{about}的{Label(shorter)}{FormulaSentence.Number(shorter.Points)}分"
                        + $"不严于{Label(longer)}{FormulaSentence.Number(longer.Points)}分，不起作用。",
                        "请删去，或更正其中一个。");
                }
                else if (shorter.Period != Period.Fact
                    && counts.Within(shorter.Period, longer.Period) is var times
                    && Math.Abs(longer.Points) > Math.Abs(shorter.Points) * times)
                {
                    yield return Say.Doubt(
                        At(part, longer),
                        $"{about}的{Label(longer)}{FormulaSentence.Number(longer.Points)}分永远达不到，"
                        + $"按{Label(shorter)}最多{FormulaSentence.Number(shorter.Points * times)}分。",
                        "请删去，或更正其中一个。");
                }
            }
        }
    }

    // A limit of an article against what its clauses can give together.
    private static IEnumerable<Finding> OfArticle(ParsedText text, Article article, YamlPart part, PeriodCounts counts)
    {
        var clauses = text.Clauses.Where(clause => clause.Clause.Article == article.Id).ToList();
        foreach (var limit in article.Limits.Where(
            limit => limit is { IsFixed: true, Period: not Period.Fact } && clauses.Count > 0
                && article.Times.IsEmpty))
        {
            var most = clauses
                .Select(clause => limit.Floor
                    ? Worth.Loss(clause, limit.Period, counts)
                    : Worth.Most(clause, limit.Period, counts))
                .Aggregate((decimal?)0m, (sum, one) => sum + one);
            if (most is { } together && Math.Abs(limit.Points) > together)
            {
                yield return Say.Doubt(
                    At(part, limit),
                    $"条目“{article.Id}”的{Label(limit)}{FormulaSentence.Number(limit.Points)}分永远达不到，"
                    + $"各条款合计最多{FormulaSentence.Number(limit.Floor ? -together : together)}分。",
                    "请删去，或与各条款核对。");
            }
        }
    }
}
