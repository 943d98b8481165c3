using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Balances;

/// <summary>What decides with which balances a district may begin.</summary>
/// <param name="Rules">The adopted editions.</param>
/// <param name="Begun">The week with which it begins; null when it begins with the rules.</param>
/// <param name="Sealed">The first week whose bulletin is sealed; null while none is.</param>
public sealed record BeginningFile(Roster Roster, RuleSet Rules, WeeksBegun? Begun, Week? Sealed)
{
    /// <summary>The edition that decides on the first day; null while there is none.</summary>
    public Rulebook? Edition => Begun is { } begun
        ? Rules.On(begun.Week.Start) ?? Rules.On(begun.Week.End)
        : Rules.InOrder.MinBy(edition => edition.From);

    /// <summary>The first day of the evaluation; null while there is no edition.</summary>
    public DateOnly? Day => Edition is { } edition ? Beginning.Of(edition, Begun?.Week.Start).Day : null;
}
