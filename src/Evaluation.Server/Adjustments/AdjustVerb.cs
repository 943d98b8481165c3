using System.CommandLine;
using Evaluation.Office.Adjustments;
using Evaluation.Server.Kit.Cli;

namespace Evaluation.Server.Adjustments;

/// <summary>`adjust`: points by decision of the committee.</summary>
internal static class AdjustVerb
{
    /// <summary>Builds the `adjust` command.</summary>
    public static Command Make(Shell shell)
    {
        var id = Ask.Must("--id", "The decision's number.");
        var document = Ask.Must("--document", "The document number (文号).");
        var (reason, unit) = (Ask.Must("--reason", "Why, as printed."), Ask.May("--unit", "The unit it concerns."));
        var reverses = Ask.May("--reverses", "The decision that is taken back; then without --unit and --points.");
        var points = new Option<decimal?>("--points") { Description = "Signed points, for example -1.5." };
        var decided = Ask.Day("--decided", "The day of the decision.");
        var effective = Ask.MayDay(
            "--effective", "The day whose week it counts in; the day of the decision when not given.");
        var verb = ChangeCommand.Verb(
            shell, "adjust", "Record points given or taken by decision of the committee (加减分决定), or take such a "
            + "decision back.\n\n"
            + "Example: evaluation adjust --id D-2023-20 --unit 永安镇 --points 1.5 --decided 2023-07-04 "
            + "--document 肇新鼎招委〔2023〕20号 --reason 组织有力 --as weiyuanhui.luo",
            typeof(DecideAdjustment), [id, unit, points, reverses, decided, effective, document, reason],
            change =>
            {
                var parsed = change.Parsed;
                var day = parsed.GetValue(decided)!.Value;
                var on = parsed.GetValue(effective) ?? day;
                var (number, paper, why) = (parsed.GetValue(id)!, parsed.GetValue(document)!, parsed.GetValue(reason)!);
                return parsed.GetValue(reverses) is { } reversed
                    ? new ReverseAdjustment(
                        change.By, new AdjustmentReversed(reversed, number, day, on, paper, why), null)
                    : new DecideAdjustment(
                        change.By,
                        new AdjustmentDecided(
                            number, parsed.GetValue(unit)!, parsed.GetValue(points)!.Value, day, on, paper, why));
            });
        verb.Validators.Add(result =>
        {
            var whole = result.GetResult(unit) is not null && result.GetResult(points) is not null;
            var none = result.GetResult(unit) is null && result.GetResult(points) is null;
            if (result.GetResult(reverses) is null ? !whole : !none)
            {
                result.AddError("Give either --unit and --points, or --reverses.");
            }
        });
        return verb;
    }
}
