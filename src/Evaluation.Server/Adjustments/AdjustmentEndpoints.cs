using Evaluation.Office.Adjustments;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Adjustments;

/// <summary>A decision of the committee.</summary>
public sealed record AdjustmentBody(
    string Adjustment, string Unit, decimal Points, DateOnly DecidedOn, DateOnly EffectiveOn, string Document,
    string Reason);

/// <summary>A decision that takes an earlier one back.</summary>
public sealed record ReversalBody(
    string Reversal, DateOnly DecidedOn, DateOnly EffectiveOn, string Document, string Reason);

/// <summary>The interface of adjustments.</summary>
public static class AdjustmentEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        api.Post(
            "/adjustments",
            (AdjustmentBody body, RequestContext request, CancellationToken ct) => request.AnswerAsync(
                new DecideAdjustment(
                    request.Sign(),
                    new AdjustmentDecided(
                        body.Adjustment, body.Unit, body.Points, body.DecidedOn, body.EffectiveOn, body.Document,
                        body.Reason)),
                ct)).For(typeof(DecideAdjustment))
            .Says("决定加分或减分。");
        api.Post(
            "/adjustments/{adjustment}/reverse",
            ([FromRoute] string adjustment, ReversalBody body, RequestContext request, CancellationToken ct) =>
                request.AnswerAsync(
                    new ReverseAdjustment(
                        request.Sign(),
                        new AdjustmentReversed(
                            adjustment, body.Reversal, body.DecidedOn, body.EffectiveOn, body.Document, body.Reason),
                        request.Version),
                    ct)).For(typeof(ReverseAdjustment))
            .Says("撤销加分或减分。");
    }
}
