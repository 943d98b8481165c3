using Evaluation.Office.Firms;
using Evaluation.Office.Tests.Decisions;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Firms;

/// <summary>A firm's file is put right: its name, its code, and two files of one firm.</summary>
public sealed class FirmChangeTests
{
    private static readonly FirmFiled Filed = new("甲", "甲电池有限公司", Code("91441200MA4UXXXX1"), "新材料", true);
    private static readonly FirmFiled Other = new("甲二", "甲电池（肇庆）有限公司", null, "新材料", false);
    private static readonly FirmRenamed Renamed = new(
        "甲", "甲新能源股份有限公司", Sample.Day("2023-07-03"), "营业执照变更");
    private static readonly FirmCodeCorrected Corrected = new("甲", Code("91441200MA4UXXXX2"), "对照营业执照更正");
    private static readonly FirmMerged Merged = new("甲二", "甲", "同一营业执照");

    private static Case<Firm> Firms => new(Firm.Evolve);

    [Fact]
    public void A_firm_is_renamed_from_a_day_and_keeps_its_former_name()
    {
        Firms.Given(Filed).When(firm => Rename(firm, Renamed)).Then(Renamed);
        Firms.When(firm => Rename(firm, Renamed)).Refused("unknown-enterprise");
        Firms.Given(Filed).When(firm => Rename(firm, Renamed with { Name = "\u200B" })).Refused("name-missing");
        Firms.Given(Filed).When(firm => Rename(firm, Renamed with { Name = "甲电池 有限公司" })).Refused("repeated");
        Firms.Given(Filed).When(firm => Rename(firm, Renamed with { Reason = " " })).Refused("reason-missing");
        Firms.Given(Filed).When(firm => Rename(firm, Renamed with { From = Sample.Day("2023-07-11") }))
            .Refused("in-the-future");
        Firms.Given(Filed).When(firm => Rename(firm, Renamed with { From = Sample.Day("2023-01-31") }))
            .Refused("before-filing");
        Firms.Given(Filed, Renamed)
            .When(firm => Rename(firm, Renamed with { Name = "甲集团", From = Sample.Day("2023-07-02") }))
            .Refused("before-last-change");
        Firms.Given(Filed, Merged with { Enterprise = "甲", Into = "乙" }).When(firm => Rename(firm, Renamed))
            .Refused("merged-already");

        var firm = After(Filed, new AliasAdded("甲", "甲新能源股份有限公司"), Renamed);
        firm.Name.Should().Be("甲新能源股份有限公司");
        firm.Aliases.Should().Equal("甲电池有限公司");
        firm.FormerNames.Should().Equal(new FormerName("甲电池有限公司", Sample.Day("2023-07-03")));
        FirmDecider.File(firm, Filed).Refusal!.Code.Should().Be("repeated", "the same filing again is known");
    }

    [Fact]
    public void A_wrong_code_is_put_right_and_is_free_for_its_true_owner()
    {
        Firms.Given(Filed).When(firm => FirmDecider.CorrectCode(firm, Corrected)).Then(Corrected);
        Firms.Given(Filed).When(firm => FirmDecider.CorrectCode(firm, Corrected with { CreditCode = null }))
            .Then(Corrected with { CreditCode = null });
        Firms.When(firm => FirmDecider.CorrectCode(firm, Corrected)).Refused("unknown-enterprise");
        Firms.Given(Filed)
            .When(firm => FirmDecider.CorrectCode(firm, Corrected with { CreditCode = "91441200MA4UXXXX1" }))
            .Refused("credit-code-wrong");
        Firms.Given(Filed)
            .When(firm => FirmDecider.CorrectCode(firm, Corrected with { CreditCode = Filed.CreditCode }))
            .Refused("repeated");
        Firms.Given(Other)
            .When(firm => FirmDecider.CorrectCode(firm, Corrected with { CreditCode = null })).Refused("repeated");
        Firms.Given(Filed).When(firm => FirmDecider.CorrectCode(firm, Corrected with { Reason = "" }))
            .Refused("reason-missing");
        Firms.Given(Other, Merged).When(firm => FirmDecider.CorrectCode(firm, Corrected)).Refused("merged-already");

        var taken = new NameTaken(Filed.CreditCode!, "甲");
        var released = new NameReleased(Filed.CreditCode!, "甲");
        FirmDecider.Release(taken, released).Events.Should().Equal(released);
        FirmDecider.Release(taken with { Enterprise = "乙" }, released).Events.Should().BeEmpty("another one holds it");
        var free = NameTaken.Evolve(taken, released);
        free.IsFree.Should().BeTrue();
        FirmDecider.Take(free, taken with { Enterprise = "乙" }).Events.Should().ContainSingle();
        FirmDecider.Take(null, taken with { Enterprise = "乙" }, free).Events.Should().ContainSingle();
        FirmDecider.Take(taken, taken with { Enterprise = "乙" }).Refusal!.Code.Should().Be("name-taken");
    }

    [Fact]
    public void A_name_that_a_merged_file_holds_is_said_to_belong_to_the_file_that_stays()
    {
        var taken = new NameTaken("甲公司", "乙");

        FirmDecider.Take(taken, taken with { Enterprise = "丙" }, null, "甲").Refusal!.Remedy.Should().Contain("“甲”");
        FirmDecider.Take(taken, taken with { Enterprise = "丙" }, null, "乙").Refusal!.Remedy.Should().Contain("“乙”");
        FirmDecider.Take(null, taken with { Enterprise = "丙" }, taken, "甲").Refusal!.Remedy.Should().Contain("“甲”");
        FirmDecider.Take(taken, taken with { Enterprise = "甲" }, null, "甲").Refusal!.Remedy.Should()
            .Contain("无需再登记");
    }

    [Fact]
    public void Two_files_of_one_firm_become_one_and_may_become_two_again()
    {
        var (two, one) = (After(Other), After(Filed));
        FirmDecider.Merge(two, one, Merged).Events.Should().Equal(Merged);
        Code(null, one, Merged).Should().Be("unknown-enterprise");
        FirmDecider.Merge(two, null, Merged).Refusal.Should().Match<Refusal>(
            no => no.Code == "unknown-enterprise" && no.Where == "into");
        Code(one, one, Merged with { Enterprise = "甲" }).Should().Be("own-merge");
        Code(two, one, Merged with { Reason = "" }).Should().Be("reason-missing");

        var merged = After(Other, Merged);
        merged.MergedInto.Should().Be("甲");
        Code(merged, one, Merged).Should().Be("repeated");
        Code(merged, After(Filed with { Enterprise = "丙" }), Merged with { Into = "丙" }).Should()
            .Be("merged-already");
        Code(one, merged, new FirmMerged("甲", "甲二", "反了")).Should().Be("merge-circle");
        Code(After(Filed with { Enterprise = "丙" }), merged, new FirmMerged("丙", "甲二", "同")).Should()
            .Be("into-merged");
        FirmDecider.AddAlias(merged, new AliasAdded("甲二", "别名")).Refusal!.Code.Should().Be("merged-already");

        var undone = new FirmMergeUndone("甲二", "", "两家企业同名");
        FirmDecider.UndoMerge(merged, undone).Events.Should().Equal(undone with { Into = "甲" });
        FirmDecider.UndoMerge(merged, undone with { Reason = "" }).Refusal!.Code.Should().Be("reason-missing");
        FirmDecider.UndoMerge(two, undone).Refusal!.Code.Should().Be("not-merged");
        FirmDecider.UndoMerge(null, undone).Refusal!.Code.Should().Be("unknown-enterprise");
        var again = After(Other, Merged, undone with { Into = "甲" });
        again.MergedInto.Should().BeNull();
        FirmDecider.Merge(again, one, Merged).Events.Should().Equal(Merged);
    }

    private static Evaluation.Office.Decisions.Decision Rename(Firm? firm, FirmRenamed request) =>
        FirmDecider.Rename(firm, request, Sample.Day("2023-02-01"), Sample.Day("2023-07-10"));

    private static string? Code(Firm? firm, Firm? into, FirmMerged request) =>
        FirmDecider.Merge(firm, into, request).Refusal?.Code;

    private static Firm After(params object[] events) => events.Aggregate((Firm?)null, Firm.Evolve)!;

    private static string Code(string start) => start + CreditCode.CheckCharacter(start);
}
