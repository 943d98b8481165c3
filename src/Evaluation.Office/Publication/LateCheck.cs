using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Publication;

/// <summary>The check that sealed weeks got a new issue when their points changed.</summary>
public static class LateCheck
{
    private const int MostNamed = 5;

    /// <summary>The check, if the edition that frames the week requires it.</summary>
    /// <param name="issues">The issues sealed so far.</param>
    /// <param name="before">The weeks as last published; null before the first bulletin.</param>
    /// <param name="now">The district as the bulletin counts it.</param>
    /// <param name="week">The week that would be sealed.</param>
    internal static IEnumerable<GateCheck> Of(Issues issues, Baselines? before, Scored now, Week week)
    {
        if (!IssueFirst(now.Rules, week))
        {
            return [];
        }

        return
        [
            new GateCheck("late", "已公布周次的变动均已另行补发",
            [
                .. IssueContent.Late(issues, before, now.Scores, week).Select(one =>
                    $"{one.Week}有{one.Lines}行得分与最后公布的不同（{Units(one.Units)}）。"),
            ])
            {
                Remedy = "请先提出并核准所列各周的补发；确需先行签发的，由委员会写明理由豁免。",
                MayBeWaived = true,
            },
        ];
    }

    /// <summary>
    /// What an upheld appeal against a week requires under the rules in force; null when nothing more.
    /// </summary>
    public static string? AfterRuling(DistrictFile file, RuleSet rules, Week week) =>
        file.NextToSeal is { } next && week < next && IssueFirst(rules, next)
            ? $"按办法规定，{week}的得分有变动的，须先补发{week}的通报，再签发{next}的通报。"
            : null;

    // Whether changes of sealed weeks need a new issue before a week is sealed.
    private static bool IssueFirst(RuleSet rules, Week week) =>
        Snapshot.Frame(rules, week)?.Bulletin.Late == LateFacts.Issue;

    private static string Units(IReadOnlyList<string> units) =>
        string.Join('、', units.Take(MostNamed)) + (units.Count > MostNamed ? $"等{units.Count}个单位" : "");
}
