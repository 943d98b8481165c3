using Evaluation.Office.Firms;
using Evaluation.Office.Verification;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Firms;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Claims;

/// <summary>Firms that somebody names in a form and that are not on file: which may be meant, and their file.</summary>
/// <param name="request">Who asks, and in which district.</param>
/// <param name="states">Which firms are on file.</param>
/// <param name="offered">The names that the person may see.</param>
public sealed class UnfiledFirms(RequestContext request, StateCache states, OfferedNames offered)
{
    /// <summary>The fields of a firm that is to be registered, behind the name of the place.</summary>
    public const string NewName = "new_name", NewCode = "new_code", NewIndustry = "new_industry";

    private const int MostLikely = 5;

    /// <summary>All of these fields.</summary>
    public static IReadOnlyList<string> Fields { get; } = [NewName, NewCode, NewIndustry];

    /// <summary>
    /// The firms on file that the person may see; none where there are more than a page should hold.
    /// </summary>
    public async Task<IReadOnlyList<SuggestionView>> AllAsync(int most, CancellationToken ct) =>
        (await offered.OfAsync(ct)).ToList() is var names && names.Count <= most
            ? await FirmsAsync(names, ct) : [];

    /// <summary>Those that may be meant by a name, the nearest first.</summary>
    public async Task<IReadOnlyList<SuggestionView>> LikelyAsync(string typed, CancellationToken ct) =>
        await FirmsAsync(NearNames.Like(typed, await offered.OfAsync(ct), MostLikely), ct);

    /// <summary>Files a firm under its name, by the same command as anywhere.</summary>
    /// <param name="name">Its full name.</param>
    /// <param name="credit">Its unified social credit code; empty while unknown.</param>
    /// <param name="industry">Its industry; empty while unknown.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Its code; or why it was not filed, each fault at one of <see cref="Fields"/>.</returns>
    public async Task<Result<string>> FileAsync(string name, string credit, string industry, CancellationToken ct)
    {
        var code = NearNames.Plain(name);
        var filed = new FirmFiled(
            code, name.Trim(), Characters.ShowsNothing(credit) ? null : credit.Trim().ToUpperInvariant(),
            industry.Trim(), false);
        var refusal = Names.Check(code, NewName)
            ?? (await request.AskAsync(new FileFirm(request.Sign(), filed, []), ct)).Refusal;
        return refusal is null or { Kind: RefusalKind.Repeated } ? code : Refusal.Of(refusal.All.Select(
            one => one with { Where = one.Where == "credit_code" ? NewCode : NewName }))!;
    }

    // The names are those of projects too.
    private async Task<IReadOnlyList<SuggestionView>> FirmsAsync(
        IReadOnlyList<KeyValuePair<string, string>> names, CancellationToken ct)
    {
        await using var session = request.Session();
        var known = states.At(session);
        await known.SeeAsync(names.Select(name => Firm.StreamOf(name.Key)), ct);
        var firms = new List<SuggestionView>();
        foreach (var (code, name) in names)
        {
            if (await known.HasAsync(Firm.StreamOf(code), ct))
            {
                firms.Add(new SuggestionView(code, name));
            }
        }

        return firms;
    }
}
