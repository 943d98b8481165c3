using Evaluation.Office.Claims;
using Evaluation.Office.Verification;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Verification;

/// <summary>Two claims and why they are two matters.</summary>
public sealed record DistinctionBody(string? First, string? Second, string? Reason);

/// <summary>The addresses of findings and samples; units do not see them, since they are about others too.</summary>
public static class VerificationEndpoints
{
    private const int MostListed = 500;

    /// <summary>Adds the addresses.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var verification = api.MapGroup("/verification");
        verification.MapGet("/findings", FindingsAsync).Only(Roles.Office);
        verification.MapGet("/sample", SampleAsync).Only(Roles.Office);
        verification.MapPost("/distinctions", (DistinctionBody body, RequestContext edge, CancellationToken ct) => edge.AnswerAsync(
            new DistinguishClaims(edge.Sign(), body.First ?? "", body.Second ?? "", body.Reason ?? ""), ct))
            .Only(Roles.Verifier, Roles.Closer);
    }

    /// <summary>The findings of a district, about one claim or one week if named, the gravest first.</summary>
    private static Task<IResult> FindingsAsync(
        string? claim, string? week, string? severity, RequestContext edge, VerificationFiles casebooks, CancellationToken ct) =>
        WithWeekAsync(edge, week, async named =>
        {
            var examination = await casebooks.OfAsync(edge.District, ct);
            if (claim is not null && examination.Book.Find(claim) is null)
            {
                return Answers.Problem(ClaimDecider.Unknown(claim));
            }

            if (severity is not null && !Enum.GetNames<FindingWeight>().Contains(severity, StringComparer.OrdinalIgnoreCase))
            {
                return Answers.Problem(Refusal.Unknown("severity", "程度", severity, "可用：high、medium、low。"));
            }

            var found = examination.Of(claim, named)
                .Where(one => severity is null || one.Severity == Enum.Parse<FindingWeight>(severity, true)).ToList();
            return Results.Ok(new
            {
                position = examination.Book.Position,
                total = found.Count,
                findings = found.Take(MostListed).Select(one => new
                {
                    one.Code,
                    label = ClaimFinding.LabelOf(one.Code),
                    severity = one.Severity.ToString().ToLowerInvariant(),
                    one.Claims,
                    one.Reason,
                    one.Settled,
                }),
            });
        }, ct);

    /// <summary>Which waiting claims are to be examined in full, and the accuracy of the units from which it follows.</summary>
    private static Task<IResult> SampleAsync(string? week, RequestContext edge, VerificationFiles casebooks, CancellationToken ct) =>
        WithWeekAsync(edge, week, async named =>
        {
            var examination = await casebooks.OfAsync(edge.District, ct);
            var sample = Sampling.Of(examination.Book, examination.Rules, examination.Findings, named);
            var told = named ?? examination.CurrentWeek;
            return Results.Ok(new
            {
                position = examination.Book.Position,
                week = told?.Id,
                units = told is { } of ? Sampling.Accuracies(examination.Book, of) : [],
                claims = sample.Take(MostListed),
                total = sample.Length,
                chosen = sample.Count(one => one.Chosen),
            });
        }, ct);

    private static Task<IResult> WithWeekAsync(
        RequestContext edge, string? week, Func<Week?, Task<IResult>> answer, CancellationToken ct) =>
        week is null ? answer(null) : edge.WithWeekAsync(week, named => answer(named), ct);
}
