using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Kit.Store;
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
        ReportClaim command, IDocumentSession session, RuleSets ruleSets, StateCache states, CancellationToken ct)
    {
        if (Names.Check(command.Claim, "claim") is { } unnamed)
        {
            return Outcome.Refused(unnamed);
        }

        var kinds = await KindsInForce.ForAsync(command.Kind, command.OccurredOn, session, ruleSets, ct);
        var (kind, facts, refusal) = Bind(command, kinds);
        if (kind is null)
        {
            return Outcome.Refused(refusal!);
        }

        var (look, stream) = (states.At(session), Claim.StreamOf(command.Claim));
        await look.SeeAsync([stream, .. Surroundings.Streams(kind, facts)], ct);
        var (wanted, surroundings) = await WantedAsync(command, kind, facts, look, ct);
        return await look.HasAsync(stream, ct)
            ? await session.DecideAsync<Claim>(command.By, stream, claim => ClaimDecider.Report(claim, wanted, surroundings), null, ct)
            : await session.BeginAsync<Claim>(command.By, stream, ClaimDecider.Report(null, wanted, surroundings), ct);
    }

    /// <summary>The kind of a report and its typed facts; without a kind, why it has none.</summary>
    internal static (KindDefinition? Kind, IReadOnlyDictionary<string, Value> Facts, Refusal? Refusal) Bind(
        ReportClaim command, KindSet kinds)
    {
        if (kinds.Find(command.Kind) is not { } kind)
        {
            return (null, Facts.None, ClaimDecider.UnknownKind(command.Kind, command.OccurredOn, kinds));
        }

        var (facts, refusal) = kind.Bind(command.Facts);
        return (refusal is null ? kind : null, facts, refusal);
    }

    /// <summary>What a report asks for, with what is known about the things that it names.</summary>
    internal static async Task<(ClaimReported Wanted, ClaimSurroundings Known)> WantedAsync(
        ReportClaim command, KindDefinition kind, IReadOnlyDictionary<string, Value> facts, IStates look, CancellationToken ct)
    {
        facts = await FirmNames.ResolveAsync(look, kind, facts, ct);
        var surroundings = await Surroundings.OfAsync(look, kind, facts, command.By.At, ct);
        var wanted = new ClaimReported(
            command.Claim, command.Unit, kind.Name, command.OccurredOn, facts, command.Shares, command.Evidence, command.By.At, command.By.Account);
        return (wanted, surroundings);
    }
}
