using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Words;
using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace Evaluation.Rulebooks.Checks;

/// <summary>Text behind a `#` in a line is a comment; somebody who wrote `见附件 #3` did not mean one.</summary>
internal static class CommentCheck
{
    /// <summary>The comments behind a value that do not look like one: no blank follows the sign.</summary>
    /// <param name="text">A text that can be read.</param>
    public static IEnumerable<Finding> Of(string text)
    {
        var lines = YamlFault.Lines(text);

        // Words are enough: the parser, which the text has passed without its comments, stumbles over some of them.
        var scanner = new Scanner(new StringReader(text), skipComments: false);
        while (scanner.MoveNext())
        {
            if (scanner.Current is Comment { IsInline: true, Start: var start }
                && lines[(int)start.Line - 1][(int)(start.Column - 1)..] is var comment
                && comment.Length > 1 && !char.IsWhiteSpace(comment[1]) && comment[1] != '#')
            {
                yield return Say.Doubt(
                    ((int)start.Line, (int)start.Column), $"“{comment.TrimEnd()}”在“#”之后，是注释，不算内容。",
                    "是内容的，请把整个值加引号；是注释的，请在“#”后空一格。");
            }
        }
    }
}
