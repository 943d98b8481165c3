using System.CommandLine;
using Evaluation.Office.Decisions;
using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;
using Evaluation.Server.Adoption;
using Evaluation.Server.Kit.Cli;

namespace Evaluation.Server.Publication;

/// <summary>`gate`: what a week's publication needs.</summary>
internal static class GateVerb
{
    /// <summary>Builds the command.</summary>
    public static Command Make(Shell shell)
    {
        var (district, week) = (Ask.District(), Ask.TheTerm());
        var verb = new Command(
            "gate", "List what the publication of a week or period needs (签发条件); exit code 1 while something is\n"
            + "missing.\n\nExample: evaluation gate --week 2023-W27")
        {
            district, week,
        };
        verb.SetAction((parsed, ct) => ListAsync(shell, parsed.GetValue(district), parsed.GetValue(week)!, ct));
        return verb;
    }

    /// <summary>Lists the checks with their findings, remedies and waivers.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> ListAsync(Shell shell, string? district, string week, CancellationToken ct)
    {
        await using var session = await CliSession.ConsultAsync(shell, ct);
        if (!(await session.DistrictAsync(district, ct)).TryGet(out var found, out var refusal)
            || !(await session.TermAsync(found, week, ct)).TryGet(out var of, out refusal))
        {
            return shell.Refuse(refusal);
        }

        await using var query = session.Session(found);
        return Show(shell, of, await session.Get<GateReader>().ExamineAsync(query, of, ct));
    }

    /// <summary>Prints what the gate found.</summary>
    /// <returns>The exit code.</returns>
    internal static int Show(Shell shell, Term term, GateReport report)
    {
        if (report.Week.Sealed is { } issue)
        {
            shell.Out.WriteLine(
                $"{term}的通报已于{issue.SealedAt:yyyy-MM-dd HH:mm}由“{Persons.Called(issue.Sealer, issue.SealedBy)}”"
                + $"签发（{issue.Document}）。");
            return Shell.Done;
        }

        foreach (var check in report.Checks)
        {
            Show(shell, check);
        }

        foreach (var later in report.Later)
        {
            shell.Out.WriteLine($"截止后填报，列入以后各期：{later}");
        }

        if (report.Draft is { } draft)
        {
            shell.Out.WriteLine($"通报稿校验码　{GateDecider.Short(draft.Digest)}");
        }

        if (report.Week.Confirmed is { } confirmed)
        {
            var digest = GateDecider.Short(confirmed.Digest);
            shell.Out.WriteLine(
                $"最近一次确认　{confirmed.At:yyyy-MM-dd HH:mm}　"
                + $"{Persons.Called(confirmed.Confirmer, confirmed.ConfirmedBy)}　{digest}");
        }

        shell.Out.WriteLine(report.Open
            ? $"{term}可以签发。"
            : $"{term}尚不能签发，共{report.Checks.Sum(check => check.Findings.Count + check.Unlisted)}项。");
        return report.Open ? Shell.Done : Shell.Refused;
    }

    private static void Show(Shell shell, GateCheck check)
    {
        var waivable = check.MayBeWaived ? $"（{check.Code}，可豁免）" : "";
        shell.Out.WriteLine($"{(check.Met ? "✓" : "✗")} {check.Label}{waivable}");
        foreach (var finding in check.Findings)
        {
            shell.Out.WriteLine($"    {finding}");
        }

        if (check.Unlisted > 0)
        {
            shell.Out.WriteLine($"    另有{check.Unlisted}项，未列出；以上处理之后再看。");
        }

        if (!check.Met)
        {
            shell.Out.WriteLine($"    → {check.Remedy}");
        }

        foreach (var waiver in check.Waived)
        {
            var document = waiver.Document is { Length: > 0 } number ? $"，{number}" : "";
            var findings = string.Join("", waiver.Findings);
            var by = Persons.Called(waiver.Waiver, waiver.WaivedBy);
            shell.Out.WriteLine($"    已由“{by}”豁免（{waiver.Reason}{document}）：{findings}");
        }
    }
}
