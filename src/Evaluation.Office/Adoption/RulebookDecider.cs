using System.Security.Cryptography;
using System.Text;
using Evaluation.Office.Decisions;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Examples;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Adoption;

/// <summary>What may happen to the rulebooks of a district.</summary>
public static class RulebookDecider
{
    /// <summary>
    /// Adopts an edition. A broken text, another calendar than the district's, an example that does not come out, or
    /// an edition already adopted is refused.
    /// </summary>
    public static Decision Adopt(Editions? editions, string text, string document, DistrictFounded district) =>
        !Read(text, document).TryGet(out var rulebook, out var refusal) ? refusal
        : Characters.ShowsNothing(document)
            ? Decision.Refuse("document-missing", "采纳考评办法须有文号。", "document", "请填写印发文号。")
        : Unfit(editions ?? Editions.None, rulebook, text, district) is { } unfit ? unfit
        : Decision.Accept(new RulebookAdopted(
            rulebook.Id, rulebook.Edition, rulebook.From, rulebook.To, text, HashOf(text), document));

    /// <summary>Reads a text; why it cannot be read, otherwise.</summary>
    /// <param name="beside">What is written beside it, which must not be damaged either.</param>
    internal static Result<Rulebook> Read(string text, string beside)
    {
        var (rulebook, findings) = RulebookReader.Read(text);
        if (rulebook is not null)
        {
            return Unreadable(text, beside) is { } unreadable ? unreadable : rulebook;
        }

        var rest = findings.Count > 1 ? $"（另有{findings.Count - 1}处）" : "";
        return new Refusal(
            "rulebook-broken", $"考评办法文本有误。{findings[0]}{rest}",
            $"text:{findings[0].Line}:{findings[0].Column}", "请更正文本后重新提交，未采纳任何内容。");
    }

    /// <summary>Why a rulebook could not be adopted now; null when it could. The same for a proposal.</summary>
    /// <param name="editions">The editions adopted so far.</param>
    /// <param name="text">Its text.</param>
    internal static Refusal? Unfit(Editions editions, Rulebook rulebook, string text, DistrictFounded district) =>
        rulebook.Calendar.WeekStarts != district.WeekStarts || rulebook.Calendar.Offset != district.UtcOffset
            ? new Refusal(
                "calendar-differs", "办法中一周的第一天或时差与本考评范围的设定不同。", "calendar", "请使两者一致。")
            : Breaks(editions, rulebook) ?? Failing(editions, rulebook) ?? Standing(editions, rulebook, HashOf(text));

    /// <summary>The hash by which a text is known: of its UTF-8, in lower-case hexadecimal.</summary>
    internal static string HashOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static Refusal? Failing(Editions editions, Rulebook rulebook)
    {
        var before = rulebook.From > DateOnly.MinValue ? rulebook.From.AddDays(-1) : rulebook.From;
        var continues = editions.Adopted.Exists(one => one.From <= before && before <= one.To);
        return ExampleRunner.Run(rulebook, continues).FirstOrDefault(result => !result.Passed) is { } failed
            ? new Refusal(
                "example-failed", failed.Failure, $"text:{failed.Example.Line}:{failed.Example.Column}",
                "请更正条款或例子后重新提交，未采纳任何内容。")
            : null;
    }

    private static Refusal? Standing(Editions editions, Rulebook rulebook, string sha) =>
        editions.Adopted.Find(one => one.Rulebook == rulebook.Id && one.Edition == rulebook.Edition) is not { } one
            ? null
        : one.Sha256 == sha
            ? Refusal.Repeated($"“{rulebook.Id}”第{rulebook.Edition}版已采纳。", "rulebook")
            : Refusal.Conflict(
                "edition-exists", $"“{rulebook.Id}”第{rulebook.Edition}版已采纳，文本不同。", "edition",
                "已采纳的版本不可更改；请以新的版号提出。");

    private static Refusal? Unreadable(string text, string document)
    {
        if (text.Contains('\uFFFD', StringComparison.Ordinal) || document.Contains('\uFFFD', StringComparison.Ordinal))
        {
            return new Refusal(
                "rulebook-damaged", "考评办法文本或文号含有已损坏的字符 U+FFFD。", "text",
                "请从原件另存为UTF-8后重新提交，未采纳任何内容。");
        }

        return Unprintable(text);
    }

    // Caps and figures go on from one edition to the next only where both count the same periods.
    private static Refusal? Breaks(Editions editions, Rulebook rulebook)
    {
        var others = editions.Adopted.ConvertAll(one => RulebookReader.Read(one.Text).Rulebook);
        var (calendar, from) = (rulebook.Calendar, rulebook.From);
        if (others.Exists(one => one?.Calendar.MonthEnds != calendar.MonthEnds)
            && (calendar.YearOf(from) != from || calendar.StartOf(Period.Half, from) != from))
        {
            return new Refusal(
                "month-differs", "月份的截止日与已采纳的办法不同，而本版不在新年度和新月份的第一天施行。",
                "calendar.month_ends", "请自新年度的第一天起施行，或使截止日一致；否则各期的累计会断开。");
        }

        if (calendar.YearOf(from) != from && others.Exists(one => one?.Calendar.YearStarts != calendar.YearStarts))
        {
            return new Refusal(
                "year-differs", "考核年度的起始日与已采纳的办法不同，而本版不在新年度的第一天施行。",
                "calendar.year_starts", "请自新年度的第一天起施行，或使起始日一致；否则上限和累计会在年中断开。");
        }

        return null;
    }

    /// <summary>The refusal of a text in which one sees something else than is read; null for any other.</summary>
    internal static Refusal? Unprintable(string text) =>
        Characters.Unprintable(text, lines: true) is { } character
            ? new Refusal(
                "rulebook-broken", $"考评办法文本含有控制字符或转向字符 U+{(int)character:X4}，所见与所读可能不同。",
                $"text:{text[..text.IndexOf(character, StringComparison.Ordinal)].Count(one => one == '\n') + 1}",
                "请删去该字符后重新提交，未采纳任何内容。")
            : null;
}
