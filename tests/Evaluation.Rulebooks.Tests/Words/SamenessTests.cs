using System.Globalization;
using System.Text;
using CsCheck;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Rulebooks.Tests.Words;

/// <summary>Which names are one name, by tables and for everything that can be typed.</summary>
public sealed class SamenessTests
{
    // Letters with marks, invisible characters, blanks, widths, digits: what the rule takes apart, in any order.
    private static readonly string[] Parts =
    [
        "A", "a", "ａ", "é", "e", "\u0301", "\u0323", "\u0302", "公", "司", "⾦", "金", "（", "(", "1", "２", "3", " ",
        "　", "\u00A0", "\u200B", "\uFEFF", "\u00AD", "\uFE0F", "\u3164", "\u2009", "ﬁ", "㈱", "가", "\u1100",
        "\u1161", "¨", "ß", "ı", "Σ", "ς", "𠮷", "①", "½",
    ];

    private static readonly Gen<string> Typed =
        Gen.Int[0, Parts.Length - 1].Select(at => Parts[at]).List[0, 6].Select(parts => string.Concat(parts));

    public static TheoryData<string, string> Same => new()
    {
        // The case from the field.
        { "ABC公司", "ＡＢＣ公司" },
        { "ABC公司", "ABC 公司" },
        { "ABC公司", "ABC\u00A0公司" },
        { "ABC公司", "ABC公司\u200B" },
        { "ABC公司", "ABC公司　" },
        { "ABC公司", "abc公司" },
        { "A（B）公司", "A(B)公司" },
        { "e\u0301公司", "é公司" },
        { "⾦山公司", "金山公司" },

        // Further ones.
        { "永安镇", "\uFEFF永安镇" },
        { "永安镇", "　永 安　镇 " },
        { "永安镇", "永\u2060安\u00AD镇" },
        { "葛洪", "葛\U000E0100洪" },
        { "金山", "\uF90A山" },
        { "ｱｲｳ商事", "アイウ商事" },
        { "㈱东方", "(株)东方" },
        { "Ⅲ期", "III期" },
        { "5㎡", "5m2" },
        { "Nguyễn Văn", "NGUYE\u0302\u0303N VA\u0306N" },
        { "ê\u0323", "ẹ\u0302" },
        { "한국", "\u1112\u1161\u11AB\u1100\u116E\u11A8" },
        { "第１２３号", "第123号" },
        { "12 月 3 日", "12月3日" },
        { "1  12", "1　12" },
        { "李明\u180E", "李明" },
        { "甲；乙", "甲;乙" },
        { "甲\u3164乙", "甲乙" },
        { "ﬁrm", "FIRM" },
    };

    public static TheoryData<string, string> Different => new()
    {
        // Of the case from the field: other characters are other names.
        { "広州公司", "广州公司" },
        { "广州公司", "廣州公司" },
        { "永安镇", "永安鎮" },

        { "1 12", "11 2" },
        { "1 12", "112" },
        { "甲乙", "乙甲" },
        { "甲", "甲甲" },
        { "e公司", "é公司" },
        { "甲·乙", "甲乙" },
        { "A-1", "A1" },
        { "土", "士" },
        { "己", "已" },
    };

    [Theory]
    [MemberData(nameof(Same))]
    public void Names_are_the_same_however_they_are_typed(string one, string other)
    {
        Sameness.Equal(one, other).Should().BeTrue();
        Sameness.Comparer.Equals(other, one).Should().BeTrue();
        Sameness.Comparer.GetHashCode(one).Should().Be(Sameness.Comparer.GetHashCode(other));
    }

    [Theory]
    [MemberData(nameof(Different))]
    public void Names_of_other_characters_are_different(string one, string other) =>
        Sameness.Equal(one, other).Should().BeFalse();

    [Fact]
    public void Sameness_is_an_equivalence_and_its_form_is_its_own_form() =>
        Gen.Select(Typed, Typed, Typed).Sample((a, b, c) =>
            Sameness.Of(Sameness.Of(a)) == Sameness.Of(a)
            && Sameness.Equal(a, a) && Sameness.Equal(a, b) == Sameness.Equal(b, a)
            && (!Sameness.Equal(a, b) || !Sameness.Equal(b, c) || Sameness.Equal(a, c))
            && Sameness.Equal(a, Sameness.Of(a)) && Sameness.Of($"\u200B{a}　") == Sameness.Of(a)
            && Sameness.Equal(a, b) == (Rulebooks.SecondCount.SecondNames.Letters(a)
                == Rulebooks.SecondCount.SecondNames.Letters(b)), iter: 50_000);

    [Fact]
    public void Every_character_has_one_form() => Everything()
        .Where(rune => Sameness.Of(Sameness.Of($"{rune}")) != Sameness.Of($"{rune}")).Should().BeEmpty();

    /// <summary>
    /// Where the machine has ICU, the table says what ICU says of every character that ICU knows; and what the table
    /// does not list stays as it is.
    /// </summary>
    [Fact]
    public void Characters_consist_of_what_Unicode_says()
    {
        if ("ﬁ".Normalize(NormalizationForm.FormKD) != "fi")
        {
            Assert.Skip("This machine normalizes nothing.");
        }

        Everything().Where(Known)
            .Where(rune => $"{rune}".Normalize(NormalizationForm.FormKD).EnumerateRunes().ToList() is var parts
                && Characters.Parts(rune) is var ours
                && (parts.Count != ours.Length || parts.Zip(ours).Any(pair => !Same(pair.First, pair.Second))))
            .Select(rune => $"{rune.Value:X4}").Should().BeEmpty();

        // Of a small letter the table may know a capital one that the machine does not.
        static bool Same(Rune part, Rune ours) =>
            ours == part || ours == Rune.ToUpperInvariant(part)
            || (Rune.ToUpperInvariant(part) == part && Rune.IsLower(part));
    }

    [Theory]
    [InlineData("长", 1)]
    [InlineData("𠮷野家", 3)]
    [InlineData("e\u0301", 1)]
    [InlineData("", 0)]
    public void Characters_are_counted_as_a_person_counts_them(string text, int count) =>
        Characters.Count(text).Should().Be(count);

    [Theory]
    [InlineData("永安镇", null)]
    [InlineData("永安\n镇", '\n')]
    [InlineData("永安\r镇", '\r')]
    [InlineData("永安\u2028镇", '\u2028')]
    [InlineData("永安\u2029镇", '\u2029')]
    [InlineData("永安\u0085镇", '\u0085')]
    [InlineData("永安\u202E镇", '\u202E')]
    [InlineData("永安\u2067镇", '\u2067')]
    [InlineData("永安\u200F镇", '\u200F')]
    [InlineData("永安\u061C镇", '\u061C')]
    [InlineData("永安\t镇", '\t')]
    [InlineData("永安\u001B镇", '\u001B')]
    [InlineData("𠮷", null)]
    public void What_has_no_place_in_a_name_is_found(string name, char? found) =>
        Characters.Unprintable(name).Should().Be(found);

    private static IEnumerable<Rune> Everything() => Enumerable.Range(0, 0x110000).Where(Rune.IsValid)
        .Select(value => new Rune(value)).Where(rune => Rune.GetUnicodeCategory(rune) is not
            (UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse or UnicodeCategory.Control));

    // The machine's ICU may be older than the table: what it leaves alone and the table does not is newer.
    private static bool Known(Rune rune) =>
        $"{rune}".Normalize(NormalizationForm.FormKD) != $"{rune}" || Characters.Parts(rune) is [var one] && one == rune
            || rune.IsBmp;
}
