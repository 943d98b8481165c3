using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Publication;

/// <summary>Why a rank differs from last week's, in the one sentence that an official would write.</summary>
/// <param name="edition">The edition that frames the week: places of points, measures of the tie-break.</param>
/// <param name="nameOf">A unit's name in print.</param>
public sealed class RankSentences(Rulebook edition, Func<string, string> nameOf)
{
    // A longer list says less than its length.
    private const int Named = 5;

    /// <summary>The moves with their sentences.</summary>
    public IReadOnlyList<RankMove> AddTo(IEnumerable<RankMove> moves) =>
        [.. moves.Select(move => move with { Sentence = Of(move) })];

    /// <summary>The sentence of a move.</summary>
    public string Of(RankMove move) => move.Now is not { } now
        ? $"{nameOf(move.Unit)}{(move.OtherGroup is { } to ? $"转入{Group(to)}" : Departure(move))}，"
            + $"上周累计列{Group(move.Group)}第{move.Before}位。"
        : $"{nameOf(move.Unit)}{Head(move, now)}：本周{Got(move.Gained)}{Corrected(move.Corrected)}{HandedOn(move)}"
            + $"{Passed(move)}{Others(move)}{Ties(move)}。";

    private string Departure(RankMove move) => move.GoesOnIn.Count == 0 ? "本周不再列入排名"
        : $"本周{(move.GoesOnIn.Count == 1 ? "并入" : "拆分为")}{List(move.GoesOnIn, nameOf)}，不再单独排名";

    private string Formation(RankMove move) => move.GoesOnFor.Count == 0 ? ""
        : move.Before is not null ? $"，自本周起含并入的原{List(move.GoesOnFor, nameOf)}"
        : $"，由原{List(move.GoesOnFor, nameOf)}{(move.GoesOnFor.Count > 1 ? "合并" : "变更")}组建";

    private string HandedOn(RankMove move) =>
        Rounded(move.Handed) == 0m ? Formation(move) : $"{Formation(move)}，承接{Printed(move.Handed)}分";

    private static string Head(RankMove move, int now) => move.Begins ? $"本考评年度首次排名，累计列第{now}位"
        : move.Before is not { } before
            ? (move.OtherGroup is { } from
                ? $"由{Group(from)}转入{Group(move.Group)}"
                : $"本周新列入{Group(move.Group)}") + $"，累计列第{now}位"
        : now < before ? $"累计由第{before}位升至第{now}位"
        : now > before ? $"累计由第{before}位降至第{now}位"
        : $"累计名次未变，列第{now}位";

    private static string Group(string group) => group.EndsWith('组') ? group : $"{group}组";

    private string Passed(RankMove move) => string.Concat(
        Clause("，超过", move.Overtook, Crossing.Passed, "领先", ""),
        Clause("，追平", move.Overtook, Crossing.DrewLevel, "领先", ""),
        Clause("，领先于原并列的", move.Overtook, Crossing.PulledAhead, "领先", ""),
        Clause("，被", move.OvertakenBy, Crossing.Passed, "落后", "超过"),
        Clause("，被", move.OvertakenBy, Crossing.DrewLevel, "落后", "追平"),
        Clause("，落后于原并列的", move.OvertakenBy, Crossing.PulledAhead, "落后", ""));

    private string Clause(string before, IEnumerable<Passing> passings, Crossing how, string apart, string after)
    {
        var list = passings.Where(one => one.How == how).ToList();
        return list.Count == 0 ? "" : $"{before}{List(list, Named)}{after}";

        string Named(Passing one) =>
            $"{nameOf(one.Unit)}（本周{Got(one.Gained)}{Corrected(one.Corrected)}{Apart(one, apart)}）";
    }

    // For units that shared the rank it is plain what separates them: the week.
    private string Apart(Passing passing, string word) =>
        passing.How == Crossing.PulledAhead && passing.Tie is null ? ""
        : passing.Apart != 0m ? $"，现{word}{Value.Of(passing.Apart)}分"
        : passing.Tie is { } tie ? $"，累计同分，{Decided(tie)}"
        : "";

    private string Others(RankMove move) =>
        (move.EnteredAhead.Count == 0 ? "" : $"，{List(move.EnteredAhead, nameOf)}新列入本组、名次在前")
        + (move.LeftAhead.Count == 0 ? "" : $"，原名次在前的{List(move.LeftAhead, nameOf)}不再列入本组");

    // Units that were overtaken are named already, with what decided.
    private string Ties(RankMove move)
    {
        var named = move.Overtook.Concat(move.OvertakenBy).Select(one => one.Unit).ToHashSet(StringComparer.Ordinal);
        var joint = move.JointWith.Where(unit => !named.Contains(unit)).ToList();
        var parted = move.Parted.Where(one => !named.Contains(one.Unit))
            .Select(one => $"，与{nameOf(one.Unit)}累计同分，{Decided(one.Tie)}列其{(one.Ahead ? "后" : "前")}");
        return (joint.Count == 0 ? "" : $"，与{List(joint, nameOf)}并列") + string.Concat(parted);
    }

    private string Decided(TieBreak tie) =>
        edition.Measures.FirstOrDefault(one => one.Name == tie.Measure) is { } measure
            ? $"按{measure.Label}{Value.Of(tie.Own / measure.Divisor)}"
                + $"比{Value.Of(tie.Other / measure.Divisor)}{measure.UnitOfMeasure}"
        : tie.Measure?.Split('=') is [_, var place] ? $"按第{place}名{Value.Of(tie.Own)}次比{Value.Of(tie.Other)}次"
        : edition.Ranking.Joint ? "按同分比较办法"
        : "按单位序列";

    private string Got(decimal points) => points < 0m ? $"扣{Printed(-points)}分" : $"得{Printed(points)}分";

    private string Corrected(decimal points) =>
        Rounded(points) == 0m ? "" : $"，以前各周更正{(points > 0m ? "增加" : "减少")}{Printed(Math.Abs(points))}分";

    private Value Printed(decimal points) => Value.Of(Rounded(points));

    private decimal Rounded(decimal points) => PrintedPoints.Of(edition).Number(points);

    private static string List<T>(IReadOnlyList<T> list, Func<T, string> word) =>
        string.Join('、', list.Take(Named).Select(word)) + (list.Count > Named ? $"等{list.Count}个单位" : "");
}
