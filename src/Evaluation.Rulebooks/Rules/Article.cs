using System.Collections.Immutable;
using Evaluation.Rulebooks.Formulas;

namespace Evaluation.Rulebooks.Rules;

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
/// <param name="Where">When it applies; null for always.</param>
public sealed record Factor(string Name, Formula Number, Formula? Where);

/// <summary>What a fact is worth that resembles one counted shortly before.</summary>
/// <param name="Same">Fields that make two facts the same.</param>
/// <param name="WithinDays">How many days after the last counted one the rule holds.</param>
/// <param name="Factor">The factor on the points, often 0.</param>
public sealed record RepeatRule(ImmutableArray<string> Same, int WithinDays, decimal Factor);
