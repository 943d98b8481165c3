using System.Security.Cryptography;
using Evaluation.Office.Claims;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Evidence;

namespace Evaluation.Server.Integrity;

/// <summary>Reads every file that claims name and holds it against its hash.</summary>
/// <param name="named">What events name.</param>
/// <param name="store">The folder of files.</param>
internal sealed class EvidenceCheck(EvidenceNamed named, EvidenceStore store)
{
    /// <summary>Compares the files of a district's claims; one that several claims name is read once.</summary>
    /// <param name="findings">Receives what is missing or altered.</param>
    /// <param name="pause">Called between two files; null to hurry.</param>
    /// <param name="ct">Gives up.</param>
    public async Task RunAsync(string district, Breaches findings, Func<Task>? pause, CancellationToken ct)
    {
        var seen = new Dictionary<string, string?>(StringComparer.Ordinal);
        await foreach (var added in named.OfAsync(district, ct))
        {
            foreach (var file in added.Files)
            {
                if (!seen.TryGetValue(file.Sha256, out var wrong))
                {
                    await (pause?.Invoke() ?? Task.CompletedTask);
                    seen[file.Sha256] = wrong = await WrongAsync(file.Sha256, ct);
                }

                if (wrong is not null)
                {
                    findings.Add(
                        district, IntegrityCheck.Evidence, $"事项{added.Claim}的“{Characters.Short(file.Name)}”",
                        $"{wrong}（{Characters.Short(file.Sha256, 12)}）。");
                }
            }
        }
    }

    private async Task<string?> WrongAsync(string hash, CancellationToken ct)
    {
        if (!EvidenceFile.IsHash(hash))
        {
            return "校验码无效";
        }

        try
        {
            await using var content = store.Open(hash);
            return content is null ? "文件缺失"
                : Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct)) != hash ? "文件内容被改动"
                : null;
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            return "文件无法读取";
        }
    }
}
