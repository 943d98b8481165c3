using Evaluation.Office.Publication;

namespace Evaluation.Server.Publication;

/// <summary>A sealed record as it was read.</summary>
/// <param name="Bulletin">What it says.</param>
/// <param name="Sha256">The hash of its bytes as they were sealed, perhaps by an earlier program.</param>
public sealed record SealedRecord(Bulletin Bulletin, string Sha256)
{
    /// <summary>Reads a record.</summary>
    /// <param name="text">Its sealed bytes as text.</param>
    public static SealedRecord Of(string text) => new(BulletinFiles.Read(text), BulletinFiles.Sha256(text));
}
