using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Imports;

/// <summary>
/// Notes at cells (批注): the text, and beside it the yellow box, which every program draws from the same old form.
/// </summary>
internal static class SheetNotes
{
    private const string Author = "考评";

    // A line of a box holds some 14 Chinese characters.
    private const int OfLine = 14, LineHeight = 15, LeastHeight = 45;

    /// <summary>Adds the notes to a sheet.</summary>
    /// <param name="part">The sheet's part.</param>
    /// <param name="notes">Texts by column and row, from 0.</param>
    /// <returns>What the sheet must hold behind its cells and lists; null without notes.</returns>
    public static LegacyDrawing? Add(
        WorksheetPart part, IReadOnlyDictionary<(int Column, int Row), string> notes)
    {
        if (notes.Count == 0)
        {
            return null;
        }

        part.AddNewPart<WorksheetCommentsPart>().Comments = new Comments(
            new Authors(new Author(Author)),
            new CommentList(notes.Select(note => new Comment(
                new CommentText(new Text(Characters.Shown(note.Value, lines: true))))
            {
                Reference = WorkbookReader.Letters(note.Key.Column)
                    + (note.Key.Row + 1).ToString(CultureInfo.InvariantCulture),
                AuthorId = 0,
            })));
        var drawing = part.AddNewPart<VmlDrawingPart>();
        using var text = new MemoryStream(Encoding.UTF8.GetBytes(Boxes(notes)));
        drawing.FeedData(text);
        return new LegacyDrawing { Id = part.GetIdOfPart(drawing) };
    }

    private static string Boxes(IReadOnlyDictionary<(int Column, int Row), string> notes) => $"""
        <xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
          xmlns:x="urn:schemas-microsoft-com:office:excel">
        <o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>
        <v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">
        <v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>
        {string.Concat(notes.Select((note, i) => Box(i, note.Key, note.Value)))}
        </xml>
        """;

    private static string Box(int number, (int Column, int Row) at, string text)
    {
        var lines = text.Split('\n').Sum(line => 1 + line.Length / OfLine);
        var height = Math.Max(LeastHeight, (lines + 1) * LineHeight);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            <v:shape id="_x0000_s{1025 + number}" type="#_x0000_t202" fillcolor="#ffffe1" o:insetmode="auto"
              style="position:absolute;margin-left:80pt;margin-top:5pt;width:180pt;height:{height}pt;visibility:hidden">
            <v:fill color2="#ffffe1"/><v:path o:connecttype="none"/><v:textbox><div></div></v:textbox>
            <x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill>
            <x:Row>{at.Row}</x:Row><x:Column>{at.Column}</x:Column></x:ClientData></v:shape>
            """);
    }
}
