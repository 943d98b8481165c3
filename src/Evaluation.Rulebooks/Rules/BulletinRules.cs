using System.Collections.Immutable;

namespace Evaluation.Rulebooks.Rules;

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
