using Evaluation.Office.Mandates;
using Evaluation.Office.Publication;
using Evaluation.Server.Accounts;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Authentication;

namespace Evaluation.Server.Publication;

/// <summary>Hands out sealed papers: everybody gets the public one, members of the district the one for them.</summary>
/// <param name="files">The stored files.</param>
/// <param name="audit">Where reading a paper that is not for everybody is noted.</param>
public sealed class PaperDesk(SealedFiles files, AuditBook audit)
{
    /// <summary>Sends a file of a sealed week or period, or says why not.</summary>
    /// <param name="http">The request; the parameter `paper=public` asks for the paper for everybody.</param>
    /// <param name="asked">Which paper.</param>
    /// <param name="part">Which file.</param>
    /// <param name="ct">Gives up.</param>
    public async Task SendAsync(HttpContext http, AskedPaper asked, SealedPart part, CancellationToken ct)
    {
        if (await FindAsync(http, asked, part, ct) is { } found)
        {
            await found.File.SendAsync(http, found.Alike);
        }
    }

    /// <summary>The record of a sealed week or period; null when it was answered why not.</summary>
    /// <param name="http">The request; the parameter `paper=public` asks for the paper for everybody.</param>
    /// <param name="asked">Which paper.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<SealedRecord?> RecordAsync(HttpContext http, AskedPaper asked, CancellationToken ct) =>
        await FindAsync(http, asked, SealedPart.Record, ct) is { } found
            ? SealedRecord.Of(found.File.Text) : null;

    private async Task<FoundPaper?> FindAsync(
        HttpContext http, AskedPaper asked, SealedPart part, CancellationToken ct)
    {
        var (district, week) = (asked.District, asked.Week);
        if (await files.InForceAsync(district, week) is not { } last || asked.NumberOf(last) is not { } number)
        {
            await Answers.Problem(IssueEndpoints.Unknown(asked.Named)).ExecuteAsync(http);
            return null;
        }

        if (asked.Issue is not null)
        {
            var relation = number < last.Number ? "latest-version" : "self";
            http.Response.Headers.Link = $"<{Links.Bulletin(district, week)}>; rel=\"{relation}\", "
                + $"<{Links.Issues(district, week)}>; rel=\"version-history\"";
        }

        var (id, member, papers) = (Issues.IdOf(week, number), IsMember(http, district), last.Papers);
        if (papers == PaperScope.Internal && !member)
        {
            await RefuseAsync(http);
            return null;
        }

        var open = papers == PaperScope.Both && (!member || http.Request.Query["paper"] == PaperScope.Public);
        if (papers != PaperScope.Public && !open && Actor.Of(http.User) is { Unit: null } reader)
        {
            await audit.NoteReadingAsync(
                SessionCookie.DoerOf(http) with { Who = reader.Account }, Disclosed.Bulletin, district, week, ct);
        }

        id = open ? Issues.PublicIdOf(id) : id;
        if (await files.OfAsync(district, id, part, ct) is not { } file)
        {
            await Faults.AnswerMissingAsync(http, $"the sealed bytes of {district} {id} are gone");
            return null;
        }

        return new FoundPaper(file, papers == PaperScope.Public);
    }

    /// <summary>Whether somebody has a role in the district.</summary>
    public static bool IsMember(HttpContext http, string district) =>
        Actor.Of(http.User) is { Role.Length: > 0 } actor && actor.District == district;

    /// <summary>Asks a stranger to sign in, and refuses whoever has no role in the district.</summary>
    public static Task RefuseAsync(HttpContext http) =>
        Actor.Of(http.User) is null ? http.ChallengeAsync() : http.ForbidAsync();

    private sealed record FoundPaper(SealedFile File, bool Alike);
}
