using Evaluation.Office.Claims;
using Evaluation.Office.Projects;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Projects;

/// <summary>Where projects stand on a day, and how they moved: a table of eight projects that can be counted.</summary>
public sealed class PipelineTests
{
    // number, industry, unit, amount in 亿, what it reached
    private static readonly Project[] Projects =
    [
        Of("P1", "新能源汽车", Sample.Kengkou, 1m, "talks 2023-02-01"),
        Of("P2", "新能源汽车", Sample.Kengkou, 2m, "talks 2023-01-10, reviewed 2023-03-01"),
        Of("P3", "电子信息", Sample.Fenghuang, 3m, "talks 2023-05-01"),
        Of("P4", "电子信息", Sample.Fenghuang, 4m, "talks 2023-02-01, signed 2023-04-01"),
        Of("P5", "新能源汽车", Sample.Kengkou, 5m, "talks 2023-02-01, signed 2023-02-20, started 2023-06-01"),
        Of("P6", "食品", Sample.Fenghuang, 6m, "talks 2023-02-10, stopped 2023-03-15"),
        Of("P7", "食品", Sample.Fenghuang, 7m, ""),
        Of("P8", "食品", Sample.Kengkou, 8m, "above_scale 2022-12-01, increased 2023-02-01, increased 2023-05-01"),
    ];

    [Theory]
    [InlineData("2023-01-31", "talks 1, above_scale 1")]
    [InlineData("2023-02-19", "talks 5, above_scale 1")]
    [InlineData("2023-02-20", "talks 4, signed 1, above_scale 1")]
    [InlineData("2023-03-14", "talks 3, reviewed 1, signed 1, above_scale 1")]
    [InlineData("2023-03-15", "talks 2, reviewed 1, signed 1, above_scale 1")]
    [InlineData("2023-06-30", "talks 2, reviewed 1, signed 1, started 1, above_scale 1")]
    public void A_signed_project_leaves_talks_and_a_stopped_one_leaves_everything(string day, string stands) =>
        string.Join(", ", On(day).Stages.Select(stage => $"{stage.Stage.Name} {stage.Projects.Count}"))
            .Should().Be(stands);

    [Fact]
    public void Of_each_stage_money_flow_days_and_conversion_are_told() =>
        On("2023-06-30").Stages.Select(Say).Should().Equal(
            "在谈: 2个4亿, 进入6, 最长149天, 中位149天, 超期1, 转化3/6",
            "评审: 1个2亿, 进入1, 最长121天, 中位121天, 超期1, 转化0/1",
            "签约: 1个4亿, 进入2, 最长90天, 中位90天, 超期0, 转化1/2",
            "开工: 1个5亿, 进入1, 最长29天, 中位29天, 超期0, 转化0/1",
            "入规: 1个8亿, 进入0, 最长211天, 中位211天, 超期0, 转化0/1");

    [Fact]
    public void An_industry_has_its_part_of_a_stage_with_the_denominator_of_the_stage()
    {
        On("2023-06-30").Stages[0].PartOf("新能源汽车").Should().Be(new IndustryPart(1, 2));
        new IndustryPart(15, 44).Rate.Should().Be(0.3409m);
        new IndustryPart(0, 0).Rate.Should().BeNull();
    }

    [Fact]
    public void Different_projects_are_counted_beside_their_increases()
    {
        On("2023-06-30").Increases.Should().Be(new IncreasesOf(1, 2, 2 * Money.Yi));
        On("2023-04-30").Increases.Should().Be(new IncreasesOf(1, 1, Money.Yi));
        On("2023-06-30", from: "2023-06-01").Increases.Should().Be(new IncreasesOf(0, 0, 0m));
    }

    [Fact]
    public void Stopped_projects_and_those_without_a_stage_are_named_apart()
    {
        On("2023-06-30").Stopped.Select(one => one.Id).Should().Equal("P6");
        On("2023-06-30").Unstaged.Select(one => one.Id).Should().Equal("P7");
        On("2023-03-14").Stopped.Should().BeEmpty();
    }

    [Fact]
    public void A_stopped_project_stands_again_from_the_day_on_which_it_goes_on()
    {
        var resumed = Project.Evolve(Projects[5], new ProjectResumed("P6", Sample.Day("2023-04-01"), "重新洽谈"));
        StandingProject.Of(resumed, Sample.Day("2023-03-31")).Should().BeNull();
        StandingProject.Of(resumed, Sample.Day("2023-04-01"))!.Stage.Name.Should().Be("talks");
    }

    [Theory]
    [InlineData(Sample.Kengkou, null, "talks 1, reviewed 1, started 1, above_scale 1")]
    [InlineData(Sample.Fenghuang, null, "talks 1, signed 1")]
    [InlineData(Sample.Bureau, null, "")]
    [InlineData(null, "镇街", "talks 2, reviewed 1, signed 1, started 1, above_scale 1")]
    [InlineData(null, "部门", "")]
    public void Projects_of_a_unit_or_of_a_group_are_those_with_which_it_is_credited(
        string? unit, string? group, string stands)
    {
        var ask = new PipelineAsk(Sample.Day("2023-01-01"), Sample.Day("2023-06-30"), unit, group, null);
        ask.Check(Sample.Roster).Should().BeNull();
        string.Join(", ", Pipeline.Of(Projects, ask, Sample.Roster).Stages.Where(stage => stage.Projects.Count > 0)
            .Select(stage => $"{stage.Stage.Name} {stage.Projects.Count}")).Should().Be(stands);
    }

    [Theory]
    [InlineData("2023-07-01", "2023-06-30", null, null, "days-reversed")]
    [InlineData("2023-01-01", "2023-06-30", "无名镇", null, "unknown-unit")]
    [InlineData("2023-01-01", "2023-06-30", null, "乡镇", "unknown-group")]
    public void What_cannot_be_answered_is_refused(string from, string day, string? unit, string? group, string code) =>
        new PipelineAsk(Sample.Day(from), Sample.Day(day), unit, group, null).Check(Sample.Roster)!.Code.Should()
            .Be(code);

    [Theory]
    [InlineData("started", "2023-02-19", "早于签约的2023-02-20")]
    [InlineData("talks", "2023-02-21", "晚于已计入的签约（2023-02-20）")]
    [InlineData("production", "2023-02-19", "早于签约的2023-02-20")]
    [InlineData("talks", "2023-02-20", null)]
    [InlineData("started", "2023-02-20", null)]
    [InlineData("reviewed", "2023-06-01", null)]
    [InlineData("land", "2023-01-01", null)]
    public void A_stage_out_of_order_is_refused_and_says_against_what(string stage, string day, string? why)
    {
        var project = Of("P9", "食品", Sample.Kengkou, 1m, "signed 2023-02-20");
        var claim = Claim.Evolve(null, new ClaimReported(
            "C1", "stage", Sample.Kengkou, Sample.Day(day),
            new Dictionary<string, Value> { ["project"] = Value.Of("P9"), ["stage"] = Value.Of(stage) }, [], [],
            Sample.At("2023-06-02 09:00"), "kengkou.chen"));
        var refusal = ProjectDecider.Credit(project, claim).Refusal;

        (refusal?.Code).Should().Be(why is null ? null : "stage-out-of-order");
        (refusal?.What.Contains(why!)).Should().Be(why is null ? null : true);
    }

    private static Pipeline On(string day, string from = "2023-01-01") => Pipeline.Of(
        Projects, new PipelineAsk(Sample.Day(from), Sample.Day(day), null, null, null), Sample.Roster);

    private static string Say(StageStock one) =>
        $"{one.Stage.Label}: {one.Projects.Count}个{Money.Format(one.Amount)}, 进入{one.Entered}, "
            + $"最长{one.Longest}天, 中位{one.Median}天, 超期{one.Stuck}, 转化{one.WentOn}/{one.Reached}";

    private static Project Of(string id, string industry, string unit, decimal yi, string reached)
    {
        var project = Project.Evolve(null, new ProjectFiled(id, id, "甲", industry, null, yi * Money.Yi, 0m));
        project = Project.Evolve(project, new IntroducerNamed(id, unit));
        foreach (var (i, step) in reached.Split(", ", StringSplitOptions.RemoveEmptyEntries).Index())
        {
            var (what, day) = (step.Split(' ')[0], Sample.Day(step.Split(' ')[1]));
            project = Project.Evolve(project, what switch
            {
                "stopped" => new ProjectStopped(id, day, "放弃"),
                "increased" => new TrancheCredited(id, i, Money.Yi, $"{id}-{i}", day),
                _ => new StageCredited(id, what, $"{id}-{i}", day, 0m),
            });
        }

        return project;
    }
}
