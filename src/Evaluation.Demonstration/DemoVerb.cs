using System.CommandLine;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Board;
using Evaluation.Server.Board.Views;
using Evaluation.Server.Imports;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Demonstration;

/// <summary>`demo`: one point followed to its event, then the story of the days after a sealing.</summary>
internal static class DemoVerb
{
    private static readonly Refusal Real = new(
        "served-in-production", "演示以他人名义登记事项，不能在正式服务过的数据库中进行。", "database",
        "请在演示用的数据库中运行；确是供测试的副本，请先运行 evaluation account test-copy --reason 用途。")
    {
        Kind = RefusalKind.Forbidden,
    };

    /// <summary>Builds the `demo` command.</summary>
    public static Command Make(Shell shell)
    {
        var district = Ask.District();
        var verb = new Command(
            "demo",
            "Play the story in the terminal: a point followed to its event, a visit in time and one that comes late, "
            + "a refused signing, an appeal won, the new issue of its week, a draft compared, the gate of the next "
            + "week, and a recount.\n"
            + "It works beside a running server and without one; an empty database is loaded with the demonstration "
            + "first. Each run continues with the next week.\n\n"
            + "Example: evaluation demo")
        {
            district,
        };
        verb.SetAction((parsed, ct) => RunAsync(shell, parsed.GetValue(district), ct));
        return verb;
    }

    private static async Task<int> RunAsync(Shell shell, string? named, CancellationToken ct)
    {
        await using var session = await CliSession.WriteAsync(shell, ct);
        if (await session.Get<ICallers>().WasServedAsync(ct))
        {
            return shell.Refuse(Real);
        }

        if ((await session.Get<Districts>().AllAsync(ct)).Count == 0)
        {
            foreach (var folder in SeedFolders.All(shell.Seeds))
            {
                await HistoryFolder.LoadAsync(shell, session.Get<HistoryLoader>(), folder, ct);
            }
        }

        if (!(await session.DistrictAsync(named, ct)).TryGet(out var district, out var refusal)
            || !(await session.Get<LiveBoards>().OfAsync(district, null, null, ct)).TryGet(out var closed, out refusal))
        {
            return shell.Refuse(refusal);
        }

        shell.Out.WriteLine("一、最近一周的排名");
        BoardVerb.Table(shell, closed, "year");
        await FollowAsync(shell, session, closed, ct);
        if (await Stage.SetAsync(shell, session, district, ct) is not { } stage)
        {
            shell.Out.WriteLine("还没有已签发的通报，演示到此为止。");
            return Shell.Done;
        }

        try
        {
            return await Story.PlayAsync(stage, ct);
        }
        catch (StoryHalted halted)
        {
            return shell.Refuse(halted.Refusal);
        }
    }

    // The unit with the most points of the week has lines worth following.
    private static async Task FollowAsync(Shell shell, CliSession session, LiveBoard board, CancellationToken ct)
    {
        var best = board.Groups.SelectMany(group => group.Rows).MaxBy(row => row.WeekPoints);
        if (best is null)
        {
            return;
        }

        var explained = await session.Get<Explanations>().OfAsync(
            board.District, best.Unit, board.Week.Id, null, false, true, ct);
        if (explained.TryGet(out var sheet, out _)
            && sheet.Lines.Where(line => line.Events.Count > 0).MaxBy(line => line.Points) is { } line)
        {
            var (total, sum) = (Value.Of(sheet.Total), sheet.AddsUp ? "合计一致" : "合计不一致");
            shell.Out.WriteLine(
                $"二、一分从哪里来：{best.Name}本周{total}分，共{sheet.Lines.Count}行，{sum}；其中一行：");
            ExplainVerb.Line(shell, line);
        }
    }
}
