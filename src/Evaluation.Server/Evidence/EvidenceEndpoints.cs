using Evaluation.Office.Claims;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Evidence;

/// <summary>Files that were taken.</summary>
/// <param name="Files">Each with the ticket by which a claim refers to it, for twelve hours.</param>
public sealed record SentFilesAnswer(IReadOnlyList<SentFile> Files);

/// <summary>The interface of files: sent first, then named by their tickets where a claim is reported.</summary>
internal static class EvidenceEndpoints
{
    private static readonly Refusal NoFiles = new(
        "file-missing", "没有文件。", "files",
        $"请以 multipart/form-data 提交，字段名 {EvidenceIntake.FilesField}，可多个。");

    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/evidence", TakeAsync).Only(Roles.Reporter).TakesFiles();
        api.MapGet(
            "/claims/{claim}/evidence/{hash}", (
                string claim, string hash, EvidenceAnswers answers, CancellationToken ct) =>
                answers.DownloadAsync(claim, hash, ct)).OnlyMembers().Discloses(Disclosed.Evidence);
    }

    // Read here and not bound: a form that is bound must have the token of a page.
    private static async Task<IResult> TakeAsync(HttpRequest http, EvidenceIntake intake, CancellationToken ct)
    {
        if (!http.HasFormContentType)
        {
            return Answers.Problem(NoFiles);
        }

        IFormCollection form;
        try
        {
            form = await http.ReadFormAsync(ct);
        }
        catch (InvalidDataException)
        {
            return Answers.Problem(
                new Refusal("body-unreadable", "提交的内容没有完整送达。", "body", "请重新提交；未登记任何内容。"),
                StatusCodes.Status400BadRequest);
        }

        if (form.Files.Count == 0)
        {
            return Answers.Problem(NoFiles);
        }

        var taken = await intake.TakeAsync(form, ct);
        return taken.Refusal is { } refusal
            ? Answers.Problem(refusal)
            : Results.Ok(new SentFilesAnswer(taken.Sent));
    }
}
