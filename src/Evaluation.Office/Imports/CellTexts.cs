using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Evaluation.Office.Imports;

/// <summary>The text of a cell.</summary>
/// <param name="Text">Empty for an empty cell and for one that cannot be read.</param>
/// <param name="Wrong">Why it cannot be read, one Chinese sentence; null when it can.</param>
internal readonly record struct CellText(string Text, string? Wrong = null)
{
    /// <summary>A cell that cannot be read.</summary>
    public static CellText Unreadable(string why) => new("", why);
}

/// <summary>The texts of a workbook's cells, the same on every machine: days, moments and exact numbers.</summary>
internal sealed class CellTexts
{
    private const int SecondsOfDay = 24 * 60 * 60;
    private const int Significant = 15;

    // A day of the old calendar that never was; spreadsheets count it all the same.
    private const int NoSuchDay = 60;

    private static readonly DateOnly Epoch = new(1899, 12, 30);
    private static readonly DateOnly Epoch1904 = new(1904, 1, 1);

    private readonly TimeSpan offset;
    private readonly bool from1904;
    private readonly string[] shared;
    private readonly NumberLook[] looks;

    /// <summary>Reads what the cells of a workbook share.</summary>
    public CellTexts(WorkbookPart book, TimeSpan offset)
    {
        this.offset = offset;
        from1904 = book.Workbook.WorkbookProperties?.Date1904?.Value == true;
        shared = book.SharedStringTablePart is { } part
            ? [.. WorkbookReader.Each<SharedStringItem>(part).Select(Plain)]
            : [];
        var styles = book.WorkbookStylesPart?.Stylesheet;
        var codes = (styles?.NumberingFormats?.Elements<NumberingFormat>() ?? [])
            .Where(format => format.NumberFormatId is not null)
            .DistinctBy(format => format.NumberFormatId!.Value)
            .ToDictionary(format => format.NumberFormatId!.Value, format => format.FormatCode?.Value ?? "");
        looks =
        [
            .. (styles?.CellFormats?.Elements<CellFormat>() ?? []).Select(format =>
                NumberLooks.Of(format.NumberFormatId?.Value ?? 0, codes)),
        ];
    }

    /// <summary>The text of a cell, or what is wrong with it.</summary>
    public CellText Of(Cell cell)
    {
        var type = cell.DataType?.Value;
        if (type == CellValues.InlineString)
        {
            return new CellText(cell.InlineString is { } inline ? Plain(inline) : "");
        }

        var text = cell.CellValue?.Text ?? "";
        if (text.Length == 0)
        {
            return cell.CellFormula is null || type == CellValues.String
                ? new CellText("")
                : CellText.Unreadable("该单元格的公式没有存下结果。");
        }

        return type == CellValues.Error ? CellText.Unreadable($"该单元格是错误值“{text}”。")
            : type == CellValues.String ? new CellText(text)
            : type == CellValues.SharedString ? Shared(text)
            : type == CellValues.Boolean ? new CellText(text is "1" or "true" ? "true" : "false")
            : type == CellValues.Date ? Moment(text)
            : Number(text, LookOf(cell));
    }

    private NumberLook LookOf(Cell cell) =>
        cell.StyleIndex?.Value is { } style && style < looks.Length ? looks[style] : NumberLook.Plain;

    private CellText Shared(string at) =>
        int.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < shared.Length
            ? new CellText(shared[index])
            : CellText.Unreadable($"该单元格指向不存在的文字“{at}”。");

    // Without the readings that some workbooks write above Chinese characters.
    private static string Plain(OpenXmlElement element) => string.Concat(
        element.ChildElements.Select(part => part is Run run ? run.Text?.Text : (part as Text)?.Text));

    private CellText Number(string text, NumberLook look)
    {
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return CellText.Unreadable($"该单元格的数“{text}”无法识别或过大。");
        }

        return look == NumberLook.Plain
            ? new CellText(Exact(number).ToString("0.############################", CultureInfo.InvariantCulture))
            : Moment(number, look);
    }

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

    private CellText Moment(decimal serial, NumberLook look)
    {
        var known = Math.Abs(serial) < DateOnly.MaxValue.DayNumber - Epoch1904.DayNumber;
        var seconds = Math.Round(known ? serial * SecondsOfDay : -1m, MidpointRounding.AwayFromZero);
        var (days, second) = ((int)Math.Floor(seconds / SecondsOfDay), (int)(seconds % SecondsOfDay));
        if (days < 0 || (days == NoSuchDay && !from1904))
        {
            return CellText.Unreadable($"该单元格的数“{serial}”不是日期。");
        }

        var time = TimeOnly.MinValue.Add(TimeSpan.FromSeconds(second));
        if (days == 0 && look != NumberLook.Day && !from1904)
        {
            return new CellText(time.ToString("HH:mm:ss", CultureInfo.InvariantCulture));
        }

        var day = from1904 ? Epoch1904.AddDays(days) : Epoch.AddDays(days < NoSuchDay ? days + 1 : days);
        return new CellText(look == NumberLook.Day && second == 0 ? Day(day) : Moment(day, time));
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
