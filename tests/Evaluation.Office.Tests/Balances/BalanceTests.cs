using System.Globalization;
using Evaluation.Office.Balances;
using Evaluation.Office.Decisions;
using Evaluation.Office.Tests.Decisions;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Balances;

/// <summary>Balances are opened whole or not at all, replaced by name, and not after the first bulletin.</summary>
public sealed class BalanceTests
{
    private static readonly RuleSet Rules = new RulebookText
    {
        From = "2023-01-01",
        To = "2023-12-31",
        Measures = "visits: {label: 外出, unit: 家次, count: visit}\n"
            + "led: {label: 带队, unit: 家次, of: visits, count: visit, where: leader = 'top'}\n"
            + "contracted: {label: 签约, unit: 亿元, sum: signing.contracted, in: 1亿}",
        Items = "- {id: 招商, cap: {year: 30}}",
        Clauses = """
            - {id: 外出, item: 招商, text: 一, unit: 分, each: visit, gives: 1, cap: {quarter: 5}}
            - {id: 进度, text: 二, unit: 分, each: month, over: year, gives: visits * 0.1, cap: none}
            """,
    }.Alone();

    private static readonly BeginningFile Office = new(
        Sample.Roster, Rules, new WeeksBegun(Sample.WeekOf("2023-06-05"), "委〔2023〕8号", "hui.luo"), null);

    private static readonly Balance[] Totals =
        [.. Sample.Roster.Terms.Select(term => new Balance(term.Unit, BalanceOf.Points, "", "2023", 20.5m))];

    private static readonly BalancesRequest Request =
        new(Sample.Day("2023-06-04"), "委〔2023〕9号", "由1至5月台账结转", Totals);

    private static Case<OpenedBalances> Given => new(OpenedBalances.Evolve);

    [Fact]
    public void Balances_are_opened_as_of_the_evening_before_the_beginning() =>
        Given.When(standing => Open(standing, Request)).Then(Opened(Totals));

    [Theory]
    [InlineData("坑口街", "Measure", "visits", "2023", "12", "unknown-unit", "balances[3].unit")]
    [InlineData("坑口街道", "Measure", "visit", "2023", "12", "unknown-measure", "balances[3].name")]
    [InlineData("坑口街道", "Clause", "外出去", "2023-Q2", "12", "unknown-clause", "balances[3].name")]
    [InlineData("坑口街道", "Article", "外出", "2023", "12", "unknown-item", "balances[3].name")]
    [InlineData("坑口街道", "Points", "外出", "2023-H1", "12", "name-given", "balances[3].name")]
    [InlineData("坑口街道", "Measure", "visits", "2023-Q1", "12", "unknown-period", "balances[3].period")]
    [InlineData("坑口街道", "Measure", "visits", "2022", "12", "unknown-period", "balances[3].period")]
    [InlineData("坑口街道", "Measure", "visits", "今年", "12", "unknown-period", "balances[3].period")]
    [InlineData("坑口街道", "Measure", "visits", "2023", "-1", "amount-wrong", "balances[3].amount")]
    [InlineData("坑口街道", "Measure", "visits", "2023", "1.5", "amount-not-whole", "balances[3].amount")]
    [InlineData("坑口街道", "Measure", "contracted", "2023", "1000000000001", "amount-wrong", "balances[3].amount")]
    [InlineData("坑口街道", "Clause", "外出", "2023", "1000001", "amount-wrong", "balances[3].amount")]
    [InlineData("坑口街道", "Clause", "外出", "2023", "0.0000001", "amount-wrong", "balances[3].amount")]
    [InlineData("坑口街道", "Points", "", "2023", "1", "balance-twice", "balances[3]")]
    [InlineData("坑口街道", "Measure", "contracted", "2023", "1", "units-missing", "balances")]
    public void One_wrong_balance_refuses_all(
        string unit, string of, string name, string period, string amount, string code, string where)
    {
        var wrong = Request with
        {
            Balances =
            [
                .. Totals, new Balance(
                    unit, Enum.Parse<BalanceOf>(of), name, period, decimal.Parse(amount, CultureInfo.InvariantCulture)),
            ],
        };

        Given.When(standing => Open(standing, wrong)).Refused(code);
        Open(null, wrong).Refusal!.Where.Should().Be(where);
    }

    [Theory]
    [InlineData("Measure contracted 2023-Q2 1", "total-missing")]
    [InlineData("Points  2023 1, Measure visits 2023 9", "clause-halved")]
    [InlineData("Points  2023 1, Clause 进度 2023 9", "clause-halved")]
    [InlineData("Points  2023 1, Clause 进度 2023 9, Measure visits 2023 9, Measure led 2023 10", "amount-larger")]
    [InlineData("Points  2023 1, Measure contracted 2023 9, Measure contracted 2023-Q2 10", "amount-larger")]
    [InlineData("Points  2023 1, Clause 进度 2023 9, Measure visits 2023 9, Measure led 2023 9", "")]
    public void Balances_of_all_units_fit_together(string things, string code)
    {
        var balances = things.Split(", ").Select(thing => thing.Split(' ')).SelectMany(part => Sample.Roster.Terms
            .Select(term => new Balance(
                term.Unit, Enum.Parse<BalanceOf>(part[0]), part[1], part[2],
                decimal.Parse(part[3], CultureInfo.InvariantCulture))));

        (Open(null, Request with { Balances = [.. balances] }).Refusal?.Code ?? "").Should().Be(code);
    }

    [Fact]
    public void What_is_missing_or_too_late_is_refused_with_what_to_do()
    {
        Given.When(standing => Open(standing, Request with { Document = " " })).Refused("document-missing");
        Given.When(standing => Open(standing, Request with { Reason = "" })).Refused("reason-missing");
        Given.When(standing => Open(standing, Request with { Balances = [] })).Refused("balances-missing");
        Given.When(standing => Open(standing, Request with { Through = Sample.Day("2023-05-31") }))
            .Refused("through-wrong");
        Open(null, Request, Office with { Sealed = Sample.WeekOf("2023-06-05") }).Refusal!.Remedy.Should()
            .Contain("adjust");
        Open(null, Request, Office with { Rules = new RuleSet([]) }).Refusal!.Code.Should().Be("no-edition");
        Open(null, Request with { Through = Sample.Day("2022-12-31") }, Office with { Begun = null }).Refusal!.Code
            .Should().Be("nothing-cut");
        Open(null, Request with { Reason = new string('长', 2001) }).Refusal!.Code.Should().Be("text-too-long");
    }

    [Fact]
    public void A_correction_takes_the_place_of_what_was_opened_once_the_difference_was_seen()
    {
        var other = Request with { Balances = [Totals[0] with { Amount = 21m }, .. Totals[1..]] };
        var given = Given.Given(Opened(Totals));
        given.When(standing => Open(standing, other)).Refused("difference-unseen");
        var shown = Open(new OpenedBalances(Opened(Totals)), other with { Replace = true }).Refusal!;
        shown.What.Should().Contain("坑口街道2023合计得分由20.5改为21");

        var seen = shown.Remedy.Split("seen 为 ")[1][..8];
        given.When(standing => Open(standing, other with { Replace = true, Seen = seen })).Then(Opened(other.Balances));
    }

    [Fact]
    public void All_may_be_taken_back_and_opened_again()
    {
        var back = Request with { Balances = [], Replace = true };
        var standing = new OpenedBalances(Opened(Totals));
        var seen = Open(standing, back).Refusal!.Remedy.Split("seen 为 ")[1][..8];

        var taken = Open(standing, back with { Seen = seen }).Events.Should().ContainSingle().Subject;
        taken.Should().BeOfType<BalancesOpened>().Which.ToOpening().Should().BeNull();
        Open(OpenedBalances.Evolve(standing, taken), Request).Refusal.Should().BeNull();
    }

    [Fact]
    public void The_first_week_stays_where_balances_were_made_for_it()
    {
        var begun = new WeeksBegun(Sample.WeekOf("2023-06-12"), "委〔2023〕10号", "hui.luo");

        BeginningDecider.Begin(null, null, Rules, begun, Sample.Day("2023-06-05")).Refusal!.Code.Should()
            .Be("balances-open");
        BeginningDecider.Begin(null, null, Rules, begun, Sample.Day("2023-06-12")).Refusal.Should().BeNull();
    }

    [Fact]
    public void What_is_needed_is_listed_with_nothing_for_every_unit()
    {
        var needed = BalanceNeeds.Of(Office);

        needed.Select(one => $"{one.Period} {one.Of} {one.Name}".Trim()).Distinct().Should().Equal(
            "2023 Points", "2023 Clause 进度", "2023 Article 招商", "2023 Measure visits", "2023 Measure led",
            "2023 Measure contracted", "2023-Q2 Clause 外出");
        Open(null, Request with { Balances = needed }).Refusal.Should().BeNull();
    }

    private static BalancesOpened Opened(IReadOnlyList<Balance> balances) =>
        new(Sample.Day("2023-06-05"), Request.Document, Request.Reason, balances, "hui.luo");

    private static Decision Open(OpenedBalances? standing, BalancesRequest request, BeginningFile? office = null) =>
        BalanceDecider.Open(standing, request, "hui.luo", office ?? Office);
}
