using System.Globalization;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Papers;

/// <summary>
/// What the office adds to a notice that no record holds: to whom it goes and how often it is printed.
/// </summary>
/// <param name="Recipients">The main recipients (主送), without the colon.</param>
/// <param name="Copies">Who gets a copy (抄送); empty for nobody.</param>
/// <param name="Printed">How many are printed (印数); null to say nothing of it.</param>
public sealed record NoticeForm(string Recipients, string Copies, int? Printed)
{
    private const int LongestText = 300, MostPrinted = 100_000;

    /// <summary>Reads the parameters of an address; what is left out is as usual.</summary>
    /// <param name="query">The parameters `to`, `copies` and `printed`.</param>
    /// <param name="bulletin">The bulletin, whose groups are the usual recipients.</param>
    public static Result<NoticeForm> Of(IQueryCollection query, Bulletin bulletin)
    {
        var (to, copies, printed) = (Text(query, "to"), Text(query, "copies"), Text(query, "printed"));
        foreach (var (name, text) in new[] { ("to", to), ("copies", copies) })
        {
            if (Characters.Unprintable(text, lines: false) is not null || text.Length > LongestText)
            {
                return new Refusal(
                    "text-wrong", $"{(name == "to" ? "主送" : "抄送")}含有不能印出的字符，或超过{LongestText}字。",
                    name, "请改写后再生成。");
            }
        }

        int? number = int.TryParse(printed, NumberStyles.None, CultureInfo.InvariantCulture, out var one) ? one : null;
        return printed.Length > 0 && number is null or < 1 or > MostPrinted
            ? new Refusal("number-wrong", $"印数“{Characters.Short(printed)}”不是份数。", "printed",
                $"请填写1至{MostPrinted}之间的整数，或留空。")
            : new NoticeForm(to.Length > 0 ? to.TrimEnd(':', '：') : Usual(bulletin), copies.TrimEnd('。'), number);
    }

    /// <summary>The usual recipients: all units of the groups that are ranked.</summary>
    public static string Usual(Bulletin bulletin) =>
        string.Join("，", bulletin.Groups.Select(group => $"各{group.Group}"));

    private static string Text(IQueryCollection query, string name) => query[name].ToString().Trim();
}
