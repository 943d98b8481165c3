using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Text;

namespace Evaluation.Rulebooks.Scoring;

/// <summary>
/// Editions laid out for scoring together: clauses, articles and measures of one name have one number in all of them,
/// so that caps and counts continue from edition to edition. Laid out once for each set of rules.
/// </summary>
internal sealed class ScoringPlan
{
    private static readonly ConditionalWeakTable<RuleSet, ScoringPlan> Plans = [];

    private readonly Dictionary<Rulebook, EditionPlan> editions = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, int> clauses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> articles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> measures = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Clause, string Same), int> repeats = [];
    private readonly DateOnly[] restarts;
    private readonly ImmutableHashSet<string> asked;
    private readonly IEnumerable<Period> askedSpans;
    private readonly ILookup<string, Clause> byClause;
    private readonly ILookup<string, Article> byArticle;

    private ScoringPlan(RuleSet rules)
    {
        Rules = rules;
        byClause = rules.InOrder.SelectMany(edition => edition.Clauses)
            .ToLookup(clause => clause.Id, StringComparer.Ordinal);
        byArticle = rules.InOrder.SelectMany(edition => edition.Articles)
            .ToLookup(article => article.Id, StringComparer.Ordinal);
        foreach (var same in byClause)
        {
            ClauseIndex(same.Key);
        }

        asked = [.. rules.InOrder.SelectMany(edition => edition.Clauses.SelectMany(clause => clause.Formulas)
            .Concat(edition.Lists.Select(list => list.When))).SelectMany(formula => formula.Uses.PointsOf)];
        askedSpans = asked.IsEmpty ? [] : Periods.All;

        RepeatsOf = [.. byClause.Select(same => same.Select(clause => clause.Repeat).OfType<RepeatRule>()
            .Select(rule => (Rule: rule, Index: RepeatIndex(ClauseIndex(same.Key), rule)))
            .DistinctBy(one => one.Index).ToArray())];
        foreach (var edition in rules.InOrder)
        {
            editions[edition] = new EditionPlan(
                edition, [.. edition.Clauses.Select(clause => Plan(clause, edition))], MeasureIndex);
        }

        Takes = [.. editions.Values.SelectMany(plan => plan.Figures).Where(one => one.Measure.Takes is not null)
            .Select(one => one.Index)];
        Stands =
        [
            .. editions.Values.SelectMany(plan => plan.Figures).GroupBy(one => one.Index)
                .Where(same => same.All(one => one.Measure.Stands)).Select(same => same.Key),
        ];
        Keeps = editions.Values.Any(plan => plan.LooksEarlier) ? [.. measures.Values] : Takes;
        LooksForOthers = rules.InOrder.SelectMany(edition => edition.Clauses).SelectMany(clause => clause.Formulas)
            .Any(formula => !formula.Uses.Kinds.IsEmpty);
        UsesCredit = editions.Values.Any(plan => plan.UsesCredit);
        JudgesPeople = editions.Values.Any(plan => plan.JudgesPeople);
        restarts =
            [.. rules.InOrder.Where(edition => edition.Restarts && ReferenceEquals(rules.On(edition.From), edition))
            .Select(edition => edition.From).OrderDescending()];
        FigureSpans = [.. editions.Values.SelectMany(plan => plan.FigureSpans).Distinct()];
        ViewSpans = [.. editions.Values.SelectMany(plan => plan.GroupViews.Concat(plan.HonourViews))
            .Select(view => view.Of).Distinct()];
    }

    /// <summary>The editions as they were given.</summary>
    public RuleSet Rules { get; }

    public IEnumerable<EditionPlan> Editions => editions.Values;

    /// <summary>The names of measures by number.</summary>
    public IReadOnlyList<string> Measures => [.. measures.Keys];

    /// <summary>The measures that are more than a sum or a count in some edition.</summary>
    public ImmutableHashSet<int> Takes { get; }

    /// <summary>Those of them that are what stands on a day, in every edition that has them.</summary>
    public ImmutableHashSet<int> Stands { get; }

    /// <summary>The measures of which it is kept what each fact gave.</summary>
    public ImmutableHashSet<int> Keeps { get; }

    /// <summary>How many clauses have a number.</summary>
    public int Clauses => clauses.Count;

    /// <summary>How many articles have a number.</summary>
    public int Articles => articles.Count;

    /// <summary>The periods whose figures some clause or list uses.</summary>
    public Period[] FigureSpans { get; }

    /// <summary>The periods whose points others, lists or prizes look at.</summary>
    public Period[] ViewSpans { get; }

    /// <summary>
    /// The repeat rules of a clause in all editions, by the clause's number: what one edition counted, a later one
    /// knows.
    /// </summary>
    public (RepeatRule Rule, int Index)[][] RepeatsOf { get; }

    /// <summary>Whether a unit's points can change with the facts of another unit.</summary>
    public bool WholeDistrict => editions.Values.Any(plan => plan.WholeDistrict);

    /// <summary>Whether some clause looks for other facts.</summary>
    public bool LooksForOthers { get; }

    /// <summary>Whether a clause of some edition uses what another one gave.</summary>
    public bool UsesCredit { get; }

    /// <summary>Whether some edition judges persons.</summary>
    public bool JudgesPeople { get; }

    /// <summary>
    /// The last day until a day on which an edition started over; every edition after it continues from there.
    /// </summary>
    public DateOnly AnewBy(DateOnly day) => Array.Find(restarts, from => from <= day);

    /// <summary>The plan of a set of rules.</summary>
    public static ScoringPlan Of(RuleSet rules) => Plans.GetValue(rules, static one => new ScoringPlan(one));

    /// <summary>The plan of an edition.</summary>
    public EditionPlan Of(Rulebook edition) => editions[edition];

    /// <summary>Whether somebody looks at the points of a clause or article.</summary>
    public bool AsksPoints => !asked.IsEmpty;

    /// <summary>The clauses and articles whose points are looked at, each with its number.</summary>
    public IEnumerable<(string Name, int Index, bool IsArticle)> Asked =>
        from name in asked
        let isArticle = byArticle.Contains(name)
        let numbers = isArticle ? articles : clauses
        where numbers.ContainsKey(name)
        select (name, numbers[name], isArticle);

    private IEnumerable<Period> AskedSpans(string name) => asked.Contains(name) ? askedSpans : [];

    private ClausePlan Plan(Clause clause, Rulebook edition)
    {
        var index = ClauseIndex(clause.Id);
        var article = edition.Articles.SingleOrDefault(one => one.Id == clause.Article);
        return new ClausePlan(
            clause, index, SpansOf(byClause[clause.Id].SelectMany(one => one.Over is { } over
                ? one.Limits.Select(limit => limit.Period).Append(over)
                : one.Limits.Select(limit => limit.Period)).Concat(AskedSpans(clause.Id))),
            article is null ? null : Plan(article), clause.Limits.SingleOrDefault(limit => limit.Best is not null),
            [.. clause.Limits.Where(limit => limit.Best is null).Select(limit => (limit, ClauseWords.Of(limit)))],
            clause.Repeat is { } repeat ? RepeatIndex(index, repeat) : -1);
    }

    private ArticlePlan Plan(Article article) => new(
        article, Number(articles, article.Id),
        SpansOf(byArticle[article.Id].SelectMany(one => one.Limits).Select(limit => limit.Period)
            .Concat(AskedSpans(article.Id))),
        [.. article.Limits.Select(limit => (limit, $"“{article.Id}”{ClauseWords.Of(limit)}"))]);

    private static Period[] SpansOf(IEnumerable<Period> periods) =>
        [.. periods.Where(period => period != Period.Fact).Distinct()];

    /// <summary>The number of a measure; null when no edition has it.</summary>
    public int? MeasureNumber(string name) => measures.TryGetValue(name, out var number) ? number : null;

    /// <summary>The number of a clause; null when no edition has it.</summary>
    public int? ClauseNumber(string id) => clauses.TryGetValue(id, out var number) ? number : null;

    /// <summary>The number of an article; null when no edition has it.</summary>
    public int? ArticleNumber(string id) => articles.TryGetValue(id, out var number) ? number : null;

    private int ClauseIndex(string id) => Number(clauses, id);

    private int MeasureIndex(string name) => Number(measures, name);

    private int RepeatIndex(int clause, RepeatRule rule)
    {
        var key = (clause, string.Join('\u001F', rule.Same));
        return repeats.TryGetValue(key, out var index) ? index : repeats[key] = repeats.Count;
    }

    private static int Number(Dictionary<string, int> numbers, string name) =>
        numbers.TryGetValue(name, out var number) ? number : numbers[name] = numbers.Count;
}
