using Evaluation.Office.Tests.Imports;
using Evaluation.Rulebooks.Text;
using FluentAssertions;

namespace Evaluation.Server.Tests.Cli;

/// <summary>Verbs that change something, without a server: the projections run in the verb itself.</summary>
public sealed class WritingTests(SmallDistrict district) : IClassFixture<SmallDistrict>
{
    [Fact]
    public async Task A_visit_is_reported_verified_closed_and_published()
    {
        (await RunAsync(
            "claim", "report", "--id", "V-4", "--kind", "visit", "--on", "2023-01-17", "--fact", "enterprise=丙厂",
            "--fact", "leader=top", "--as", "dong.lin"))
            .Should().BeEquivalentTo(new { Code = 0, Error = "" });
        (await RunAsync("claim", "verify", "--id", "V-4", "--as", "ban.liang")).Code.Should().Be(0);
        (await RunAsync("explain", "--unit", "东镇", "--week", "2023-W03")).Out.Should()
            .Contain("claim/V-4 第2版").And.Contain("= 0.5分");
        (await RunAsync("gate", "--week", "2023-W03")).Should()
            .Match<Printed>(printed => printed.Code == 1 && printed.Out.Contains("尚未办理截止"));
        (await RunAsync("report", "--unit", "西镇", "--week", "2023-W03", "--nil", "--as", "xi.he")).Code
            .Should().Be(0);

        (await RunAsync("close", "--week", "2023-W03", "--as", "ban.su")).Code.Should().Be(0);
        (await district.Terminal.PublishAsync("2023-W03")).Should().BeEquivalentTo(new { Code = 0, Error = "" });

        (await RunAsync("gate", "--week", "2023-W03")).Out.Should().Contain("由“谢会”签发（小考〔2023〕3号）");
        (await RunAsync("recount")).Out.Should().Contain("2023-W03　重算一致");
        var rebuilt = await RunAsync("rebuild");
        rebuilt.Code.Should().Be(0);
        rebuilt.Out.Should().Contain("每秒").And.Contain("与事件重算一致。");
    }

    [Theory]
    [InlineData("没有账号“nobody”", "close", "--week", "2023-W09", "--as", "nobody")]
    [InlineData("无权办理此事", "close", "--week", "2023-W09", "--as", "ban.liang")]
    [InlineData(
        "不能为“西镇”填报", "claim", "report", "--id", "V-8", "--kind", "visit", "--unit", "西镇", "--on", "2023-01-17",
        "--as", "dong.lin")]
    [InlineData("没有事项“V-9”", "claim", "verify", "--id", "V-9", "--as", "ban.liang")]
    public async Task A_refused_change_stores_nothing(string reason, params string[] arguments)
    {
        var printed = await RunAsync(arguments);

        printed.Code.Should().Be(1);
        printed.Error.Should().Contain(reason).And.Contain("办法：");
        printed.Out.Should().BeEmpty();
    }

    [Fact]
    public async Task Likely_duplicates_are_listed_and_said_to_be_two()
    {
        // In another week than the one that is closed beside it.
        foreach (var claim in new[] { "V-71", "V-72" })
        {
            (await RunAsync(
                "claim", "report", "--id", claim, "--kind", "visit", "--on", "2023-01-26", "--fact", "enterprise=丙厂",
                "--fact", "leader=top",
                "--as", "dong.lin")).Out.Contains("申报的第V-71号重复（待核验）").Should().Be(claim == "V-72");
        }

        (await RunAsync("claim", "findings", "--claim", "V-72", "--format", "csv")).Out.Should()
            .Contain("重点,疑似重复,V-71 V-72,");
        (await RunAsync("claim", "findings", "--claim", "V-99")).Code.Should().Be(1);
        (await RunAsync("claim", "sample", "--week", "2023-W04", "--format", "csv")).Out.Should()
            .Contain("V-71").And.Contain("有重点核实提示，须全面核验。");
        string[] distinguish = ["claim", "distinguish", "--first", "V-72", "--second", "V-71", "--reason",
            "上午总部、下午工厂", "--as"];
        (await RunAsync([.. distinguish, "dong.lin"])).Error.Should().Contain("无权");
        (await RunAsync([.. distinguish, "ban.liang"])).Should().BeEquivalentTo(new { Code = 0, Error = "" });
        (await RunAsync([.. distinguish, "ban.su"])).Error.Should()
            .Contain("已说明为两件事项：上午总部、下午工厂");
        (await RunAsync("claim", "findings", "--claim", "V-72", "--format", "csv")).Out.Should()
            .Contain("上午总部、下午工厂");
    }

    [Fact]
    public async Task A_firm_and_a_project_are_listed_and_put_right()
    {
        (await RunAsync(
            "firm", "rename", "甲厂", "--name", "甲厂集团", "--from", "2099-01-01", "--reason", "变更",
            "--as", "ban.liang")).Error.Should().Contain("晚于今天");
        (await RunAsync("firm", "code", "甲厂", "--code", "1", "--reason", "更正", "--as", "ban.liang")).Error.Should()
            .Contain("校验位");
        (await RunAsync("firm", "try", "甲厂", "--into", "乙厂")).Out.Should().Contain("的档案并入");
        string[] merge = ["firm", "merge", "甲厂", "--reason", "同", "--into"];
        (await RunAsync([.. merge, "甲厂", "--as", "ban.liang"])).Error.Should().Contain("不能并入自身");
        (await RunAsync([.. merge, "乙厂", "--as", "dong.lin"])).Error.Should().Contain("无权");
        (await RunAsync([.. merge, "乙厂", "--as", "ban.su"])).Code.Should().Be(0);
        (await RunAsync("firm", "--find", "甲厂", "--format", "csv")).Out.Should().Contain(",乙厂");
        (await RunAsync("firm", "try", "甲厂")).Out.Should().Contain("重新独立");
        (await RunAsync("firm", "unmerge", "甲厂", "--reason", "两家", "--as", "ban.liang")).Code.Should().Be(0);
        foreach (string[] step in (string[][])[
            ["rename", "P-无", "--name", "甲", "--from", "2023-01-01", "--reason", "由"],
            ["stop", "P-无", "--on", "2023-01-01", "--reason", "由"],
            ["resume", "P-无", "--from", "2023-01-01", "--reason", "由"],
            ["split", "P-无", "--part", "P-2", "--name", "乙", "--contracted", "1亿", "--reason", "由"]])
        {
            (await RunAsync(["project", .. step, "--as", "ban.liang"])).Error.Should().Contain("没有项目“P-无”");
        }

        (await RunAsync("project", "--format", "csv")).Out.Should().StartWith("project,name,enterprise");
    }

    [Fact]
    public async Task Targets_are_given_from_a_file_and_listed()
    {
        var ct = TestContext.Current.CancellationToken;
        const string header = "unit,indicator,period,amount\n";
        var file = Path.GetTempFileName();
        string[] give = ["targets", "give", file, "--document", "小考1号", "--as"];
        try
        {
            await File.WriteAllTextAsync(file, $"{header}东镇,visits,2023,12\n*,visit,2023-13,-1\n", ct);
            var refused = await RunAsync([.. give, "hui.luo"]);
            refused.Code.Should().Be(1);
            refused.Error.Should().Contain($"{file} 第3行“indicator”：").And.Contain($"{file} 第3行“period”：")
                .And.Contain($"{file} 第3行“amount”：").And.Contain("共3处有误");
            (await ListedAsync()).Should().BeEmpty();

            await File.WriteAllTextAsync(file, $"{header}东镇,visits,2023,12\n*,visits,2023,8\n", ct);
            (await RunAsync([.. give, "ban.su"])).Error.Should().Contain("无权");
            (await RunAsync([.. give, "hui.luo"])).Should().BeEquivalentTo(new { Code = 0, Error = "" });
            (await ListedAsync()).Should()
                .Be("东镇,visits,外出招商,2023,12,小考1号,\n*,visits,外出招商,2023,8,小考1号,\n");

            var workbook = Workbook.OfCsv($"{header}东镇,visits,2023,12.5", TimeSpan.FromHours(8));
            await File.WriteAllBytesAsync($"{file}.xlsx", workbook, ct);
            (await RunAsync("targets", "give", $"{file}.xlsx", "--document", "小考2号", "--as", "hui.luo")).Code
                .Should().Be(0);
            (await ListedAsync()).Should().EndWith("东镇,visits,外出招商,2023,12.5,小考2号,\n");
        }
        finally
        {
            File.Delete(file);
            File.Delete($"{file}.xlsx");
        }
    }

    [Fact]
    public async Task Holidays_are_stated_from_a_file_and_listed()
    {
        var ct = TestContext.Current.CancellationToken;
        var file = Path.GetTempFileName();
        string[] state = ["calendar", "state", file, "--document", "国办1号", "--as"];
        try
        {
            await File.WriteAllTextAsync(file, "day,kind,name\n2023-01-23,holyday,春节\n", ct);
            (await RunAsync([.. state, "hui.luo"])).Error.Should()
                .Contain($"{file} 第2行“kind”：").And.Contain("未登记");
            await File.WriteAllTextAsync(file, "day,kind,name\n2023-01-23,holiday,春节\n2023-01-28,workday,春节\n", ct);
            (await RunAsync([.. state, "ban.su"])).Error.Should().Contain("无权");
            (await RunAsync([.. state, "hui.luo"])).Should().BeEquivalentTo(new { Code = 0, Error = "" });
            (await RunAsync([.. state, "hui.luo"])).Error.Should().Contain("已在案");
            (await RunAsync("calendar", "--format", "csv")).Out.ReplaceLineEndings(
                "\n").Should()
                .Be("day,kind,name,document\n2023-01-23,holiday,春节,国办1号\n2023-01-28,workday,春节,国办1号\n");

            // A second notice amends the days that it names; the year is replaced only by name and after a look.
            await File.WriteAllTextAsync(file, "day,kind,name\n2023-05-01,holiday,劳动节\n", ct);
            string[] second = ["calendar", "state", file, "--document", "国办2号", "--as", "hui.luo"];
            (await RunAsync([.. second, "--replace"])).Error.Should().Contain("将改变3日").And.Contain("2023-01-23由");
            (await RunAsync(second)).Out.Should().Contain("2023-05-01由未列改为劳动节放假").And.NotContain("2023-01");
            (await RunAsync("calendar", "--format", "csv")).Out.Split('\n').Should()
                .HaveCount(5).And.Contain(row => row.StartsWith("2023-05-01,holiday,劳动节,国办2号"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private async Task<string> ListedAsync() =>
        (await RunAsync("targets", "--format", "csv")).Out.ReplaceLineEndings("\n")
            .Replace("unit,indicator,label,period,amount,document,opening\n", "", StringComparison.Ordinal);

    [Fact]
    public async Task A_faulty_folder_is_told_by_file_and_stores_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("evaluation-seed-").FullName;
        try
        {
            var printed = await RunAsync("seed", folder);

            printed.Code.Should().Be(1);
            printed.Error.Should().Contain("district.csv：缺少该文件。").And.Contain("未登记任何内容");
        }
        finally
        {
            Directory.Delete(folder);
        }
    }

    [Fact]
    public async Task A_broken_rulebook_is_told_by_line_and_column()
    {
        var file = Path.GetTempFileName();
        try
        {
            var text = await File.ReadAllTextAsync(
                Path.Combine(Terminal.Small, "rulebook-2023.yaml"), TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(
                file, text.Replace("each: visit", "each: visti", StringComparison.Ordinal),
                TestContext.Current.CancellationToken);

            var printed = await RunAsync("rulebook", "check", file);

            printed.Code.Should().Be(1);
            printed.Error.Should().Contain($"{file}:21:11:");
            (await RunAsync("rulebook", "check", Path.Combine(Terminal.Small, "rulebook-2023.yaml"))).Code
                .Should().Be(0);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Examples_are_counted_and_editions_compared_without_a_database()
    {
        var ct = TestContext.Current.CancellationToken;
        var seed = Path.Combine(Evaluation.Server.Tests.Chain.Town.Root(), "seeds", "dinghu", "rulebook-2023.yaml");
        var folder = Directory.CreateTempSubdirectory("rulebooks");
        try
        {
            var (changed, broken) = (Path.Combine(folder.FullName, "changed.yaml"),
                Path.Combine(folder.FullName, "broken.yaml"));
            var text = await File.ReadAllTextAsync(seed, ct);
            await File.WriteAllTextAsync(
                changed, text.Replace(
                    "gives: {choose: visitor_rank, of: {principal: 1.5,",
                    "gives: {choose: visitor_rank, of: {principal: 2,", StringComparison.Ordinal), ct);
            await File.WriteAllTextAsync(broken, "rulebook: [", ct);

            (await RunAsync("rulebook", "test", seed)).Should()
                .Match<Printed>(printed => printed.Code == 0 && printed.Out.Contains("全部相符"));
            (await RunAsync("rulebook", "test", changed)).Should().Match<Printed>(
                printed => printed.Code == 1 && printed.Out.Contains("不符　第十一条")
                && printed.Out.Contains("例子写1.5分"));
            (await RunAsync("rulebook", "check", changed)).Should()
                .Match<Printed>(
                    printed => printed.Code == 1 && printed.Error.Contains("错误：")
                    && printed.Error.Contains("不成立"));
            (await RunAsync("rulebook", "check", seed)).Should()
                .Match<Printed>(
                    printed => printed.Code == 0 && printed.Error == "" && printed.Out.Contains("没有错误"));
            (await RunAsync("rulebook", "diff", seed, seed)).Should()
                .Match<Printed>(printed => printed.Code == 0 && printed.Out.Contains("没有差别"));
            (await RunAsync("rulebook", "diff", seed, changed)).Should().Match<Printed>(
                printed => printed.Code == 0 && printed.Out.StartsWith("“第十一条”的计分由")
                && printed.Out.Contains("主要负责人2分"));
            (await RunAsync("rulebook", "diff", seed, broken)).Code.Should().Be(1);
            var bare = await RunAsync("rulebook", "check", Path.Combine(Terminal.Small, "rulebook-2023.yaml"));
            bare.Should()
                .Match<Printed>(
                    printed => printed.Code == 0 && printed.Error.Contains("提示：“第一条”没有例子")
                    && printed.Error.Contains("共0处错误，3处提示。"));
            (await RunAsync("rulebook", "reference")).Should().Be(new Printed(0, RulebookReference.Text(), ""));
            (await RunAsync("rulebook", "schema")).Should().Be(new Printed(0, RulebookSchema.Text(), ""));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private Task<Printed> RunAsync(params string[] arguments) => district.Terminal.RunAsync(arguments);
}
