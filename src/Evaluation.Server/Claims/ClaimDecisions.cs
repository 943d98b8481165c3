using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Office.Projects;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Claims;

/// <summary>
/// A correction, the claim whose facts it changes, and what is known about the things that it then names.
/// </summary>
internal sealed record LoadedCorrection(ClaimCorrected Correction, Claim Before, ClaimSurroundings Known)
{
    /// <summary>The decision, the same for anybody who asks.</summary>
    /// <param name="claim">The claim as it is held; a correction of facts that changed meanwhile is refused.</param>
    /// <param name="files">Further files that prove it; null for none.</param>
    public Decision Decide(Claim? claim, IReadOnlyList<EvidenceFile>? files = null)
    {
        var decision = ClaimDecider.Correct(claim, Correction, Known, files);
        return decision.Refusal is null && claim is { } now && Content(now) != Content(Before)
            ? Refusal.Stale($"事项“{now.Id}”的内容在此期间有变动。", "claim", "请查看现在的内容，再决定是否仍需更正。")
            : decision;
    }

    // What a correction that names some fields takes over from the claim.
    private static string Content(Claim claim) => string.Join(
        '\u001F',
        claim.Facts.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}={one.Value.ToExact()}")
            .Concat(claim.Shares.Select(share => $"{share.Unit}:{share.Part}")).Prepend($"{claim.OccurredOn:O}"));
}

/// <summary>What commands about claims decide, for their handlers, for remedies and for rows of files alike.</summary>
internal static class ClaimDecisions
{
    /// <summary>The kind and the typed facts of a report.</summary>
    public static async Task<Result<ClaimFacts>> ReadAsync(
        ReportClaim command, ClaimLoader loader, CancellationToken ct) =>
        ClaimNumbers.Check(command.Claim) is { } unnamed
            ? unnamed
            : ClaimFacts.Report(
                await loader.KindsAsync(command.Kind, command.OccurredOn, ct), command.Kind, command.OccurredOn,
                command.Facts);

    /// <summary>The event of a report, should it be accepted: units by the names on the roster.</summary>
    public static ClaimReported Reported(ReportClaim command, ClaimContext context)
    {
        var roster = context.Known.Roster;
        return new ClaimReported(
            command.Claim, roster.Listed(command.Unit), command.Kind, command.OccurredOn, context.Facts,
            Share.Listed(command.Shares, roster.Listed), command.Evidence, command.By.At, command.By.Account)
        {
            Behind = command.By.Behind,
        };
    }

    /// <summary>Decides on the claim and on the credit in its project's stream.</summary>
    public static CreditDecisions Verify(VerifyClaim command, Claim? claim, ClaimFile file) =>
        ClaimCredit.Verify(claim, command.Claim, file, command.By.Account, command.Note);

    /// <summary>What the texts of a correction mean for a claim.</summary>
    public static async Task<Result<LoadedCorrection>> PrepareAsync(
        CorrectClaim command, Claim before, ClaimLoader loader, CancellationToken ct)
    {
        var on = command.OccurredOn ?? before.OccurredOn;
        var kinds = await loader.KindsAsync(before.Kind, on, ct);
        if (!ClaimFacts.Correct(kinds, before, on, command.Changes).TryGet(out var written, out var refusal))
        {
            return refusal;
        }

        var context = await loader.ContextAsync(written, command.By.At, ct);
        return new LoadedCorrection(
            new ClaimCorrected(before.Id, on, context.Facts,
                Share.Listed(command.Shares ?? before.Shares, context.Known.Roster.Listed), command.Reason)
            {
                CorrectedBy = command.By.Account,
                Behind = command.By.Behind,
            },
            before, context.Known);
    }
}
