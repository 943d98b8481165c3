using System.Text.Json;
using Evaluation.Office.Tests.Imports;
using FluentAssertions;

namespace Evaluation.Server.Tests.Cli;

/// <summary>`claim import` as the office uses it.</summary>
public sealed class ImportVerbTests(SmallDistrict district) : IClassFixture<SmallDistrict>, IDisposable
{
    private const string Header =
        "id,kind,unit,occurred_on,recorded_at,recorded_by,enterprise,leader,verified_at,verified_by\n";

    private const string Two =
        """
        K-1,visit,东镇,2023-01-17,2023-01-18T09:00:00+08:00,dong.lin,丙厂,top,2023-01-19T09:00:00+08:00,ban.liang
        K-2,visit,西镇,2023-01-18,2023-01-18T09:30:00+08:00,xi.he,小镇乙厂有限公司,top,,
        """;

    private readonly string file = Path.GetTempFileName();

    [Fact]
    public async Task A_file_is_checked_taken_over_and_not_taken_over_twice()
    {
        await File.WriteAllTextAsync(file, Header + Two, TestContext.Current.CancellationToken);
        (await RunAsync("--check")).Should().BeEquivalentTo(
            new
            {
                Code = 0,
                Out = "校验无误：可登记2件新事项、1项认定；0件此前已在案，不重复登记。未登记任何内容。\n"
                    + $"{file}：读入2行，第1行为列名。\n",
            });
        (await district.Terminal.RunAsync("claim", "show", "--id", "K-1")).Code.Should().Be(1);

        var taken = await RunAsync();
        taken.Code.Should().Be(0, taken.Error);
        taken.Out.Should().StartWith("已登记：2件新事项、1项认定；0件此前已在案");
        (await district.Terminal.RunAsync("explain", "--unit", "东镇", "--week", "2023-W03")).Out.Should()
            .Contain("claim/K-1 第2版");

        await File.WriteAllBytesAsync(
            $"{file}.xlsx", Workbook.OfCsv(Header + Two, TimeSpan.FromHours(8)), TestContext.Current.CancellationToken);
        (await RunAsync(file + ".xlsx")).Should().BeEquivalentTo(
            new
            {
                Code = 0,
                Out = "没有新内容：0件新事项、0项认定；2件此前已在案，不重复登记。\n"
                    + $"{file}.xlsx：工作表“一”，读入2行，第1行为列名。\n",
            });
    }

    [Fact]
    public async Task Faults_are_listed_by_row_and_column_with_what_to_do()
    {
        var many = string.Concat(Enumerable.Range(1, 120).Select(number =>
            $"X-{number},visit,东镇,2023-01-17,2023-01-18T09:00:00+08:00,dong.lin,无名厂,top,,\n"));
        await File.WriteAllTextAsync(
            file,
            Header
            + "Y-1,visit,东镇,2023-01-17,2023-01-18T09:00:00+08:00,xi.he,丙厂,top,2023-01-19T09:00:00+08:00,ban.su\n"
            + "Y-2,visit,东镇,2023-01-17,2023-01-18T09:00:00+08:00,ban.su,丙厂,top,,\n" + many,
            TestContext.Current.CancellationToken);

        var printed = await RunAsync();

        printed.Code.Should().Be(1);
        printed.Out.Should().BeEmpty();
        printed.Error.Should().Contain($"{file} 第4行“enterprise”（G4）：没有企业“无名厂”。请先登记企业")
            .And.Contain($"{file} 第2行“recorded_by”（F2）：“xi.he”不是“东镇”的填报账号。")
            .And.Contain($"{file} 第3行“recorded_by”（F3）：“ban.su”不是“东镇”的填报账号。")
            .And.Contain("共122处有误，以上只列出100处。未登记任何内容。");
        (await RunAsync("--as", "dong.lin")).Error.Should().Contain("无权办理此事");
        (await district.Terminal.RunAsync("claim", "import", "--file", "nowhere.csv", "--as", "ban.liang")).Code
            .Should().Be(2);
    }

    [Fact]
    public async Task What_a_check_found_is_given_to_programs_with_the_cells()
    {
        await File.WriteAllTextAsync(
            file, "类别,单位,发生日期,企业,带队领导\n外出拜访企业,东镇,2023-13-17,无名厂,班子\n",
            TestContext.Current.CancellationToken);

        var printed = await RunAsync("--check", "--json");

        printed.Code.Should().Be(1);
        var check = JsonDocument.Parse(printed.Out).RootElement;
        check.GetProperty("faultCount").GetInt32().Should().Be(3);
        check.GetProperty("faults").EnumerateArray().Select(fault => fault.GetProperty("cell").GetString()).Should()
            .Equal("C2", "D2", "E2");
        (await RunAsync("--check")).Error.Should().Contain("第2行“企业”（D2）：没有企业“无名厂”。")
            .And.Contain("第2行“发生日期”（C2）：“2023-13-17”不是日期。").And.Contain("第2行“带队领导”（E2）：");
        (await RunAsync("--json")).Code.Should().Be(2, "only a check is given so");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        File.Delete(file);
        File.Delete($"{file}.xlsx");
    }

    private Task<Printed> RunAsync(params string[] more) => district.Terminal.RunAsync(
    [
        "claim", "import", "--file",
        more is [{ } other] && other.EndsWith(".xlsx", StringComparison.Ordinal) ? other : file,
        .. more.Where(word => !word.EndsWith(".xlsx", StringComparison.Ordinal)),
        .. more.Contains("--as") ? Array.Empty<string>() : ["--as", "ban.liang"],
    ]);
}
