using CsCheck;
using Evaluation.Office.Lists;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Lists;

/// <summary>Lists in pages: every row once, in order, whatever comes and goes meanwhile.</summary>
public sealed class ListOrderTests
{
    private static readonly ListOrder<(string Day, string Id)>[] Orders =
        [new("day", row => row.Day, row => row.Id, Falling: true), new("id", row => "", row => row.Id)];

    private static readonly Gen<(string Day, string Id)[]> Rows = Gen.Select(
        Gen.Int[0, 9].Select(day => $"2023-03-0{day}"), Gen.Int[0, 99].Select(id => $"V-{id}"))
        .Array[0, 60].Select(rows => rows.DistinctBy(row => row.Item2).ToArray());

    [Fact]
    public void Pages_of_every_size_give_each_row_once_and_lead_back() => Gen.Select(Rows, Gen.Int[1, 20], Gen.Bool)
        .Sample((rows, most, falling) =>
        {
            var order = Orders[0] with { Falling = falling };
            var (seen, places) = (new List<(string, string)>(), new List<ListKey?>());
            ListKey? after = null;
            do
            {
                var page = order.Page(rows, after, most);
                page.Total.Should().Be(rows.Length);
                page.Before.Should().Be(seen.Count);
                page.Previous.Should().Be(places.ElementAtOrDefault(places.Count - 1));
                seen.AddRange(page.Rows);
                places.Add(after);
                after = page.Next;
            }
            while (after is not null);

            var sorted = rows.OrderBy(row => row.Day, StringComparer.Ordinal)
                .ThenBy(row => row.Id, StringComparer.Ordinal);
            seen.Should().Equal(falling ? sorted.Reverse() : sorted);
        });

    [Fact]
    public void A_page_goes_on_where_it_was_although_rows_came_went_and_changed()
    {
        (string Day, string Id)[] rows = [("2023-03-05", "V-5"), ("2023-03-04", "V-4"), ("2023-03-03", "V-3"),
            ("2023-03-02", "V-2")];
        var next = Orders[0].Page(rows, null, 2).Next;

        Orders[0].Page([("2023-03-06", "V-6"), .. rows], next, 2).Rows.Select(row => row.Id).Should()
            .Equal("V-3", "V-2");
        Orders[0].Page(rows.Where(row => row.Id != "V-4"), next, 2).Rows.Select(row => row.Id).Should()
            .Equal("V-3", "V-2");
        var moved = Orders[0].Page([rows[0], ("2023-03-01", "V-4"), .. rows[2..]], next, 2);
        moved.Rows.Select(row => row.Id).Should().Equal("V-3", "V-2");
        moved.Before.Should().Be(1);
        Orders[0].Page(rows, new ListKey("2020-01-01", "V-0"), 2).Rows.Should().BeEmpty();
    }

    [Theory]
    [InlineData(null, "-day")]
    [InlineData("-day", "-day")]
    [InlineData("day", "day")]
    [InlineData("-id", "-id")]
    [InlineData("colour", "-day")]
    [InlineData("-", "-day")]
    public void An_order_is_named_with_its_direction(string? asked, string taken) =>
        ListOrders.Of(Orders, asked).Word.Should().Be(taken);

    [Fact]
    public void A_place_comes_back_from_its_text() => Gen.Select(Gen.String, Gen.String[Gen.Char, 1, 20])
        .Sample((sorted, id) => ListKey.Parse(new ListKey(sorted, id).Text).Should().Be(new ListKey(sorted, id)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("V-1")]
    [InlineData(".V-1")]
    [InlineData("3.ab")]
    [InlineData("2.ab")]
    [InlineData("-1.ab")]
    [InlineData("99999999999.ab")]
    public void A_text_that_names_no_place_is_none(string? text) => ListKey.Parse(text).Should().BeNull();

    [Fact]
    public void What_follows_a_row_that_left_is_found_by_its_place()
    {
        (string Day, string Id)[] rows = [("2023-03-05", "V-5"), ("2023-03-03", "V-3")];
        Orders[0].After(rows, Orders[0].KeyOf(("2023-03-04", "V-4"))).Id.Should().Be("V-3");
        Orders[0].After(rows, Orders[0].KeyOf(("2023-03-01", "V-1"))).Id.Should().BeNull();
        Orders[1].All(rows).Select(row => row.Id).Should().Equal("V-3", "V-5");
    }
}
