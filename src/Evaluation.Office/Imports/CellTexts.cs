using System.Globalization;
using DocumentFormat.OpenXml.Packaging;

namespace Evaluation.Office.Imports;

/// <summary>A cell as the sheet stores it.</summary>
/// <param name="Type">The type of its content; null for a number.</param>
/// <param name="Style">The number of its style.</param>
/// <param name="Content">Its content; empty for none.</param>
/// <param name="IsFormula">Whether a formula made the content.</param>
internal readonly record struct StoredCell(string? Type, int Style, string Content, bool IsFormula);

/// <summary>The texts of a workbook's cells, the same on every machine: days, moments and exact numbers.</summary>
internal sealed class CellTexts
{
    private const int SecondsOfDay = 24 * 60 * 60;
    private const int Significant = 15;
    private const int MostShared = 2_000_000;

    // Spreadsheets show a second as full when a ten-thousandth of it is missing.
    private const decimal Missing = 0.0001m;

    // A day of the old calendar that never was; spreadsheets count it all the same.
    private const int NoSuchDay = 60;

    private static readonly DateOnly Epoch = new(1899, 12, 30);
    private static readonly DateOnly Epoch1904 = new(1904, 1, 1);

    private readonly TimeSpan offset;
    private readonly bool from1904;
    private readonly List<string> shared;
    private readonly List<NumberFormat> formats;

    /// <summary>Reads what the cells of a workbook share.</summary>
    /// <param name="from1904">Whether its days are counted from 1904.</param>
    /// <param name="offset">The time zone in which its moments are meant.</param>
    public CellTexts(WorkbookPart book, bool from1904, TimeSpan offset)
    {
        (this.offset, this.from1904) = (offset, from1904);
        shared = book.SharedStringTablePart is { } strings ? SharedTexts(strings) : [];
        formats = book.WorkbookStylesPart is { } styles ? Formats(styles) : [];
    }

    /// <summary>The text of a cell, or what is wrong with it.</summary>
    /// <exception cref="FormatException">The sheet is damaged.</exception>
    public CellText Of(StoredCell cell)
    {
        var text = cell.Content;
        if (text.Length == 0)
        {
            return cell.IsFormula && cell.Type is not ("str" or "inlineStr")
                ? CellText.Unreadable("该单元格的公式没有存下结果。")
                : new CellText("");
        }

        return cell.Type switch
        {
            "inlineStr" or "str" => Unescaped(text),
            "s" => Shared(text),
            "e" => CellText.Unreadable($"该单元格是错误值“{text}”。"),
            "b" => new CellText(text is "1" or "true" ? "true" : "false"),
            "d" => Moment(text),
            null or "n" => Number(text, cell.Style),
            _ => throw new FormatException("A cell has a type that does not exist."),
        };
    }

    private static List<string> SharedTexts(SharedStringTablePart strings)
    {
        using var xml = PartXml.Open(strings, WorkbookReader.LargestContent);
        var texts = PartXml.Each(xml, "si").Select(PartXml.Plain).Take(MostShared + 1).ToList();
        return texts.Count <= MostShared ? texts : throw new InvalidDataException("Too many texts are shared.");
    }

    private static List<NumberFormat> Formats(WorkbookStylesPart styles)
    {
        var (codes, made, formats) = (new Dictionary<uint, string>(), new Dictionary<uint, NumberFormat>(),
            new List<NumberFormat>());
        using var xml = PartXml.Open(styles, WorkbookReader.LargestContent);
        var within = "";
        foreach (var element in PartXml.Each(xml, "numFmt", "cellXfs", "cellStyleXfs", "dxfs", "xf"))
        {
            if (element.LocalName is not ("numFmt" or "xf"))
            {
                within = element.LocalName;
                continue;
            }

            var id = uint.Parse(
                element.GetAttribute("numFmtId") ?? "0", NumberStyles.None, CultureInfo.InvariantCulture);
            if (element.LocalName == "numFmt" && within.Length == 0)
            {
                codes.TryAdd(id, element.GetAttribute("formatCode") ?? "");
            }
            else if (within == "cellXfs")
            {
                formats.Add(made.TryGetValue(id, out var known) ? known : made[id] = NumberFormat.Of(id, codes));
            }
        }

        return formats;
    }

    private static CellText Unescaped(string text)
    {
        var plain = PartXml.Unescaped(text);
        return ReferenceEquals(plain, text) || plain.EnumerateRunes().All(rune => rune.Value != 0xFFFD)
            ? new CellText(plain)
            : CellText.Unreadable("该单元格含有残缺字符。");
    }

    private CellText Shared(string at) =>
        int.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < shared.Count
            ? Unescaped(shared[index])
            : CellText.Unreadable($"该单元格指向不存在的文字“{at}”。");

    private CellText Number(string text, int style)
    {
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return CellText.Unreadable($"该单元格的数“{text}”无法识别或过大。");
        }

        var part = style < formats.Count ? formats[style].For(number) : null;
        return (part?.Look ?? NumberLook.Plain) switch
        {
            NumberLook.Plain => Plain(Exact(number), part),
            NumberLook.Print => Printed(part!.Show(default, default).Trim(), number),
            var look => Moment(number, look, part!),
        };
    }

    private static CellText Plain(decimal number, FormatPart? part)
    {
        var text = number.ToString("0.############################", CultureInfo.InvariantCulture);
        return (part?.Thousands ?? 0, part?.Multiple) switch
        {
            (0, null) => new CellText(text),
            (0, { } multiple) => CellText.Unreadable(
                $"该单元格显示的数带“{multiple}”，存的却是“{text}”，不能确定是哪个数。"),
            var (thousands, multiple) => new CellText(text)
            {
                Doubt = new CellDoubt(Scaled(number, thousands) + multiple, text) { Meant = text },
            },
        };
    }

    private static string Scaled(decimal number, int thousands)
    {
        for (; thousands > 0; thousands--)
        {
            number /= 1000m;
        }

        return Math.Round(number, 2, MidpointRounding.AwayFromZero).ToString("0.##", CultureInfo.InvariantCulture);
    }

    // The words of a format instead of the number, such as 未开工 for a day that is none.
    private static CellText Printed(string shown, decimal number) =>
        shown.Length == 0 && number != 0m
            ? CellText.Unreadable($"该单元格不显示内容，存的却是“{Value(number)}”。")
            : new CellText(shown)
            {
                Doubt = new CellDoubt(shown, Value(number)) { Meant = shown.Length == 0 ? null : $"“{shown}”" },
            };

    private static string Value(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    // Spreadsheets keep fifteen digits; what is written behind them is the machine's, not the office's.
    private static decimal Exact(decimal number)
    {
        var (size, places) = (Math.Abs(number), Significant);
        for (; size >= 1m; size /= 10m)
        {
            places--;
        }

        for (; size is > 0m and < 0.1m && places < 28; size *= 10m)
        {
            places++;
        }

        return places < 0 ? number : Math.Round(number, places, MidpointRounding.AwayFromZero);
    }

    private CellText Moment(decimal serial, NumberLook look, FormatPart part)
    {
        // A day shown is the day begun, however late its time; a time shown is rounded to seconds.
        var known = Math.Abs(serial) < DateOnly.MaxValue.DayNumber - Epoch1904.DayNumber;
        var seconds = !known ? -1m : look == NumberLook.Day ? Math.Floor(serial * SecondsOfDay + Missing)
            : Math.Round(serial * SecondsOfDay, MidpointRounding.AwayFromZero);
        var (days, second) = ((int)Math.Floor(seconds / SecondsOfDay), (int)(seconds % SecondsOfDay));
        if (days < 0 || (days == NoSuchDay && !from1904))
        {
            return CellText.Unreadable($"该单元格的数“{Value(serial)}”不是日期。");
        }

        var time = TimeOnly.MinValue.Add(TimeSpan.FromSeconds(second));
        if (days == 0 && look == NumberLook.Moment && !from1904)
        {
            return new CellText(time.ToString("HH:mm:ss", CultureInfo.InvariantCulture));
        }

        var day = from1904 ? Epoch1904.AddDays(days) : Epoch.AddDays(days < NoSuchDay ? days + 1 : days);
        var (isDay, moment) = (Day(day), Moment(day, time));
        var stored = $"{isDay} {time.ToString("HH:mm:ss", CultureInfo.InvariantCulture)}";
        if (look == NumberLook.OtherCalendar)
        {
            return CellText.Unreadable($"该单元格按其他历法显示日期，存的是公历{isDay}。");
        }

        var shown = part.Show(day, time);
        return look == NumberLook.Moment
            ? new CellText(moment)
            {
                Doubt = new CellDoubt(shown, stored)
                {
                    Day = part.ShowsTimeAlone ? null : isDay,
                    Meant = part.ShowsWholeDay ? null : moment,
                },
            }
            : new CellText(isDay)
            {
                Doubt = second == 0 && part.ShowsWholeDay ? null : new CellDoubt(shown, second == 0 ? isDay : stored)
                {
                    Day = isDay,
                    Moment = second == 0 ? null : moment,
                    Meant = isDay,
                },
            };
    }

    // Written in full, as 2023-03-01 or 2023-03-01T09:30:00.
    private CellText Moment(string text) =>
        DateTimeOffset.TryParseExact(
            text, ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"], CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var moment)
            ? new CellText(text[^1] == 'Z' || text[^6] is '+' or '-'
                ? moment.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture)
                : Moment(DateOnly.FromDateTime(moment.Date), TimeOnly.FromTimeSpan(moment.TimeOfDay)))
            : new CellText(text);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string Moment(DateOnly day, TimeOnly time) => new DateTimeOffset(day.ToDateTime(time), offset)
        .ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
