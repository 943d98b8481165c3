using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;
using Evaluation.Server.Publication;

namespace Evaluation.Server.Integrity;

/// <summary>
/// Compares the stored bytes of one issue with the event that sealed it and with what its record prints.
/// </summary>
/// <param name="file">What was done about the issue's week or period.</param>
/// <param name="before">The issue before; null for the first.</param>
/// <param name="findings">Receives what is wrong.</param>
/// <param name="notes">Receives what differs without saying something else.</param>
internal sealed class IssueCheck(
    string district, WeekFile file, int number, BulletinSealed? before, Breaches findings, Breaches notes)
{
    private readonly BulletinSealed standing = file.Issue(number)!;

    private string Id => Issues.IdOf(file.Term!.Value.Id, number);

    /// <summary>Compares all papers of the issue; their pages are made again from the records.</summary>
    /// <param name="issues">What is stored.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The names under which they have to be stored.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(StoredIssues issues, CancellationToken ct)
    {
        if (before is not null && file.Reissues[number - 2].Supersedes != before.Sha256)
        {
            Wrong(Id, "所取代的印发，校验和与该次印发的不同。");
        }

        await CompareAsync(
            Id, await issues.OfAsync(Id, ct),
            new PublicCopy(standing.Record, standing.Sha256, standing.PageSha256, standing.TableSha256));
        if (standing.Public is not { } copy)
        {
            return [Id];
        }

        var open = Issues.PublicIdOf(Id);
        await CompareAsync(open, await issues.OfAsync(open, ct), copy);
        return [Id, open];
    }

    private async Task CompareAsync(string id, SealedBulletin? stored, PublicCopy paper)
    {
        if (BulletinFiles.Sha256(paper.Record) != paper.Sha256)
        {
            Wrong(id, "签发事件中的记录与事件中的校验和不同。");
        }

        if (stored is null)
        {
            Wrong(id, "没有存档，或存档读不出。");
            return;
        }

        if (stored.Record != paper.Record)
        {
            Wrong(id, "存档的记录与签发事件中的不同。");
        }

        Hash(id, "记录", stored.Record, stored.RecordSha256, paper.Sha256);
        Hash(id, "页面", stored.Page, stored.PageSha256, paper.PageSha256);
        Hash(id, "表格", stored.Table, stored.TableSha256, paper.TableSha256);
        await PrintedAsync(id, stored, paper.Record);
    }

    private void Hash(string id, string what, string? bytes, string? beside, string? sealedAs)
    {
        var now = BulletinFiles.Sha256(bytes ?? "");
        if (now != sealedAs)
        {
            Wrong(id, $"{what}与签发时不同（校验和{Short(now)}，签发时{Short(sealedAs)}）。");
        }

        if (beside != sealedAs)
        {
            Wrong(id, $"{what}旁存的校验和与签发事件中的不同。");
        }
    }

    private async Task PrintedAsync(string id, SealedBulletin stored, string record)
    {
        SealedBulletin made;
        try
        {
            made = await BulletinBytes.OfAsync(BulletinFiles.Read(record));
        }
        catch (Exception unreadable) when (unreadable is not OutOfMemoryException)
        {
            Wrong(id, $"签发事件中的记录读不出：{unreadable.Message.Split('\n')[0]}");
            return;
        }

        if (stored.Table != made.Table)
        {
            findings.Add(district, IntegrityCheck.Printed, $"{id}表格", Line(stored.Table ?? "", made.Table));
        }

        if (stored.Page != made.Page)
        {
            var (page, again) = (PrintedPage.Of(stored.Page ?? ""), PrintedPage.Of(made.Page));
            if (PrintedPage.Difference(page, again) is { } difference)
            {
                findings.Add(district, IntegrityCheck.Printed, $"{id}页面", difference);
            }
            else
            {
                notes.Add(
                    district, IntegrityCheck.Printed, $"{id}页面",
                    page.Words.SequenceEqual(again.Words) ? "版式与本程序印出的不同，文字相同。"
                        : "所印数字与记录一致，其余文字与本程序印出的不同。");
            }
        }
    }

    private static string Line(string stored, string made)
    {
        var (left, right) = (stored.Split("\r\n"), made.Split("\r\n"));
        var at = Enumerable.Range(0, Math.Max(left.Length, right.Length))
            .First(i => left.ElementAtOrDefault(i) != right.ElementAtOrDefault(i));
        return $"第{at + 1}行印作“{left.ElementAtOrDefault(at)}”，按记录为“{right.ElementAtOrDefault(at)}”。";
    }

    private void Wrong(string id, string what) => findings.Add(district, IntegrityCheck.Sealed, id, what);

    // What was changed in the database may hold nothing.
    private static string Short(string? sha256) =>
        sha256 is null ? "没有写明" : sha256[..Math.Min(8, sha256.Length)];
}
