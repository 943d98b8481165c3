using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Imports;

/// <summary>What somebody should know about a roster beside rules; a roster may serve several rulebooks.</summary>
public static class RosterRemarks
{
    private const int MostNamed = 6;

    /// <summary>Units of groups that no edition in force in their term ranks, a sentence for each group.</summary>
    public static IEnumerable<string> Unranked(Roster roster, RuleSet rules) =>
        from term in roster.Terms
        let groups = rules.InOrder.Where(edition => term.From <= edition.To && !(term.To < edition.From))
            .SelectMany(edition => edition.Ranking.Groups).Distinct().ToList()
        where groups.Count > 0 && !groups.Contains(term.Group)
        group term.Unit by (term.Group, Remedy: Finding.Nearest(term.Group, groups)) into same
        let units = same.Distinct().ToList()
        select $"考评办法没有组别“{same.Key.Group}”，{string.Join('、', units.Take(MostNamed))}"
            + (units.Count > MostNamed ? $"等{units.Count}个单位" : "") + $"没有参加排名。{same.Key.Remedy}";
}
