using Evaluation.Office.Publication;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Publication;

/// <summary>Turns a bulletin into its bytes; sealing and recount share it.</summary>
public static class BulletinBytes
{
    /// <summary>The record, page and table of a bulletin with their hashes.</summary>
    public static async Task<SealedBulletin> OfAsync(Bulletin bulletin)
    {
        var (record, table) = (BulletinFiles.Record(bulletin), BulletinFiles.Table(bulletin));
        var id = Issues.IdOf(bulletin.Week, bulletin.Issue?.Number ?? 1);
        var page = await PageRenderer.RenderAsync<BulletinPage>((nameof(BulletinPage.Bulletin), bulletin));
        return new SealedBulletin(
            bulletin.Paper is null ? id : Issues.PublicIdOf(id), record, page, table,
            BulletinFiles.Sha256(record), BulletinFiles.Sha256(page),
            BulletinFiles.Sha256(table));
    }
}
