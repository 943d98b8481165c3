using Evaluation.Server.Claims;
using FluentAssertions;

namespace Evaluation.Server.Tests.Web;

/// <summary>The form of a trip keeps what was typed, whatever its buttons do, and says what it means.</summary>
public sealed class TripFormTests
{
    private static readonly Dictionary<string, string> Sent = new()
    {
        ["claim"] = "C-1", ["destination"] = "深圳市", ["departed_on"] = "7月11日", ["occurred_on"] = "2023年7月13日",
        ["leader"] = "member", ["person"] = "陈志远",
        ["visits[0].enterprise"] = "甲", ["visits[0].occurred_on"] = "7月11日",
        ["visits[1].enterprise"] = "乙", ["visits[1].leader"] = "top", ["visits[1].new_code"] = "91",
        ["visits[2].topic"] = " ", ["do"] = "send", ["__RequestVerificationToken"] = "x",
    };

    private static TripForm Form => TripForm.Of(Sent).Value;

    [Fact]
    public void What_is_typed_is_read_as_it_is_meant()
    {
        var (trip, visits) = (Form.TripWritten(), Form.Filled().VisitsWritten());

        trip.On.Should().Be("2023-07-13");
        trip.Facts.Should().Contain("departed_on", "2023-07-11").And.Contain("days", "3")
            .And.Contain("destination", "深圳市").And.NotContainKey("occurred_on");
        visits.Should().HaveCount(2, "an empty row is none");
        visits[0].On.Should().Be("2023-07-11");
        visits[0].Facts.Should().Contain("enterprise", "甲").And.Contain("leader", "member")
            .And.Contain("person", "陈志远");
        visits[1].On.Should().Be("", "a trip of three days does not say on which");
        visits[1].Facts.Should().Contain("leader", "top").And.NotContainKey("person").And.NotContainKey("new_code");
    }

    [Fact]
    public void A_day_there_and_back_is_the_day_of_its_visits()
    {
        var sent = new Dictionary<string, string>(Sent) { ["departed_on"] = "7月13日", ["days"] = "0.5" };
        var form = TripForm.Of(sent).Value;

        form.VisitsWritten()[1].On.Should().Be("2023-07-13");
        form.TripWritten().Facts.Should().Contain("days", "0.5");
        TripForm.Of(new Dictionary<string, string>(Sent) { ["occurred_on"] = "7月13日" }).Value.TripWritten().On
            .Should().Be("7月13日", "of no year that is known");
        (TripForm.Of(new Dictionary<string, string>(Sent) { ["occurred_on"] = "7月13日" }).Value with
        {
            Now = new DateOnly(2024, 8, 1),
        }).TripWritten().On.Should().Be("2024-07-13");
    }

    [Fact]
    public void Its_buttons_lose_nothing()
    {
        Form.Longer().Visits.Should().HaveCount(4);
        var copied = Form.Longer(1);
        copied.Typed(3, "leader").Should().Be("top");
        copied.Typed(3, "enterprise").Should().BeEmpty();
        copied.Typed(3, "new_code").Should().BeEmpty();
        Form.Without(0).Typed(0, "enterprise").Should().Be("乙");
        Form.BeginsFirm(1).Should().BeTrue();
        var filed = Form.Filed(1, "乙公司");
        (filed.Typed(1, "enterprise"), filed.BeginsFirm(1), filed.Typed(0, "enterprise")).Should()
            .Be(("乙公司", false, "甲"));
        filed.Without(7).Should().BeSameAs(filed, "there is no such row");
    }

    [Fact]
    public void Rows_of_a_spreadsheet_take_the_place_of_empty_ones()
    {
        var form = Form.Pasted(
            "7月12日\t丙有限公司\t党政一把手\t王\t广州\t谈项目\r\n\n7月13日\t丁有限公司\t班子成员\n");

        form.Visits.Should().HaveCount(4);
        form.Typed(2, "enterprise").Should().Be("丙有限公司");
        form.Typed(2, "leader").Should().Be("top");
        form.Typed(2, "topic").Should().Be("谈项目");
        form.Typed(3, "occurred_on").Should().Be("7月13日");
        form.Pasted(string.Concat(Enumerable.Repeat("7月1日\t甲\n", 100))).Visits.Should()
            .HaveCount(TripForm.MostVisits);
    }

    [Theory]
    [InlineData("visits[0].mood")]
    [InlineData("visits[900].enterprise")]
    [InlineData("mood")]
    public void A_field_of_another_form_is_refused(string field) =>
        TripForm.Of(new Dictionary<string, string>(Sent) { [field] = "好" }).Refusal!.Code.Should()
            .Be("field-unknown");
}
