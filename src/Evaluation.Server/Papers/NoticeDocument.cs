using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Publication;

namespace Evaluation.Server.Papers;

/// <summary>
/// The notice as a document of Word and WPS in the form of official papers: red head, number, title, recipients, body,
/// appendices, signature, copies and page numbers.
/// </summary>
/// <remarks>GB/T 9704-2012, 党政机关公文格式, sections 5 to 7.</remarks>
/// <param name="sealing">The sealed record.</param>
/// <param name="form">What the office adds.</param>
internal sealed class NoticeDocument(SealedRecord sealing, NoticeForm form)
{
    // In points. 三号 is 16, 二号 22, 四号 14, 五号 10.5.
    private const double Body = 16, Title = 22, Small = 14, Cell = 10.5, Head = 30, LongHead = 24;

    // Lines are 28.95 points apart, so that a page has 22 of them; a table's are nearer.
    private const int Line = 579, TableLine = 320, HeadLine = 900, TitleLine = 660, LongestHead = 14;

    // The type area, 156 mm in twentieths of a point.
    private const int Width = 8844;
    private const string Red = "E60000";
    private const string FangSong = "仿宋_GB2312", KaiTi = "楷体_GB2312", SongTi = "宋体";
    private const string Heading = "黑体", Big = "方正小标宋简体";

    private readonly Bulletin bulletin = sealing.Bulletin;
    private readonly NoticeText text = new(sealing.Bulletin);
    private readonly List<(string Title, IReadOnlyList<NoticeTable> Tables)> appended =
        new List<(string Title, IReadOnlyList<NoticeTable> Tables)>
        {
            ("考评排名", [.. NoticeTable.Rankings(sealing.Bulletin)]),
            ("未开展工作和报送情况", [.. NoticeTable.Named(sealing.Bulletin)]),
            ("补录、更正和结转事项", [.. NoticeTable.Later(sealing.Bulletin)]),
        }.FindAll(one => one.Tables.Count > 0);

    /// <summary>Writes the document.</summary>
    public void Write(Stream to)
    {
        using var document = WordprocessingDocument.Create(to, WordprocessingDocumentType.Document);
        var main = document.AddMainDocumentPart();
        main.AddNewPart<DocumentSettingsPart>().Settings = new Settings(new EvenAndOddHeaders());
        document.PackageProperties.Title = bulletin.Title;
        document.PackageProperties.Creator = bulletin.Issuer;
        document.PackageProperties.Description = $"{bulletin.Week}.json SHA-256 {sealing.Sha256}";
        var section = Section(Footer(main, JustificationValues.Right), Footer(main, JustificationValues.Left));
        main.Document = new Document(new Body([.. Letter(), .. Appendices(), .. Imprint(), section]));
    }

    private IEnumerable<OpenXmlElement> Letter()
    {
        var issuer = bulletin.Issuer.Length > LongestHead ? Print.Phrases(bulletin.Issuer) : [bulletin.Issuer];
        foreach (var (i, line) in issuer.Index())
        {
            yield return Paragraph(
                line, Big, line.Length > LongestHead ? LongHead : Head, Centre, line: HeadLine, color: Red,
                before: i == 0 ? 1200 : 0);
        }

        yield return Ruled(Paragraph(bulletin.Document, FangSong, Body, Centre, before: 600, after: 60));
        yield return Paragraph(bulletin.Title, Big, Title, Centre, line: TitleLine, before: 900);
        if (bulletin.Issue is { } issue)
        {
            yield return Paragraph(
                $"（{ReissueDecider.Name(issue.Number)}，{IssueWords.Kind(issue.Kind)}）", KaiTi, Body, Centre);
        }

        yield return Paragraph($"{form.Recipients}：", FangSong, Body, JustificationValues.Left, before: 500);
        yield return Prose(text.Opening);
        foreach (var section in text.Sections)
        {
            yield return Paragraph(section.Heading, Heading, Body, JustificationValues.Both, indent: 2);
            foreach (var paragraph in section.Paragraphs)
            {
                yield return Prose(paragraph);
            }
        }

        foreach (var (i, appendix) in appended.Index())
        {
            yield return Paragraph(
                $"{(i == 0 ? "附件：" : "　　　")}{i + 1}. {appendix.Title}", FangSong, Body, JustificationValues.Left,
                indent: 2, before: i == 0 ? Line : 0);
        }

        yield return Paragraph(bulletin.Issuer, FangSong, Body, JustificationValues.Right, before: 2 * Line, right: 2);
        yield return Paragraph(
            Print.Day(bulletin.SealedOn()), FangSong, Body, JustificationValues.Right, right: 4);
    }

    private IEnumerable<OpenXmlElement> Appendices()
    {
        foreach (var (i, appendix) in appended.Index())
        {
            yield return Paragraph($"附件{i + 1}", Heading, Body, JustificationValues.Left, newPage: true);
            yield return Paragraph(appendix.Title, Big, Title, Centre, line: TitleLine, before: 200);
            yield return Paragraph($"（{Print.Days(bulletin.From, bulletin.To)}）", KaiTi, Small, Centre, after: 120);
            foreach (var table in appendix.Tables)
            {
                if (table.Caption.Length > 0)
                {
                    yield return Paragraph(
                        table.Caption, Heading, Small, JustificationValues.Left, line: TableLine + 80, before: 160,
                        kept: true);
                }

                yield return TableOf(table);
            }
        }

        yield return Paragraph(text.Basis, FangSong, Cell, JustificationValues.Both, line: TableLine, before: 240);
        yield return Paragraph(sealing.Sha256, "Consolas", Cell, JustificationValues.Left, line: TableLine);
    }

    // 版记: who gets a copy, who printed it when, and how many.
    private IEnumerable<OpenXmlElement> Imprint()
    {
        if (form.Copies.Length > 0)
        {
            yield return Ruled(
                Paragraph($"抄送：{form.Copies}。", FangSong, Small, JustificationValues.Both, before: Line), "000000");
        }

        var printed = Paragraph(
            bulletin.Issuer, FangSong, Small, JustificationValues.Left, before: form.Copies.Length > 0 ? 0 : Line);
        var run = printed.GetFirstChild<Run>()!;
        run.Append(new TabChar(), new Text($"{Print.Day(bulletin.SealedOn())}印发"));
        printed.ParagraphProperties!.InsertBefore(
            new Tabs(new TabStop { Val = TabStopValues.Right, Position = Width }),
            printed.ParagraphProperties.GetFirstChild<SnapToGrid>());
        yield return Ruled(printed, "000000");
        if (form.Printed is { } copies)
        {
            yield return Paragraph($"（共印{Print.Whole(copies)}份）", FangSong, Small, JustificationValues.Right);
        }
    }

    private static JustificationValues Centre => JustificationValues.Center;

    private static Paragraph Prose(string words) =>
        Paragraph(words, FangSong, Body, JustificationValues.Both, indent: 2);

    // The order of the elements is that of the schema; Word calls a file damaged that has another one.
    private static Paragraph Paragraph(
        string words, string font, double size, JustificationValues side, int indent = 0, int line = Line,
        string color = "000000", int before = 0, int after = 0, int right = 0, bool newPage = false, bool kept = false)
    {
        var properties = new ParagraphProperties();
        if (kept)
        {
            properties.Append(new KeepNext());
        }

        if (newPage)
        {
            properties.Append(new PageBreakBefore());
        }

        properties.Append(
            new SnapToGrid { Val = false },
            new SpacingBetweenLines
            {
                Before = Print.Whole(before),
                After = Print.Whole(after),
                Line = Print.Whole(line),
                LineRule = LineSpacingRuleValues.Exact,
            },
            // In characters for Word and WPS, and in length for programs that know only that.
            new Indentation
            {
                FirstLineChars = indent * 100,
                FirstLine = Print.Whole((int)(indent * size * 20)),
                RightChars = right * 100,
                Right = Print.Whole((int)(right * size * 20)),
            },
            new Justification { Val = side });
        return new Paragraph(
            properties,
            new Run(
                new RunProperties(
                    new RunFonts
                    {
                        EastAsia = font,
                        Ascii = font == "Consolas" ? font : "Times New Roman",
                        HighAnsi = font == "Consolas" ? font : "Times New Roman",
                        Hint = FontTypeHintValues.EastAsia,
                    },
                    new Color { Val = color },
                    new FontSize { Val = Print.Whole((int)(size * 2)) }),
                new Text(Characters.Shown(words)) { Space = SpaceProcessingModeValues.Preserve }));
    }

    private static Paragraph Ruled(Paragraph paragraph, string color = Red)
    {
        paragraph.ParagraphProperties!.InsertBefore(
            new ParagraphBorders(new BottomBorder
            {
                Val = BorderValues.Single,
                Size = color == Red ? 18U : 6U,
                Color = color,
                Space = 6,
            }),
            (OpenXmlElement?)paragraph.ParagraphProperties.GetFirstChild<Tabs>()
                ?? paragraph.ParagraphProperties.GetFirstChild<SnapToGrid>());
        return paragraph;
    }

    private static Table TableOf(NoticeTable table)
    {
        var sum = table.Widths.Sum();
        var widths = table.Widths.Select(share => Print.Whole(Width * share / sum)).ToList();
        var made = new Table(
            new TableProperties(
                new TableWidth { Width = Print.Whole(Width), Type = TableWidthUnitValues.Dxa },
                new TableBorders(
                    Border<TopBorder>(), Border<LeftBorder>(), Border<BottomBorder>(), Border<RightBorder>(),
                    Border<InsideHorizontalBorder>(), Border<InsideVerticalBorder>()),
                new TableLayout { Type = TableLayoutValues.Fixed },
                new TableCellMarginDefault(
                    new TableCellLeftMargin { Width = 40, Type = TableWidthValues.Dxa },
                    new TableCellRightMargin { Width = 40, Type = TableWidthValues.Dxa })),
            new TableGrid(widths.Select(one => new GridColumn { Width = one })));
        made.Append(Row(table.Heads, widths, heads: true));
        foreach (var row in table.Rows)
        {
            made.Append(Row(row, widths, heads: false));
        }

        return made;
    }

    private static TableRow Row(IReadOnlyList<string> cells, List<string> widths, bool heads)
    {
        var properties = new TableRowProperties(new CantSplit());
        if (heads)
        {
            properties.Append(new TableHeader());
        }

        return new TableRow(
        [
            properties,
            .. cells.Select((cell, i) => new TableCell(
                new TableCellProperties(
                    new TableCellWidth { Width = widths[i], Type = TableWidthUnitValues.Dxa },
                    new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Center }),
                Paragraph(
                    cell, heads ? Heading : FangSong, Cell, heads || IsShort(cell) ? Centre : JustificationValues.Left,
                    line: TableLine))),
        ]);
    }

    private static T Border<T>() where T : BorderType, new() =>
        new() { Val = BorderValues.Single, Size = 4, Color = "000000" };

    private static SectionProperties Section(string odd, string even) => new(
        new FooterReference { Type = HeaderFooterValues.Default, Id = odd },
        new FooterReference { Type = HeaderFooterValues.Even, Id = even },
        new PageSize { Width = (uint)Millimetres(210), Height = (uint)Millimetres(297) },
        new PageMargin
        {
            Top = Millimetres(37),
            Bottom = Millimetres(35),
            Left = (uint)Millimetres(28),
            Right = (uint)Millimetres(26),
            Header = (uint)Millimetres(15),
            Footer = (uint)Millimetres(25),
            Gutter = 0,
        });

    // Page numbers stand outside, between dashes: right on odd pages, left on even ones.
    private static string Footer(MainDocumentPart main, JustificationValues side)
    {
        var part = main.AddNewPart<FooterPart>();
        part.Footer = new Footer(new Paragraph(
            new ParagraphProperties(
                new Indentation { LeftChars = 100, RightChars = 100 }, new Justification { Val = side }),
            Dash("— "),
            new SimpleField(new Run(Small14(), new Text("1"))) { Instruction = "PAGE" }, Dash(" —")));
        return main.GetIdOfPart(part);

        static Run Dash(string words) =>
            new(Small14(), new Text(words) { Space = SpaceProcessingModeValues.Preserve });

        static RunProperties Small14() => new(
            new RunFonts { EastAsia = SongTi, Ascii = SongTi, HighAnsi = SongTi },
            new FontSize { Val = Print.Whole((int)(Small * 2)) });
    }

    // Figures, marks and short names stand in the middle of their cell.
    private static bool IsShort(string cell) => cell.Length <= 8;

    private static int Millimetres(double length) => (int)Math.Round(length / 25.4 * 1440);
}
