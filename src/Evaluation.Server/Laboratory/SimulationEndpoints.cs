using Evaluation.Office.Laboratory;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Laboratory;

/// <summary>A trial to run; everything may be left out.</summary>
/// <param name="Draft">The text of a draft.</param>
/// <param name="Everywhere">Whether the draft decides on every day.</param>
/// <param name="Without">Facts to leave out.</param>
/// <param name="With">Facts to add: `UNIT: 2023-06-30 visit leader=top`.</param>
/// <param name="Lift">The unit to lift by a rank; null for none.</param>
/// <param name="From">The first week.</param>
/// <param name="To">The last week.</param>
public sealed record SimulationBody(
    string? Draft = null, bool Everywhere = false, List<string>? Without = null, List<string>? With = null,
    string? Lift = null, string? From = null, string? To = null)
{
    /// <summary>The same as an order.</summary>
    public TrialOrder Order() => new()
    {
        Draft = Draft,
        Everywhere = Everywhere,
        Without = [.. Without ?? []],
        With = [.. With ?? []],
        Lift = Lift,
        From = From,
        To = To,
    };
}

/// <summary>The result of a trial, and what would lift the named unit.</summary>
public sealed record SimulationAnswer(TrialReport Report, LiftReport? Lift);

/// <summary>The route of trials; it answers and stores nothing.</summary>
public static class SimulationEndpoints
{
    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder api) => api.Post(
        "/simulations",
        async (SimulationBody body, RequestContext request, Simulations simulations, CancellationToken ct) =>
            await simulations.RunAsync(request.District, body.Order(), ct) switch
            {
                { Report: { } report } answer => Results.Ok(new SimulationAnswer(report, answer.Lift)),
                var refused => Answers.Problem(refused.Refusal!, refused.Findings),
            }).Only(Roles.Committee, Roles.Verifier)
            .Says<SimulationAnswer>("用历史试算改动的考评办法或假设的事项，不登记任何内容。");
}
