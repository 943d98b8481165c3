using Evaluation.Office.Adoption;
using Evaluation.Office.Decisions;
using Evaluation.Office.Publication;
using Evaluation.Office.Tests.Decisions;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Adoption;

/// <summary>An edition is proposed by one person and adopted by another.</summary>
public sealed class ProposalTests
{
    private const string Clauses = "- {id: visit, text: 每家次, unit: 分, each: visit, gives: 0.5, cap: none}";

    private static readonly string Text = new RulebookText { Clauses = Clauses }.ToString();

    private static readonly string Other = Text + "\n# 另一稿";

    private static readonly RulebookProposed Proposed = new(
        1, "test", 1, Sample.Day("2022-01-01"), Sample.Day("2024-12-31"), Text, BulletinFiles.Sha256(Text), "su",
        "苏如意", "首版");

    private static readonly RulebookAdopted Adopted = new(
        "test", 1, Proposed.From, Proposed.To, Text, Proposed.Sha256, "考1号");

    private static Case<Proposals> All => new(Proposals.Evolve);

    [Fact]
    public void A_text_is_proposed_once()
    {
        All.When(all => Propose(all, Text)).Then(Proposed);
        All.Given(Proposed).When(all => Propose(all, Text, "deng")).Refused("repeated");
        All.Given(Proposed).When(all => Propose(all, Other)).Then(
            Proposed with { Proposal = 2, Text = Other, Sha256 = BulletinFiles.Sha256(Other) });
        var dropped = new RulebookProposalDropped(1, "su", "另提");
        All.Given(Proposed, dropped).When(all => Propose(all, Text)).Then(Proposed with { Proposal = 2 });
    }

    [Theory]
    [InlineData("rulebook: [", "首版", "rulebook-broken")]
    [InlineData(null, "坏\uFFFD", "rulebook-damaged")]
    [InlineData(null, "坏\u0000", "text-wrong")]
    public void What_could_not_be_adopted_is_not_proposed(string? text, string note, string code) =>
        All.When(all => ProposalDecider.Propose(all, null, text ?? Text, note, ("su", "苏如意"), TestOffice.District))
            .Refused(code);

    [Fact]
    public void An_adopted_edition_is_not_proposed_again()
    {
        var editions = new Editions([Adopted]);

        Propose(null, Text, editions: editions).Refusal!.Code.Should().Be("repeated");
        Propose(null, Other, editions: editions).Refusal!.Code.Should().Be("edition-exists");
    }

    [Fact]
    public void A_proposal_is_dropped_once_with_a_reason()
    {
        var dropped = new RulebookProposalDropped(1, "luo", "条款不妥");

        All.Given(Proposed).When(all => ProposalDecider.Drop(all, null, dropped)).Then(dropped);
        All.Given(Proposed, dropped).When(all => ProposalDecider.Drop(all, null, dropped)).Refused("repeated");
        All.Given(Proposed).When(all => ProposalDecider.Drop(all, null, dropped with { Reason = "\u200B" }))
            .Refused("reason-missing");
        All.Given(Proposed).When(all => ProposalDecider.Drop(all, null, dropped with { Proposal = 2 }))
            .Refused("unknown-proposal");
        All.When(all => ProposalDecider.Drop(all, null, dropped)).Refused("unknown-proposal");
        All.Given(Proposed).When(all => ProposalDecider.Drop(all, new Editions([Adopted]), dropped))
            .Refused("proposal-adopted");
    }

    // Whichever way the text comes in, and however it was changed on the way: it is the edition that counts.
    [Theory]
    [InlineData("su", false, "same-person")]
    [InlineData("su", true, "same-person")]
    [InlineData("luo", false, null)]
    [InlineData("luo", true, null)]
    public void Who_proposed_an_edition_does_not_adopt_it(string account, bool changed, string? code)
    {
        var proposals = Proposals.Evolve(null, Proposed);

        Code(changed ? Other : Text).Should().Be(code);
        Code(new RulebookText { Clauses = Clauses, Edition = 2 }.ToString()).Should().BeNull("it is another edition");
        proposals = Proposals.Evolve(proposals, new RulebookProposalDropped(1, "luo", "不妥"));
        Code(Text).Should().Be(code, "dropping the own proposal is no way around the other person");
        ProposalDecider.OwnProposal(null, null, "rulebook: [", account).Should().BeNull();

        string? Code(string text) => ProposalDecider.OwnProposal(proposals, null, text, account)?.Code;
    }

    private static Decision Propose(Proposals? all, string text, string account = "su", Editions? editions = null) =>
        ProposalDecider.Propose(all, editions, text, " 首版 ", (account, "苏如意"), TestOffice.District);
}
