using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Office.Projects;
using Evaluation.Office.Tests.Decisions;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Projects;

/// <summary>What may become of a project on file: another name, an end, going on, two of one.</summary>
public sealed class ProjectChangeTests
{
    private static readonly DateOnly FiledOn = Sample.Day("2023-02-01"), Today = Sample.Day("2023-07-10");
    private static readonly ProjectFiled Filed = new("P1", "电池项目", "甲", "新材料", null, 100_000_000m, 80_000_000m);
    private static readonly IntroducerNamed Introducer = new("P1", Sample.Kengkou);
    private static readonly ProjectRenamed Renamed = new("P1", "动力电池产业园", Sample.Day("2023-07-03"), "备案变更");
    private static readonly ProjectStopped Stopped = new("P1", Sample.Day("2023-05-10"), "企业放弃投资");
    private static readonly ProjectResumed Resumed = new("P1", Sample.Day("2023-06-01"), "重新签约");
    private static readonly StageCredited Signed = new("P1", ProjectStages.Signed, "C1", Sample.Day("2023-03-08"), 0m);
    private static readonly ProjectSplit Divided = new("P1", "P2", 30_000_000m, 20_000_000m, "补充协议");

    private static Case<Project> Projects => new(Project.Evolve);

    private static Case<Project> Introduced => Projects.Given(Filed, Introducer);

    [Fact]
    public void A_project_is_renamed()
    {
        Introduced.When(one => Rename(one, Renamed)).Then(Renamed);
        Projects.When(one => Rename(one, Renamed)).Refused("unknown-project");
        Introduced.When(one => Rename(one, Renamed with { Name = " " })).Refused("name-missing");
        Introduced.When(one => Rename(one, Renamed with { Name = "电池项目" })).Refused("repeated");
        Introduced.When(one => Rename(one, Renamed with { Reason = "" })).Refused("reason-missing");
        Introduced.When(one => Rename(one, Renamed with { From = Today.AddDays(1) })).Refused("in-the-future");
        Introduced.When(one => Rename(one, Renamed with { From = FiledOn.AddDays(-1) })).Refused("before-filing");
        After(Filed, Renamed).FormerNames.Should().Equal("电池项目");
        Introduced.Given(Renamed).When(one => ProjectDecider.File(one, Filed)).Refused("repeated");
    }

    [Fact]
    public void A_project_is_stopped_and_goes_on()
    {
        Introduced.When(one => Stop(one, Stopped)).Then(Stopped);
        Projects.When(one => Stop(one, Stopped)).Refused("unknown-project");
        Introduced.When(one => Stop(one, Stopped with { Reason = "" })).Refused("reason-missing");
        Introduced.When(one => Stop(one, Stopped with { On = Today.AddDays(1) })).Refused("in-the-future");
        Introduced.When(one => Stop(one, Stopped with { On = FiledOn.AddDays(-1) })).Refused("before-filing");
        Introduced.Given(Stopped).When(one => Stop(one, Stopped)).Refused("repeated");
        Introduced.Given(Stopped).When(one => Stop(one, Stopped with { On = Today })).Refused("already-stopped");
        Introduced.Given(Signed).When(one => Stop(one, Stopped with { On = Sample.Day("2023-03-07") }))
            .Refused("credited-later");
        Introduced.Given(Signed).When(one => Stop(one, Stopped with { On = Sample.Day("2023-03-08") }))
            .Then(Stopped with { On = Sample.Day("2023-03-08") });

        Introduced.Given(Stopped).When(one => Resume(one, Resumed)).Then(Resumed);
        Introduced.When(one => Resume(one, Resumed)).Refused("not-stopped");
        Projects.When(one => Resume(one, Resumed)).Refused("unknown-project");
        Introduced.Given(Stopped).When(one => Resume(one, Resumed with { From = Stopped.On.AddDays(-1) }))
            .Refused("before-stop");
        Introduced.Given(Stopped).When(one => Resume(one, Resumed with { Reason = "" })).Refused("reason-missing");
        Introduced.Given(Stopped, Resumed).When(one => Stop(one, Stopped with { On = Resumed.From.AddDays(-1) }))
            .Refused("before-resumption");
        Introduced.Given(Stopped, Resumed).When(one => Resume(one, Resumed)).Refused("not-stopped");
    }

    [Theory]
    [InlineData("2023-05-10", true, true)]
    [InlineData("2023-05-11", false, false)]
    [InlineData("2023-05-31", false, false)]
    [InlineData("2023-06-01", false, true)]
    public void A_stopped_project_takes_no_later_claim_until_it_goes_on(string day, bool stopped, bool resumed)
    {
        foreach (var kind in new[] { BuiltInKinds.Signing, BuiltInKinds.Stage, BuiltInKinds.Increase })
        {
            var claim = ClaimOf("C9", kind, day);
            Refusal(Stopped).Should().Be(stopped ? null : "project-stopped");
            Refusal(Stopped, Resumed).Should().Be(resumed ? null : "project-stopped");

            string? Refusal(params object[] events) =>
                ProjectDecider.Credit(After([Filed, Introducer, .. events]), claim).Refusal?.Code;
        }
    }

    [Fact]
    public void A_claim_about_a_stopped_project_is_refused_when_it_is_reported()
    {
        var known = new ClaimSurroundings(Sample.Roster, Today, [], null) { Halts = After(Filed, Stopped).Halts };
        var claim = new ClaimReported(
            "C9", Sample.Kengkou, BuiltInKinds.Signing, Sample.Day("2023-05-11"),
            new Dictionary<string, Value> { ["project"] = Value.Of("P1"), ["contracted"] = Value.Of(1m) }, [], [],
            Sample.At("2023-05-12 09:00"), "li.reporter");

        ClaimDecider.Report(null, claim, known).Refusal.Should().Match<Refusal>(
            no => no.Code == "project-stopped" && no.Where == "project" && no.What.Contains("企业放弃投资"));
        ClaimDecider.Report(null, claim with { OccurredOn = Stopped.On }, known).Refusal.Should().BeNull();
    }

    [Fact]
    public void A_part_becomes_a_project_of_its_own()
    {
        var whole = After(Filed, Introducer, Signed);
        var (onWhole, onPart) = ProjectChanges.Split(whole, null, Divided, "回收项目");
        onWhole.Events.Should().Equal(Divided);
        var part = Project.Evolve(null, onPart.Events.Single());
        part.Should().BeEquivalentTo(new
        {
            Id = "P2",
            Name = "回收项目",
            Whole = "P1",
            Enterprise = "甲",
            Contracted = 30_000_000m,
            Introducer = Sample.Kengkou,
        });
        var left = Project.Evolve(whole, Divided);
        (left.Contracted, left.FixedAsset, left.Parts.Single()).Should().Be((70_000_000m, 60_000_000m, "P2"));

        // The signing of the whole is not counted again, unless it was taken back there; later stages are.
        var signing = ClaimOf("C2", BuiltInKinds.Signing, "2023-06-01");
        ProjectDecider.Credit(part.Beside(left), signing).Refusal!.Code.Should().Be("stage-reached");
        ProjectDecider.FactsFor(part, ClaimOf("C3", BuiltInKinds.Stage, "2023-06-01"))["signed_on"].Text.Should()
            .Be("2023-03-08");
        ProjectDecider.Credit(part.Beside(left), ClaimOf("C3", BuiltInKinds.Stage, "2023-06-01")).Refusal.Should()
            .BeNull();
        var taken = Project.Evolve(left, new CreditReversed("P1", "C1"));
        ProjectDecider.Credit(part.Beside(taken), signing).Events.Should().ContainSingle();

        // A part of a part hands on what the whole had reached.
        var second = ProjectChanges.Split(part, null, new ProjectSplit("P2", "P3", 1m, 0m, "再拆"), "三").Part;
        Project.Evolve(null, second.Events.Single()).Reached.Should().ContainKey(ProjectStages.Signed);
    }

    [Fact]
    public void A_split_is_refused_that_makes_no_two_projects()
    {
        var whole = After(Filed, Introducer);
        Code(Divided with { Part = "P1" }).Should().Be("own-part");
        ProjectChanges.Split(null, null, Divided, "回收").Whole.Refusal!.Code.Should().Be("unknown-project");
        Code(Divided, name: "").Should().Be("name-missing");
        Code(Divided, name: "电池项目").Should().Be("name-taken");
        Code(Divided with { Contracted = -1m }).Should().Be("field-wrong");
        Code(Divided with { Contracted = 100_000_001m }).Should().Be("part-too-large");
        Code(Divided with { FixedAsset = 80_000_001m }).Should().Be("part-too-large");
        Code(Divided with { Reason = "" }).Should().Be("reason-missing");
        ProjectChanges.Split(After(Filed, Stopped), null, Divided, "回收").Whole.Refusal!.Code.Should()
            .Be("already-stopped");
        ProjectChanges.Split(whole, After(Filed with { Project = "P2" }), Divided, "回收").Whole.Refusal!.Code.Should()
            .Be("project-exists");
        var part = Project.Evolve(null, ProjectChanges.Split(whole, null, Divided, "回收").Part.Events.Single());
        ProjectChanges.Split(After(Filed, Divided), part, Divided, "回收").Whole.Refusal!.Code.Should().Be("repeated");

        string? Code(ProjectSplit split, string name = "回收项目") =>
            ProjectChanges.Split(whole, null, split, name).Whole.Refusal?.Code;
    }

    private static Decision Rename(Project? one, ProjectRenamed request) =>
        ProjectChanges.Rename(one, request, FiledOn, Today);

    private static Decision Stop(Project? one, ProjectStopped request) =>
        ProjectChanges.Stop(one, request, FiledOn, Today);

    private static Decision Resume(Project? one, ProjectResumed request) => ProjectChanges.Resume(one, request, Today);

    private static Project After(params object[] events) => events.Aggregate((Project?)null, Project.Evolve)!;

    private static Claim ClaimOf(string id, string kind, string day) => new(
        id, Sample.Kengkou, kind, Sample.Day(day),
        new Dictionary<string, Value>
        {
            ["project"] = Value.Of("P1"),
            ["stage"] = Value.Of("started"),
            ["tranche"] = Value.Of(1m),
            ["amount"] = Value.Of(30_000_000m),
        },
        [], ClaimStatus.Reported, "", Sample.At("2023-06-09 09:00"), "li.reporter");
}
