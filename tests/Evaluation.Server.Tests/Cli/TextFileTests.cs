using System.Text;
using Evaluation.Rulebooks.Tests;
using FluentAssertions;

namespace Evaluation.Server.Tests.Cli;

/// <summary>Texts from files, at every verb that takes one: the same strict reader, and what it says.</summary>
public sealed class TextFileTests : IDisposable
{
    // A database that does not exist: opening it would fail.
    private static readonly Terminal Alone = new("Host=nowhere.invalid");

    private static readonly string Field = Path.Combine(
        Sample.Root(), "tests", "Evaluation.Office.Tests", "Imports", "Field");

    private static readonly string Chinese = Path.Combine(Field, "gbk-rulebook", "rulebook-gb18030.yaml");
    private static readonly string Utf8 = Path.Combine(Field, "gbk-rulebook", "rulebook-utf8.yaml");
    private static readonly string Facts = Path.Combine(Field, "formula-csv", "facts.csv");

    private readonly string broken = Path.GetTempFileName();

    public static TheoryData<string> Verbs => ["check FILE", "test FILE", "diff FILE FILE"];

    [Theory, MemberData(nameof(Verbs))]
    public async Task A_rulebook_in_GB18030_is_read_and_that_is_said(string verb)
    {
        var printed = await RunAsync(verb, Chinese);

        printed.Code.Should().Be(0, printed.Error);
        printed.Error.Should().Contain($"{Chinese}：按GB18030编码读取（不是UTF-8）。");
        (printed.Out + printed.Error).Should().NotContain("\uFFFD");
        (await RunAsync(verb, Utf8)).Error.Should().NotContain("GB18030");
    }

    [Theory, MemberData(nameof(Verbs))]
    public async Task A_rulebook_in_any_other_encoding_is_refused_with_a_remedy_for_rulebooks(string verb)
    {
        var ct = TestContext.Current.CancellationToken;
        var text = await File.ReadAllTextAsync(Utf8, ct);
        foreach (var bytes in (byte[][])[
            Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(text)).ToArray(),
            Encoding.UTF8.GetBytes(text)[..^10].Concat(new byte[] { 0xE6, 0xB0 }).ToArray(),
            Encoding.UTF8.GetBytes(text.Replace("试", "\uFFFD", StringComparison.Ordinal)),
        ])
        {
            await File.WriteAllBytesAsync(broken, bytes, ct);
            var printed = await RunAsync(verb, broken);
            printed.Code.Should().Be(1);
            printed.Error.Should().Contain("拒绝：").And.Contain(broken).And.Contain("办法：").And.NotContain("CSV");
        }
    }

    [Fact]
    public async Task A_score_reads_both_sorts_of_files_so_and_says_it()
    {
        var facts = await File.ReadAllTextAsync(Facts, TestContext.Current.CancellationToken);
        var chinese = CodePagesEncodingProvider.Instance.GetEncoding(54936)!.GetBytes(facts);
        await File.WriteAllBytesAsync(broken, chinese, TestContext.Current.CancellationToken);

        var printed = await Alone.RunAsync("score", "--rulebook", Chinese, "--facts", broken, "--format", "csv");

        printed.Code.Should().Be(0, printed.Error);
        printed.Error.ReplaceLineEndings("\n").Should().Be(
            $"{Chinese}：按GB18030编码读取（不是UTF-8）。\n"
            + $"{broken}：读入1行，第1行为列名；按GB18030编码读取（不是UTF-8）。\n");
    }

    [Theory]
    [InlineData("csv", "'=1+1,2023-W23,c1,A1,1,")]
    [InlineData("json", "\"unit\": \"=1+1\"")]
    public async Task Only_in_CSV_is_a_name_marked_that_begins_like_a_formula(string format, string expected) =>
        (await Alone.RunAsync(
            "score", "--rulebook", Path.Combine(Field, "formula-csv", "rulebook.yaml"), "--facts", Facts, "--sheets",
            "--format", format)).Out.Should().Contain(expected);

    [Fact]
    public async Task A_hidden_sheet_and_how_a_day_was_understood_are_named_beside_the_score()
    {
        string[] score = ["score", "--rulebook", Path.Combine(Field, "formula-csv", "rulebook.yaml"), "--facts"];
        (await Alone.RunAsync([.. score, Path.Combine(Field, "hidden-sheet", "hidden.xlsx")])).Error.Should()
            .EndWith("hidden.xlsx：工作表“填报”，读入1行，第1行为列名；隐藏的工作表“备份”未读。\n");
        (await Alone.RunAsync([.. score, Path.Combine(Field, "date-cells", "fmt0.xlsx")])).Error.Should()
            .EndWith("“occurred_on”：第2行“星期一”按2023-06-05理解。\n");
    }

    /// <inheritdoc/>
    public void Dispose() => File.Delete(broken);

    private static Task<Printed> RunAsync(string verb, string file) => Alone.RunAsync(
        ["rulebook", .. verb.Split(' ').Select(word => word == "FILE" ? file : word)]);
}
