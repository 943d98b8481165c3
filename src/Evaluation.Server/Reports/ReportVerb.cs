using System.CommandLine;
using Evaluation.Server.Kit.Cli;

namespace Evaluation.Server.Reports;

/// <summary>`report`: a unit's weekly report.</summary>
internal static class ReportVerb
{
    /// <summary>Builds the `report` command.</summary>
    public static Command Make(Shell shell)
    {
        var (week, unit) = (Ask.TheWeek(), Ask.May("--unit", "The unit; the signer's own when not given."));
        var nil = new Option<bool>("--nil")
        {
            Description = "Nothing happened (零报告), which is not the same as no report.",
        };
        return ChangeCommand.Verb(
            shell, "report", "Send a unit's report for a week (周报).\n\n"
            + "Example: evaluation report --unit 永安镇 --week 2023-W27 --nil --as yongan.huang",
            typeof(SubmitReport), [week, unit, nil],
            (change, ct) => change.OnWeekAsync(
                week,
                named => new SubmitReport(
                    change.By, change.Parsed.GetValue(unit) ?? change.By.Unit ?? "", named,
                    change.Parsed.GetValue(nil)),
                ct));
    }
}
