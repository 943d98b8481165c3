using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Evidence;

/// <summary>Files by the interface.</summary>
internal static class EvidenceEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        api.Get(
            "/claims/{claim}/evidence/{hash}", (
                string claim, string hash, EvidenceAnswers answers, CancellationToken ct) =>
                answers.DownloadAsync(claim, hash, ct)).OnlyMembers().Discloses(Disclosed.Evidence)
            .SaysContent("application/octet-stream", "下载一份佐证材料。");
    }
}
