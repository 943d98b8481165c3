using System.CommandLine;
using System.Globalization;
using Evaluation.Office.Ledger;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Board.Past;
using Evaluation.Server.Board.Views;
using Evaluation.Server.Kit.Cli;

namespace Evaluation.Server.Board;

/// <summary>`board`: the live ranking of a week.</summary>
internal static class BoardVerb
{
    private const string WeekScope = "week", YearScope = "year";

    /// <summary>Builds the command.</summary>
    public static Command Make(Shell shell)
    {
        var (district, week, format) = (Ask.District(), Ask.Week(), Ask.Format());
        var group = Ask.May("--group", "Only this ranking group, for example 镇街.");
        var scope = Ask.May("--scope", "Order by the week or by the year to date; JSON and CSV: only this one.");
        scope.AcceptOnlyFromAmong(WeekScope, YearScope);
        var knownAt = Ask.KnownAt();
        var against = Ask.May(
            "--against",
            "Compare with what was known at this other position or time: what was learned between, and whom it moved.");
        var footing = Ask.May(
            "--like-for-like", "Compare with this earlier week on the same footing (可比口径), for example 2023-W20.");
        var verb = new Command(
            "board", "Show the ranking of a week as known now, or as known at an event or time.\n\n"
            + "Examples: evaluation board --week 2023-W26 --format json\n"
            + "          evaluation board --week 2023-W10 --known-at 2023-03-15T18:00:00+08:00 --against "
            + "2023-07-05T18:00:00+08:00")
        {
            district, week, knownAt, against, footing, group, scope, format,
        };
        verb.SetAction(async (parsed, ct) =>
        {
            await using var desk = await CliSession.ReadAsync(shell, ct);
            if (!(await desk.DistrictAsync(parsed.GetValue(district), ct)).TryGet(out var meant, out var refusal))
            {
                return shell.Refuse(refusal);
            }

            if (parsed.GetValue(against) is { } other)
            {
                var (learned, wrong) = await desk.Get<LearnedBetween>()
                    .OfAsync(meant, parsed.GetValue(week), parsed.GetValue(knownAt), other, ct);
                return learned is null ? shell.Refuse(wrong!)
                    : LearnedTable.Show(shell, learned, parsed.GetValue(group), parsed.GetValue(format)!);
            }

            if (parsed.GetValue(footing) is { } earlier)
            {
                var (compared, wrong) = await desk.Get<LikeForLikes>()
                    .OfAsync(meant, parsed.GetValue(week), parsed.GetValue(knownAt), earlier, ct);
                return compared is null ? shell.Refuse(wrong!)
                    : Compared(shell, compared, parsed.GetValue(group), parsed.GetValue(format)!);
            }

            (var board, refusal) = await desk.Get<LiveBoards>()
                .OfAsync(meant, parsed.GetValue(week), parsed.GetValue(knownAt), ct);
            (board, refusal) = board is null ? (board, refusal) : Only(board, parsed.GetValue(group));
            if (board is null)
            {
                return shell.Refuse(refusal!);
            }

            var possible = (await desk.Get<PossibleRankReader>().OfAsync(board, ct))
                .Where(one => board.Groups.Any(shown => shown.Group == one.Group)).ToList();
            Show(shell, board, possible, parsed.GetValue(scope), parsed.GetValue(format)!);
            return Shell.Done;
        });
        return verb;
    }

    private static void Possible(Shell shell, LiveBoard board, IReadOnlyList<PossibleRank> possible)
    {
        foreach (var one in possible.Where(one => one.Pending > 0 || one.Best != one.Worst))
        {
            var name = board.Groups.SelectMany(group => group.Rows).FirstOrDefault(row => row.Unit == one.Unit)?.Name
                ?? one.Unit;
            shell.Out.WriteLine($"未定稿：{PossibleRankReader.Sentence(one, name)}");
        }
    }

    private static int Compared(Shell shell, IReadOnlyList<LikeForLike> compared, string? group, string format)
    {
        var wanted = compared.Where(one => group is null || one.Group == group).ToList();
        if (format == Ask.Json)
        {
            Print.Json(shell, LikeForLikes.Plain(wanted));
        }
        else if (format == Ask.Csv)
        {
            Print.Csv(
                shell, ["group", "now", "before", "rank_now", "rank_before", "points_now", "points_before"],
                wanted.SelectMany(one => one.Compared.Select(row => (string[])
                [
                    one.Group, string.Join(';', row.Now), string.Join(';', row.Before), Whole(row.RankNow),
                    Whole(row.RankBefore),
                    Value.Of(row.PointsNow).ToString(), Value.Of(row.PointsBefore).ToString(),
                ])));
        }
        else
        {
            foreach (var one in wanted)
            {
                shell.Out.WriteLine($"{one.Group}　{one.Week}与{one.Earlier}相比，可比口径：");
                one.Compared.ToList().ForEach(row => shell.Out.WriteLine($"  {row.Sentence}"));
                shell.Out.WriteLine(
                    one.Left.Count > 0
                        ? $"  未列入比较：{string.Join('、', one.Left.Select(left => left.Unit))}。" : "");
            }
        }

        return Shell.Done;
    }

    /// <summary>Prints a board as a table, the groups one below the other.</summary>
    public static void Table(Shell shell, LiveBoard board, string scope)
    {
        var byWeek = scope == WeekScope;
        var days = $"{board.Week.Start:M月d日}至{board.Week.End:M月d日}";
        shell.Out.WriteLine(
            $"{board.Name}　{board.Week}（{days}，{LiveBoard.LabelOf(board.Standing)}"
                + $"{(board.Provisional ? "，未定稿" : "")}）　截至第{board.Position}号事件");
        string[] header =
        [
            ">年度位次", ">升降", ">本周位次", "单位", ">本周得分", ">年度得分",
            .. board.Columns.Select(column => $">{column.Label}({column.UnitOfMeasure})"),
        ];
        foreach (var group in board.Groups)
        {
            var rows = byWeek ? group.Rows.OrderBy(row => row.WeekRank) : group.Rows.AsEnumerable();
            Print.Table(
                shell, $"{group.Group}（各项为{(byWeek ? "本周" : "本年累计")}）", header,
                rows.Select(row => Cells(board, row, byWeek)));
            Moves(shell, board, group.Group);
        }

        foreach (var note in board.Inherited ?? [])
        {
            shell.Out.WriteLine($"承接：{note.Because}");
        }
    }

    // A unit whose place stands as it did needs no reason; `explain` tells it.
    private static void Moves(Shell shell, LiveBoard board, string group)
    {
        var moved = board.Moves.Where(move => move.Group == group && move.Moved).ToList();
        if (moved.Count > 0)
        {
            shell.Out.WriteLine("与上周相比：");
            moved.ForEach(move => shell.Out.WriteLine($"  {move.Sentence}"));
            shell.Out.WriteLine();
        }
    }

    private static void Show(
        Shell shell, LiveBoard board, IReadOnlyList<PossibleRank> possible, string? scope, string format)
    {
        var rankings = board.Rankings.Where(ranking => scope is null || ranking.Scope == scope).ToList();
        switch (format)
        {
            case Ask.Json:
                var standing = board.Standing.ToString().ToLowerInvariant();
                Print.Json(
                    shell, new
                    {
                        board.District,
                        week = board.Week.Id,
                        standing,
                        board.Provisional,
                        board.Position,
                        rankings,
                        possible,
                        board.Moves,
                        board.Inherited
                    });
                break;
            case Ask.Csv:
                Print.Csv(
                    shell, ["group", "week", "scope", "rank", "unit", "total"],
                    rankings.SelectMany(ranking => ranking.Rows.Select(row =>
                        (string[])[ranking.Group, ranking.Week, ranking.Scope, Whole(row.Rank), row.Unit,
                            Value.Of(row.Total).ToString()])));
                break;
            default:
                Table(shell, board, scope ?? YearScope);
                Possible(shell, board, possible);
                break;
        }
    }

    private static (LiveBoard?, Refusal?) Only(LiveBoard board, string? group) =>
        group is null ? (board, null)
        : board.Groups.Where(one => one.Group == group).ToList() is [var only] ? (board with
        {
            Groups = [only],
            Moves = [.. board.Moves.Where(move => move.Group == group)],
            Inherited = board.Inherited?.Where(note => only.Rows.Any(row => row.Unit == note.Unit)).ToList(),
        }, null)
        : (null, Refusal.Unknown(
            "group", "组别", group, $"可用组别：{string.Join('、', board.Groups.Select(one => one.Group))}。"));

    private static string[] Cells(LiveBoard board, BulletinRow row, bool byWeek)
    {
        var figures = byWeek ? row.WeekFigures : row.YearFigures;
        return
        [
            Place(row.YearRank), Movement(row), Place(row.WeekRank), row.Name,
            BulletinFiles.Points(row.WeekPoints, board.Decimals), BulletinFiles.Points(row.YearPoints, board.Decimals),
            .. figures.Zip(board.Columns, BulletinFiles.Figure),
        ];
    }

    private static string Place(int rank) => rank == 0 ? "—" : Whole(rank);

    private static string Movement(BulletinRow row) => (row.PreviousYearRank - row.YearRank) switch
    {
        null => "新",
        0 => "—",
        > 0 and var up => $"↑{up}",
        var down => $"↓{-down}",
    };

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
