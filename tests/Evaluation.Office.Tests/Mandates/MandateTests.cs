using Evaluation.Office.Decisions;
using Evaluation.Office.Mandates;
using Evaluation.Office.Tests.Decisions;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Mandates;

/// <summary>Who is what in a district, from a day to a day.</summary>
public sealed class MandateTests
{
    private static readonly DateOnly Today = Sample.Day("2023-07-15");

    private static readonly MandateGiven Reporter = new(
        "D-1", "feng", "冯晚晴", "reporter", Sample.Kengkou, Today, null, null, "区考1号");

    private static readonly MandateGiven Verifier = Reporter with { Mandate = "D-2", Role = "verifier", Unit = null };

    private static Case<MandateRoll> Roll => new(MandateRoll.Evolve);

    [Fact]
    public void A_mandate_is_given_once()
    {
        Roll.When(roll => Give(roll, Reporter)).Then(Reporter);
        Roll.When(roll => Give(roll, Verifier)).Then(Verifier);
        Roll.Given(Reporter).When(roll => Give(roll, Verifier)).Then(Verifier);
        Roll.Given(Reporter).When(roll => Give(roll, Reporter with { Reason = "另" })).Refused("mandate-exists");
        Roll.Given(Reporter).When(roll => Give(roll, Reporter with { Mandate = "D-3" })).Refused("mandate-held");
    }

    [Theory]
    [InlineData("reporter:永安镇", "reporter", "reporter:永安镇")]
    [InlineData("reporter:永安镇 reporter:莲花镇", "reporter", "reporter:莲花镇 reporter:永安镇")]
    [InlineData("reporter:莲花镇 verifier:", "", "verifier: reporter:莲花镇")]
    [InlineData("reporter:永安镇 verifier:", "verifier", "verifier: reporter:永安镇")]
    [InlineData("reporter:永安镇 verifier:", "reporter", "reporter:永安镇 verifier:")]
    [InlineData("reporter:永安镇 verifier:", "reporter verifier auditor", "verifier: reporter:永安镇")]
    [InlineData("reporter:永安镇 reporter:坑口街道", "reporter", "reporter:永安镇 reporter:坑口街道")]
    [InlineData("auditor:", "sealer", "auditor:")]
    [InlineData("sealer: closer:", "", "closer: sealer:")]
    [InlineData("reporter:永安镇 admin:", "", "admin: reporter:永安镇")]
    [InlineData("", "verifier", "")]
    public void Who_has_several_mandates_acts_as_what_is_asked_for(string held, string wanted, string acting)
    {
        var all = held.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var roll = all.Where(one => one != "admin:").Select((one, i) => one.Split(':') switch
        {
            var parts => new Mandate(
                Reporter with { Mandate = $"D-{i}", Role = parts[0], Unit = parts[1].Length > 0 ? parts[1] : null },
                null),
        });
        string.Join(' ', new MandateRoll([.. roll])
            .Acting(
                "feng", Today, all.Contains("admin:"), wanted.Split(' ', StringSplitOptions.RemoveEmptyEntries),
                "莲花镇")
            .Select(one => $"{one.Role}:{one.Unit}")).Should().Be(acting);
    }

    [Fact]
    public void A_mandate_of_another_person_or_another_day_is_not_acted_by() => new MandateRoll(
        [new Mandate(Verifier with { Account = "luo" }, null), new Mandate(Verifier with { To = Today }, null)])
        .Acting("feng", Today.AddDays(1), false, [], null).Should().BeEmpty();

    [Theory]
    [InlineData("role", "boss", "unknown-role")]
    [InlineData("role", "", "unknown-role")]
    [InlineData("role", "verifier", "unit-surplus")]
    [InlineData("unit", null, "unit-missing")]
    [InlineData("unit", "无名镇", "unknown-unit")]
    [InlineData("to", "2023-07-14", "ends-before-start")]
    [InlineData("reason", " ", "reason-missing")]
    [InlineData("reason", "\u200B", "reason-missing")]
    [InlineData("deputy", "\u0000", "text-wrong")]
    [InlineData("account", "zeng", "forbidden")]
    [InlineData("mandate", " ", "mandate-missing")]
    public void What_is_wrong_is_said(string field, string? value, string code) => Roll.When(roll => Give(
        roll,
        field switch
        {
            "role" => Reporter with { Role = value! },
            "unit" => Reporter with { Unit = value },
            "to" => Reporter with { To = Sample.Day(value!) },
            "reason" => Reporter with { Reason = value! },
            "deputy" => Reporter with { Deputy = value },
            "mandate" => Reporter with { Mandate = value! },
            _ => Reporter with { Account = value! },
        })).Refused(code);

    [Fact]
    public void What_has_ended_before_today_is_not_given() => Roll.When(roll => Give(
        roll, Reporter with { From = Today.AddDays(-9), To = Today.AddDays(-1) })).Refused("ended-before");

    [Fact]
    public void A_person_may_stand_in_for_another_unit_beside_the_own_one()
    {
        var other = Reporter with { Mandate = "D-3", Unit = Sample.Roster.Terms[1].Unit };
        var deputy = other with { From = Today.AddDays(10), To = Today.AddDays(20) };
        other.Unit.Should().NotBe(Reporter.Unit);
        Roll.Given(Reporter).When(roll => Give(roll, deputy)).Then(deputy);
        Roll.Given(Reporter with { To = Today.AddDays(9) }).When(roll => Give(roll, deputy)).Then(deputy);
        Roll.Given(Reporter, new MandateEnded("D-1", "调离")).When(roll => Give(roll, other)).Then(other);
    }

    [Fact]
    public void A_mandate_ends_once_and_with_a_reason()
    {
        var ended = new MandateEnded("D-1", "调离");
        Roll.Given(Reporter).When(roll => MandateDecider.End(roll, ended)).Then(ended);
        Roll.Given(Reporter, ended).When(roll => MandateDecider.End(roll, ended)).Refused("repeated");
        Roll.Given(Reporter).When(roll => MandateDecider.End(roll, ended with { Reason = "" }))
            .Refused("reason-missing");
        Roll.When(roll => MandateDecider.End(roll, ended)).Refused("unknown-mandate");
        Roll.Given(Reporter).When(roll => MandateDecider.End(roll, ended with { Mandate = "D-9" }))
            .Refused("unknown-mandate");
    }

    [Theory]
    [InlineData("2023-07-14", false)]
    [InlineData("2023-07-15", true)]
    [InlineData("2023-07-31", true)]
    [InlineData("2023-08-01", false)]
    public void A_mandate_holds_from_its_first_day_to_its_last(string day, bool holds)
    {
        var roll = MandateRoll.Evolve(null, Reporter with { To = Sample.Day("2023-07-31") });
        roll.Of("feng", Sample.Day(day)).Should().HaveCount(holds ? 1 : 0);
        roll.Of("zeng", Sample.Day(day)).Should().BeEmpty();
        MandateRoll.Evolve(roll, new MandateEnded("D-1", "调离")).Of("feng", Sample.Day(day)).Should().BeEmpty();
    }

    private static Decision Give(MandateRoll? roll, MandateGiven request) =>
        MandateDecider.Give(roll, Sample.Roster, request, "zeng", Today);
}
