using Evaluation.Rulebooks.Examples;
using FluentAssertions;
using Xunit;

namespace Evaluation.Rulebooks.Tests.Checks;

/// <summary>What is said of periods of several lengths beside each other, and what must not be said.</summary>
public sealed class PeriodCheckTests
{
    private static List<string> Said(string clause, string year, string word)
    {
        var text = new RulebookText
        {
            Clauses = $"- {{id: 一, text: 一, unit: 分, {clause}}}",
            From = $"{year}-01-01",
            To = $"{year}-12-31",
        };
        return [.. RulebookCheck.Of(text.ToString()).Findings.Select(one => one.What).Where(one => one.Contains(word))];
    }

    /// <summary>2020 has a 53rd week by Mondays, and 2026 too; most years have none.</summary>
    [Theory]
    [InlineData("2020", "each: fortnight, gives: 1, cap: none",
        "2020年有53周，第53周（12月28日至1月3日）单独为一个双周。")]
    [InlineData("2026", "each: visit, gives: 1, cap: {fortnight: 5}",
        "2026年有53周，第53周（12月28日至1月3日）单独为一个双周。")]
    [InlineData("2026", "each: week, over: fortnight, gives: 1, cap: none",
        "2026年有53周，第53周（12月28日至1月3日）单独为一个双周。")]
    [InlineData("2023", "each: fortnight, gives: 1, cap: none", "")]
    [InlineData("2026", "each: week, gives: 1, cap: none", "")]
    public void A_fortnight_of_one_week_is_named(string year, string clause, string expected) =>
        string.Concat(Said(clause, year, "53周")).Should().Be(expected);

    /// <summary>A week over the end of a month may hold what two months leave: its cap counts then.</summary>
    [Theory]
    [InlineData("cap: {week: 5, month: 5}", false)]
    [InlineData("cap: {week: 10, month: 5}", true)]
    [InlineData("cap: {ten_days: 5, half_month: 5}", false)]
    [InlineData("cap: {fortnight: 5, half_month: 5}", false)]
    [InlineData("cap: {ten_days: 5, month: 5}", true)]
    [InlineData("cap: {week: 5, fortnight: 5}", true)]
    [InlineData("cap: {bimonth: 5, quarter: 5}", false)]
    [InlineData("cap: {bimonth: 5, half: 5}", true)]
    public void A_cap_is_superfluous_only_where_it_can_never_bind(string cap, bool said) =>
        Said($"each: visit, gives: 1, {cap}", "2023", "不起作用").Should().HaveCount(said ? 1 : 0);

    /// <summary>15 days may touch three fortnights, and a month four times ten days only if it had 40.</summary>
    [Theory]
    [InlineData("cap: {ten_days: 1, month: 3}", false)]
    [InlineData("cap: {ten_days: 1, month: 3.1}", true)]
    [InlineData("cap: {half_month: 1, bimonth: 4.1}", true)]
    [InlineData("cap: {fortnight: 1, half_month: 2}", false)]
    [InlineData("cap: {bimonth: 1, quarter: 2}", false)]
    [InlineData("cap: {bimonth: 1, quarter: 2.1}", true)]
    [InlineData("cap: {bimonth: 1, year: 6.1}", true)]
    public void A_cap_that_shorter_ones_never_reach_is_named(string cap, bool said) =>
        Said($"each: visit, gives: 1, {cap}", "2023", "永远达不到").Should().HaveCount(said ? 1 : 0);

    /// <summary>A kind that bore the name before the period did keeps it.</summary>
    [Fact]
    public void A_kind_with_the_name_of_a_period_is_the_kind()
    {
        var (rulebook, findings) = RulebookCheck.Of(new RulebookText
        {
            Kinds = "bimonth: {label: 双月活动, fields: {place: {label: 地点, type: text} } }",
            Clauses = "- {id: 一, text: 一, unit: 分, each: bimonth, gives: 1, cap: {bimonth: 2}}",
        }.ToString());

        rulebook!.Clauses[0].Kind.Should().Be("bimonth");
        findings.Should().Contain(one => one.What == "事项类别“bimonth”与期间同名。");
    }
}
