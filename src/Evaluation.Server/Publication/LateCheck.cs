using Evaluation.Office.Ledger;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Publication;

/// <summary>The check that weeks already sealed were issued anew when their points changed.</summary>
internal static class LateCheck
{
    /// <summary>The check, if the edition that frames the week asks for it.</summary>
    public static IEnumerable<GateCheck> Of(
        Issues issues, Baselines? before, Snapshot now, RuleSet rules, Week week, IReadOnlyList<UnitScore> scores)
    {
        if (!IssueFirst(rules, week))
        {
            return [];
        }

        return
        [
            new GateCheck("late", "已公布周次的变动均已另行补发",
            [
                .. IssueContent.Late(issues, before, scores, week).Select(one =>
                    $"{one.Week}有{one.Lines}行得分与最后公布的不同（{Units(one.Units)}）。"),
            ])
            {
                Remedy = "请先提出并核准所列各周的补发；确需先行签发的，由委员会写明理由豁免。",
                MayBeWaived = true,
            },
        ];
    }

    /// <summary>What an upheld appeal against a week asks for under the rules in force; null when nothing more.</summary>
    public static string? AfterRuling(DistrictFile file, RuleSet rules, Week week) =>
        file.NextToSeal is { } next && week < next && IssueFirst(rules, next)
            ? $"按办法规定，{week}的得分有变动的，须先补发{week}的通报，再签发{next}的通报。"
            : null;

    /// <summary>Whether changes of sealed weeks must be issued anew before a week is sealed.</summary>
    public static bool IssueFirst(RuleSet rules, Week week) =>
        Snapshot.Frame(rules, week)?.Bulletin.Late == LateFacts.Issue;

    private static string Units(IReadOnlyList<string> units) =>
        string.Join('、', units.Take(5)) + (units.Count > 5 ? $"等{units.Count}个单位" : "");
}
