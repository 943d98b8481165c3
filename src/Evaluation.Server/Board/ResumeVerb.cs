using System.CommandLine;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Board.Views;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Board;

/// <summary>`resume`: lists the districts whose boards stand still, and tries to go on with them.</summary>
internal static class ResumeVerb
{
    /// <summary>Builds the command.</summary>
    public static Command Make(Shell shell)
    {
        var district = new Option<string?>("--district", "-d")
        {
            Description = "Only this district (考评单位范围); all that stand still when not given.",
        };
        var verb = new Command(
            "resume", "List the districts whose boards stand still at an event, and try to go on with each now; the "
            + "server tries the same every 15 seconds. Exit code 1 if one still stands: update the program, or repair "
            + "the event that is named, and nothing else.\n\n"
            + "Example: evaluation resume")
        {
            district,
        };
        verb.SetAction(async (parsed, ct) =>
        {
            await using var session = await CliSession.ReadAsync(shell, ct);
            var stops = session.Get<BoardStops>();
            var named = parsed.GetValue(district);
            if (!(await Named.DistrictAsync(session.Get<Districts>(), named, ct)).TryGet(out _, out var refusal))
            {
                return shell.Refuse(refusal);
            }

            var standing = (await stops.AllAsync(ct)).Where(stop => named is null || stop.District == named).ToList();
            if (standing.Count == 0)
            {
                shell.Out.WriteLine("没有停止计分的考评范围。");
                return Shell.Done;
            }

            var left = 0;
            foreach (var stop in standing)
            {
                await session.Get<DistrictPages>().ResumeAsync(stop.District, ct);
                var now = await stops.OfAsync(stop.District, ct);
                left += now is null ? 0 : 1;
                shell.Out.WriteLine(
                    $"{stop.District}：{(now is null ? "已恢复计分。" : BoardProgress.Sentence(now))}");
            }

            return left == 0 ? Shell.Done : Shell.Refused;
        });
        return verb;
    }
}
