using Evaluation.Server.Kit.Access;

namespace Evaluation.Server.Evidence;

/// <summary>Files by the interface.</summary>
internal static class EvidenceEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(
            "/claims/{claim}/evidence/{hash}", (
                string claim, string hash, EvidenceAnswers answers, CancellationToken ct) =>
                answers.DownloadAsync(claim, hash, ct)).OnlyMembers().Discloses(Disclosed.Evidence);
    }
}
