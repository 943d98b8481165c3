namespace Evaluation.Server.Publication;

/// <summary>The stored bytes of a sealed bulletin, inserted once with the sealing event and never updated.</summary>
/// <param name="Id">The week's name, for example `2023-W05`.</param>
/// <param name="Record">The canonical JSON record.</param>
/// <param name="Page">The page, HTML.</param>
/// <param name="Table">The ranking, CSV.</param>
/// <param name="RecordSha256">Of the record in UTF-8.</param>
/// <param name="PageSha256">Of the page in UTF-8.</param>
/// <param name="TableSha256">Of the table in UTF-8.</param>
public sealed record SealedBulletin(
    string Id, string Record, string Page, string Table, string RecordSha256, string PageSha256, string TableSha256);

/// <summary>What a list of bulletins shows, without their bytes.</summary>
/// <param name="Id">The week's name.</param>
/// <param name="Title">The title.</param>
/// <param name="Document">The document number.</param>
/// <param name="SealedOn">The district's day of sealing.</param>
public sealed record BulletinHeading(string Id, string Title, string Document, DateOnly SealedOn);
