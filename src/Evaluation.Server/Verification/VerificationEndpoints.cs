using System.Collections.Immutable;
using Evaluation.Office.Claims;
using Evaluation.Office.Verification;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Verification;

/// <summary>Two claims and why they are two matters.</summary>
public sealed record DistinctionBody(string First, string Second, string Reason);

/// <summary>A finding about claims.</summary>
/// <param name="Code">What sort of finding it is.</param>
/// <param name="Label">The code in the office's words.</param>
/// <param name="Severity">`high`, `medium` or `low`.</param>
/// <param name="Claims">The numbers of the claims.</param>
/// <param name="Reason">Why, one sentence.</param>
/// <param name="Settled">Why the claims are two matters; null while the office did not say so.</param>
public sealed record FindingAnswer(
    string Code, string Label, string Severity, ImmutableArray<string> Claims, string Reason, string? Settled);

/// <summary>The findings of a district, the gravest first.</summary>
/// <param name="Position">The log position up to which the district was examined.</param>
/// <param name="Total">How many findings there are, listed or not.</param>
/// <param name="Findings">The first of them.</param>
public sealed record FindingsAnswer(long Position, int Total, IEnumerable<FindingAnswer> Findings);

/// <summary>Which waiting claims are to be examined in full.</summary>
/// <param name="Position">The log position up to which the district was examined.</param>
/// <param name="Week">The week of the accuracies; null before the first claim.</param>
/// <param name="Units">The accuracy of the units from which the draw follows.</param>
/// <param name="Claims">The first waiting claims, drawn or not.</param>
/// <param name="Total">How many claims wait.</param>
/// <param name="Chosen">How many of them are drawn.</param>
public sealed record SampleAnswer(
    long Position, string? Week, ImmutableArray<UnitAccuracy> Units, IEnumerable<SampledClaim> Claims, int Total,
    int Chosen);

/// <summary>The interface of findings and samples; units do not see them, since they are about others too.</summary>
public static class VerificationEndpoints
{
    private const int MostListed = 500;

    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var verification = api.MapGroup("/verification");
        verification.Get("/findings", FindingsAsync).Only(Roles.Office).Discloses(Disclosed.Findings)
            .Says<FindingsAnswer>("列出核实提示，可只看一件事项或一周。");
        verification.Get("/sample", SampleAsync).Only(Roles.Office).Discloses(Disclosed.Findings)
            .Says<SampleAnswer>("列出抽查名单和各单位的准确率。");
        verification.Post(
            "/distinctions",
            (DistinctionBody body, RequestContext request, CancellationToken ct) => request.AnswerAsync(
                new DistinguishClaims(request.Sign(), body.First, body.Second, body.Reason), ct))
            .For(typeof(DistinguishClaims))
            .Says("说明疑似重复的两件事项是两回事。");
    }

    // About one claim or one week if named.
    private static Task<IResult> FindingsAsync(
        string? claim, string? week, FindingWeight? severity, RequestContext request, VerificationFiles files,
        CancellationToken ct) =>
        WithWeekAsync(request, week, async named =>
        {
            var examination = await files.OfAsync(request.District, ct);
            if (claim is not null && examination.Book.Find(claim) is null)
            {
                return Answers.Problem(ClaimDecider.Unknown(claim));
            }

            var found = examination.Of(claim, named)
                .Where(one => severity is null || one.Severity == severity).ToList();
            return Results.Ok(new FindingsAnswer(
                examination.Book.Position, found.Count,
                found.Take(MostListed).Select(one => new FindingAnswer(
                    one.Code, ClaimFinding.LabelOf(one.Code), one.Severity.ToString().ToLowerInvariant(), one.Claims,
                    one.Reason, one.Settled))));
        }, ct);

    private static Task<IResult> SampleAsync(
        string? week, RequestContext request, VerificationFiles files, CancellationToken ct) =>
        WithWeekAsync(request, week, async named =>
        {
            var examination = await files.OfAsync(request.District, ct);
            var sample = Sampling.Of(examination.Book, examination.Rules, examination.Findings, named);
            var shown = named ?? examination.CurrentWeek;
            return Results.Ok(new SampleAnswer(
                examination.Book.Position, shown?.Id, shown is { } of ? Sampling.Accuracies(examination.Book, of) : [],
                sample.Take(MostListed), sample.Length, sample.Count(one => one.Chosen)));
        }, ct);

    private static Task<IResult> WithWeekAsync(
        RequestContext request, string? week, Func<Week?, Task<IResult>> answer, CancellationToken ct) =>
        week is null ? answer(null) : request.WithWeekAsync(week, named => answer(named), ct);
}
