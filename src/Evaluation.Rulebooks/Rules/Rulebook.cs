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
