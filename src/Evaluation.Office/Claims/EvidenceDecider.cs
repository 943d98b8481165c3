using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Claims;

/// <summary>Which files may be added to a claim.</summary>
public static class EvidenceDecider
{
    /// <summary>Adds files to a claim that waits; those that it has already change nothing.</summary>
    /// <param name="claim">The claim; null when there is none of that number.</param>
    /// <param name="id">Its number.</param>
    /// <param name="files">The files, whose contents are kept already.</param>
    public static Decision Add(Claim? claim, string id, IReadOnlyList<EvidenceFile> files)
    {
        if (claim is null)
        {
            return ClaimDecider.Unknown(id);
        }

        if (!claim.Undecided)
        {
            return ClaimDecider.Wrong(claim, "补充佐证材料", "待核验或退回补正");
        }

        if (files.Count == 0)
        {
            return Decision.Refuse("file-missing", "没有选择文件。", "files", "请选择要补充的照片或文件。");
        }

        return Along(claim, files) is var decision && decision.Refusal is null && decision.Events.Count == 0
            ? Refusal.Repeated($"所选文件已在事项“{id}”的佐证材料中。", "files")
            : decision;
    }

    /// <summary>Adds files beside another change; none when the claim has all of them.</summary>
    internal static Decision Along(Claim claim, IReadOnlyList<EvidenceFile> files)
    {
        var fresh = files.Where(file => claim.Files.All(known => known.Sha256 != file.Sha256)).ToList();
        return fresh.Count == 0 ? Decision.Accept()
            : !claim.Undecided ? ClaimDecider.Wrong(claim, "补充佐证材料", "待核验或退回补正")
            : TooMany(claim.Files.Count + fresh.Count) is { } many ? many
            : Decision.Accept([.. Added(claim.Id, fresh)]);
    }

    /// <summary>The event by which files are added, one content once; none without files.</summary>
    internal static IEnumerable<object> Added(string claim, IReadOnlyList<EvidenceFile> files) =>
        files.Count == 0 ? [] : [new EvidenceAdded(claim, [.. files.DistinctBy(file => file.Sha256)])];

    /// <summary>The refusal of more files than a claim may have; null when there are not too many.</summary>
    public static Refusal? TooMany(int count) => count <= EvidenceFile.MostOfClaim ? null : new Refusal(
        "too-many-files", $"佐证材料共{count}个文件，超过{EvidenceFile.MostOfClaim}个。", "files",
        $"每件事项最多{EvidenceFile.MostOfClaim}个文件，请合并或减少后提交。");
}
