using System.Linq.Expressions;
using System.Text.Json.Serialization;
using Evaluation.Office.Ledger;
using Evaluation.Office.Mandates;
using Evaluation.Office.Weeks;

namespace Evaluation.Server.Publication;

/// <summary>
/// The stored bytes of an issue of a sealed bulletin, inserted once with the sealing event and never updated.
/// </summary>
/// <param name="Id">The week's name, for example `2023-W05`; of a later issue with its number, `2023-W05.002`.</param>
/// <param name="Record">The canonical JSON record.</param>
/// <param name="Page">The page, HTML.</param>
/// <param name="Table">The ranking, CSV.</param>
/// <param name="RecordSha256">Of the record in UTF-8.</param>
/// <param name="PageSha256">Of the page in UTF-8.</param>
/// <param name="TableSha256">Of the table in UTF-8.</param>
public sealed record SealedBulletin(
    string Id, string Record, string Page, string Table, string RecordSha256, string PageSha256, string TableSha256)
{
    /// <summary>What the sealing event keeps of the paper for everybody beside that for members.</summary>
    public PublicCopy AsCopy() => new(Record, RecordSha256, PageSha256, TableSha256);
}

/// <summary>What a list of bulletins shows, without their bytes.</summary>
/// <param name="Id">The week's name.</param>
/// <param name="Document">The document number.</param>
/// <param name="SealedOn">The district's day of sealing.</param>
public sealed record BulletinHeading(string Id, string Title, string Document, DateOnly SealedOn)
{
    /// <summary>What the names of weeks have and those of periods do not.</summary>
    public const string OfWeek = "-W";

    /// <summary>Those that have a paper for everybody.</summary>
    public static readonly Expression<Func<BulletinHeading, bool>> ForEverybody =
        heading => heading.Papers == null || heading.Papers == PaperScope.Both;

    /// <summary>The number of the issue in force, which the rest of the heading describes.</summary>
    public int Issue { get; init; } = 1;

    /// <summary>For whom it is printed, `internal` or `both`; null for everybody.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Papers { get; init; }
}

/// <summary>
/// The turn of an issue, counted over all weeks. Two made at the same time take the same turn; the later one
/// is refused and made again, so that each issue knows every one sealed before it.
/// </summary>
/// <param name="Id">How many issues the district has with this one.</param>
public sealed record IssueTurn(int Id)
{
    /// <summary>The next turn of a district.</summary>
    public static IssueTurn After(DistrictFile file) => new(file.Sealings.Count + file.Reissues.Count + 1);
}
