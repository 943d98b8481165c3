using System.CommandLine;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Cli;

namespace Evaluation.Server.Reports;

/// <summary>`report`: a unit's weekly report.</summary>
internal static class ReportVerb
{
    /// <summary>Builds the `report` command.</summary>
    public static Command Make(Shell shell)
    {
        var (week, unit) = (Ask.TheWeek(), Ask.May("--unit", "The unit; the signer's own when not given."));
        var nil = new Option<bool>("--nil") { Description = "Nothing happened (零报告), which is not the same as no report." };
        return ChangeCommand.Verb(
            shell, "report", "Send a unit's report for a week (周报).\n\n"
            + "Example: evaluation report --unit 永安镇 --week 2023-W27 --nil --as yongan.huang",
            [Roles.Reporter], [week, unit, nil],
            async (errand, ct) =>
            {
                var (named, refusal) = await errand.WeekAsync(week, ct);
                var of = errand.Parsed.GetValue(unit) ?? errand.By.Unit ?? "";
                return named is not { } at ? (null, refusal)
                    : errand.By.Unit is { } own && own != of
                        ? (null, ChangeCommand.NotItsUnit(errand.By, of, "报送"))
                        : (new SubmitReport(errand.By, of, at, errand.Parsed.GetValue(nil)), null);
            });
    }
}
