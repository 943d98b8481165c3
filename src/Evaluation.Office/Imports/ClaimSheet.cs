using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Imports;

/// <summary>How the cells of a column look.</summary>
internal enum CellLook : uint
{
    /// <summary>As it is typed: what looks like a day or a number stays a text.</summary>
    Text = 2,

    /// <summary>A day, 2023-07-11.</summary>
    Day = 3,

    /// <summary>A number.</summary>
    Number = 0,
}

/// <summary>A column of a sheet of claims.</summary>
/// <param name="Head">Its head.</param>
/// <param name="Look">How its cells look.</param>
internal sealed record SheetColumn(string Head, CellLook Look)
{
    /// <summary>The note at the head; empty for none.</summary>
    public string Note { get; init; } = "";

    /// <summary>What is offered; empty for nothing.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Whether nothing else than what is offered may be typed.</summary>
    public bool OnlyWords { get; init; }
}

/// <summary>
/// A sheet of claims as a workbook: a head, rows, lists to choose from, notes, and the template's mark.
/// </summary>
internal sealed class ClaimSheet
{
    private const uint Bold = 1, Example = 4, Wrong = 5, Doubtful = 6;
    private const int LastRow = 5001;
    private const int LongestText = 32_000;

    private readonly List<(int Row, int Column, string Text, uint Style)> cells = [];
    private readonly Dictionary<(int Column, int Row), string> notes = [];

    /// <summary>The columns.</summary>
    public required IReadOnlyList<SheetColumn> Columns { get; init; }

    /// <summary>The name of the sheet.</summary>
    public required string Name { get; init; }

    /// <summary>The mark by which the template is known again, as head and value; empty for none.</summary>
    public IReadOnlyList<(string Head, string Value)> Mark { get; init; } = [];

    /// <summary>The row of the heads, from 1.</summary>
    public int HeadRow { get; init; } = 1;

    /// <summary>Writes a row that shows how others are filled in.</summary>
    public void AddExample(int row, IReadOnlyList<string> texts) => Add(row, texts, Example);

    /// <summary>Writes a row as it was.</summary>
    public void Add(int row, IReadOnlyList<string> texts) => Add(row, texts, null);

    /// <summary>Marks a cell and says why.</summary>
    /// <param name="row">From 1.</param>
    /// <param name="column">From 0.</param>
    /// <param name="text">Why.</param>
    /// <param name="wrong">Whether it is wrong, and not only to be looked at.</param>
    public void MarkCell(int row, int column, string text, bool wrong)
    {
        var at = cells.FindIndex(one => one.Row == row && one.Column == column);
        var style = wrong || (at >= 0 && cells[at].Style == Wrong) ? Wrong : Doubtful;
        if (at >= 0)
        {
            cells[at] = cells[at] with { Style = style };
        }
        else
        {
            cells.Add((row, column, "", style));
        }

        notes[(column, row - 1)] = notes.TryGetValue((column, row - 1), out var said) ? $"{said}\n{text}" : text;
    }

    /// <summary>The workbook.</summary>
    public byte[] ToBytes()
    {
        foreach (var (column, i) in Columns.Select((column, i) => (column, i)).Where(one => one.column.Note.Length > 0))
        {
            notes.TryAdd((i, HeadRow - 1), column.Note);
        }

        using var bytes = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(bytes, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            var (sheets, names) = (new Sheets(), new DefinedNames());
            AddSheet(book, sheets, Name, hidden: false, Entry);
            var lists = Columns.Select(column => column.Words).Where(words => words.Count > 0).ToList();
            if (lists.Count > 0)
            {
                AddSheet(book, sheets, ClaimTemplate.Lists, hidden: true, _ => Words(lists));
                names.Append(lists.Select((words, i) => new DefinedName(Range(i, words.Count)) { Name = ListName(i) }));
            }

            if (Mark.Count > 0)
            {
                AddSheet(book, sheets, ClaimTemplate.Mark, hidden: true, _ => new Worksheet(new SheetData(
                    new Row(Mark.Select((one, i) => Cell(i, 1, one.Head, 0))) { RowIndex = 1 },
                    new Row(Mark.Select((one, i) => Cell(i, 2, one.Value, 0))) { RowIndex = 2 })));
            }

            book.Workbook = new Workbook(sheets);
            book.Workbook.Append(names.HasChildren ? [names] : Array.Empty<OpenXmlElement>());
        }

        return bytes.ToArray();
    }

    private void Add(int row, IReadOnlyList<string> texts, uint? style) => cells.AddRange(texts
        .Select((text, i) => (row, i, text, style ?? (i < Columns.Count ? (uint)Columns[i].Look : (uint)CellLook.Text)))
        .Where(cell => cell.text.Length > 0));

    private static void AddSheet(
        WorkbookPart book, Sheets sheets, string name, bool hidden, Func<WorksheetPart, Worksheet> content)
    {
        var part = book.AddNewPart<WorksheetPart>();
        part.Worksheet = content(part);
        sheets.Append(new Sheet
        {
            Id = book.GetIdOfPart(part),
            SheetId = (uint)sheets.Count() + 1,
            Name = name,
            State = hidden ? SheetStateValues.Hidden : SheetStateValues.Visible,
        });
    }

    private Worksheet Entry(WorksheetPart part)
    {
        var head = Columns.Select((column, i) => (HeadRow, i, column.Head, Style: Bold));
        var marked = cells.Where(cell => cell.Row == HeadRow).ToDictionary(cell => cell.Column, cell => cell.Style);
        var all = head.Select(cell => (Row: cell.HeadRow, Column: cell.i, Text: cell.Head,
                Style: marked.GetValueOrDefault(cell.i, cell.Style)))
            .Concat(cells.Where(cell => cell.Row != HeadRow));
        var sheet = new Worksheet(
            new SheetViews(new SheetView(new Pane
            {
                VerticalSplit = HeadRow,
                TopLeftCell = $"A{Whole(HeadRow + 1)}",
                ActivePane = PaneValues.BottomLeft,
                State = PaneStateValues.Frozen,
            })
            {
                WorkbookViewId = 0,
            }),
            new Columns(Columns.Select((column, i) => new Column
            {
                Min = (uint)i + 1,
                Max = (uint)i + 1,
                Width = Math.Clamp(column.Head.Length * 2 + 5, 12, 40),
                CustomWidth = true,
                Style = (uint)column.Look,
            })),
            new SheetData(all.GroupBy(cell => cell.Row).OrderBy(row => row.Key).Select(row => new Row(
                row.OrderBy(cell => cell.Column).Select(cell => Cell(cell.Column, cell.Row, cell.Text, cell.Style)))
            {
                RowIndex = (uint)row.Key,
            })));
        var validations = Validations().ToList();
        sheet.Append(validations.Count == 0 ? Array.Empty<OpenXmlElement>()
            : [new DataValidations(validations) { Count = (uint)validations.Count }]);
        sheet.Append(SheetNotes.Add(part, notes) is { } drawing ? [drawing] : Array.Empty<OpenXmlElement>());
        return sheet;
    }

    private IEnumerable<DataValidation> Validations()
    {
        var list = 0;
        foreach (var (column, i) in Columns.Select((column, i) => (column, i)))
        {
            var letter = WorkbookReader.Letters(i);
            var made = new DataValidation
            {
                SequenceOfReferences = new ListValue<StringValue>
                {
                    InnerText = $"{letter}{Whole(HeadRow + 1)}:{letter}{Whole(LastRow)}",
                },
                AllowBlank = true,
            };
            if (column.Words.Count > 0)
            {
                made.Type = DataValidationValues.List;
                made.Formula1 = new Formula1(ListName(list++));
                made.ShowErrorMessage = column.OnlyWords;
                made.Error = "请从下拉列表中选择。";
                yield return made;
            }
            else if (column.Look == CellLook.Day)
            {
                made.Type = DataValidationValues.Date;
                made.Operator = DataValidationOperatorValues.Between;
                made.Formula1 = new Formula1(Whole(Serial(Typed.FirstDay)));
                made.Formula2 = new Formula2(Whole(Serial(Typed.LastDay)));
                made.ErrorStyle = DataValidationErrorStyleValues.Warning;
                made.ShowErrorMessage = true;
                made.Error = "这里应填日期，例如 2023-7-11。";
                yield return made;
            }
        }
    }

    private static Worksheet Words(IReadOnlyList<IReadOnlyList<string>> lists) => new(new SheetData(
        Enumerable.Range(0, lists.Max(words => words.Count)).Select(row => new Row(
            lists.Select((words, i) => (words, i)).Where(one => row < one.words.Count)
                .Select(one => Cell(one.i, row + 1, one.words[row], 0)))
        {
            RowIndex = (uint)row + 1,
        })));

    // A day is stored as spreadsheets do, so that it can be counted and sorted with; all else stays as it is written.
    private static Cell Cell(int column, int row, string text, uint style)
    {
        var reference = $"{WorkbookReader.Letters(column)}{Whole(row)}";
        return style == (uint)CellLook.Day
            && DateOnly.TryParseExact(
                text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year >= 1901
                ? new Cell(new CellValue(Serial(day))) { CellReference = reference, StyleIndex = style }
                : new Cell(new InlineString(new Text(Characters.Short(Characters.Shown(text, lines: true), LongestText))
                {
                    Space = SpaceProcessingModeValues.Preserve,
                }))
                {
                    CellReference = reference,
                    DataType = CellValues.InlineString,
                    StyleIndex = style == (uint)CellLook.Day ? (uint)CellLook.Text : style,
                };
    }

    // Of the hidden sheet, a list is a column.
    private static string Range(int list, int words)
    {
        var letter = WorkbookReader.Letters(list);
        return $"{ClaimTemplate.Lists}!${letter}$1:${letter}${Whole(words)}";
    }

    private static string ListName(int list) => $"列表{Whole(list + 1)}";

    private static int Serial(DateOnly day) => day.DayNumber - new DateOnly(1899, 12, 30).DayNumber;

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static Stylesheet Styles() => new(
        new NumberingFormats(new NumberingFormat { NumberFormatId = 164, FormatCode = "yyyy\\-mm\\-dd" }) { Count = 1 },
        new Fonts(new Font(), new Font(new Bold()), new Font(new Italic(), new Color { Rgb = "FF767676" }))
        {
            Count = 3,
        },
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 }), Filled("FFEDEDED"),
            Filled("FFFFC7CE"), Filled("FFFFF2CC"))
        {
            Count = 5,
        },
        new Borders(new Border()) { Count = 1 },
        new CellStyleFormats(new CellFormat()) { Count = 1 },
        new CellFormats(
            new CellFormat(), new CellFormat { FontId = 1, FillId = 2, ApplyFont = true, ApplyFill = true },
            new CellFormat { NumberFormatId = 49, ApplyNumberFormat = true },
            new CellFormat { NumberFormatId = 164, ApplyNumberFormat = true },
            new CellFormat { NumberFormatId = 49, FontId = 2, ApplyNumberFormat = true, ApplyFont = true },
            new CellFormat { NumberFormatId = 49, FillId = 3, ApplyNumberFormat = true, ApplyFill = true },
            new CellFormat { NumberFormatId = 49, FillId = 4, ApplyNumberFormat = true, ApplyFill = true })
        {
            Count = 7,
        });

    private static Fill Filled(string color) => new(new PatternFill(new ForegroundColor { Rgb = color })
    {
        PatternType = PatternValues.Solid,
    });
}
