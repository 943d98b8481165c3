using Evaluation.Office.Imports;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Seeds;

/// <summary>What holds for the seed files of every district.</summary>
public sealed class SeedTests
{
    public static TheoryData<string> Districts => ["dinghu", "zhaoqing"];

    [Theory, MemberData(nameof(Districts))]
    public void The_rulebook_reads_without_findings_and_says_that_it_is_an_illustration(string district)
    {
        var (rulebook, findings) = RulebookReader.Read(SeedFolder.Read(district).Rulebook);

        findings.Should().BeEmpty();
        rulebook!.Notice.Should().Contain("示意");
        rulebook.Clauses.Length.Should().BeGreaterThanOrEqualTo(14);
    }

    [Theory, MemberData(nameof(Districts))]
    public void Every_file_reads_and_every_fact_binds_to_its_kind(string district)
    {
        var (history, faults) = History.Read(SeedFolder.Files(district));

        faults.Should().BeEmpty();
        history!.Facts.Select(fact => fact.Kind).Distinct().Should()
            .BeEquivalentTo(BuiltInKinds.BuiltIn.Select(kind => kind.Name));
    }

    [Theory, MemberData(nameof(Districts))]
    public void Every_step_is_a_command_that_the_deciders_accept(string district) =>
        Replay.Of(SeedFolder.Read(district)).Refusals.Should().BeEmpty();

    [Theory, MemberData(nameof(Districts))]
    public void Nothing_is_left_undecided_at_the_end_of_a_week_unless_it_is_carried_over_by_name(string district)
    {
        var history = SeedFolder.Read(district);
        var replay = Replay.Of(history);

        replay.LeftOpen.Should().BeEmpty();
        replay.Claims.Values.Where(claim => claim.Undecided).Should().BeEmpty();
        history.Weeks.Sum(week => week.CarriedOver.Count).Should().BeGreaterThan(0);
    }

    [Theory, MemberData(nameof(Districts))]
    public void The_weeks_from_1_to_26_are_closed_after_the_cut_off_and_sealed_later_by_another_person(string district)
    {
        var history = SeedFolder.Read(district);
        var rulebook = SeedFolder.Rulebook(history);

        history.Weeks.Select(row => row.Week.Id).Should()
            .Equal(Enumerable.Range(1, 26).Select(number => $"2023-W{number:00}"));
        foreach (var row in history.Weeks)
        {
            row.ClosedAt.Should().BeAfter(rulebook.Calendar.CutOffFor(row.Week));
            row.SealedAt.Should().BeAfter(row.ClosedAt);
            row.SealedBy.Should().NotBe(row.ClosedBy);
            row.Document.Should()
                .Be(rulebook.Bulletin.Document.Replace("{year}", "2023").Replace("{number}", $"{row.Week.Number}"));
        }
    }

    [Theory, MemberData(nameof(Districts))]
    public void Everybody_acts_in_a_role_that_allows_it(string district)
    {
        var history = SeedFolder.Read(district);
        var people = history.People.ToDictionary(person => person.Account);

        history.Facts.Should()
            .OnlyContain(
                fact => people[fact.RecordedBy!].Role == "reporter" && people[fact.RecordedBy!].Unit == fact.Unit);
        history.Reports.Should().OnlyContain(report => people[report.Account].Unit == report.Unit);
        history.Handling.Where(step => step.Step is "verified" or "returned" or "refused" or "reversed")
            .Should().OnlyContain(step => people[step.Account].Role == "verifier");
        history.Weeks.Should()
            .OnlyContain(week => people[week.ClosedBy].Role == "closer" && people[week.SealedBy].Role == "sealer");
        history.Decisions.Should().OnlyContain(decision => people[decision.DecidedBy!].Role == "committee");
        history.Enterprises.Select(firm => firm.FiledBy).Concat(history.Projects.Select(project => project.FiledBy))
            .Should().OnlyContain(account => people.ContainsKey(account));
    }

    [Theory, MemberData(nameof(Districts))]
    public void Shares_add_to_one_and_credit_codes_are_sound(string district)
    {
        var history = SeedFolder.Read(district);

        history.Projects.Select(project => project.Shares).Concat(history.Facts.Select(fact => fact.Shares))
            .Where(shares => shares.Count > 0)
            .Should().OnlyContain(shares => shares.Sum(share => share.Part) == 1m);
        history.Enterprises.Where(firm => firm.CreditCode is not null).Should()
            .OnlyContain(firm => CreditCode.IsValid(firm.CreditCode!));
        history.Enterprises.Should()
            .Contain(firm => firm.CreditCode == null).And.Contain(firm => firm.Aliases.Count > 0);
    }

    [Theory, MemberData(nameof(Districts))]
    public void Reports_are_on_time_late_and_missing_and_some_are_nil(string district)
    {
        var history = SeedFolder.Read(district);
        var replay = Replay.Of(history);
        var calendar = SeedFolder.Rulebook(history).Calendar;
        var owed = history.Weeks.SelectMany(
            row => replay.Roster.On(row.Week.End).Select(unit => (unit.Unit, row.Week))).ToList();
        var late = history.Reports.Count(report => report.SubmittedAt > calendar.ReportDueFor(report.Week));

        late.Should().BeInRange(5, 30);
        owed.Count(one => !replay.Reports.ContainsKey(one)).Should().BeInRange(5, 20);
        history.Reports.Count(report => report.Nil).Should().BeGreaterThan(20);
    }
}
