using Evaluation.Rulebooks.Text;
using FluentAssertions;

namespace Evaluation.Rulebooks.Tests.Text;

/// <summary>A mistake made in one piece of a sound text.</summary>
internal static class Mistake
{
    /// <summary>The mistake is found at its location, `line:column`, by a sentence that holds a word.</summary>
    public static void IsFound(string sound, string piece, string mistake, string location, string word)
    {
        sound.Split(piece).Should().HaveCount(2, "the piece occurs once in the text");

        var (rulebook, findings) = RulebookReader.Read(sound.Replace(piece, mistake, StringComparison.Ordinal));

        rulebook.Should().BeNull();
        findings.Select(finding => $"{finding.Line}:{finding.Column} {finding.What}{finding.Remedy}").Should()
            .Contain(text => text.StartsWith($"{location} ", StringComparison.Ordinal)
                && text.Contains(word, StringComparison.Ordinal));
    }
}
