using System.Collections.Immutable;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Kinds;

namespace Evaluation.Rulebooks.Rules;

/// <summary>
/// A dated edition of the assessment rules (考评办法), compiled. Its text is the source; this is what the text means.
/// </summary>
public sealed record Rulebook
{
    /// <summary>The rulebook's short name.</summary>
    public required string Id { get; init; }

    /// <summary>The edition's number, from 1.</summary>
    public required int Edition { get; init; }

    /// <summary>The title in print.</summary>
    public required string Title { get; init; }

    /// <summary>A remark that every bulletin repeats, for example that the text is an illustration.</summary>
    public required string Notice { get; init; }

    /// <summary>First day in force.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day in force.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Weeks, deadlines and years.</summary>
    public required Calendar Calendar { get; init; }

    /// <summary>The kinds of fact in force: the built-in ones and those declared here.</summary>
    public KindSet Kinds { get; init; } = KindSet.BuiltIn;

    /// <summary>Named numbers and lists, in the order of the text.</summary>
    public ImmutableArray<Parameter> Parameters { get; init; } = [];

    /// <summary>Counted figures, in print order.</summary>
    public required ImmutableArray<Measure> Measures { get; init; }

    /// <summary>Articles that hold clauses together under common caps.</summary>
    public required ImmutableArray<Article> Articles { get; init; }

    /// <summary>The clauses, in print order.</summary>
    public required ImmutableArray<Clause> Clauses { get; init; }

    /// <summary>How units are put in order.</summary>
    public required RankingRules Ranking { get; init; }

    /// <summary>How bulletins are printed.</summary>
    public required BulletinRules Bulletin { get; init; }

    /// <summary>The working days for appeals of an edition that does not say.</summary>
    public const int UsualAppealDays = 5;

    /// <summary>
    /// The working days after a sealing within which a unit may appeal against a bulletin of the edition.
    /// </summary>
    public int AppealDays { get; init; } = UsualAppealDays;

    /// <summary>Factors on the total: on every line, after all limits.</summary>
    public ImmutableArray<Factor> Times { get; init; } = [];

    /// <summary>The lists of honour and of warning, in print order.</summary>
    public ImmutableArray<ListRule> Lists { get; init; } = [];

    /// <summary>
    /// Whether caps, counts and repeated facts start over on the edition's first day, when that is inside a longer
    /// period; otherwise they continue.
    /// </summary>
    public bool Restarts { get; init; }

    /// <summary>
    /// What is done with the periods within which the evaluation begins; null when the text says nothing: then they are
    /// not judged.
    /// </summary>
    public CutPeriods? FirstPeriods { get; init; }

    /// <summary>A measure that the text names; reading it has found that each of them is declared.</summary>
    /// <exception cref="InvalidOperationException">There is none of that name.</exception>
    public Measure MeasureOf(string name) => Measures.First(measure => measure.Name == name);

    /// <summary>Whether facts of a kind matter to some clause, measure or tie-break.</summary>
    public bool Counts(string kind) =>
        Clauses.Any(clause => clause.Kind == kind || clause.After?.UnlessKind == kind || clause.LooksFor(kind))
        || Measures.Any(measure => measure.Kind == kind)
        || (Ranking is { TieBreak: var ties } && ties.Any(tie => tie.Kind == kind));

    /// <summary>Of each period that is published the last one that is over by the end of a day.</summary>
    public IEnumerable<NamedPeriod> PublishedBy(DateOnly day) =>
        from span in Bulletin.Periods
        let holding = NamedPeriod.Holding(span, day, Calendar)
        let over = holding.Last <= day ? holding : NamedPeriod.Holding(span, holding.First.AddDays(-1), Calendar)
        where InForce(over.Last)
        select over;

    /// <summary>Whether the edition decides on a day.</summary>
    public bool InForce(DateOnly day) => From <= day && day <= To;
}

/// <summary>An article that holds clauses together.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Limits">Caps and floors over all its clauses.</param>
public sealed record Article(string Id, ImmutableArray<Limit> Limits)
{
    /// <summary>What the weights of its clauses add up to; null when not stated.</summary>
    public decimal? Total { get; init; }

    /// <summary>Factors on what its clauses give within their own limits, before its own limits.</summary>
    public ImmutableArray<Factor> Times { get; init; } = [];
}

/// <summary>A cap (most points) or floor (least points) over a period.</summary>
/// <param name="Period">The period.</param>
/// <param name="Points">Most or least points; 0 and without meaning when <paramref name="Best"/> is set.</param>
/// <param name="Floor">Whether it is a floor.</param>
/// <param name="Best">Only so many of the best facts count; null for a cap on points.</param>
public sealed record Limit(Period Period, decimal Points, bool Floor, int? Best = null)
{
    /// <summary>The points by unit, where they are not the same for all; null where they are.</summary>
    public Formula? By { get; init; }

    /// <summary>Whether it limits points, the same for all units.</summary>
    public bool IsFixed => Best is null && By is null;

    /// <summary>The points for a unit on a day.</summary>
    public decimal For(View view) => By is { } by ? by.Number!(view) : Points;
}

/// <summary>A factor on a clause's points.</summary>
/// <param name="Name">What it is, in print.</param>
/// <param name="Number">The factor.</param>
/// <param name="Where">When it applies; null for always.</param>
public sealed record Factor(string Name, Formula Number, Formula? Where);

/// <summary>What a fact is worth that resembles one counted shortly before.</summary>
/// <param name="Same">Fields that make two facts the same.</param>
/// <param name="WithinDays">How many days after the last counted one the rule holds.</param>
/// <param name="Factor">The factor on the points, often 0.</param>
public sealed record RepeatRule(ImmutableArray<string> Same, int WithinDays, decimal Factor);

/// <summary>One clause of the rulebook: what it counts and what it gives (条款).</summary>
/// <param name="Id">Its short name, the same in every edition that continues it.</param>
/// <param name="Article">The article it belongs to; null for none.</param>
/// <param name="Text">As printed.</param>
/// <param name="UnitOfMeasure">Of the points, for example 分/家次.</param>
/// <param name="Kind">The kind of fact that it counts; null when it judges a period.</param>
/// <param name="Period">The period that it judges; <see cref="Period.Fact"/> when it counts facts.</param>
/// <param name="Where">Which facts or periods; null for all.</param>
/// <param name="Gives">The points before factors.</param>
/// <param name="Times">Factors, in order.</param>
/// <param name="Repeat">The rule for repeated facts; null for none.</param>
/// <param name="Limits">Caps and floors, the shortest period first.</param>
/// <param name="Line">Its line in the text, from 1.</param>
public sealed record Clause(
    string Id, string? Article, string Text, string UnitOfMeasure, string? Kind, Period Period, Formula? Where,
    Gives Gives, ImmutableArray<Factor> Times, RepeatRule? Repeat, ImmutableArray<Limit> Limits, int Line)
{
    /// <summary>
    /// The longer period whose running state is judged at the end of each period, in place of what was given for it
    /// before; null when each period is judged by itself.
    /// </summary>
    public Period? Over { get; init; }

    private const int WeightDecimals = 10;

    /// <summary>
    /// Its weight, the name `weight` in its formulas; null when it has none, or one that is not the same for all.
    /// </summary>
    public decimal? Weight { get; init; }

    /// <summary>Its weight by unit; a unit for which it is 0 is not judged. Null for one weight or none.</summary>
    public Formula? WeightOf { get; init; }

    /// <summary>Whether it has a weight.</summary>
    public bool HasWeight => Weight is not null || WeightOf is not null;

    /// <summary>The weight for a unit on a day.</summary>
    public decimal WeightFor(View view) => WeightOf is { } by ? WeightBy(by, view) : Weight.GetValueOrDefault();

    /// <summary>A weight by unit, to 10 decimals; 0 when its numbers overflow.</summary>
    internal static decimal WeightBy(Formula by, View view)
    {
        try
        {
            return Math.Round(by.Number!(view), WeightDecimals, MidpointRounding.ToEven);
        }
        catch (OverflowException)
        {
            return 0m;
        }
    }

    /// <summary>What holds when a target that it uses was not given; null to count with 0.</summary>
    public Absent? Absent { get; init; }

    /// <summary>The post whose holders are judged one by one; null to judge the unit.</summary>
    public string? For { get; init; }

    /// <summary>When it counts a fact later than on its day; null for at once.</summary>
    public Timer? After { get; init; }

    /// <summary>How its points are divided when the units agreed on nothing; null for the unit that reports.</summary>
    public ShareRule? Share { get; init; }

    /// <summary>All its formulas.</summary>
    public IEnumerable<Formula> Formulas =>
        new[] { Where, After?.UnlessWhere, Share?.Where }.OfType<Formula>().Concat(Gives.Formulas)
            .Concat(Times.SelectMany(factor => new[] { factor.Number, factor.Where }.OfType<Formula>()))
            .Concat(Let.Select(one => one.Formula));

    /// <summary>Intermediate results that its formulas use by name, in the order of the text.</summary>
    public ImmutableArray<(string Name, Formula Formula)> Let { get; init; } = [];

    /// <summary>Whether it looks for other facts of a kind.</summary>
    public bool LooksFor(string kind) => Formulas.Any(formula => formula.Uses.Kinds.Contains(kind));

    /// <summary>Whether it looks at the other units of the group.</summary>
    public bool LooksAtGroup => Formulas.Any(formula => formula.Uses.Group);

    /// <summary>What the clause gives for facts of its author's choice; adoption recounts them.</summary>
    public ImmutableArray<Example> Examples { get; init; } = [];
}

/// <summary>What happens when the points of a week change after its bulletin was sealed.</summary>
public enum LateFacts
{
    /// <summary>The next bulletin lists them among its corrections.</summary>
    Next,

    /// <summary>The week gets a new issue before the next bulletin is sealed.</summary>
    Issue,
}

/// <summary>How bulletins are printed.</summary>
/// <param name="Title">With {year}, {number}.</param>
/// <param name="Document">The document number, with {year}, {number}.</param>
/// <param name="Decimals">Places of printed points.</param>
/// <param name="Columns">The measures printed.</param>
/// <param name="NoneNamed">The measures whose units with none are named below the table.</param>
public sealed record BulletinRules(
    string Title, string Document, int Decimals, ImmutableArray<string> Columns, ImmutableArray<string> NoneNamed)
{
    /// <summary>What happens to weeks already sealed when their points change.</summary>
    public LateFacts Late { get; init; }

    /// <summary>
    /// The periods that are ranked and published beside the weeks; an edition decides on those that end under it.
    /// </summary>
    public ImmutableArray<Period> Periods { get; init; } = [];

    /// <summary>The title of a period's bulletin, with {period}, {year}.</summary>
    public string PeriodTitle { get; init; } = UsualPeriodTitle;

    /// <summary>The title of a period's bulletin of an edition that does not say.</summary>
    public const string UsualPeriodTitle = "{period}考评通报";
}
