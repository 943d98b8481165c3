using Evaluation.Office.Claims;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Evidence;

/// <summary>What came with a request: the files that are kept, and what is wrong with the others.</summary>
/// <param name="Sent">The files, each content once.</param>
/// <param name="Refusal">All that is wrong; null for nothing.</param>
public sealed record TakenFiles(IReadOnlyList<SentFile> Sent, Refusal? Refusal)
{
    /// <summary>The files alone.</summary>
    public IReadOnlyList<EvidenceFile> Files => [.. Sent.Select(one => one.File)];
}

/// <summary>Takes the files that come with forms and requests.</summary>
/// <param name="store">Where they are kept.</param>
/// <param name="tickets">By what they are referred to.</param>
/// <param name="request">Who sends them, and to which district.</param>
public sealed class EvidenceIntake(EvidenceStore store, EvidenceTickets tickets, RequestContext request)
{
    /// <summary>The field of a form with files.</summary>
    public const string FilesField = "evidence-files";

    /// <summary>The field of a form with the tickets of files that were sent before.</summary>
    public const string SentField = "evidence-sent";

    /// <summary>The place of their faults.</summary>
    private const string FilesPlace = "files";

    /// <summary>
    /// The fields about files that a form may have, each several times. That of files in which nothing was chosen
    /// comes as one without content.
    /// </summary>
    public static string[] Fields => [FilesField, SentField];

    /// <summary>
    /// Takes what a form brings. What was good stays sent, also when the form is refused for another reason.
    /// </summary>
    public async Task<TakenFiles> TakeAsync(IFormCollection form, CancellationToken ct)
    {
        var before = Shown([.. form[SentField].OfType<string>()]);

        var chosen = form.Files;

        // A form that may only be shown again has nothing done with it, not even this.
        if (request.OnlyStays && chosen.Count > 0)
        {
            return before with
            {
                Refusal = new Refusal("file-again", "所选的文件没有上传。", FilesPlace, "请重新选择文件后提交。"),
            };
        }

        if (EvidenceDecider.TooMany(before.Sent.Count + chosen.Count) is { } many)
        {
            return before with { Refusal = Refusal.Of(new[] { before.Refusal, many }.OfType<Refusal>()) };
        }

        var (sent, faults) = (new List<SentFile>(before.Sent), new List<Refusal>(before.Refusal?.All ?? []));
        foreach (var file in chosen)
        {
            await using var content = file.OpenReadStream();
            if (file.Name != FilesField)
            {
                faults.Add(new Refusal(
                    "field-unknown", "表单中有不认识的文件字段。", FilesPlace, "请返回并刷新页面后重新选择文件。"));
            }
            else if ((await store.KeepAsync(content, file.FileName, ct)).TryGet(out var kept, out var refusal))
            {
                sent.Add(tickets.Of(kept, request.District, request.Actor.Account));
            }
            else
            {
                faults.Add(refusal);
            }
        }

        return new TakenFiles([.. sent.DistinctBy(one => one.File.Sha256)], Refusal.Of(faults));
    }

    /// <summary>The files of tickets.</summary>
    public TakenFiles Shown(IReadOnlyList<string> shown)
    {
        var (sent, faults) = (new List<SentFile>(), new List<Refusal>());
        foreach (var ticket in shown)
        {
            if (!tickets.Read(ticket, request.District, request.Actor.Account).TryGet(out var file, out var refusal))
            {
                faults.Add(refusal);
            }
            else if (!store.Touch(file.Sha256))
            {
                faults.Add(EvidenceTickets.Expired());
            }
            else
            {
                sent.Add(new SentFile(ticket, file));
            }
        }

        return new TakenFiles([.. sent.DistinctBy(one => one.File.Sha256)], Refusal.Of(faults));
    }
}
