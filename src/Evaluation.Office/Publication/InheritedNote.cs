using System.Text.Json.Serialization;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Publication;

/// <summary>
/// What of a unit's year to date it was handed as the successor of others (承接), or brought along when the district
/// began (期初结转), in one sentence.
/// </summary>
/// <param name="Day">Its first day as their successor, or the first day of the evaluation.</param>
/// <param name="Points">Exact.</param>
/// <param name="Because">From whom, how much, and by which document.</param>
public sealed record InheritedNote(string Unit, DateOnly Day, decimal Points, string Because)
{
    /// <summary>Whether it was brought along when the district began (期初结转), not handed on by others.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Opened { get; init; }

    /// <summary>Whether it is of the year to date; what else was brought along uses caps up or is counted on.</summary>
    [JsonIgnore]
    public bool OfYear { get; init; } = true;

    /// <summary>The notes of all units of some rankings, in their order; null when there is none.</summary>
    public static IReadOnlyList<InheritedNote>? Of(IEnumerable<GroupRanking> rankings, Roster roster, Rulebook edition)
    {
        var notes = rankings.SelectMany(ranking => ranking.Standings)
            .SelectMany(standing => Of(standing.Totals, roster, edition)).Where(note => note.OfYear).ToList();
        return notes.Count == 0 ? null : notes;
    }

    /// <summary>The notes of one unit.</summary>
    public static IReadOnlyList<InheritedNote> Of(UnitTotals? totals, Roster roster, Rulebook edition) =>
    [
        .. (totals?.Inherited ?? []).SelectMany(one => one.Opened is { } opened
            ? opened.Select(part => OpenedNote.Of(part, one, roster, edition))
            :
            [
                new InheritedNote(
                    totals!.Unit, one.Day, Exact.Trim(one.Points),
                    Sentence(totals.Unit, one, roster, PrintedPoints.Of(edition))),
            ]),
    ];

    private static string Sentence(string unit, Inheritance one, Roster roster, PrintedPoints print)
    {
        var eve = one.Day.AddDays(-1);
        var of = one.Of.Select(
            from => $"原{roster.On(from.Unit, eve)?.Name ?? from.Unit}{Printed(from.Points)}分").ToList();
        var whole = one.Of.Sum(from => from.Points);
        return $"{roster.On(unit, one.Day)?.Name ?? unit}承接{string.Join('、', of)}"
            + $"（截至{eve:yyyy年M月d日}的年度累计）"
            + (one.Share != 1m
                ? $"，{(of.Count > 1 ? $"共{Printed(whole)}分，" : "")}"
                    + $"按份额{Value.Of(one.Share)}计{Printed(one.Points)}分"
                : of.Count > 1 ? $"，共{Printed(one.Points)}分" : "")
            + $"（{one.Document}）。";

        Value Printed(decimal points) => Value.Of(print.Number(points));
    }
}
