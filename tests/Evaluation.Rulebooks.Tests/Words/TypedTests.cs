using System.Globalization;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Rulebooks.Tests.Words;

/// <summary>Days, amounts, numbers and flags as offices type them: what is certain is read, all else is not.</summary>
public sealed class TypedTests
{
    [Theory]
    [InlineData("2023-06-05")]
    [InlineData("2023/6/5")]
    [InlineData("2023/06/05")]
    [InlineData("2023-6-5")]
    [InlineData("2023.6.5")]
    [InlineData("20230605")]
    [InlineData("2023年6月5日")]
    [InlineData("2023年06月05日")]
    [InlineData("2023 年 6 月 5 日")]
    [InlineData("2023年6月5号")]
    [InlineData("２０２３年６月５日")]
    [InlineData("２０２３／６／５")]
    [InlineData("2023/6/5 0:00")]
    [InlineData("2023/6/5 9:30:00")]
    [InlineData("2023-06-05 00:00:00.000")]
    [InlineData("2023年6月5日 星期一")]
    [InlineData("2023年6月5日（周一）")]
    [InlineData("　2023-06-05 ")]
    public void A_day_is_read_in_every_form_that_has_one_meaning(string text) =>
        Typed.Day(text).Should().Be(new DateOnly(2023, 6, 5));

    [Theory]
    [InlineData("6月5日")]
    [InlineData("6/5/2023")]
    [InlineData("23/6/5")]
    [InlineData("23年6月5日")]
    [InlineData("2023年6月")]
    [InlineData("2023.6")]
    [InlineData("2023/6.5")]
    [InlineData("2023-02-30")]
    [InlineData("2023年13月1日")]
    [InlineData("20230230")]
    [InlineData("45082")]
    [InlineData("2023年6月5日 星期二")]
    [InlineData("2023-06-05T09:30:00+08:00")]
    [InlineData("2023/6/5 25:00")]
    [InlineData("2023-06-05至2023-06-09")]
    [InlineData("约2023年6月5日")]
    [InlineData("٢٠٢٣-06-05")]
    [InlineData("")]
    public void A_day_that_may_be_another_is_not_read(string text) => Typed.Day(text).Should().BeNull();

    [Fact]
    public void A_day_without_its_year_is_of_the_year_that_is_given()
    {
        Typed.Day("6月5日", 2023).Should().Be(new DateOnly(2023, 6, 5));
        Typed.Day("2月29日", 2023).Should().BeNull();
        Typed.Day("2024年2月29日", 2023).Should().Be(new DateOnly(2024, 2, 29));
        Typed.NamesNoYear("6月5日").Should().BeTrue();
        Typed.NamesNoYear("2023年6月5日").Should().BeFalse();
    }

    [Theory]
    [InlineData("长期", true)]
    [InlineData("至今", true)]
    [InlineData("永久", true)]
    [InlineData("9999-12-31", true)]
    [InlineData("9999/12/31", true)]
    [InlineData("2099-12-31", false)]
    [InlineData("", false)]
    [InlineData("未定", false)]
    public void Until_further_notice_is_recognised(string text, bool expected) =>
        Typed.MeansNoEnd(text).Should().Be(expected);

    [Theory]
    [InlineData("3000万", 30_000_000)]
    [InlineData("3000 万", 30_000_000)]
    [InlineData("3,000万", 30_000_000)]
    [InlineData("3，000万元", 30_000_000)]
    [InlineData("３０００万", 30_000_000)]
    [InlineData("人民币3000万元整", 30_000_000)]
    [InlineData("人民币：3000万元正", 30_000_000)]
    [InlineData("3000万元人民币", 30_000_000)]
    [InlineData("RMB 3,000万元", 30_000_000)]
    [InlineData("3千万", 30_000_000)]
    [InlineData("30,000,000元", 30_000_000)]
    [InlineData("1.5亿", 150_000_000)]
    [InlineData("1.5億", 150_000_000)]
    [InlineData("1亿5000万", 150_000_000)]
    [InlineData("1亿5千万元", 150_000_000)]
    [InlineData("1亿零500万", 105_000_000)]
    [InlineData("3万5000元", 35_000)]
    [InlineData("5百万", 5_000_000)]
    [InlineData("3.00万", 30_000)]
    [InlineData("0.500亿", 50_000_000)]
    [InlineData("1.234亿", 123_400_000)]
    [InlineData("0万", 0)]
    public void An_amount_is_read_in_every_form_that_has_one_meaning(string text, int yuan)
    {
        Money.Parse(text, out var why).Should().Be(yuan, why);
        why.Should().BeEmpty();
    }

    [Theory]
    [InlineData("3.000万", "千分位")]
    [InlineData("12.500万元", "千分位")]
    [InlineData("150.000元", "千分位")]
    [InlineData("3,00万", "无法识别")]
    [InlineData("1,5亿", "无法识别")]
    [InlineData("0,500万", "无法识别")]
    [InlineData("1.000.000元", "无法识别")]
    [InlineData("3000", "没有写明单位")]
    [InlineData("1亿5000", "没有写明单位")]
    [InlineData("1.5亿5000万", "不相衔接")]
    [InlineData("1亿50000万", "不相衔接")]
    [InlineData("3000万美元", "无法识别")]
    [InlineData("约3000万", "无法识别")]
    [InlineData("3000余万", "无法识别")]
    [InlineData("3000-5000万", "无法识别")]
    [InlineData("-3000万", "负数")]
    [InlineData("20000亿", "超过")]
    [InlineData("99999999999999999999亿", "超过")]
    [InlineData("万", "无法识别")]
    [InlineData("元", "无法识别")]
    [InlineData("", "没有写明单位")]
    public void An_amount_that_may_be_another_is_not_read(string text, string reason)
    {
        Money.Parse(text, out var why).Should().BeNull();
        why.Should().Contain(reason).And.StartWith($"金额“{text}”");
    }

    [Theory]
    [InlineData("0.25", "0.25")]
    [InlineData("１２", "12")]
    [InlineData("1,234.5", "1234.5")]
    [InlineData("12,345,678", "12345678")]
    [InlineData("1,23", null)]
    [InlineData("1234,567", null)]
    [InlineData("0,123", null)]
    [InlineData("-1", null)]
    [InlineData("1e3", null)]
    [InlineData("50%", null)]
    public void A_number_is_read_when_its_commas_part_thousands(string text, string? expected) =>
        (Typed.Number(text)?.ToString(CultureInfo.InvariantCulture)).Should().Be(expected);

    [Theory]
    [InlineData("TRUE", true)]
    [InlineData("True", true)]
    [InlineData("ＴＲＵＥ", true)]
    [InlineData("是", true)]
    [InlineData("FALSE", false)]
    [InlineData("否", false)]
    [InlineData("1", null)]
    [InlineData("√", null)]
    [InlineData("Y", null)]
    public void A_flag_is_read_in_any_case(string text, bool? expected) => Typed.Flag(text).Should().Be(expected);

    [Fact]
    public void Every_door_that_binds_a_claim_reads_the_same_texts()
    {
        var kind = new KindDefinition("note", "事项",
        [
            new FieldDefinition("amount", "金额", FieldType.Money, false),
            new FieldDefinition("on", "日期", FieldType.Date, false),
            new FieldDefinition("yes", "是否", FieldType.Flag, false),
            new FieldDefinition("count", "件数", FieldType.Integer, false),
            new FieldDefinition("text", "内容", FieldType.Text, false),
        ]);
        var bound = kind.Bind(new Dictionary<string, string>
        {
            ["amount"] = "1亿5000万",
            ["on"] = "2023年6月5日",
            ["yes"] = "TRUE",
            ["count"] = "1,200",
            ["text"] = string.Concat(Enumerable.Repeat("\U00020BB7", 200)),
        }).Value;
        bound["amount"].Number.Should().Be(150_000_000m);
        bound["on"].Text.Should().Be("2023-06-05");
        bound["yes"].Flag.Should().BeTrue();
        bound["count"].Number.Should().Be(1200m);
        bound.Should().ContainKey("text", "200 characters are meant, however many units they take");
        kind.Bind(new Dictionary<string, string> { ["on"] = "6月5日" }).Refusal!.Where.Should().Be("on");
        kind.Bind(new Dictionary<string, string> { ["text"] = new('字', 201) }).Refusal!.What.Should().Contain("200");
    }
}
