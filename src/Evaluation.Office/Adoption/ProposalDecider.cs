using Evaluation.Office.Decisions;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Adoption;

/// <summary>What may happen to proposals.</summary>
public static class ProposalDecider
{
    /// <summary>Proposes an edition that could be adopted as it is.</summary>
    /// <param name="proposals">The proposals so far.</param>
    /// <param name="editions">The adopted editions.</param>
    /// <param name="note">What it is about; empty for nothing.</param>
    /// <param name="by">The account and name of who proposes.</param>
    public static Decision Propose(
        Proposals? proposals, Editions? editions, string text, string note, (string Account, string Name) by,
        DistrictFounded district)
    {
        if (!RulebookDecider.Read(text, note).TryGet(out var rulebook, out var refusal))
        {
            return refusal;
        }

        var known = proposals ?? Proposals.None;
        var sha = RulebookDecider.HashOf(text);
        return RulebookDecider.Unfit(editions ?? Editions.None, rulebook, text, district) is { } unfit ? unfit
            : known.All.Find(one => one.Proposed.Sha256 == sha && one.IsOpen(editions)) is { } same
                ? Refusal.Repeated(
                    $"同一文本已由{same.Proposed.Proposer}提出（第{same.Proposed.Proposal}件）。", "text")
            : Decision.Accept(new RulebookProposed(
                known.All.Count + 1, rulebook.Id, rulebook.Edition, rulebook.From, rulebook.To, text, sha, by.Account,
                by.Name, note.Trim()));
    }

    /// <summary>Drops a proposal that waits.</summary>
    /// <param name="editions">The adopted editions.</param>
    /// <param name="request">Which, by whom and why.</param>
    public static Decision Drop(Proposals? proposals, Editions? editions, RulebookProposalDropped request) =>
        proposals?.Find(request.Proposal) is not { } proposal
            ? Refusal.Unknown("proposal", "办法的提案", $"{request.Proposal}", "请从考评办法页进入。")
        : proposal.Dropped is not null ? Refusal.Repeated($"第{request.Proposal}件提案已撤下。", "proposal")
        : proposal.AdoptedAs(editions) is not null
            ? Decision.Conflict(
                "proposal-adopted", $"第{request.Proposal}件提案已经采纳。", "proposal",
                "采纳后的办法不能撤下；要改的，请以新的版号提出。")
        : Characters.ShowsNothing(request.Reason)
            ? Decision.Refuse("reason-missing", "没有写明撤下的理由。", "reason", "请写明理由。")
        : Decision.Accept(request);

    /// <summary>
    /// Why an account may not adopt a text: it proposed that edition itself, whichever way it comes in now, and whether
    /// or not the proposal was dropped since. Null when it may.
    /// </summary>
    /// <param name="editions">The adopted editions.</param>
    /// <param name="text">The text to be adopted.</param>
    /// <param name="account">Who would adopt it.</param>
    public static Refusal? OwnProposal(Proposals? proposals, Editions? editions, string text, string account)
    {
        var sha = RulebookDecider.HashOf(text);
        var own = proposals?.All.Find(one => one.Proposed.ProposedBy == account && one.AdoptedAs(editions) is null
            && (one.Proposed.Sha256 == sha || (RulebookDecider.Read(text, "").TryGet(out var read, out _)
                && (read.Id, read.Edition) == (one.Proposed.Rulebook, one.Proposed.Edition))));
        return own is null ? null
            : new Refusal(
                "same-person", $"本版办法由您提出（第{own.Proposed.Proposal}件），不能再由本人采纳。", "account",
                "提出与采纳须由两人分别办理，请由委员会的另一人采纳。");
    }
}
