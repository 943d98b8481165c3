using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Evaluation.Office.Imports;

/// <summary>One part of a format's code.</summary>
internal sealed partial class FormatPart
{
    private const string PartOfSecond = "\"0";

    private readonly List<string> tokens = [];
    private (string Sign, decimal Bound)? condition;
    private bool digits;
    private bool elapsed;
    private bool otherCalendar;
    private bool partsOfSeconds;

    /// <summary>What it makes of a number.</summary>
    public NumberLook Look => digits || elapsed ? NumberLook.Plain
        : !Has('y', 'e', 'm', 'd', 'a', 'h', 's') ? NumberLook.Print
        : otherCalendar ? NumberLook.OtherCalendar
        : Has('h', 's') ? NumberLook.Moment
        : NumberLook.Day;

    /// <summary>Whether a day that it shows is shown with year, month and day of the month.</summary>
    public bool ShowsWholeDay => Has('y', 'e') && Has('m') && tokens.Exists(token => token is "d" or "dd");

    /// <summary>Whether it shows a time and nothing of the day.</summary>
    public bool ShowsTimeAlone => Has('h', 's') && !Has('y', 'e', 'd', 'a');

    /// <summary>
    /// How often it shows a number a thousand times smaller: the commas behind its last digit, as in `0.0,,"百万"`.
    /// </summary>
    public int Thousands
    {
        get
        {
            var last = tokens.FindLastIndex(token => token is "0" or "#" or "?");
            return last < 0 ? 0 : tokens.Skip(last + 1).TakeWhile(token => token == ",").Count();
        }
    }

    /// <summary>A word for a multiple that it prints with a number, such as 万; null for none.</summary>
    public string? Multiple =>
        tokens.Find(token => token is ['"', ..] && token.AsSpan().ContainsAny("十百千万亿"))?[1..];

    /// <summary>Whether it is for texts alone.</summary>
    public bool IsForText { get; private set; }

    /// <summary>Takes in a token of the code.</summary>
    public void Add(string token)
    {
        if (token[0] == '[')
        {
            Bracket(token);
            return;
        }

        // Parts of seconds are no number of their own; cells are read to the second.
        if (token == "0" && (tokens is [.., ['s' or 'S', ..], "."] || (partsOfSeconds && tokens[^1] == PartOfSecond)))
        {
            partsOfSeconds = true;
            tokens.Add(PartOfSecond);
            return;
        }

        IsForText |= token == "@";
        otherCalendar |= token is "g" or "b";
        digits |= token is "0" or "#" or "?" || token.StartsWith("General", StringComparison.OrdinalIgnoreCase)
            || token.StartsWith("G/", StringComparison.OrdinalIgnoreCase) || (token == "@");
        tokens.Add(token[0] is '"' ? token.Trim('"') is var print && print.Length > 0 ? $"\"{print}" : ""
            : token[0] == '\\' ? $"\"{token[1..]}"
            : token[0] is '_' or '*' ? ""
            : token.ToLowerInvariant());
    }

    /// <summary>Whether its own condition takes a number; null without one.</summary>
    public bool? Takes(decimal number) => condition is not { } own ? null : own.Sign switch
    {
        "<" => number < own.Bound,
        "<=" => number <= own.Bound,
        ">" => number > own.Bound,
        ">=" => number >= own.Bound,
        "<>" => number != own.Bound,
        _ => number == own.Bound,
    };

    /// <summary>What it shows of a day and a time.</summary>
    public string Show(DateOnly day, TimeOnly time)
    {
        var (text, hours) = (new StringBuilder(), false);
        var halves = tokens.Exists(IsHalf);
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            text.Append(token switch
            {
                "" => "",
                ['"', .. var print] => print,
                ['m', ..] when token.Length < 3 && (hours || NextIsSeconds(i)) => Number(time.Minute, token.Length),
                ['y', ..] => token.Length > 2 ? Number(day.Year, 4) : Number(day.Year % 100, 2),
                ['e', ..] => Number(day.Year, 4),
                ['m', ..] => token.Length < 3 ? Number(day.Month, token.Length)
                    : day.ToString(token.Length == 3 ? "MMM" : "MMMM", CultureInfo.InvariantCulture),
                "d" or "dd" => Number(day.Day, token.Length),
                ['d', ..] => day.ToString(token.Length == 3 ? "ddd" : "dddd", CultureInfo.InvariantCulture),
                "aaa" or "aaaa" => (token.Length == 3 ? "周" : "星期") + "日一二三四五六"[(int)day.DayOfWeek],
                ['h', ..] => Number(halves ? (time.Hour + 11) % 12 + 1 : time.Hour, token.Length),
                ['s', ..] => Number(time.Second, token.Length),
                _ when IsHalf(token) => token.Split('/')[time.Hour < 12 ? 0 : 1],
                _ => token,
            });
            hours = token is ['h', ..] || (hours && token is [not ('m' or 's'), ..] or "");
        }

        return text.ToString();
    }

    private static string Number(int number, int digits) =>
        number.ToString(new string('0', digits), CultureInfo.InvariantCulture);

    // Minutes are written like months; what stands before seconds or behind hours are minutes.
    private bool NextIsSeconds(int at) =>
        tokens.Skip(at + 1).FirstOrDefault(token => token.Length > 0 && char.IsAsciiLetter(token[0])) is ['s', ..];

    private static bool IsHalf(string token) => token is "am/pm" or "a/p" or "上午/下午";

    private bool Has(params ReadOnlySpan<char> letters)
    {
        foreach (var token in tokens)
        {
            if (token.Length > 0 && letters.Contains(token[0]) && !IsHalf(token))
            {
                return true;
            }
        }

        return false;
    }

    private void Bracket(string token)
    {
        if (Condition().Match(token) is { Success: true } found)
        {
            condition = (found.Groups["sign"].Value, decimal.Parse(
                found.Groups["bound"].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture));
        }

        elapsed |= Elapsed().IsMatch(token);
        otherCalendar |= OtherCalendar().IsMatch(token);
    }

    [GeneratedRegex(@"^\[(?<sign>[<>]=?|<>|=)(?<bound>-?[0-9]{1,15}(\.[0-9]{1,10})?)\]$")]
    private static partial Regex Condition();

    [GeneratedRegex(@"^\[(h+|m+|s+)\]$", RegexOptions.IgnoreCase)]
    private static partial Regex Elapsed();

    // A locale of five digits and more names its calendar: 13 the Chinese one of the moon.
    [GeneratedRegex(@"^\[\$[^-\]]*-[0-9A-F]{0,2}(0[3-8D-F]|1[0-9A-F])[0-9A-F]{4}\]$", RegexOptions.IgnoreCase)]
    private static partial Regex OtherCalendar();
}
