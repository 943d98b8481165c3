using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Rulebooks.Tests.Text;

/// <summary>What was found is marked where it stands, and nothing of the text is lost by it.</summary>
public sealed class MarkedTextTests
{
    [Theory]
    [InlineData("cap: {fact: 0.4, mouth: 1}", 18, "mouth")]
    [InlineData("gives: [-0.5]", 9, "-0.5")]
    [InlineData("each: \"a b\" # c", 7, "\"a b\"")]
    [InlineData("each: \"a b", 7, "\"a")]
    [InlineData("text: 第八条", 7, "第八条")]
    [InlineData("x: 𠮷y", 4, "𠮷y")]
    [InlineData("ab", 2, "b")]
    [InlineData("gives: [0.3, x] # y", 8, "[0.3, x]")]
    [InlineData("gives: [0.3, x", 8, "[0.3")]
    [InlineData("- 2023-03-01 visit", 3, "2023-03-01")]
    public void The_word_at_the_place_is_marked(string line, int column, string marked)
    {
        var all = MarkedText.Of(line, [new Finding(1, column, "误", "改")]);

        all.Should().ContainSingle();
        all[0].Pieces.Where(piece => piece.Found is not null).Select(piece => piece.Text).Should().Equal(marked);
        string.Concat(all[0].Pieces.Select(piece => piece.Text)).Should().Be(line);
    }

    [Fact]
    public void Every_line_is_there_with_all_that_was_found_in_it()
    {
        Finding[] findings =
        [
            new(3, 1, "二", "改") { Severity = Severity.Warning }, new(1, 4, "一", "改"), new(1, 1, "又", "改"),
            new(1, 4, "同处", "改") { Severity = Severity.Warning }, new(99, 1, "末", "改"), new(0, 0, "首", "改"),
            new(2, 50, "行外", "改"),
        ];

        var lines = MarkedText.Of("abc def\r\n\r\nghi\r\n", findings);

        lines.Select(line => line.Number).Should().Equal(1, 2, 3);
        lines.Select(line => string.Concat(line.Pieces.Select(piece => piece.Text))).Should()
            .Equal("abc def", "", "ghi");
        lines.SelectMany(line => line.Findings).Should().BeEquivalentTo(findings);
        lines.Select(line => line.Worst).Should().Equal(Severity.Error, Severity.Error, Severity.Error);
        lines[2].Pieces.Should().Equal(new TextPiece("ghi", Severity.Error));
        MarkedText.Of("", []).Should().ContainSingle().Which.Worst.Should().BeNull();
    }

    [Fact]
    public void A_real_text_comes_back_letter_by_letter()
    {
        var text = new RulebookText
        {
            Clauses = "- {id: a, text: 甲, unit: 分, each: visit, gives: 0.5, cap: {mouth: 1}}",
        }.ToString();
        var findings = RulebookReader.Read(text).Findings;

        var lines = MarkedText.Of(text, findings);

        string.Join('\n', lines.Select(line => string.Concat(line.Pieces.Select(piece => piece.Text)))).Should()
            .Be(text.ReplaceLineEndings("\n")[..^1]);
        lines.SelectMany(line => line.Pieces).Where(piece => piece.Found is not null).Select(piece => piece.Text)
            .Should().Contain("mouth");
    }
}
