using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Evaluation.Office.Mandates;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Publication;

/// <summary>The bytes of a bulletin: its record and its table. The same bulletin always gives the same bytes.</summary>
public static class BulletinFiles
{
    private static readonly string[] Nothing = [];

    private static readonly JsonSerializerOptions Canonical = new(JsonSerializerDefaults.Web)
    {
        // Chinese stays readable; the record is data, never part of a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    private static readonly IReadOnlyDictionary<string, decimal> NoFigures = new Dictionary<string, decimal>();

    /// <summary>The record: canonical JSON of everything that is published.</summary>
    public static string Record(Bulletin bulletin) => JsonSerializer.Serialize(bulletin, Canonical);

    /// <summary>Reads a record back.</summary>
    /// <exception cref="JsonException">The text is no record.</exception>
    public static Bulletin Read(string record) => JsonSerializer.Deserialize<Bulletin>(record, Canonical)!;

    /// <summary>Ranks and points as a record's part `groups` published them; it holds no measures by name.</summary>
    /// <exception cref="JsonException">The text is no such part.</exception>
    public static IReadOnlyList<GroupRanking> Rankings(string groups, Week week) =>
    [
        .. JsonSerializer.Deserialize<List<BulletinGroup>>(groups, Canonical)!.Select(group => new GroupRanking(
            week, group.Group,
            [.. group.Rows.Select(row => new Standing(row.WeekRank, row.YearRank, new UnitTotals(
                row.Unit, row.WeekPoints, row.YearPoints, NoFigures, NoFigures)))])),
    ];

    /// <summary>
    /// The ranking as a CSV table, one row for each unit, with a byte order mark so that spreadsheets read the Chinese.
    /// </summary>
    public static string Table(Bulletin bulletin)
    {
        var text = new StringBuilder("\uFEFF");
        var (ofWeek, span) = (bulletin.Period is null, bulletin.Period?.Here ?? "本周");
        List<string> headings = ofWeek ? ["组别", "累计位次", "上周位次", "本周位次", "单位"]
            : ["组别", $"{span}位次", "累计位次", "单位"];
        headings.AddRange(bulletin.Columns.Select(column => $"{column.Label}（{column.UnitOfMeasure}）")
            .SelectMany(heading => new[] { $"{span}{heading}", $"累计{heading}" }));
        headings.AddRange([$"{span}得分", "累计得分"]);
        var points = PrintedPoints.Of(bulletin);
        var rows = bulletin.Groups.SelectMany(group => group.Rows).ToList();
        var (graded, held) = (rows.Exists(row => row.Grade is not null), rows.Exists(row => row.Status is not null));
        headings.AddRange([.. graded ? ["等次"] : Nothing, .. held ? ["备注"] : Nothing]);
        Row(text, headings);
        foreach (var group in bulletin.Groups)
        {
            foreach (var row in group.Rows)
            {
                var previous = row.PreviousYearRank is { } rank ? Whole(rank) : "";
                List<string> cells = ofWeek
                    ? [group.Group, Place(row.YearRank), previous, Place(row.WeekRank), row.Name]
                    : [group.Group, Place(row.WeekRank), Place(row.YearRank), row.Name];
                // Who has no place in a period is listed with the year to date alone.
                var without = !ofWeek && row.WeekRank == 0;
                for (var i = 0; i < bulletin.Columns.Count; i++)
                {
                    cells.Add(without ? "" : Figure(row.WeekFigures[i], bulletin.Columns[i]));
                    cells.Add(Figure(row.YearFigures[i], bulletin.Columns[i]));
                }

                cells.AddRange([without ? "" : points.Text(row.WeekPoints), points.Text(row.YearPoints)]);
                cells.AddRange(graded ? [row.Grade ?? ""] : Nothing);
                cells.AddRange(held ? [string.Join('、', row.Status ?? [])] : Nothing);
                Row(text, cells);
            }
        }

        return text.ToString();
    }

    /// <summary>
    /// SHA-256 of what a bulletin says: everything but the document number, times and persons of its sealing, the
    /// position, what a new issue says of the one before, and what was reported after the cut-off, so that the person
    /// who confirms or proposes and the person who seals name the same content, whatever units go on reporting.
    /// </summary>
    public static string Digest(Bulletin bulletin) => Sha256(Record(bulletin with
    {
        Document = "",
        SealedAt = default,
        Position = 0,
        ClosedBy = "",
        SealedBy = "",
        ConfirmedBy = null,
        Issue = null,
        Cut = null,
    }));

    /// <summary>SHA-256 of all that is sealed at once, so that two persons confirm both papers and for whom.</summary>
    /// <param name="bulletin">The paper, or the one for members.</param>
    /// <param name="papers">For whom it is printed, one of <see cref="PaperScope"/>.</param>
    /// <param name="open">The paper for everybody beside that for members; null for none.</param>
    public static string Digest(Bulletin bulletin, string papers, Bulletin? open) => papers == PaperScope.Public
        ? Digest(bulletin)
        : Sha256($"{Digest(bulletin)} {papers} {(open is null ? "" : Digest(open))}");

    /// <summary>SHA-256 of a text in UTF-8, lower-case hexadecimal.</summary>
    public static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>
    /// A figure as printed in its column: whole counts, amounts divided to the column's unit with up to two places.
    /// </summary>
    public static string Figure(decimal figure, BulletinColumn column) =>
        column.Printed(figure).ToString("0.##", CultureInfo.InvariantCulture);

    // A unit that is not ranked has no place.
    private static string Place(int rank) => rank == 0 ? "" : Whole(rank);

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Row(StringBuilder text, IEnumerable<string> cells) =>
        text.Append(CsvRow.Of(cells)).Append("\r\n");
}
