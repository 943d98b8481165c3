using System.Collections.Immutable;
using Evaluation.Rulebooks.Formulas;

namespace Evaluation.Rulebooks.Rules;

/// <summary>What a clause gives for some facts: an example as a circular prints it beside the article (例).</summary>
/// <param name="Name">What it shows, one sentence.</param>
/// <param name="Facts">The facts in the order in which they are written.</param>
/// <param name="Gives">The points of the clause for the unit: one number for each of <see cref="Sources"/>.</param>
/// <param name="Unit">The unit that the facts belong to.</param>
/// <param name="UnitKind">What the unit is.</param>
/// <param name="Group">The group in which it is ranked.</param>
/// <param name="From">The first day looked at.</param>
/// <param name="To">The last day looked at.</param>
/// <param name="Line">Its line in the text, from 1.</param>
/// <param name="Column">From 1.</param>
public sealed record Example(
    string Name, ImmutableArray<Fact> Facts, ImmutableArray<decimal> Gives, string Unit, string UnitKind, string Group,
    DateOnly From, DateOnly To, int Line, int Column)
{
    /// <summary>
    /// What each unit is to reach by the measure's name, in every period that the clause judges; empty for no target.
    /// </summary>
    public ImmutableSortedDictionary<string, decimal> Targets { get; init; } =
        ImmutableSortedDictionary.Create<string, decimal>(StringComparer.Ordinal);

    /// <summary>Who holds the post that the clause judges, all through; empty when nobody does.</summary>
    public ImmutableArray<string> Leaders { get; init; } = [];

    /// <summary>Further units of the group with their facts; the example does not list their points.</summary>
    public ImmutableArray<(string Unit, ImmutableArray<Fact> Facts)> Others { get; init; } = [];

    /// <summary>The facts of all units.</summary>
    public IEnumerable<Fact> AllFacts => Facts.Concat(Others.SelectMany(other => other.Facts));

    /// <summary>
    /// The facts that the clause counts for the unit: its own, then those of others that share with it.
    /// </summary>
    public IEnumerable<Fact> Counted(Clause clause) =>
        AllFacts.Where(fact => fact.Kind == clause.Kind && (fact.Unit == Unit || Names(clause.Share, fact)));

    /// <summary>
    /// What its numbers are of, as lines of sheets name it: each fact counted in the order written; or each period from
    /// the first day to the last, in it each leader in the order written.
    /// </summary>
    public IEnumerable<string> Sources(Clause clause, Calendar calendar) => clause.Kind is not null
        ? Counted(clause).Select(fact => fact.Id)
        : from start in calendar.Starts(clause.Period, From, To)
          let period = $"{Periods.KeyOf(clause.Period)}/{calendar.NamedBy(clause.Period, start):O}"
          from source in Leaders.IsEmpty ? [period] : Leaders.Select(person => $"{period}/{person}")
          select source;

    private bool Names(ShareRule? share, Fact fact) =>
        share is not null && share.Others.Any(other => fact.Values.GetValueOrDefault(other.Field).Text == Unit);
}
