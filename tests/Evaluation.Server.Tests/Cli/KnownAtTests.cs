using System.Text.Json;
using FluentAssertions;

namespace Evaluation.Server.Tests.Cli;

/// <summary>A position or time at which nothing can have been known is refused, and so is what is neither.</summary>
public sealed class KnownAtTests(SmallDistrict district) : IClassFixture<SmallDistrict>
{
    [Theory]
    [InlineData("0", "早于该范围的第一个事件")]
    [InlineData("1999-12-31T18:00:00+08:00", "早于该范围的第一个事件")]
    [InlineData("99999999", "尚未到来")]
    [InlineData("2999-01-01T00:00:00Z", "尚未到来")]
    [InlineData("昨天", "“昨天”不是事件序号，也不是时刻")]
    [InlineData("-5", "“-5”不是事件序号，也不是时刻")]
    [InlineData("1.5", "“1.5”不是事件序号，也不是时刻")]
    [InlineData("2023-01-18", "“2023-01-18”不是事件序号，也不是时刻")]
    [InlineData("2023-01-18T18:00:00", "不是事件序号，也不是时刻")]
    [InlineData("2023-02-30T18:00:00+08:00", "不是事件序号，也不是时刻")]
    [InlineData("99999999999999999999999999", "不是事件序号，也不是时刻")]
    [InlineData(" ", "不是事件序号，也不是时刻")]
    public async Task What_cannot_have_been_known_is_refused_by_every_verb(string at, string reason)
    {
        foreach (var arguments in (string[][])
        [
            ["board", "--week", "2023-W01", $"--known-at={at}"], ["board", "--week", "2023-W01", $"--against={at}"],
            ["board", $"--known-at={at}", "--format", "json"],
            ["explain", "--unit", "东镇", "--week", "2023-W01", $"--known-at={at}"],
            ["board", "--week", "2023-W02", "--like-for-like", "2023-W01", $"--known-at={at}"],
        ])
        {
            var printed = await district.Terminal.RunAsync(arguments);

            printed.Code.Should().Be(1, string.Join(' ', arguments));
            printed.Error.Should().Contain(reason).And.Contain("办法：");
            printed.Out.Should().BeEmpty();
        }
    }

    [Fact]
    public async Task What_was_known_is_told_between_the_first_event_and_the_last()
    {
        using var now = JsonDocument.Parse(
            (await district.Terminal.RunAsync("board", "--week", "2023-W01", "--format", "json")).Out);
        var last = now.RootElement.GetProperty("position").GetInt64();

        (await district.Terminal.RunAsync("board", "--week", "2023-W01", "--known-at", $"{last}")).Code.Should().Be(0);
        var early = await district.Terminal.RunAsync("board", "--week", "2023-W01", "--known-at", "1");
        early.Code.Should().Be(1);
        early.Error.Should().Contain("第1号事件时“xiaozhen”还没有采纳考评办法");
        (await district.Terminal.RunAsync("board", "--week", "2023-W01", "--against", $"{last}")).Code.Should().Be(0);
        (await district.Terminal.RunAsync(
            "explain", "--unit", "南镇", "--week", "2023-W01", "--known-at", $"{last}")).Error.Should()
                .Contain("没有单位“南镇”");
        (await district.Terminal.RunAsync("board", "--week", "2023-W60", "--against", $"{last}")).Error.Should()
            .Contain("2023-W60");
    }
}
