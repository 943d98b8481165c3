using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Evaluation.Office.Imports;

/// <summary>
/// The empty workbook of <see cref="FoundingFile"/>: lists to choose from, formats, and a note at each column.
/// </summary>
public static class FoundingTemplate
{
    private const uint Bold = 1, Day = 2, Plain = 3, Wrapped = 4;
    private const int LastRow = FoundingFile.MostRows + 1;
    private const string Hidden = "列表", Notes = "填写说明";

    private static readonly string[] Kinds = ["镇街", "部门", "园区", "县区"];

    // The columns of the hidden sheet, in order, and the names under which the other sheets refer to them.
    private static readonly (string Name, IReadOnlyCollection<string> Words)[] Lists =
        [("类别表", Kinds), ("职务表", FoundingFile.Posts), ("角色表", FoundingFile.Roles)];

    private static readonly Dictionary<string, string> About = new(StringComparer.Ordinal)
    {
        [FoundingFile.Short] = "日常称呼，例如 永安镇；以后不能更改，次序就是通报里的次序。",
        [FoundingFile.Name] = "印在通报上的全称，例如 鼎湖区永安镇；没有全称的与简称相同。",
        [FoundingFile.Kind] = "镇街、部门、园区、县区，或考评办法里写的其他类别。",
        [FoundingFile.Group] = "参加排名的组，须与考评办法写的一致；镇街和部门分开排名的写镇街、部门。",
        [FoundingFile.From] = "自哪天起考评，例如 2026-01-01；年中启用的写考评起始周的第一天。",
        [FoundingFile.Unit] = "单位的简称；人员中只有填报员填写。",
        [FoundingFile.Person] = "真实姓名，印在通报和记录里。",
        [FoundingFile.Post] = "党政一把手、班子成员。",
        [FoundingFile.Account] = "小写字母、数字和点，例如 yongan.huang；以后不能更改。",
        [FoundingFile.Role] = "一人兼几项的写几行。截止、确认、签发须由不同的人办理。",
    };

    private static readonly string[] Lines =
    [
        "一、在“单位”“领导”“人员”三张表里填写，从第2行起，一行一项；不用的表可以空着。",
        "二、列名不要改动；不要合并单元格；日期按单元格的日期格式填写。",
        "三、单位的次序就是通报里的次序。组别须与考评办法里写的组别一致，否则不参加排名。",
        "四、领导表写党政一把手和班子成员，供“带队”一类条款核对；没有这类条款的可以不填。",
        "五、人员表每个单位至少一名填报员；考评办至少一名核验员、两名考评办经办（一人截止、另一人确认），"
            + "一名签发人；委员会至少一人。",
        "六、上传后逐行检查，有误的标在所在的格；全部无误才一次接收，可以改好再传。",
    ];

    /// <summary>Makes the workbook.</summary>
    public static byte[] Make()
    {
        using var bytes = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(bytes, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            var sheets = new Sheets();
            foreach (var sheet in FoundingFile.Sheets)
            {
                Add(book, sheets, sheet.Name, Entry(sheet));
            }

            Add(book, sheets, Notes, Text());
            Add(book, sheets, Hidden, Words()).State = SheetStateValues.Hidden;
            book.Workbook = new Workbook(sheets, Names());
        }

        return bytes.ToArray();
    }

    private static Sheet Add(WorkbookPart book, Sheets sheets, string name, Worksheet content)
    {
        var part = book.AddNewPart<WorksheetPart>();
        part.Worksheet = content;
        var sheet = new Sheet { Id = book.GetIdOfPart(part), SheetId = (uint)sheets.Count() + 1, Name = name };
        sheets.Append(sheet);
        return sheet;
    }

    private static Worksheet Entry(FoundingSheet sheet)
    {
        var head = new Row { RowIndex = 1 };
        head.Append(sheet.Columns.Select((column, i) => Cell(i, 1, column, Bold)));
        return new Worksheet(
            new SheetViews(new SheetView(new Pane
            {
                VerticalSplit = 1,
                TopLeftCell = "A2",
                ActivePane = PaneValues.BottomLeft,
                State = PaneStateValues.Frozen,
            })
            {
                WorkbookViewId = 0,
            }),
            new Columns(sheet.Columns.Select((column, i) => new Column
            {
                Min = (uint)i + 1,
                Max = (uint)i + 1,
                Width = column == FoundingFile.Name ? 34 : 18,
                CustomWidth = true,
                Style = column == FoundingFile.From ? Day : Plain,
            })),
            new SheetData(head),
            Validations(sheet));
    }

    private static DataValidations Validations(FoundingSheet sheet)
    {
        var all = sheet.Columns.Select((column, i) => Validation(sheet, column, Letter(i))).ToList();
        return new DataValidations(all) { Count = (uint)all.Count };
    }

    // Kind and group may be others than those offered; what has but a few words may not.
    private static DataValidation Validation(FoundingSheet sheet, string column, string letter)
    {
        var made = new DataValidation
        {
            SequenceOfReferences = new ListValue<StringValue> { InnerText = $"{letter}2:{letter}{LastRow}" },
            AllowBlank = true,
            ShowInputMessage = true,
            PromptTitle = column,
            Prompt = About[column],
        };
        var list = column switch
        {
            FoundingFile.Kind or FoundingFile.Group => "类别表",
            FoundingFile.Post => "职务表",
            FoundingFile.Role => "角色表",
            FoundingFile.Unit when sheet.Name != FoundingFile.Units => $"{FoundingFile.Units}!$A$2:$A${LastRow}",
            _ => null,
        };
        if (list is not null)
        {
            made.Type = DataValidationValues.List;
            made.Formula1 = new Formula1(list);
            made.ShowErrorMessage = column is FoundingFile.Post or FoundingFile.Role;
            made.Error = "请从下拉列表中选择。";
        }

        return made;
    }

    private static Worksheet Text() => new(
        new Columns(new Column { Min = 1, Max = 1, Width = 90, CustomWidth = true }),
        new SheetData(Lines.Concat(About.Select(one => $"{one.Key}：{one.Value}"))
            .Select((line, i) => new Row(Cell(0, i + 1, line, Wrapped)) { RowIndex = (uint)i + 1 })));

    private static Worksheet Words() => new(new SheetData(
        Enumerable.Range(0, Lists.Max(list => list.Words.Count)).Select(i => new Row(
            Lists.Select((list, at) => (list, at)).Where(one => i < one.list.Words.Count)
                .Select(one => Cell(one.at, i + 1, one.list.Words.ElementAt(i), Plain)))
        {
            RowIndex = (uint)i + 1,
        })));

    private static DefinedNames Names() => new(Lists.Select((list, i) => new DefinedName(
        $"{Hidden}!${Letter(i)}$1:${Letter(i)}${list.Words.Count.ToString(CultureInfo.InvariantCulture)}")
    {
        Name = list.Name,
    }));

    private static Cell Cell(int column, int row, string text, uint style) => new()
    {
        CellReference = $"{Letter(column)}{row.ToString(CultureInfo.InvariantCulture)}",
        DataType = CellValues.InlineString,
        StyleIndex = style,
        InlineString = new InlineString(new Text(text)),
    };

    private static string Letter(int column) => ((char)('A' + column)).ToString();

    private static Stylesheet Styles() => new(
        new NumberingFormats(new NumberingFormat { NumberFormatId = 164, FormatCode = "yyyy\\-mm\\-dd" }) { Count = 1 },
        new Fonts(new Font(), new Font(new Bold())) { Count = 2 },
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 }))
        {
            Count = 2,
        },
        new Borders(new Border()) { Count = 1 },
        new CellStyleFormats(new CellFormat()) { Count = 1 },
        new CellFormats(
            new CellFormat(), new CellFormat { FontId = 1, ApplyFont = true },
            new CellFormat { NumberFormatId = 164, ApplyNumberFormat = true },
            new CellFormat { NumberFormatId = 49, ApplyNumberFormat = true },
            new CellFormat(new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Top })
            {
                ApplyAlignment = true,
            })
        {
            Count = 5,
        });
}
