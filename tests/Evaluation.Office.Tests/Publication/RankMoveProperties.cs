using CsCheck;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Xunit;

namespace Evaluation.Office.Tests.Publication;

/// <summary>What holds for the moves between any two rankings; a failure prints the seed that shows it again.</summary>
public sealed class RankMoveProperties
{
    private static readonly Rulebook[] Editions =
    [
        Edition("ties: joint"), Edition("ties: serial"), Edition("ties: joint\norder: ascending"),
    ];

    // Few points and few units, so that ties, entries and departures are common: group 2 is on no list.
    private static readonly Gen<(int Group, int Points, int Week, int Visits)[]> Units =
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 6], Gen.Int[-2, 3], Gen.Int[0, 2]).Array[7];

    private static readonly Gen<(IReadOnlyList<RankMove> Moves, RankSentences Sentences)> Moves =
        Gen.Select(Units, Units, Gen.Int[0, 2]).Select((before, now, rules) =>
        {
            var (week, edition) = (Sample.WeekOf("2023-03-06"), Editions[rules]);
            return (RankMoves.Of(week, Rank(before, edition), Rank(now, edition), edition),
                new RankSentences(edition, unit => unit));
        });

    [Fact]
    public void Who_improved_names_a_unit_overtaken_or_one_that_left_and_who_fell_back_the_opposite() =>
        Moves.Sample(one => one.Moves.All(move =>
        (!(move.Now < move.Before) || move.Overtook.Count + move.LeftAhead.Count > 0)
        && (!(move.Now > move.Before) || move.OvertakenBy.Count + move.EnteredAhead.Count > 0)), iter: 2000);

    [Fact]
    public void Who_overtook_whom_is_told_by_both_and_never_both_ways() => Moves.Sample(one =>
    {
        var moves = one.Moves.Where(move => move.Now is not null).ToDictionary(move => move.Unit);
        return moves.Values.All(move =>
            move.Overtook.All(
                other => moves[other.Unit].OvertakenBy.Any(
                    back => back.Unit == move.Unit && back.How == other.How && back.Apart == other.Apart)
                && !moves[other.Unit].Overtook.Any(back => back.Unit == move.Unit))
            && move.OvertakenBy.All(other => moves[other.Unit].Overtook.Any(back => back.Unit == move.Unit)));
    }, iter: 2000);

    [Fact]
    public void Every_ranked_unit_has_one_move_and_every_move_one_sentence() => Moves.Sample(one =>
        one.Moves.Where(move => move.Now is not null).Select(move => move.Unit).Distinct()
            .Count() == one.Moves.Count(move => move.Now is not null)
        && one.Sentences.AddTo(one.Moves)
            .All(move => move.Sentence.StartsWith(move.Unit, StringComparison.Ordinal)
                && move.Sentence.IndexOf('。') == move.Sentence.Length - 1),
        iter: 2000);

    private static Rulebook Edition(string ranking) => new RulebookText
    {
        Clauses = "- {id: one, text: 一, unit: 分, each: visit, gives: 1, cap: none}",
        Measures = "visits: {label: 外出招商, unit: 家次, count: visit}",
        Ranking = $"groups: [镇街, 部门]\n{ranking}\ntie_break: [visits]",
    }.Compile();

    private static List<GroupRanking> Rank((int Group, int Points, int Week, int Visits)[] units, Rulebook edition) =>
    [
        .. edition.Ranking.Groups.Select((name, group) => Ranker.Rank(Sample.WeekOf("2023-03-06"), name,
            [.. units.Select((unit, i) => (unit, Name: $"单位{i}")).Where(one => one.unit.Group == group).Select(one =>
            {
                var figures = new Dictionary<string, decimal> { ["visits"] = one.unit.Visits };
                return new UnitTotals(one.Name, one.unit.Week, one.unit.Points / 2m, figures, figures);
            })], edition.Ranking)),
    ];
}
