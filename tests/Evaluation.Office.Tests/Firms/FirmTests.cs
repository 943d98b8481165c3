using Evaluation.Office.Decisions;
using Evaluation.Office.Firms;
using Evaluation.Office.Tests.Decisions;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Firms;

/// <summary>Firms are filed once, and each name belongs to one.</summary>
public sealed class FirmTests
{
    private static readonly FirmFiled Firm = new(
        "甲", "甲电池有限公司", "91441200MA4UXXXX1" + CreditCode.CheckCharacter("91441200MA4UXXXX1"), "新材料", true);

    private static Case<Firm> Firms => new(Evaluation.Office.Firms.Firm.Evolve);

    [Fact]
    public void A_firm_is_filed_once_with_a_name_and_a_sound_code()
    {
        Firms.When(firm => FirmDecider.File(firm, Firm)).Then(Firm);
        Firms.When(firm => FirmDecider.File(firm, Firm with { Name = "" })).Refused("name-missing");
        Firms.When(firm => FirmDecider.File(firm, Firm with { CreditCode = "91441200MA4UXXXX1" }))
            .Refused("credit-code-wrong");
        Firms.Given(Firm).When(firm => FirmDecider.File(firm, Firm)).Refused("repeated");
        Firms.Given(Firm, new AliasAdded("甲", "甲电池")).When(firm => FirmDecider.File(firm, Firm))
            .Refused("repeated");
        Firms.Given(Firm).When(firm => FirmDecider.File(firm, Firm with { Industry = "食品" }))
            .Refused("enterprise-exists");
    }

    [Fact]
    public void A_firm_has_aliases_and_each_name_belongs_to_one_firm()
    {
        var alias = new AliasAdded("甲", "甲电池");
        var taken = new NameTaken(Evaluation.Office.Firms.Firm.Key("甲电池 (肇庆)"), "甲");

        Firms.Given(Firm).When(firm => FirmDecider.AddAlias(firm, alias)).Then(alias);
        Firms.Given(Firm).When(firm => FirmDecider.AddAlias(firm, alias with { Alias = " " })).Refused("name-missing");
        Firms.Given(Firm, alias).When(firm => FirmDecider.AddAlias(firm, alias)).Refused("repeated");
        Firms.When(firm => FirmDecider.AddAlias(firm, alias)).Refused("unknown-enterprise");
        taken.Key.Should().Be("甲电池（肇庆）");
        Firms.Given(Firm, alias).When(firm => FirmDecider.AddAlias(firm, alias with { Alias = "甲　电池\u200B" }))
            .Refused("repeated");
        Firms.Given(Firm).When(firm => FirmDecider.AddAlias(firm, alias with { Alias = "\u200B" }))
            .Refused("name-missing");
        FirmDecider.Take(null, taken).Events.Should().Equal(taken);
        FirmDecider.Take(taken, taken).Should()
            .Match<Decision>(decision => decision.Refusal == null && decision.Events.Count == 0);
        FirmDecider.Take(taken, taken with { Enterprise = "乙" }).Refusal!.Code.Should().Be("name-taken");
    }

    [Theory]
    [InlineData("甲电池 (肇庆)", "甲电池（肇庆）", 1)]
    [InlineData("Abc 电池", "ABC电池", 1)]
    [InlineData("ＡＢＣ电池", "ABC电池", 2)]
    [InlineData("甲电池\u200B", "甲电池", 2)]
    [InlineData("甲电池Ⅱ", "甲电池II", 2)]
    public void A_name_is_looked_up_as_it_is_compared_and_as_it_was_once(string name, string key, int streams)
    {
        Evaluation.Office.Firms.Firm.Key(name).Should().Be(key);
        NameTaken.StreamsOf(name).Should().HaveCount(streams).And.StartWith(NameTaken.StreamOf(key));

        var earlier = new NameTaken(Evaluation.Office.Firms.Firm.EarlierKey(name), "甲");
        FirmDecider.Take(null, new NameTaken(key, "乙"), earlier).Refusal!.Code.Should().Be("name-taken");
        FirmDecider.Take(null, new NameTaken(key, "甲"), earlier).Events.Should().Equal(new NameTaken(key, "甲"));
    }
}
