using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Text;

/// <summary>The words for rounding: as a rulebook writes it, and in print.</summary>
internal static class RoundingWords
{
    private static readonly (string Word, Rounding Meaning, string Print)[] All =
    [
        ("half_up", Rounding.HalfUp, "四舍五入（同电子表格的 ROUND，2.5取3，-2.5取-3）"),
        ("half_even", Rounding.HalfEven, "四舍六入五成双（GB/T 8170，2.5取2，3.5取4）"),
    ];

    /// <summary>The words of the grammar.</summary>
    public static ChoiceType Choice => new([.. All.Select(one => (one.Word, one.Print))]);

    /// <summary>Reads the key; one that is not written is 四舍五入.</summary>
    public static Rounding Read(YamlPart part)
    {
        if (part.Missing)
        {
            return Rounding.HalfUp;
        }

        var text = part.Text();
        var known = All.FirstOrDefault(one => one.Word == text);
        if (known.Word is null && text.Length > 0)
        {
            part.Find(
                $"“rounding”不能是“{text}”：{string.Join("，", All.Select(one => $"{one.Word} 是{one.Print}"))}。",
                Finding.Nearest(text, All.Select(one => one.Word)));
        }

        return known.Meaning;
    }

    /// <summary>In print.</summary>
    public static string Of(Rounding rounding) => All.First(one => one.Meaning == rounding).Print;
}
