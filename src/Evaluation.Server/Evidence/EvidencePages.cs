using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Evidence;

/// <summary>The addresses at which files of claims are seen.</summary>
internal static class EvidencePages
{
    private const string File = "/claims/{claim}/evidence/{hash}";

    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.Get(
            File, (string claim, string hash, EvidenceAnswers answers, CancellationToken ct) =>
                answers.PageAsync(claim, hash, ct)).OnlyMembers().Discloses(Disclosed.Evidence);
        pages.Get(
            File + "/thumbnail", (string claim, string hash, EvidenceAnswers answers, CancellationToken ct) =>
                answers.PictureAsync(claim, hash, true, ct)).OnlyMembers().Discloses(Disclosed.Evidence);
        pages.Get(
            File + "/picture", (string claim, string hash, EvidenceAnswers answers, CancellationToken ct) =>
                answers.PictureAsync(claim, hash, false, ct)).OnlyMembers().Discloses(Disclosed.Evidence);
        pages.Get(
            File + "/download", (string claim, string hash, EvidenceAnswers answers, CancellationToken ct) =>
                answers.DownloadAsync(claim, hash, ct)).OnlyMembers().Discloses(Disclosed.Evidence);
    }
}
