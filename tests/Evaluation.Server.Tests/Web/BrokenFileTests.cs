using System.Diagnostics;
using Evaluation.Office.Decisions;
using Evaluation.Office.Imports;
using Evaluation.Office.Tests.Imports;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Server.Imports;
using Evaluation.Server.Tests.Chain;
using FluentAssertions;

namespace Evaluation.Server.Tests.Web;

/// <summary>
/// The ways in which a filled-in workbook may be wrong, as `broken.txt` lists them: each is said at its cell. Where
/// LibreOffice is installed, the same of the workbooks as it saves them.
/// </summary>
/// <param name="postgres">The test cluster.</param>
public sealed class BrokenFileTests(PostgresFixture postgres)
{
    private static readonly string[] Right =
        ["B3=外出拜访企业", "C3=桂城街道", "D3=@2023-01-04", "K3=鼎新", "I3=党政一把手"];

    private static readonly byte[] Template = ClaimTemplate.Make(BuiltInKinds.BuiltIn, new TemplateWords("shi-yan", 1)
    {
        Units = ["桂城街道", "永安镇"], Roster = ["桂城街道", "永安镇"], Firms = ["鼎新"], Projects = ["P1"],
        Day = new DateOnly(2022, 7, 11),
    });

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_fault_is_said_at_its_cell()
    {
        await using var town = await StartAsync();
        (await FaultsAsync(town, FilledTemplate.With(Template, Right))).Should().BeEmpty();
        var ways = Ways();
        ways.Count.Should().BeGreaterThan(40);

        var unsaid = new List<string>();
        foreach (var way in ways)
        {
            unsaid.AddRange(Unsaid(way, await FaultsAsync(town, FileOf(way))));
        }

        unsaid.Should().BeEmpty();
    }

    // Left out of every run for its length; `ops/test -explicit only` runs it.
    [Fact(Explicit = true)]
    public async Task They_are_said_of_workbooks_as_LibreOffice_saves_them()
    {
        const string program = "soffice";
        Assert.SkipUnless(
            (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
                .Any(folder => File.Exists(Path.Combine(folder, program))),
            "No LibreOffice was found: install it (Debian: apt install libreoffice-calc).");

        // It computes formulas and shows errors when it opens a workbook; a number takes the format of its column.
        var ways = Ways().Where(way => !way.Changes.Contains("==") && !way.Changes.Contains('!')
            && !way.Changes.Contains("D3=#")).ToList();
        var folder = Directory.CreateTempSubdirectory("evaluation-");
        try
        {
            foreach (var (way, i) in ways.Select((way, i) => (way, i)))
            {
                await File.WriteAllBytesAsync(Path.Combine(folder.FullName, $"{i}.xlsx"), FileOf(way), Ct);
            }

            await File.WriteAllBytesAsync(
                Path.Combine(folder.FullName, "right.xlsx"), FilledTemplate.With(Template, Right), Ct);
            await ConvertAsync(
                program, folder.FullName, "xlsx", [.. folder.GetFiles("*.xlsx").Select(file => file.FullName)]);
            await ConvertAsync(program, folder.FullName, "xls", [Path.Combine(folder.FullName, "right.xlsx")]);
            await ConvertAsync(
                program, folder.FullName, "csv:Text - txt - csv (StarCalc):44,34,85",
                [Path.Combine(folder.FullName, "right.xlsx")]);
            await using var town = await StartAsync();
            var saved = Path.Combine(folder.FullName, "saved");
            var right = await File.ReadAllBytesAsync(Path.Combine(saved, "right.xlsx"), Ct);
            ClaimTemplate.MarkOf(right).Should().Be(new TemplateMark("shi-yan", "", 1));
            (await FaultsAsync(town, right)).Should().BeEmpty();
            (await FaultsAsync(town, await File.ReadAllBytesAsync(Path.Combine(saved, "right.csv"), Ct))).Should()
                .BeEmpty("text of an office in China is GB18030");
            (await FaultsAsync(town, await File.ReadAllBytesAsync(Path.Combine(saved, "right.xls"), Ct))).Should()
                .ContainSingle().Which.Should().Match<Fault>(fault => fault.What.Contains("旧式工作簿（.xls）")
                    && fault.Remedy.Contains("请另存为"));
            var unsaid = new List<string>();
            foreach (var (way, i) in ways.Select((way, i) => (way, i)))
            {
                var bytes = await File.ReadAllBytesAsync(Path.Combine(saved, $"{i}.xlsx"), Ct);
                unsaid.AddRange(Unsaid(way, await FaultsAsync(town, bytes)));
            }

            unsaid.Should().BeEmpty();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("", "文件没有内容。")]
    [InlineData("类别,单位\n\"外出拜访企业,桂城街道\n", "引号不成对")]
    [InlineData("PK\u0003\u0004 cut off", "该文件损坏、已加密或不是.xlsx工作簿。")]
    [InlineData("一句话", "缺少列“类别”。")]
    public async Task What_is_no_table_is_said_to_be_none(string text, string says)
    {
        await using var town = await StartAsync();

        (await FaultsAsync(town, System.Text.Encoding.UTF8.GetBytes(text))).Should()
            .Contain(fault => fault.What.Contains(says));
    }

    [Fact]
    public async Task The_template_of_another_district_is_not_taken()
    {
        await using var town = await StartAsync();
        var other = ClaimTemplate.Make(BuiltInKinds.BuiltIn, new TemplateWords("ling-yi", 1) { Units = ["桂城街道"] });

        (await FaultsAsync(town, FilledTemplate.With(other, Right))).Should().ContainSingle().Which.What.Should()
            .Be("这是“ling-yi”的空白表，不是本考评范围的。");
    }

    private static async Task ConvertAsync(string program, string folder, string to, IReadOnlyList<string> files)
    {
        var saved = Path.Combine(folder, "saved");
        using var process = Process.Start(new ProcessStartInfo(
            program,
            [
                $"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", to, "--outdir", saved,
                .. files,
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(Ct), process.StandardError.ReadToEndAsync(Ct),
            process.WaitForExitAsync(Ct));
    }

    private async Task<Town> StartAsync()
    {
        var town = await Town.NewAsync(postgres);
        await town.ProjectAsync("P1");
        await town.CaughtUpAsync();
        return town;
    }

    private static async Task<IReadOnlyList<Fault>> FaultsAsync(Town town, byte[] bytes)
    {
        var by = new Signature("zhou", null, DateTimeOffset.Now, "1", "1");
        var found = await town.Get<ClaimChecker>().CheckAsync(
            Town.District, TextTable.Of("周.xlsx", bytes, TimeSpan.FromHours(8)), ClaimTemplate.MarkOf(bytes),
            new FileSender(by, true), null, Ct);
        return found.Check.Faults;
    }

    private static IEnumerable<string> Unsaid(
        (string Changes, string Cell, string Says) way, IReadOnlyList<Fault> faults)
    {
        if (!faults.Any(fault => fault.Cell == way.Cell && (fault.What + fault.Remedy).Contains(way.Says)))
        {
            yield return $"{way.Changes}: {way.Cell} {way.Says} not among "
                + string.Join(" / ", faults.Select(fault => $"{fault.Cell} {fault}"));
        }
    }

    private static byte[] FileOf((string Changes, string Cell, string Says) way)
    {
        var changes = way.Changes.Split(';', StringSplitOptions.TrimEntries).Select(change =>
            change.EndsWith("=~201", StringComparison.Ordinal)
                ? change[..^4] + new string('长', 201) : change).ToList();
        var changed = changes.Select(change => change.Split('=')[0]).ToHashSet();
        return FilledTemplate.With(
            Template, Right.Where(cell => !changed.Contains(cell.Split('=')[0])).Concat(changes));
    }

    private static List<(string Changes, string Cell, string Says)> Ways() =>
    [
        .. File.ReadLines(Path.Combine(Town.Root(), "tests", "Evaluation.Server.Tests", "Web", "broken.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(parts => (parts[0], parts[1], parts[2])),
    ];
}
