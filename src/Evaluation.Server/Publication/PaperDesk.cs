using Evaluation.Office.Mandates;
using Evaluation.Office.Publication;
using Evaluation.Server.Accounts;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Authentication;

namespace Evaluation.Server.Publication;

/// <summary>Hands out sealed papers: everybody gets the public one, members of the district the one for them.</summary>
/// <param name="files">The stored files.</param>
/// <param name="audit">Where reading a paper that is not for everybody is noted.</param>
public sealed class PaperDesk(SealedFiles files, AuditBook audit)
{
    /// <summary>Sends a file of an issue that was sealed, or says why not.</summary>
    /// <param name="http">The request; the parameter `paper=public` asks for the paper for everybody.</param>
    /// <param name="district">The district.</param>
    /// <param name="week">The week or period.</param>
    /// <param name="number">The issue.</param>
    /// <param name="papers">For whom the week is printed.</param>
    /// <param name="part">Which file.</param>
    /// <param name="ct">Gives up.</param>
    public async Task SendAsync(
        HttpContext http, string district, string week, int number, string papers, SealedPart part,
        CancellationToken ct)
    {
        var (id, member) = (Issues.IdOf(week, number), IsMember(http, district));
        if (papers == PaperScope.Internal && !member)
        {
            await RefuseAsync(http);
            return;
        }

        var open = papers == PaperScope.Both && (!member || http.Request.Query["paper"] == PaperScope.Public);
        if (papers != PaperScope.Public && !open && Actor.Of(http.User) is { Unit: null } reader)
        {
            await audit.NoteReadingAsync(
                SessionCookie.DoerOf(http) with { Who = reader.Account }, Disclosed.Bulletin, district, week, ct);
        }

        id = open ? Issues.PublicIdOf(id) : id;
        if (await files.OfAsync(district, id, part, ct) is { } file)
        {
            await file.SendAsync(http, papers == PaperScope.Public);
        }
        else
        {
            await Faults.AnswerMissingAsync(http, $"the sealed bytes of {district} {id} are gone");
        }
    }

    /// <summary>Whether somebody has a role in the district.</summary>
    public static bool IsMember(HttpContext http, string district) =>
        Actor.Of(http.User) is { Role.Length: > 0 } actor && actor.District == district;

    /// <summary>Asks a stranger to sign in, and refuses whoever has no role in the district.</summary>
    public static Task RefuseAsync(HttpContext http) =>
        Actor.Of(http.User) is null ? http.ChallengeAsync() : http.ForbidAsync();
}
