using System.Collections.Immutable;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Units;

namespace Evaluation.Rulebooks.Rules;

/// <summary>
/// The periods within which a district begins that are judged as if it had begun before them, because what units had by
/// then was brought along (期初结转). A clause is judged so when balances were given of everything that it looks at.
/// </summary>
public sealed class CarriedPeriods
{
    internal const string Listed = "连续上榜的期数";

    private readonly RuleSet? rules;
    private readonly Roster roster;
    private readonly DateOnly listed;
    private readonly HashSet<Clause> complete = new(ReferenceEqualityComparer.Instance);

    private CarriedPeriods(RuleSet? rules, Roster roster, Opening opening)
    {
        (this.rules, this.roster, Opening) = (rules, roster, opening);
        listed = roster.Terms.IsEmpty ? opening.Day : roster.Terms.Min(term => term.From);
        foreach (var edition in rules?.InOrder ?? [])
        {
            complete.UnionWith(edition.Clauses.Where(clause => clause.Kind is null
                && Together(edition, clause).All(one => Missing(edition, one).Count == 0)));
        }
    }

    /// <summary>The balances.</summary>
    public Opening Opening { get; }

    /// <summary>The first day of the evaluation.</summary>
    public DateOnly Day => Opening.Day;

    /// <summary>The edition that decides on the first day; null when none does.</summary>
    public Rulebook? Edition => rules?.On(Day);

    /// <summary>What a district brings along; null for nothing.</summary>
    public static CarriedPeriods? Of(RuleSet rules, Roster roster) =>
        roster.Opening is { } opening ? new CarriedPeriods(rules, roster, opening) : null;

    /// <summary>
    /// The same for the year to date, which goes on over editions that start over; null for nothing.
    /// </summary>
    internal static CarriedPeriods? ToDate(Roster roster) =>
        roster.Opening is { } opening ? new CarriedPeriods(null, roster, opening) : null;

    /// <summary>Whether the period that holds a day had begun before the evaluation.</summary>
    public bool Cuts(Rulebook edition, Period period, DateOnly day) =>
        Day <= day && edition.Calendar.StartOf(period, day) < Day;

    /// <summary>
    /// Whether balances of the period that holds a day go on after the beginning: some were given, the evaluation
    /// began on the day that they were made for, and no edition started over within the period before it.
    /// </summary>
    public bool Holds(Rulebook edition, Period period, DateOnly day) =>
        Cuts(edition, period, day) && Opening.Speaks(edition.Calendar.NameOf(period, day))
        && Beginning.Of(edition, roster.Begins).Day == Day
        && rules?.InOrder.Any(one => one.Restarts && ReferenceEquals(rules.On(one.From), one)
            && edition.Calendar.StartOf(period, day) < one.From && one.From <= Day) != true;

    /// <summary>The balances of a unit that go on, each with its period and the first day of that.</summary>
    public IEnumerable<(Balance Balance, Period Period, DateOnly Begin)> Of(string unit)
    {
        if (Edition is not { } edition)
        {
            yield break;
        }

        foreach (var period in Periods.All.Where(period => Holds(edition, period, Day)))
        {
            var name = edition.Calendar.NameOf(period, Day);
            foreach (var balance in Opening.Balances.Where(one => one.Unit == unit && one.Period == name))
            {
                yield return (balance, period, edition.Calendar.StartOf(period, Day));
            }
        }
    }

    /// <summary>
    /// The article whose caps a clause's balance uses up; null when the article has a balance of its own, or there is
    /// none.
    /// </summary>
    public string? ArticleOf(Balance balance) =>
        Edition!.Clauses.FirstOrDefault(clause => clause.Id == balance.Name)?.Article is { } article
        && !Opening.Has(BalanceOf.Article, article, balance.Period) ? article : null;

    /// <summary>Whether a clause judges the period that holds a day, or the longer one, with what was before.</summary>
    public bool Carries(Rulebook edition, Clause clause, DateOnly day) =>
        Holds(edition, clause.Over ?? clause.Period, day) && complete.Contains(clause);

    /// <summary>Whether what others see of a unit, or what lists and prizes look at, holds what was before.</summary>
    /// <param name="edition">The edition that decides on the day.</param>
    /// <param name="each">The period that ends on it.</param>
    /// <param name="of">The period that is looked at.</param>
    /// <param name="honours">Whether for lists and prizes; otherwise for clauses.</param>
    public bool Carries(Rulebook edition, Period each, Period of, bool honours, DateOnly day) =>
        Holds(edition, of, day)
        && (honours ? MissingHonours(edition, of).Count == 0
            : edition.Clauses.Where(one => one.LooksAtGroup && one.Period == each && (one.Over ?? each) == of)
                .All(one => Carries(edition, one, day)));

    /// <summary>Whether a condition on the year to date holds what was before.</summary>
    public bool Carries(Rulebook edition, Formula condition, DateOnly day) =>
        Holds(edition, Period.Year, day) && Missing(edition, [condition], Period.Year).Count == 0;

    /// <summary>The names of the measures with balances that a clause looks at.</summary>
    public static IReadOnlyList<string> MeasuresOf(Rulebook edition, Clause clause) =>
        [.. edition.Measures.Where(measure => measure.AddsUp).Select(measure => measure.Name)
            .Where(name => clause.Formulas.Any(formula => LooksAt(edition, formula, name)))];

    /// <summary>Whether a formula looks at the points of the period.</summary>
    public static bool LooksAtPoints(Formula formula) =>
        SyntaxParts.Of(formula.Tree!).Any(part => part is NameSyntax { Name: "points" });

    /// <summary>Whether a formula, or a measure of which it is made, uses a name.</summary>
    public static bool LooksAt(Rulebook edition, Formula formula, string name) =>
        Parts(edition, formula).Any(part => part is NameSyntax named && named.Name == name);

    /// <summary>
    /// What of a clause's judgement of a cut period was not brought along, by its label; a text of its own for what
    /// cannot be.
    /// </summary>
    public IReadOnlyList<string> Missing(Rulebook edition, Clause clause)
    {
        var period = clause.Over ?? clause.Period;
        return
        [
            .. clause.For is null ? [] : Cannot("任职人各自的指标"),
            .. clause.Formulas.Any(formula => !formula.Uses.Streaks.IsEmpty) ? Cannot("连续的期数") : [],
            .. Missing(edition, clause.Formulas, period),
            .. clause.Over is null || Has(edition, BalanceOf.Clause, clause.Id, period) ? []
                : new[] { "该条款已计的得分" },
        ];
    }

    /// <summary>What of the lists and prizes of a cut period was not brought along.</summary>
    public IReadOnlyList<string> MissingHonours(Rulebook edition, Period period)
    {
        var conditions = edition.Lists.Where(list => list.Period == period).Select(list => list.When).ToList();
        var prizes = edition.Ranking.Prizes.Any(prize => prize.Period == period);
        return
        [
            .. Missing(edition, conditions, period),
            .. conditions.Exists(one => Parts(edition, one).Any(part => part is CallSyntax { Function: "streak" }))
                ? Cannot(Listed) : [],
            .. !prizes || Has(edition, BalanceOf.Points, "", period) ? [] : new[] { "合计得分" },
            .. !prizes ? [] : edition.Ranking.TieBreak.Select(tie => tie.Measure).OfType<string>()
                .SelectMany(measure => Missing(edition, edition.MeasureOf(measure), period)),
            .. prizes && edition.Ranking.TieBreak.Any(tie => tie.Measure is null) ? Cannot("并列时比较的名次") : [],
        ];
    }

    /// <summary>
    /// Whether the unit was evaluated on every day from the first of the period that holds a day to the beginning;
    /// days before the first of the roster say nothing.
    /// </summary>
    internal bool Through(ImmutableArray<UnitTerm> terms, DateOnly first)
    {
        for (var day = first > listed ? first : listed; day < Day; day = day.AddDays(1))
        {
            if (!terms.Any(term => term.Covers(day)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What of the measures and points that formulas look at was not brought along.</summary>
    internal IReadOnlyList<string> Missing(Rulebook edition, IEnumerable<Formula> formulas, Period period)
    {
        var parts = formulas.SelectMany(formula => Parts(edition, formula)).ToList();
        var names = parts.OfType<NameSyntax>().Select(name => name.Name).ToHashSet();
        return
        [
            .. edition.Measures.Where(measure => names.Contains(measure.Name))
                .SelectMany(measure => Missing(edition, measure, period)),
            .. names.Contains("points") && !Has(edition, BalanceOf.Points, "", period) ? ["合计得分"]
                : Array.Empty<string>(),
            .. parts.OfType<CallSyntax>().Any(LooksBack) ? Cannot("以前期间的指标、条款的得分") : [],
        ];
    }

    // Who looks at the group is judged together with all who look at the same period of it.
    private static IEnumerable<Clause> Together(Rulebook edition, Clause clause) => !clause.LooksAtGroup ? [clause]
        : edition.Clauses.Where(one => one.LooksAtGroup && one.Period == clause.Period
            && (one.Over ?? one.Period) == (clause.Over ?? clause.Period));

    private bool Has(Rulebook edition, BalanceOf of, string name, Period period) =>
        Opening.Has(of, name, edition.Calendar.NameOf(period, Day));

    // With what the measures are made of that are named.
    private static IEnumerable<Syntax> Parts(Rulebook edition, Formula formula) => SyntaxParts.Of(formula.Tree!)
        .SelectMany(part => part is NameSyntax { Name: var name }
            && edition.Measures.FirstOrDefault(measure => measure.Name == name)?.Value is { } made
                ? Parts(edition, made).Prepend(part) : [part]);

    // What is made of others is looked through, and what stands does so without a balance.
    private string[] Missing(Rulebook edition, Measure measure, Period period)
    {
        var label = $"指标“{measure.Label}”（{measure.Name}）";
        return measure.Stands || measure.Value is not null ? []
            : !measure.AddsUp ? Cannot(label)
            : Has(edition, BalanceOf.Measure, measure.Name, period) ? [] : [label];
    }

    // At an earlier period, or at the points of a clause or an article.
    private static bool LooksBack(CallSyntax call) => call.Function is "previous" or "last_year" or "points";

    private static string[] Cannot(string what) => [$"{what}（不能结转）"];
}
