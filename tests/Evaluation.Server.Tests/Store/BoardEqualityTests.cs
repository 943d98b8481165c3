using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Server.Board.Live;
using FluentAssertions;

namespace Evaluation.Server.Tests.Store;

/// <summary>
/// A row of the board is written when anything in it changed: a member that is not compared would go stale.
/// </summary>
public sealed class BoardEqualityTests
{
    [Theory]
    [InlineData(typeof(Sheet), "Figures[a]", "Lines[0].Steps[0].Number", "Lines[0].Earlier")]
    [InlineData(typeof(GroupRanking), "Standings[0].Barred", "Standings[0].Totals.Inherited[0].Of[0].Points")]
    [InlineData(typeof(LedgerEntry), "Values[a]", "KnownTo", "Part")]
    public void A_row_that_differs_in_any_member_is_another_row(Type row, params string[] among)
    {
        MemberChanges.Of(row).Select(change => change.Path.TrimStart('.')).Should().Contain(among);

        Uncompared(row, Same).Should().BeEmpty();
    }

    [Fact]
    public void A_member_that_is_not_compared_is_found() =>
        Uncompared(typeof(Planted), (left, right) => ((Planted)left).Compared == ((Planted)right).Compared)
            .Should().Equal("Forgotten[0].Unit", "Forgotten[0].Points", "Forgotten.Count", "AlsoForgotten");

    private static List<string> Uncompared(Type row, Func<object, object, bool> same)
    {
        var sample = MemberChanges.Sample(row);
        same(sample, MemberChanges.Sample(row)).Should().BeTrue();
        return
        [
            .. MemberChanges.Of(row).Where(change => same(sample, change.Changed))
                .Select(change => change.Path.TrimStart('.')),
        ];
    }

    private static bool Same(object left, object right) => (bool)typeof(BoardEquality)
        .GetMethod(nameof(BoardEquality.Of), [left.GetType(), right.GetType()])!.Invoke(null, [left, right])!;

    private sealed record Planted(int Compared, IReadOnlyList<InheritedFrom> Forgotten)
    {
        public bool AlsoForgotten { get; init; }
    }
}
