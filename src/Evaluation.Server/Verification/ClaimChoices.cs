using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Verification;

/// <summary>What a list of claims can be asked for, as forms offer it.</summary>
/// <param name="Units">The units, in the order of the roster.</param>
/// <param name="Kinds">The kinds of which there are claims.</param>
/// <param name="Weeks">The weeks of which there are claims, the last first.</param>
public sealed record ClaimChoices(
    IReadOnlyList<SuggestionView> Units, IReadOnlyList<SuggestionView> Kinds, IReadOnlyList<SuggestionView> Weeks)
{
    /// <summary>What the claims of a district can be asked for.</summary>
    internal static ClaimChoices Of(Examination known)
    {
        var (kinds, weeks) = (new Dictionary<string, string>(StringComparer.Ordinal), new SortedSet<Week>());
        DateOnly? last = null;
        foreach (var claim in known.Book.Claims.Select(one => one.Claim))
        {
            kinds.TryAdd(claim.Kind, known.KindLabel(claim));
            if (claim.OccurredOn != last)
            {
                weeks.Add(known.WeekOf(claim.OccurredOn));
                last = claim.OccurredOn;
            }
        }

        return new ClaimChoices(
            [
                .. known.Book.District.Roster.Terms.GroupBy(term => term.Unit, StringComparer.Ordinal)
                    .Select(terms => new SuggestionView(terms.Key, terms.Last().Name)),
            ],
            [
                .. kinds.OrderBy(one => one.Value, StringComparer.Ordinal)
                    .Select(one => new SuggestionView(one.Key, one.Value)),
            ],
            [.. weeks.Reverse().Select(week => new SuggestionView(week.Id, Print.Week(week.Id)))]);
    }
}
