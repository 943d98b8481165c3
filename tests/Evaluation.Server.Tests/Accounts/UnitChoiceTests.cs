using Evaluation.Office.Mandates;
using Evaluation.Server.Accounts;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Mandates;
using Evaluation.Server.Tests.Chain;
using Evaluation.Server.Tests.Web;
using FluentAssertions;

namespace Evaluation.Server.Tests.Accounts;

/// <summary>A person who reports for two units says for which.</summary>
[Collection(nameof(SharedTown))]
public sealed class UnitChoiceTests(SharedTown shared)
{
    private const string Phrase = "河涌边有三只白鹭", Claims = $"/{Town.District}/claims",
        Choice = $"/{Town.District}/acting-unit";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_the_one_that_was_chosen_and_never_one_without_a_mandate()
    {
        var (name, test) = ("two.units", new Doer("test", ""));
        var link = await shared.Town.Get<AccountDesk>().AddAsync(name, "两镇人", false, test, Ct);
        await shared.Town.Get<OwnAccount>().EnterAsync(link.Value.Secret, "", "", (Phrase, Phrase), test, "", null, Ct);
        foreach (var unit in (string[])["桂城街道", "永安镇"])
        {
            await shared.Town.DoAsync("test", shared.Town.Get<AccountBook>().Now, by => new GiveMandate(
                by,
                new MandateGiven(
                    $"D-{name}-{unit}", name, "", Roles.Reporter, unit, new DateOnly(2026, 1, 1), null, null, "试"),
                ""));
        }

        using var browser = new Browser(shared.Town);
        await browser.SignInAsync(name, Phrase);
        (await browser.GetAsync(Claims)).Text.Should().Contain("两镇人（桂城街道，填报员）").And.Contain("换单位");
        (await browser.PostAsync(Claims, Choice, ("unit", "永安镇"))).Location.Should().Be(Claims);
        (await browser.GetAsync(Claims)).Text.Should().Contain("两镇人（永安镇，填报员）");
        await browser.PostAsync(Claims, Choice, ("unit", "莲花镇"));
        (await browser.GetAsync(Claims)).Text.Should().Contain("两镇人（永安镇，填报员）");
        browser.Send(ActingUnit.Header, Uri.EscapeDataString("桂城街道"));
        (await browser.GetAsync(Claims)).Text.Should().Contain("两镇人（桂城街道，填报员）");
    }
}
