using System.CommandLine;

namespace Evaluation.Server.Kit.Cli;

/// <summary>Verbs that read one district, named by their option `--district`.</summary>
internal static class DistrictVerb
{
    /// <summary>Opens a session, finds the district and runs the verb on it; an unknown district is refused.</summary>
    /// <param name="verb">The verb, which has the option of <see cref="Ask.District"/>.</param>
    /// <param name="open">Opens the session.</param>
    /// <param name="run">Does the work and returns the exit code.</param>
    public static void OnDistrict(
        this Command verb, Shell shell, Func<Shell, CancellationToken, Task<CliSession>> open,
        Func<CliSession, string, ParseResult, CancellationToken, Task<int>> run) =>
        verb.SetAction(async (parsed, ct) =>
        {
            await using var session = await open(shell, ct);
            return (await session.DistrictAsync(parsed.GetValue<string>("--district"), ct))
                .TryGet(out var district, out var refusal)
                ? await run(session, district, parsed, ct)
                : shell.Refuse(refusal);
        });
}
