using Evaluation.Office.Claims;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Claims;

/// <summary>What a reporter is told at once.</summary>
public sealed class ClaimRemarkTests
{
    private static readonly RulebookText Rules = new()
    {
        From = "2023-01-01",
        To = "2023-12-31",
        Kinds = "note: {label: 事项, fields: {name: {label: 名称, type: text, required: true}}, same: [name]}",
        Clauses = """
            - {id: visit, text: 每家次计0.5分, unit: 分/家次, each: visit, gives: 0.5, cap: none}
            - {id: note, text: 每项1分, unit: 分, each: note, gives: 1, cap: none}
            """,
    };

    private const string Repeats = "与2023年3月9日申报的第V0号重复（待核验），同一事项只计一次；重复填报的请撤回。";

    [Fact]
    public void A_repeat_is_told_and_nothing_else_is_taken_for_one()
    {
        var claim = Visit("V1", "甲 公司", "2023-03-08");
        (string When, Claim Other, string[] Remarks)[] table =
        [
            ("the same", Visit("V0", "甲 公司", "2023-03-08"), [Repeats]),
            ("typed in another way", Visit("V0", "甲　公司\u200B", "2023-03-08"), [Repeats]),
            ("sent back", Visit("V0", "甲公司", "2023-03-08") with { Status = ClaimStatus.Returned },
                [Repeats.Replace("待核验", "退回补正", StringComparison.Ordinal)]),
            ("verified, with what is on file", Visit("V0", "甲公司", "2023-03-08") with
            {
                Status = ClaimStatus.Verified,
                Facts = new Dictionary<string, Value>
                {
                    ["enterprise"] = Value.Of("甲公司"), ["leader"] = Value.Of("top"), ["industry"] = Value.Of("食品"),
                },
            }, [Repeats.Replace("待核验", "已认定", StringComparison.Ordinal)]),
            ("refused", Visit("V0", "甲公司", "2023-03-08") with { Status = ClaimStatus.Refused }, []),
            ("withdrawn", Visit("V0", "甲公司", "2023-03-08") with { Status = ClaimStatus.Withdrawn }, []),
            ("reversed", Visit("V0", "甲公司", "2023-03-08") with { Status = ClaimStatus.Reversed }, []),
            ("another firm", Visit("V0", "乙公司", "2023-03-08"), []),
            ("another day", Visit("V0", "甲公司", "2023-03-07"), []),
            ("another unit", Visit("V0", "甲公司", "2023-03-08") with { Unit = Sample.Fenghuang }, []),
            ("itself", claim, []),
        ];
        foreach (var (when, other, remarks) in table)
        {
            Of(claim, other).Should().Equal(remarks, when);
        }
    }

    [Theory]
    [InlineData(5, 5, null)]
    [InlineData(6, 6, "另有1件与它重复，未列出。")]
    [InlineData(300, 6, "另有295件与它重复，未列出。")]
    public void Of_many_repeats_the_first_are_listed_and_the_rest_counted(int repeats, int remarks, string? last)
    {
        var of = Of(
            Visit("V", "甲公司", "2023-03-08"),
            [.. Enumerable.Range(0, repeats).Select(i => Visit($"V{i}", "甲公司", "2023-03-08"))]);

        of.Should().HaveCount(remarks);
        (last is null || of[^1] == last).Should().BeTrue(of[^1]);
    }

    [Fact]
    public void What_the_rules_call_the_same_repeats_on_any_day()
    {
        Of(Note("N1", "ABC", "2023-03-08"), Note("V0", "ａｂｃ", "2023-02-01")).Should().Equal(Repeats);
        Of(Note("N1", "ABC", "2023-03-08"), Note("V0", "ABD", "2023-03-08")).Should().BeEmpty();
        ClaimRemarks.MayRepeatAnyDay(Note("N1", "ABC", "2023-03-08"), Rules.Alone()).Should().BeTrue();
        ClaimRemarks.MayRepeatAnyDay(Visit("V1", "甲", "2023-03-08"), Rules.Alone()).Should().BeFalse();
    }

    [Fact]
    public void A_day_without_rules_and_a_kind_that_nothing_counts_are_told()
    {
        Of(Visit("V1", "甲", "2024-03-08")).Should().Equal("2024-03-08：该日期尚无生效的考评办法，暂不计分。");
        Of(Visit("V1", "甲", "2023-03-08") with { Kind = BuiltInKinds.Lead }).Should().Equal(
            "当日施行的考评办法第1版没有计算“招商线索”的条款，暂不计分。");
        Of(Visit("V1", "甲", "2023-03-08")).Should().BeEmpty();
    }

    private static IReadOnlyList<string> Of(Claim claim, params Claim[] others) =>
        ClaimRemarks.Of(claim, others, Rules.Alone(), TimeSpan.FromHours(8), null);

    private static Claim Visit(string id, string firm, string day) => new(
        id, Sample.Kengkou, BuiltInKinds.Visit, Sample.Day(day),
        new Dictionary<string, Value> { ["enterprise"] = Value.Of(firm), ["leader"] = Value.Of("top") }, [],
        ClaimStatus.Reported, "", Sample.At("2023-03-09 00:30").ToUniversalTime(), "li.reporter");

    private static Claim Note(string id, string name, string day) => Visit(id, "", day) with
    {
        Kind = "note",
        Facts = new Dictionary<string, Value> { ["name"] = Value.Of(name) },
    };
}
