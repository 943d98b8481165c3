using Evaluation.Server.Kit.Access;

namespace Evaluation.Server.Evidence;

/// <summary>The addresses at which files of claims are seen.</summary>
internal static class EvidencePages
{
    private const string File = "/claims/{claim}/evidence/{hash}";

    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(
            File, (string claim, string hash, EvidenceAnswers answers, CancellationToken ct) =>
                answers.PageAsync(claim, hash, ct)).OnlyMembers().Discloses(Disclosed.Evidence);
        pages.MapGet(
            File + "/thumbnail", (string claim, string hash, EvidenceAnswers answers, CancellationToken ct) =>
                answers.PictureAsync(claim, hash, true, ct)).OnlyMembers().Discloses(Disclosed.Evidence);
        pages.MapGet(
            File + "/picture", (string claim, string hash, EvidenceAnswers answers, CancellationToken ct) =>
                answers.PictureAsync(claim, hash, false, ct)).OnlyMembers().Discloses(Disclosed.Evidence);
        pages.MapGet(
            File + "/download", (string claim, string hash, EvidenceAnswers answers, CancellationToken ct) =>
                answers.DownloadAsync(claim, hash, ct)).OnlyMembers().Discloses(Disclosed.Evidence);
    }
}
