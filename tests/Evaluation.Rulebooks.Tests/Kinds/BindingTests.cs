using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Rulebooks.Tests.Kinds;

/// <summary>What a unit may write into the fields of a claim.</summary>
public sealed class BindingTests
{
    // A field of a declared kind may be below 0, no further than above it.
    [Theory]
    [InlineData(FieldType.Decimal, "-1.5", "-1.5")]
    [InlineData(FieldType.Decimal, "－2", "-2")]
    [InlineData(FieldType.Decimal, "+3", "3")]
    [InlineData(FieldType.Integer, "-7", "-7")]
    [InlineData(FieldType.Integer, "0", "0")]
    [InlineData(FieldType.Integer, "-1.5", null)]
    [InlineData(FieldType.Integer, "-9999999999", null)]
    [InlineData(FieldType.Decimal, "--1", null)]
    public void A_number_may_be_below_0_where_its_field_says_so(FieldType type, string text, string? read)
    {
        var field = new FieldDefinition("change", "增减", type, true) { Negative = true };
        var bound = new KindDefinition("own", "自定", [field]).Bind(new Dictionary<string, string>
        {
            ["change"] = text,
        });

        (bound.Refusal is null ? bound.Value["change"].ToString() : null).Should().Be(read);
        new KindDefinition("own", "自定", [field with { Negative = false }]).Bind(new Dictionary<string, string>
        {
            ["change"] = "-1",
        }).Refusal!.Remedy.Should().StartWith("请填写不小于0的");
    }

    [Theory]
    [InlineData(BuiltInKinds.Increase, "amount", "3000")]
    [InlineData(BuiltInKinds.Increase, "amount", "3000美元")]
    [InlineData(BuiltInKinds.Increase, "amount", "3000万美元")]
    [InlineData(BuiltInKinds.Increase, "amount", "-5万")]
    [InlineData(BuiltInKinds.Increase, "amount", "1e5万")]
    [InlineData(BuiltInKinds.Increase, "amount", "三千万")]
    [InlineData(BuiltInKinds.Increase, "amount", "10001亿")]
    [InlineData(BuiltInKinds.Increase, "tranche", "1.5")]
    [InlineData(BuiltInKinds.Increase, "tranche", "-1")]
    [InlineData(BuiltInKinds.Visit, "leader", "书记")]
    [InlineData(BuiltInKinds.Visit, "place", "广\u0000州")]
    [InlineData(BuiltInKinds.Visit, "place", "广\n州")]
    [InlineData(BuiltInKinds.Visit, "place", "广\u007f州")]
    [InlineData(BuiltInKinds.Visit, "place", "广\u2028州")]
    [InlineData(BuiltInKinds.Visit, "place", "广\u202e州")]
    [InlineData(BuiltInKinds.Visit, "place", "广\u2066州")]
    [InlineData(BuiltInKinds.Visit, "enterprise", "甲\u001b[31m")]
    [InlineData(BuiltInKinds.Trip, "departed_on", "2023-02-29")]
    [InlineData(BuiltInKinds.Trip, "departed_on", "2023/02/30")]
    [InlineData(BuiltInKinds.Trip, "days", "1e1")]
    [InlineData(BuiltInKinds.Trip, "days", "-1")]
    public void A_value_that_does_not_fit_its_field_is_refused(string kind, string field, string text)
    {
        var refusal = Bind(kind, field, text).Refusal;

        refusal!.Code.Should().Be("field-wrong");
        refusal.Where.Should().Be(field);
        refusal.Remedy.Should().NotBeEmpty();
    }

    [Fact]
    public void Half_of_a_surrogate_pair_and_an_overlong_text_are_refused()
    {
        Bind(BuiltInKinds.Visit, "place", "广\ud800州").Refusal!.Code.Should().Be("field-wrong");
        Bind(BuiltInKinds.Visit, "place", new string('长', 201)).Refusal!.Code.Should().Be("field-wrong");
        Bind(BuiltInKinds.Visit, "place", "𠮷野家" + new string('长', 190)).Refusal.Should().BeNull();
        Bind(BuiltInKinds.Visit, "place", string.Concat(Enumerable.Repeat("𠮷", 200))).Refusal.Should().BeNull();
        Bind(BuiltInKinds.Visit, "place", string.Concat(Enumerable.Repeat("𠮷", 201))).Refusal!.What.Should()
            .Contain("超过200个字符");
    }

    [Fact]
    public void A_field_that_the_kind_does_not_have_is_refused() =>
        Bind(BuiltInKinds.Visit, "mood", "好").Refusal!.Code.Should().Be("unknown-field");

    [Fact]
    public void A_field_that_must_be_given_and_is_not_is_refused() =>
        Bind(BuiltInKinds.Visit, "enterprise", "　\u200B").Refusal!.Code.Should().Be("field-missing");

    [Theory]
    [InlineData("3000万", 30_000_000)]
    [InlineData("1.5亿元", 150_000_000)]
    [InlineData(" 500 元 ", 500)]
    public void Money_is_held_in_yuan(string text, int yuan) =>
        Bind(BuiltInKinds.Increase, "amount", text).Value["amount"].Number.Should().Be(yuan);

    [Fact]
    public void A_choice_is_accepted_by_word_or_label() =>
        Bind(BuiltInKinds.Visit, "leader", "党政一把手").Value["leader"].Text.Should().Be("top");

    // One field as a test needs it, the others as the kind requires them.
    private static Result<IReadOnlyDictionary<string, Value>> Bind(string kind, string field, string text)
    {
        Dictionary<string, string> texts = kind switch
        {
            BuiltInKinds.Visit => new() { ["enterprise"] = "甲", ["leader"] = "top" },
            BuiltInKinds.Increase => new() { ["project"] = "P1", ["tranche"] = "1", ["amount"] = "3000万" },
            _ => new()
            {
                ["destination"] = "广州",
                ["departed_on"] = "2023-03-01",
                ["people"] = "3",
                ["days"] = "1.5",
                ["leader"] = "top"
            },
        };
        texts[field] = text;
        return BuiltInKinds.Find(kind)!.Bind(texts);
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        var refusal = BuiltInKinds.Find(BuiltInKinds.Trip)!.Bind(new Dictionary<string, string>
        {
            ["destination"] = "广州", ["departed_on"] = "昨天", ["people"] = "很多", ["mood"] = "好",
        }).Refusal!;

        refusal.All.Select(one => (one.Code, one.Where)).Should().Equal(
            ("unknown-field", "mood"), ("field-wrong", "departed_on"), ("field-wrong", "people"),
            ("field-missing", "days"), ("field-missing", "leader"));
        refusal.Within("visits[2]").All.Select(one => one.Where).Should()
            .OnlyContain(place => place.StartsWith("visits[2].", StringComparison.Ordinal)).And.HaveCount(5);
        Refusal.Of([refusal, refusal])!.All.Should().HaveCount(5, "each is said once");
        Refusal.Of([]).Should().BeNull();
    }
}
