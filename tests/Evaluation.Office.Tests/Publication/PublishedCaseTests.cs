using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Publication;

/// <summary>Figures of public notices, recomputed.</summary>
public sealed class PublishedCaseTests
{
    // Zaozhuang, December 2019, http://minidiantai.com/zzzt/content/2020-01/20/content_3212.html: the lower score is
    // better.
    [Fact]
    public void Zaozhuang_ranks_low_scores_first_and_equals_jointly()
    {
        (string Unit, decimal Score)[] printed = [("台儿庄区", 3.6m), ("薛城区", 3.8m), ("峄城区", 4m), ("市中区", 7m),
            ("高新区", 1.8m), ("滕州市", 3.8m), ("山亭区", 4.0m)];
        var totals = printed.Select(
            one => new UnitTotals(
                one.Unit, one.Score, one.Score, new Dictionary<string, decimal>(), new Dictionary<string, decimal>()));

        var ranking = Ranker.Rank(
            Sample.WeekOf("2019-12-30"), "区", [.. totals], new RankingRules(["区"], false, 1, true, []));

        ranking.Standings.Select(standing => standing.YearRank).Should().Equal(1, 2, 3, 3, 5, 5, 7);
        ranking.Standings.Select(standing => standing.Totals.Unit).Should()
            .Equal("高新区", "台儿庄区", "薛城区", "滕州市", "峄城区", "山亭区", "市中区");
    }

    // Taiyuan, October 2021, https://yhhmip.com/system/2021/11/25/030392155.shtml.
    [Fact]
    public void Taiyuan_nets_rewards_and_penalty_exactly() =>
        Printed(10.25m + 6.34m + 17.29m - 13m, 2).Should().Be("20.88");

    // Guichi, an unnamed city, Chuxiong, Bijiang and Lu'an: the addresses are those of the notices' rates.
    [Theory]
    [InlineData("40", "45", 1, "88.9")] // https://www.ahgc.gov.cn/News/show/508856.html
    [InlineData("99.68", "145", 1, "68.7")]
    [InlineData("219.22", "589", 2, "37.22")] // http://m.airmangenerator.com/zsyz/zcfg/11258985811.html
    [InlineData("100.66", "242", 1, "41.6")]
    [InlineData("78", "132", 2, "59.09")]
    [InlineData("63", "81", 2, "77.78")]
    [InlineData("120.44", "132.63", 1, "90.8")] // http://cxztzcjw.cn/info/1003/1169.htm
    [InlineData("60.4", "65.85", 1, "91.7")]
    [InlineData("87.88", "69.75", 0, "126")]
    [InlineData("8", "7", 2, "114.29")] // https://www.bjq.gov.cn/qdmz/tzbj/zsyzsj/202401/t20240124_86096331.html
    [InlineData("9.92", "8", 0, "124")]
    [InlineData(
        "22", "32", 1, "68.8")] // https://tczx.luan.gov.cn/public/6608441/10545808.html: 68.9 in print is a slip
    public void Rates_are_printed_as_the_notices_printed_them(string done, string target, int decimals, string printed)
    {
        var (of, by) = (decimal.Parse(done, System.Globalization.CultureInfo.InvariantCulture),
            decimal.Parse(target, System.Globalization.CultureInfo.InvariantCulture));

        Printed(of / by * 100m, decimals).Should().Be(printed);
        Printed(of / by * 100m, decimals, Rounding.HalfEven).Should().Be(printed, "none lies between two");
    }

    [Theory]
    [InlineData("0.125", 2, "0.13", "0.12")]
    [InlineData("0.375", 2, "0.38", "0.38")]
    [InlineData("-0.125", 2, "-0.13", "-0.12")]
    [InlineData("1.005", 2, "1.01", "1.00")]
    [InlineData("89.996", 2, "90.00", "90.00")]
    [InlineData("89.995", 2, "90.00", "90.00")]
    [InlineData("89.985", 2, "89.99", "89.98")]
    [InlineData("0.1249999999999999999999999999", 2, "0.12", "0.12")]
    [InlineData("0.1250000000000000000000000001", 2, "0.13", "0.13")]
    [InlineData("2.5", 0, "3", "2")]
    [InlineData("3.5", 0, "4", "4")]
    [InlineData("-2.5", 0, "-3", "-2")]
    [InlineData("-0.5", 0, "-1", "0")]
    [InlineData("-0.4", 0, "0", "0")]
    [InlineData("12345678.12345678905", 10, "12345678.1234567891", "12345678.1234567890")]
    public void Halves_are_printed_as_a_spreadsheet_or_as_the_standard_prints_them(
        string points, int decimals, string halfUp, string halfEven)
    {
        var exact = decimal.Parse(points, System.Globalization.CultureInfo.InvariantCulture);

        Printed(exact, decimals).Should().Be(halfUp);
        Printed(exact, decimals, Rounding.HalfEven).Should().Be(halfEven);
    }

    private static string Printed(decimal points, int decimals, Rounding by = Rounding.HalfUp) =>
        new PrintedPoints(new Precision(decimals, by), decimals).Text(points);
}
