using Evaluation.Office.Publication;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Publication;

namespace Evaluation.Server.Papers;

/// <summary>The bulletin in few characters, for a group chat: what is dropped is dropped whole, from the end.</summary>
internal static class ChatNotice
{
    /// <summary>How many characters it has at most.</summary>
    public const int Longest = 300;

    /// <summary>The text.</summary>
    /// <param name="bulletin">The sealed record.</param>
    /// <param name="address">Where the bulletin stands; null where its server has no address that others know.</param>
    public static string Of(Bulletin bulletin, string? address)
    {
        var text = new NoticeText(bulletin);
        var sections = text.Sections;
        var tail = $"\n{bulletin.Document}，{Print.Day(bulletin.SealedOn())}{(address is null ? "" : $"\n{address}")}";
        IEnumerable<string> parts =
        [
            $"【{bulletin.Title}】", sections[0].Paragraphs[0], .. sections[1].Paragraphs,
            .. sections[2].Paragraphs.Reverse(), .. sections.Skip(3).SelectMany(section => section.Paragraphs),
        ];
        var (said, left) = ("", Longest - tail.Length);
        foreach (var part in parts.Select(Sentences).Where(part => part.Length > 0))
        {
            foreach (var sentence in part)
            {
                if (said.Length + sentence.Length > left)
                {
                    return said.TrimEnd('\n') + tail;
                }

                said += sentence;
            }

            said += said.Length < left ? "\n" : "";
        }

        return said.TrimEnd('\n') + tail;
    }

    // An appendix is not at hand in a chat.
    private static string[] Sentences(string paragraph) =>
    [
        .. paragraph.Split('。', StringSplitOptions.RemoveEmptyEntries)
            .Where(one => !one.Contains("见附件", StringComparison.Ordinal))
            .Select(one => one.EndsWith('】') ? one : $"{one}。"),
    ];
}
