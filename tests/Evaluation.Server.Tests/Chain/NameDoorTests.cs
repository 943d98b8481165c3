using System.Text.RegularExpressions;
using Evaluation.Office.Firms;
using Evaluation.Office.Imports;
using Evaluation.Office.Projects;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Accounts;
using Evaluation.Server.Adoption;
using Evaluation.Server.Claims;
using Evaluation.Server.Firms;
using Evaluation.Server.Imports;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Projects;
using Evaluation.Server.Tests.Web;
using Evaluation.Server.Units;
using FluentAssertions;

namespace Evaluation.Server.Tests.Chain;

/// <summary>What looks alike or leads elsewhere is no name, through whichever door it comes.</summary>
/// <param name="shared">The town of the collection.</param>
[Collection(nameof(SharedTown))]
public sealed class NameDoorTests(SharedTown shared)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Town Town => shared.Town;

    [Theory]
    [InlineData("report")]
    [InlineData("Trip")]
    public async Task A_claim_s_number_is_no_word_of_an_address(string number)
    {
        var visit = new
        {
            claim = number,
            kind = "visit",
            occurredOn = "2023-01-04",
            facts = new { enterprise = "鼎新", leader = "top" },
        };
        (await Town.PostAsync("chen", "claims", visit)).Code.Should().Be("number-taken");
        (await Town.AskAsync("chen", Town.Monday.AddDays(4), by => new ReportTrip(
            by, number, by.Unit!, new WrittenClaim("2023-01-04", new Dictionary<string, string>()), [])))
            .Refusal!.Code.Should().Be("number-taken");

        var import = await ClaimImport.OpenAsync(
            Town.Get<Databases>(), Town.Get<EventReader>(), Town.Get<RuleSets>(), Town.District, Ct);
        var rows = ClaimsFile.Read(
            TextTable.Csv(
                "claims.csv",
                "id,kind,unit,occurred_on,recorded_at,enterprise,leader\n"
                    + $"{number},visit,桂城街道,2023-01-04,2023-01-05T09:00:00+08:00,鼎新,top\n"),
            import.Kinds, new ClaimsGround(Town.Monday.AddDays(9)));
        (await import.DecideAsync(rows, new("xu", null, Town.Monday.AddDays(9), "f", "f"), null, null, Ct))
            .Faults.Should().ContainSingle().Which.What.Should().Contain("网址中的词");
    }

    [Fact]
    public async Task The_words_are_those_that_stand_where_a_claim_s_number_does()
    {
        var rows = await File.ReadAllLinesAsync(
            Path.Combine(Town.Root(), "tests", "Evaluation.Server.Tests", "Accounts", "access.txt"), Ct);
        rows.Select(row => Regex.Match(row, @"GET\s+(?:/api)?/\{district\}/claims/(\w+)$"))
            .Where(found => found.Success).Select(found => found.Groups[1].Value).Should()
            .BeEquivalentTo(ClaimNumbers.Taken);
    }

    [Fact]
    public async Task A_firm_has_one_project_of_a_name()
    {
        await FirmAsync("同名甲", "肇庆同名甲有限公司");
        await FirmAsync("同名乙", "肇庆同名乙有限公司");
        (await FileAsync("TM-1", "扩建项目", "同名甲")).Should().BeNull();
        (await FileAsync("TM-1", "扩建项目", "同名甲")).Should().Be("repeated");
        (await FileAsync("TM-2", "扩建 项目", "同名甲")).Should().Be("project-alike");
        (await FileAsync("TM-2", "扩建\u200B项目", "同名甲")).Should().Be("text-wrong");
        (await FileAsync("TM-3", "扩建项目", "同名乙")).Should().BeNull("it is another firm's");
        (await FileAsync("TM-2", "扩建项目二期", "同名甲")).Should().BeNull();

        var renamed = await Town.PostAsync(
            "zhou", "projects/TM-2/name", new { name = "扩建项目", from = "2023-01-02", reason = "更名" });
        renamed.Code.Should().Be("project-alike");
        renamed.Body.GetProperty("detail").GetString().Should().Contain("TM-1");
        var split = await Town.PostAsync("zhou", "projects/TM-1/split", new
        {
            part = "TM-4",
            name = "扩建项目二期",
            contracted = "1亿",
            reason = "分期",
        });
        split.Code.Should().Be("project-alike");
    }

    [Fact]
    public async Task A_name_of_a_file_that_was_merged_away_leads_to_the_file_that_stays()
    {
        await FirmAsync("并档甲", "肇庆并档甲有限公司");
        await FirmAsync("并档乙", "肇庆并档乙有限公司");
        await FirmAsync("并档丙", "肇庆并档丙有限公司");
        await MergeAsync("并档丙", "并档乙");
        await MergeAsync("并档乙", "并档甲");

        foreach (var (name, holder) in new[] { ("肇庆并档乙有限公司", "并档乙"), ("肇庆并档丙有限公司", "并档丙") })
        {
            var refused = (await Town.AskAsync("zhou", Town.Monday, by => new FileFirm(
                by, new FirmFiled("并档丁", name, null, "新材料", false), []))).Refusal!;
            refused.Code.Should().Be("name-taken");
            refused.What.Should().Contain($"登记在企业“{holder}”名下，其档案已并入“并档甲”");
            refused.Remedy.Should().Contain("使用代号“并档甲”");
        }

        (await Town.AskAsync("zhou", Town.Monday, by => new AddAlias(
            by, new AliasAdded("并档甲", "肇庆并档乙有限公司"), null))).Refusal!.Remedy.Should().Contain("无需再登记");
        (await Town.AskAsync("zhou", Town.Monday.AddDays(1), by => new RenameFirm(
            by, new FirmRenamed("鼎新", "肇庆并档丙有限公司", new DateOnly(2023, 1, 3), "更名"), null)))
            .Refusal!.Remedy.Should().Contain("并档甲");
    }

    // Each door with a name in which a character is not seen.
    [Fact]
    public async Task Nobody_and_nothing_is_called_by_what_is_not_seen()
    {
        const string hidden = "肇庆\u2060某某";
        object[] commands =
        [
            new UnitEntered("某镇", hidden, "镇街", "镇街", new DateOnly(2023, 1, 1)),
            new UnitRenamed("永安镇", hidden, new DateOnly(2023, 2, 1)),
            new LeaderAppointed("永安镇", hidden, "top", new DateOnly(2023, 1, 1)),
        ];
        foreach (var change in commands)
        {
            (await Town.AskAsync("ma", Town.Monday, by => new ChangeRoster(by, change, null))).Refusal!.Code.Should()
                .Be("text-wrong", change.ToString());
        }

        (await FileAsync("YX-1", hidden, "鼎新")).Should().Be("text-wrong");
        (await Town.AskAsync("zhou", Town.Monday, by => new FileFirm(
            by, new FirmFiled("某某", hidden, null, "新材料", false), []))).Refusal!.Code.Should().Be("text-wrong");
        (await Town.Get<AccountDesk>().AddAsync("mou.mou", hidden, false, new Doer("test", ""), Ct)).Refusal!.Code
            .Should().Be("person-wrong");
    }

    private async Task FirmAsync(string code, string name) => await Town.DoAsync(
        "zhou", Town.Monday, by => new FileFirm(
        by, new FirmFiled(code, name, null, "新材料", false), []));

    private async Task MergeAsync(string firm, string into) => await Town.DoAsync("zhou", Town.Monday, by =>
        new MergeFirms(by, new FirmMerged(firm, into, "同一家"), null));

    private async Task<string?> FileAsync(string project, string name, string firm) =>
        (await Town.AskAsync("zhou", Town.Monday, by => new FileProject(
            by, new ProjectFiled(project, name, firm, "新材料", null, Money.Yi, Money.Yi)))).Refusal?.Code;
}
