using Evaluation.Office.Claims;
using Evaluation.Office.Verification;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Accounts;
using Evaluation.Server.Evidence;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Verification;

namespace Evaluation.Server.ClaimFiles;

/// <summary>Puts together all that is known about a claim, for whoever asks.</summary>
/// <param name="request">Who asks, and in which district.</param>
/// <param name="verification">The other claims.</param>
/// <param name="persons">How persons are called.</param>
public sealed class ClaimDossiers(
    RequestContext request, EventReader events, VerificationFiles verification, PersonNames persons)
{
    private const int MostRelated = 30, MostBeside = 3;

    /// <summary>A claim's dossier, or why it is not shown: it does not exist, or is another unit's.</summary>
    public async Task<Result<ClaimDossier>> OfAsync(string claim, CancellationToken ct)
    {
        var log = await events.OfStreamAsync(request.District, Claim.StreamOf(claim), ct);
        if (log.Count == 0)
        {
            return ClaimDecider.Unknown(claim);
        }

        var state = log.Aggregate((Claim?)null, (before, e) => Claim.Evolve(before, e.Fact))!;
        if (request.Actor.Unit is { } unit && unit != state.Unit)
        {
            return Answers.NotAllowed;
        }

        var known = await verification.OfAsync(request.District, ct);
        var (words, called) = (WordsOf(known), await persons.OfAsync(request.District, ct));
        var evidence = log.Select(e => e.Fact).OfType<ClaimReported>().First().Evidence;
        var isOffice = request.Actor.Unit is null && Roles.Office.Contains(request.Actor.Role);
        var findings = isOffice ? known.About(claim) : [];
        return new ClaimDossier(
            known, state, log[^1].Version, words.Facts(state), evidence,
            Steps(log, words, known.Offset, called))
        {
            Files = EvidenceDesk.Given(log, known.Offset, called),
            Findings = findings,
            Doubles = Doubles(
                state, findings, known, words, called, [.. evidence, .. state.Files.Select(file => file.Name)]),
            Sampled = isOffice && known.Sample.GetValueOrDefault(claim) is { Chosen: true } sampled
                ? sampled.Reason : null,
            Remarks = state.Undecided ? Remarks(state, known) : [],
            Related = Related(state, known, request.Actor.Unit),
        };
    }

    /// <summary>The words in which claims are printed.</summary>
    internal static ClaimWords WordsOf(Examination known) => new(known.Names, known.Rules, known.UnitName);

    private static IReadOnlyList<string> Remarks(Claim claim, Examination known)
    {
        var anyDay = ClaimRemarks.MayRepeatAnyDay(claim, known.Rules);
        return ClaimRemarks.Of(
            claim,
            [
                .. known.Book.Claims.Select(one => one.Claim).Where(one =>
                    one.Unit == claim.Unit && one.Kind == claim.Kind && one.Id != claim.Id
                    && (anyDay || one.OccurredOn == claim.OccurredOn)),
            ],
            known.Rules, known.Offset, known.Book.District.Roster.Firms);
    }

    private static List<ClaimStepView> Steps(
        IReadOnlyList<RecordedEvent> log, ClaimWords words, TimeSpan offset, DistrictPersons persons)
    {
        var steps = new List<ClaimStepView>();
        Claim? before = null;
        foreach (var e in log)
        {
            var after = Claim.Evolve(before, e.Fact);

            // What came in one request is one step.
            if (e.Fact is EvidenceAdded along && steps.Count > 0 && steps[^1].At == e.At)
            {
                steps[^1] = steps[^1] with { Note = Joined(steps[^1].Note, NoteOf(along)) };
                before = after;
                continue;
            }

            steps.Add(new ClaimStepView(
                e.At.ToOffset(offset), persons.Called(e.Person, e.Account), EventLabels.Of(e.Name), NoteOf(e.Fact),
                before is null ? [] : words.Changes(before, after), e.Position));
            before = after;
        }

        steps.Reverse();
        return steps;
    }

    private static string Joined(string note, string further) => note.Length == 0 ? further : $"{note}；{further}";

    private static string NoteOf(object fact) => fact switch
    {
        EvidenceAdded e => $"佐证材料：{Print.Names(e.Files.Select(file => file.Name))}",
        ClaimVerified e => e.Note,
        ClaimReturned e => e.Reason,
        ClaimRefused e => e.Reason,
        ClaimCorrected e => e.Reason,
        ClaimWithdrawn e => e.Reason,
        ClaimReversed { Document.Length: > 0 } e => $"{e.Reason}（{e.Document}）",
        ClaimReversed e => e.Reason,
        ClaimRestored e => $"{e.Reason}（{e.Document}）",
        _ => "",
    };

    private static IReadOnlyList<ClaimDoubleView> Doubles(
        Claim claim, IReadOnlyList<ClaimFinding> findings, Examination known, ClaimWords words,
        DistrictPersons called, IReadOnlyList<string> evidence) =>
    [
        .. findings.Where(one => one.Code == ClaimFinding.Duplicate)
            .SelectMany(one => one.Claims).Where(one => one != claim.Id).Distinct(StringComparer.Ordinal)
            .Select(known.Book.Find).OfType<ClaimHistory>().Take(MostBeside)
            .Select(one => new ClaimDoubleView(
                one.Claim.Id, known.Title(one.Claim),
                words.Beside(claim, evidence, one.Claim, one.Proofs, by => called.Called(null, by)))),
    ];

    // A unit reads only its own claims.
    private static IReadOnlyList<RelatedClaimView> Related(Claim claim, Examination known, string? unit)
    {
        if (claim.Text("enterprise") is not { Length: > 0 } firm)
        {
            return [];
        }

        return
        [
            .. known.Book.Claims.Select(one => one.Claim)
                .Where(one => Standing(one.Text("enterprise")) == Standing(firm) && one.Id != claim.Id
                    && (unit is null || one.Unit == unit))
                .Reverse().Take(MostRelated)
                .Select(one => new RelatedClaimView(
                    one.Id, known.UnitName(one), known.KindLabel(one), one.OccurredOn, one.Status)),
        ];

        // The file that stays of those of one firm.
        string Standing(string code) => known.Book.District.Roster.Firms?.Of(code) ?? code;
    }
}
