using System.CommandLine;
using Evaluation.Server.Kit.Cli;

namespace Evaluation.Server.Integrity;

/// <summary>`verify`: compares everything that is stored with everything else.</summary>
internal static class VerifyVerb
{
    /// <summary>Builds the command.</summary>
    public static Command Make(Shell shell)
    {
        var district = new Option<string?>("--district", "-d")
        {
            Description = "Only this district (考评单位范围); all when not given.",
        };
        var json = new Option<bool>("--json") { Description = "Print the report as JSON." };
        var verb = new Command(
            "verify",
            "Compare everything that is stored with everything else: the log with itself, every table that people read "
            + "with the events, every sealed byte with its hashes, its record and the events before it; exit code 1 "
            + "when something differs.\n\n"
            + "It cannot find what contradicts nothing here: a signer or reason that is named nowhere else, or a "
            + "history rewritten together with everything made of it. Keep copies of published hashes elsewhere.\n\n"
            + "Example: evaluation verify --district dinghu")
        {
            district, json,
        };
        verb.SetAction(async (parsed, ct) =>
        {
            await using var desk = await CliSession.ConsultAsync(shell, ct);
            var named = parsed.GetValue(district);
            if (!(await desk.DistrictAsync(named, ct)).TryGet(out _, out var refusal))
            {
                return shell.Refuse(refusal);
            }

            IntegrityReport? report = null;
            await shell.ProgressAsync(
                $"Verifying {named ?? "all districts"}",
                async progress => report = await desk.Get<Verifier>().RunAsync(named, progress, null, ct));
            if (named is null)
            {
                await desk.Get<VerifiedRuns>().KeepAsync(report!, ct);
            }

            Show(shell, report!, parsed.GetValue(json));
            return report!.Count == 0 ? Shell.Done : Shell.Refused;
        });
        return verb;
    }

    private static void Show(Shell shell, IntegrityReport report, bool json)
    {
        if (json)
        {
            Output.Json(shell, report);
            return;
        }

        foreach (var line in report.Lines())
        {
            shell.Out.WriteLine(line);
        }

        shell.Out.WriteLine(report.Summary);
    }
}
