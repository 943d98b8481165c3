using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Board.Live;

/// <summary>Whether rows of the board say the same.</summary>
public static class BoardEquality
{
    /// <summary>Two sheets.</summary>
    public static bool Of(Sheet left, Sheet right) =>
        left.Unit == right.Unit && left.Week == right.Week && left.Lines.Length == right.Lines.Length
        && left.Lines.Zip(right.Lines).All(pair => pair.First.Same(pair.Second)) && Of(left.Figures, right.Figures);

    /// <summary>Two rankings.</summary>
    public static bool Of(GroupRanking left, GroupRanking right) =>
        left.Group == right.Group && left.Week == right.Week && left.Standings.Count == right.Standings.Count
        && left.Standings.Zip(right.Standings).All(pair => Of(pair.First, pair.Second));

    /// <summary>Two ledger entries.</summary>
    public static bool Of(LedgerEntry left, LedgerEntry right) =>
        left with { Values = right.Values } == right && Facts.Same(left.Values, right.Values);

    private static bool Of(Standing left, Standing right) =>
        left.WeekRank == right.WeekRank && left.YearRank == right.YearRank && left.Totals.Unit == right.Totals.Unit
        && left.Grade == right.Grade && left.Barred == right.Barred && left.Status.SequenceEqual(right.Status)
        && left.Totals.WeekPoints == right.Totals.WeekPoints && left.Totals.YearPoints == right.Totals.YearPoints
        && Of(left.Totals.WeekFigures, right.Totals.WeekFigures)
        && Of(left.Totals.YearFigures, right.Totals.YearFigures)
        && Of(left.Totals.Inherited ?? [], right.Totals.Inherited ?? []);

    private static bool Of(IReadOnlyList<Inheritance> left, IReadOnlyList<Inheritance> right) =>
        left.Count == right.Count
        && left.Zip(right).All(pair => pair.First with { Of = [], Figures = Figures.None, Opened = null } is var one
            && one == pair.Second with { Of = one.Of, Figures = Figures.None, Opened = null }
            && pair.First.Of.SequenceEqual(pair.Second.Of)
            && (pair.First.Opened ?? []).SequenceEqual(pair.Second.Opened ?? [])
            && Of(pair.First.Figures, pair.Second.Figures));

    private static bool Of(IReadOnlyDictionary<string, decimal> left, IReadOnlyDictionary<string, decimal> right) =>
        left.Count == right.Count
            && left.All(pair => right.TryGetValue(pair.Key, out var other) && other == pair.Value);
}
