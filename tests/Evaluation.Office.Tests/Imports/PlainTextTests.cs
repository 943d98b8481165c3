using System.Text;
using Evaluation.Office.Imports;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Imports;

/// <summary>Texts are read in UTF-8, or in GB18030 where that is certain; no character is ever replaced.</summary>
public sealed class PlainTextTests
{
    private const string Sentence = "鼎湖区考评办法：每家次1分，金额÷1亿。";

    private static readonly Encoding Gb18030 = Page(54936);

    [Theory]
    [InlineData("gbk-rulebook/rulebook-gb18030.yaml", "gbk-rulebook/rulebook-utf8.yaml")]
    public void A_text_in_GB18030_is_the_same_text_and_says_so(string chinese, string utf8)
    {
        var (one, other) = (Read(FieldFile.Bytes(chinese)), Read(FieldFile.Bytes(utf8)));

        one.Encoding.Should().Contain("GB18030");
        other.Encoding.Should().BeNull();
        one.Text.ReplaceLineEndings().Should().Be(other.Text.ReplaceLineEndings());
        one.Text.Replace("\n", "").Should().StartWith("rulebook: t").And.Contain("title: 试").And.NotContain("\uFFFD");
        other.Text.Should().Contain("title: 试");
        Read(FieldFile.Bytes("gbk-rulebook/adopt-dinghu-2024-gb18030.yaml")).Text.Should().Contain("title: 试");
    }

    [Theory]
    [InlineData(Sentence)]
    [InlineData("id,kind\nA1,走访\n")]
    [InlineData("单位：𠮷野街道，名称：深圳㙦公司，事项：签约落地开工建设")]
    [InlineData("金额€3000万")]
    [InlineData("联通")]
    public void GB18030_is_recognised(string text)
    {
        var read = Read(Gb18030.GetBytes(text));
        read.Text.Should().Be(text);
        read.Encoding.Should().Contain("GB18030");
    }

    [Fact]
    public void UTF8_is_read_with_and_without_its_mark()
    {
        Read(Encoding.UTF8.GetBytes(Sentence)).Should().Be(new PlainText(Sentence, null));
        Read([.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(Sentence)])
            .Should().Be(new PlainText(Sentence, null));
        Read([.. Encoding.UTF8.GetPreamble(), .. "ͨ"u8]).Text.Should().Be("ͨ", "the mark leaves no doubt");
        Read("id,kind\n"u8.ToArray()).Encoding.Should().BeNull();
        Read([]).Should().Be(new PlainText("", null));
        Read(Encoding.UTF8.GetBytes("Müller 拜访")).Encoding.Should().BeNull();
    }

    [Fact]
    public void UTF16_with_its_mark_is_read_as_a_table_and_not_as_a_rulebook()
    {
        foreach (var encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(Sentence)];

            PlainText.Read("f", bytes, TextSort.Table).Value.Should()
                .Be(new PlainText(Sentence, "按UTF-16编码读取（不是UTF-8）"));
            PlainText.Read("f", bytes, TextSort.Rulebook).Refusal!.What.Should().Contain("UTF-16");
        }

        PlainText.Read("f", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("a\0b")], TextSort.Table)
            .Refusal!.What.Should().Contain("UTF-16");
    }

    public static TheoryData<string, byte[], string> Foreign => new()
    {
        { "Big5", Page(950).GetBytes("鼎湖區考評辦法：每家次一分，金額除以一億"), "不是UTF-8" },
        { "Shift-JIS", Page(932).GetBytes("これはテストです。よろしく"), "不是UTF-8" },
        { "Latin-1", Encoding.Latin1.GetBytes("Müller, Zürich; Straße; Öl"), "不是UTF-8" },
        { "UTF-16, cut off", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Sentence)[..^1]], "UTF-16" },
        { "UTF-16, unmarked", Encoding.Unicode.GetBytes("id,kind,单位"), "空字符" },
        { "cut off", Encoding.UTF8.GetBytes(Sentence)[..^2], "不是UTF-8" },
        { "mixed", [.. Encoding.UTF8.GetBytes(Sentence), .. Gb18030.GetBytes(Sentence)], "不是UTF-8" },
        { "GB18030, cut off", Gb18030.GetBytes("鼎湖区考评办法")[..^1], "不是UTF-8" },
        { "either", Gb18030.GetBytes("通"), "不能确定文本的编码" },
        { "workbook", [(byte)'P', (byte)'K', 3, 4, 0], "工作簿" },
        { "old workbook", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1], ".xls" },
        { "damaged before", Encoding.UTF8.GetBytes("a\n鼎\uFFFD区"), "第2行有字符已损坏" },
    };

    [Theory, MemberData(nameof(Foreign))]
    public void Any_other_text_is_refused_with_what_to_do(string name, byte[] bytes, string words)
    {
        foreach (var sort in new[] { TextSort.Rulebook, TextSort.Table })
        {
            var refusal = PlainText.Read("f", bytes, sort).Refusal;
            refusal.Should().NotBeNull(name);
            refusal!.What.Should().Contain(words);
            (refusal.Remedy.Contains("CSV") && sort == TextSort.Rulebook).Should().BeFalse("a rulebook is no table");
            refusal.Remedy.Should().EndWith("。");
        }
    }

    // Whatever bytes come in: they are refused, or they are the text, byte for byte.
    [Fact]
    public void No_character_is_ever_replaced()
    {
        var random = new Random(20230605);
        var sound = Gb18030.GetBytes(Sentence);
        for (var i = 0; i < 20_000; i++)
        {
            var bent = (byte[])(i % 2 == 0 ? sound : Encoding.UTF8.GetBytes(Sentence)).Clone();
            bent[random.Next(bent.Length)] = (byte)random.Next(256);
            if (PlainText.Read("f", bent, TextSort.Table) is { Refusal: null, Value: var read })
            {
                read.Text.Should().NotContain("\uFFFD");
                (read.Encoding is null ? Encoding.UTF8 : Gb18030).GetBytes(read.Text).Should().Equal(bent);
            }
        }
    }

    private static Encoding Page(int number) => CodePagesEncodingProvider.Instance.GetEncoding(number)!;

    private static PlainText Read(byte[] bytes) => PlainText.Read("f", bytes, TextSort.Rulebook).Value;
}
