using Evaluation.Rulebooks.Formulas;

namespace Evaluation.Rulebooks.SecondCount;

/// <summary>A line of the second count.</summary>
/// <param name="Clause">The clause; empty when none counts the fact.</param>
/// <param name="Fact">The fact, or the period as `week/…`, `month/…` and so on.</param>
/// <param name="On">The day it counts on.</param>
/// <param name="Points">Exact.</param>
public sealed record SecondLine(string Unit, string Clause, string Fact, DateOnly On, decimal Points)
{
    /// <summary>The article of the clause; null for none.</summary>
    internal string? Article { get; init; }

    /// <summary>What it came to for its clause, before the factors of its article and of the total.</summary>
    internal decimal OfClause { get; init; }

    /// <summary>What it came to for its article, before the factors of the total.</summary>
    internal decimal OfArticle { get; init; }

    /// <summary>The fact, when it was counted and not as the repetition of another.</summary>
    internal Fact? Counted { get; init; }

    /// <summary>What it came to before the best were chosen; null when nothing was chosen.</summary>
    internal decimal? Worth { get; init; }

    /// <summary>Whether the sheet has it; a duty that was met is omitted.</summary>
    internal bool InSheet { get; init; } = true;
}
