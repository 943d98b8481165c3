using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Claims;

/// <summary>Puts a claim's facts right. Fields that are not named keep their values; an empty text removes one.</summary>
public sealed record CorrectClaim(
    Signature By, string Claim, DateOnly? OccurredOn, IReadOnlyDictionary<string, string> Changes, IReadOnlyList<Share>? Shares,
    string Reason, long? Version);

/// <summary>Decides on correction: a unit corrects its own returned or waiting claim, the office also a verified one.</summary>
public static class CorrectClaimHandler
{
    /// <summary>Corrects the claim.</summary>
    public static async Task<Outcome> Handle(
        CorrectClaim command, IDocumentSession session, RuleSets ruleSets, StateCache states, CancellationToken ct)
    {
        var seen = await session.StateAsync<Claim>(Claim.StreamOf(command.Claim), ct);
        if (seen is null)
        {
            return Outcome.Refused(ClaimDecider.Unknown(command.Claim));
        }

        var (correction, refusal) = await BindAsync(command, seen, session, ruleSets, states, ct);
        return correction is not { } bound
            ? Outcome.Refused(refusal!)
            : await session.DecideAsync<Claim>(
                command.By, Claim.StreamOf(command.Claim),
                claim => ClaimAccess.Own(claim, command.By)
                    ?? (claim?.Status == ClaimStatus.Verified && command.By.Unit is not null ? ClaimAccess.OfficeOnly() : null)
                    ?? ClaimDecider.Correct(claim, bound.Wanted, bound.Known),
                command.Version, ct);
    }

    /// <summary>What the texts of a correction mean for a claim, with what is known about the things they name.</summary>
    internal static async Task<((ClaimCorrected Wanted, ClaimSurroundings Known)? Correction, Refusal? Refusal)> BindAsync(
        CorrectClaim command, Claim seen, IDocumentSession session, RuleSets ruleSets, StateCache states,
        CancellationToken ct)
    {
        var on = command.OccurredOn ?? seen.OccurredOn;
        var kinds = await KindsInForce.ForAsync(seen.Kind, on, session, ruleSets, ct);
        if (kinds.Find(seen.Kind) is not { } kind)
        {
            return (null, ClaimDecider.UnknownKind(seen.Kind, on, kinds));
        }

        var (changes, refusal) = (kind with { Fields = [.. kind.Fields.Select(field => field with { Required = false })] }).Bind(command.Changes);
        if (refusal is not null)
        {
            return (null, refusal);
        }

        var kept = seen.Facts.Where(pair => !command.Changes.ContainsKey(pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value);
        var facts = Facts.Join(kept, changes);
        if (kind.Fields.FirstOrDefault(field => field.Required && !facts.ContainsKey(field.Name)) is { } missing)
        {
            return (null, new Refusal("field-missing", $"“{kind.Label}”缺少“{missing.Label}”。", missing.Name, $"请填写字段{missing.Name}。"));
        }

        var look = states.At(session);
        await look.SeeAsync(Surroundings.Streams(kind, facts), ct);
        facts = await FirmNames.ResolveAsync(look, kind, facts, ct);
        var surroundings = await Surroundings.OfAsync(look, kind, facts, command.By.At, ct);
        return ((new ClaimCorrected(seen.Id, on, facts, command.Shares ?? seen.Shares, command.Reason), surroundings), null);
    }
}
