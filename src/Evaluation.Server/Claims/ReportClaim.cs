using Evaluation.Core.Claims;
using Evaluation.Core.Words;
using Evaluation.Server.Ledger;
using Evaluation.Server.Store;
using Marten;

namespace Evaluation.Server.Claims;

/// <summary>Reports a claim; the facts are texts as the unit wrote them.</summary>
public sealed record ReportClaim(
    Signature By, string Claim, string Unit, string Kind, DateOnly OccurredOn, IReadOnlyDictionary<string, string> Facts,
    IReadOnlyList<Share> Shares, IReadOnlyList<string> Evidence);

/// <summary>Decides on reporting.</summary>
public static class ReportClaimHandler
{
    /// <summary>Reports the claim.</summary>
    public static async Task<Outcome> Handle(
        ReportClaim command, IDocumentSession session, RuleSets ruleSets, KeptStates states, CancellationToken ct)
    {
        if (Names.Check(command.Claim, "claim") is { } unnamed)
        {
            return Outcome.Refused(unnamed);
        }

        var kinds = await KindsInForce.ForAsync(command.Kind, command.OccurredOn, session, ruleSets, ct);
        if (kinds.Find(command.Kind) is not { } kind)
        {
            return Outcome.Refused(ClaimDecider.UnknownKind(command.Kind, command.OccurredOn, kinds));
        }

        var (facts, refusal) = kind.Bind(command.Facts);
        if (refusal is not null)
        {
            return Outcome.Refused(refusal);
        }

        var (look, stream) = (states.At(session), States.Claim(command.Claim));
        await look.SeeAsync([stream, .. Surroundings.Streams(kind, facts)], ct);
        facts = await FirmNames.ResolveAsync(look, kind, facts, ct);
        var surroundings = await Surroundings.OfAsync(look, kind, facts, command.By.At, ct);
        var wanted = new ClaimReported(
            command.Claim, command.Unit, kind.Name, command.OccurredOn, facts, command.Shares, command.Evidence, command.By.At, command.By.Account);
        return await look.HasAsync(stream, ct)
            ? await session.DecideAsync<Claim>(command.By, stream, claim => ClaimDecider.Report(claim, wanted, surroundings), null, ct)
            : await session.BeginAsync<Claim>(command.By, stream, ClaimDecider.Report(null, wanted, surroundings), ct);
    }
}
