using Evaluation.Office.Balances;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Mandates;

namespace Evaluation.Server.Balances;

/// <summary>A balance to be opened.</summary>
/// <param name="Of">`points` (all of the period), `clause`, `item` or `measure`.</param>
/// <param name="Period">A period that the first day of the evaluation cuts: 2023, 2023-H1, 2023-Q2.</param>
/// <param name="Amount">Points, a count, or an amount in the measure's unit; money in yuan.</param>
/// <param name="Name">The clause, item or measure; left out for all points.</param>
public sealed record BalanceBody(string Unit, string Of, string Period, decimal Amount, string Name = "");

/// <summary>
/// The balances of all units. `through` is the day before the evaluation begins. To take the place of balances opened
/// before, `replace` and `seen`, the code of the difference that the refusal without them shows; none takes all back.
/// </summary>
public sealed record BalancesBody(
    DateOnly Through, string Document, string Reason, List<BalanceBody> Balances, bool Replace = false,
    string? Seen = null);

/// <summary>A balance that holds.</summary>
public sealed record BalanceAnswer(string Unit, string Of, string Name, string Period, decimal Amount);

/// <summary>The balances that hold; none without a day.</summary>
public sealed record BalancesAnswer(
    DateOnly? Through, string? Document, string? Reason, string? OpenedBy, IReadOnlyList<BalanceAnswer> Balances);

/// <summary>The routes of balances.</summary>
public static class BalanceEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        api.Post("/balances", async (BalancesBody body, RequestContext request, CancellationToken ct) =>
            RequestOf(body).TryGet(out var balances, out var refusal)
                ? await request.AnswerAsync(new OpenBalances(request.Sign(), balances, request.Version), ct)
                : Answers.Problem(refusal)).For(typeof(OpenBalances))
            .Says("登记考评单位范围启用前的结转数。");
        api.Get("/balances", async (RequestContext request, Sights sights, CancellationToken ct) =>
        {
            var sight = await sights.OfAsync(ct);
            await using var session = request.Session();
            var last = (await session.StateAsync<OpenedBalances>(OpenedBalances.Stream, ct))?.Last;
            return Results.Ok(new BalancesAnswer(
                last?.Day.AddDays(-1), last?.Document, last?.Reason, last?.OpenedBy,
                [.. (last?.Balances ?? []).Where(one => sight.Shows(one.Unit)).Select(one => new BalanceAnswer(
                    one.Unit, BalanceWords.Of(one.Of), one.Name, one.Period, one.Amount))]));
        }).OnlyMembers()
            .Says<BalancesAnswer>("看结转数。");
    }

    private static Result<BalancesRequest> RequestOf(BalancesBody body)
    {
        for (var i = 0; i < body.Balances.Count; i++)
        {
            if (!BalanceWords.ByWord.ContainsKey(body.Balances[i].Of))
            {
                return new Refusal(
                    "of-wrong", $"“{body.Balances[i].Of}”不是结转的类别。", $"balances[{i}].of",
                    Finding.Nearest(body.Balances[i].Of, BalanceWords.ByWord.Keys));
            }
        }

        return new BalancesRequest(
            body.Through, body.Document, body.Reason,
            [.. body.Balances.Select(one => new Balance(
                one.Unit, BalanceWords.ByWord[one.Of], one.Name, one.Period, one.Amount))],
            body.Replace, body.Seen);
    }
}
