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
    private const string WeekScope = "week", YearScope = "year", PeriodScope = "period";

    /// <summary>Builds the command.</summary>
    public static Command Make(Shell shell)
    {
        var (week, format) = (Ask.Week(), Ask.Format());
        var group = Ask.May("--group", "Only this ranking group, for example 镇街.");
        var scope = Ask.May(
            "--scope", "Order by the week, the period or the year to date; JSON and CSV: only this one.");
        scope.AcceptOnlyFromAmong(WeekScope, PeriodScope, YearScope);
        var knownAt = Ask.KnownAt();
        var against = Ask.May(
            "--against",
            "Compare with what was known at this other position or time: what was learned between, and whom it moved.");
        var footing = Ask.May(
            "--like-for-like", "Compare with this earlier week on the same footing (可比口径), for example 2023-W20.");
        var verb = new Command(
            "board", "Show the ranking of a week or period as known now, or as known at an event or time.\n\n"
            + "Examples: evaluation board --week 2023-W26 --format json\n"
            + "          evaluation board --week 2023-W10 --known-at 2023-03-15T18:00:00+08:00 "
            + "--against 2023-07-05T18:00:00+08:00")
        {
            Ask.District(), week, knownAt, against, footing, group, scope, format,
        };
        verb.OnDistrict(shell, CliSession.ReadAsync, async (session, district, parsed, ct) =>
        {
            var (weekName, position) = (parsed.GetValue(week), parsed.GetValue(knownAt));
            var (groupName, form) = (parsed.GetValue(group), parsed.GetValue(format)!);
            if (parsed.GetValue(against) is { } other)
            {
                var learned = await session.Get<LearnedBetween>().OfAsync(district, weekName, position, other, ct);
                return shell.Show(learned, then => LearnedTable.Show(shell, then, groupName, form));
            }

            if (parsed.GetValue(footing) is { } earlier)
            {
                var compared = await session.Get<LikeForLikes>().OfAsync(district, weekName, position, earlier, ct);
                return shell.Show(compared, groups => Compared(shell, groups, groupName, form));
            }

            var found = (await session.Get<LiveBoards>().OfAsync(district, weekName, position, ct))
                .Then(whole => Only(whole, groupName));
            if (!found.TryGet(out var board, out var refusal))
            {
                return shell.Refuse(refusal);
            }

            var possible = (await session.Get<PossibleRankReader>().OfAsync(board, ct))
                .Where(rank => board.Groups.Any(shown => shown.Group == rank.Group)).ToList();
            Show(shell, board, possible, parsed.GetValue(scope), form);
            return Shell.Done;
        });
        return verb;
    }

    private static void Possible(Shell shell, LiveBoard board, IReadOnlyList<PossibleRank> possible)
    {
        var names = board.Groups.SelectMany(group => group.Rows).ToLookup(row => row.Unit, row => row.Name);
        foreach (var rank in possible.Where(rank => rank.Pending > 0 || rank.Best != rank.Worst))
        {
            var name = names[rank.Unit].FirstOrDefault() ?? rank.Unit;
            shell.Out.WriteLine($"未定稿：{PossibleRankReader.Sentence(rank, name)}");
        }
    }

    private static int Compared(Shell shell, IReadOnlyList<LikeForLike> compared, string? group, string format)
    {
        var groups = compared.Where(comparison => group is null || comparison.Group == group).ToList();
        switch (format)
        {
            case Ask.Json:
                Output.Json(shell, LikeForLikeAnswer.Of(groups));
                break;
            case Ask.Csv:
                Output.Csv(
                    shell, ["group", "now", "before", "rank_now", "rank_before", "points_now", "points_before"],
                    groups.SelectMany(comparison => comparison.Compared.Select(row => (string[])
                    [
                        comparison.Group, string.Join(';', row.Now), string.Join(';', row.Before),
                        Whole(row.RankNow), Whole(row.RankBefore),
                        Value.Of(row.PointsNow).ToString(), Value.Of(row.PointsBefore).ToString(),
                    ])));
                break;
            default:
                groups.ForEach(comparison => Sentences(shell, comparison));
                break;
        }

        return Shell.Done;
    }

    private static void Sentences(Shell shell, LikeForLike comparison)
    {
        shell.Out.WriteLine($"{comparison.Group}　{comparison.Week}与{comparison.Earlier}相比，可比口径：");
        foreach (var row in comparison.Compared)
        {
            shell.Out.WriteLine($"  {row.Sentence}");
        }

        var left = string.Join('、', comparison.Left.Select(unit => unit.Unit));
        shell.Out.WriteLine(left.Length > 0 ? $"  未列入比较：{left}。" : "");
    }

    /// <summary>Prints a board as a table, the groups one below the other.</summary>
    public static void Table(Shell shell, LiveBoard board, string scope)
    {
        var byWeek = scope is WeekScope or PeriodScope;
        var days = $"{board.Term.First:M月d日}至{board.Term.Last:M月d日}";
        var standing = LiveBoard.LabelOf(board.Standing) + (board.Provisional ? "，未定稿" : "");
        shell.Out.WriteLine(
            $"{board.Name}　{board.Term}（{days}，{standing}）　截至第{board.Position}号事件");
        string[] header =
        [
            ">年度位次", ">升降", $">{board.Here}位次", "单位", $">{board.Here}得分", ">年度得分",
            .. board.Columns.Select(column => $">{column.Label}({column.UnitOfMeasure})"),
        ];
        foreach (var group in board.Groups)
        {
            var rows = byWeek ? group.Rows.OrderBy(row => row.WeekRank == 0).ThenBy(row => row.WeekRank)
                : board.Period is null ? group.Rows.AsEnumerable()
                : group.Rows.OrderBy(row => row.YearRank == 0).ThenBy(row => row.YearRank);
            Output.Table(
                shell, $"{group.Group}（各项为{(byWeek ? board.Here : "本年累计")}）", header,
                rows.Select(row => Cells(board, row, byWeek)));
            Moves(shell, board, group.Group);
        }

        foreach (var placeless in board.Placeless)
        {
            shell.Out.WriteLine(placeless);
        }

        if (board.Print.Sentence is { } decides)
        {
            shell.Out.WriteLine(decides);
        }

        foreach (var note in board.Inherited ?? [])
        {
            shell.Out.WriteLine($"{(note.Opened ? "" : "承接：")}{note.Because}");
        }
    }

    // An unchanged rank needs no reason here; `explain` gives it.
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
                Output.Json(shell, new Printed(
                    board.District, board.Term.Id, board.Standing.ToString().ToLowerInvariant(), board.Provisional,
                    board.Position, rankings, possible, board.Moves, board.Inherited));
                break;
            case Ask.Csv:
                PlainTable.Csv(shell, rankings);
                break;
            default:
                Table(shell, board, scope ?? (board.Period is null ? YearScope : PeriodScope));
                Possible(shell, board, possible);
                break;
        }
    }

    private static Result<LiveBoard> Only(LiveBoard board, string? group)
    {
        if (group is null)
        {
            return board;
        }

        if (board.Groups.FirstOrDefault(ranking => ranking.Group == group) is not { } only)
        {
            var known = string.Join('、', board.Groups.Select(ranking => ranking.Group));
            return Refusal.Unknown("group", "组别", group, $"可用组别：{known}。");
        }

        return board with
        {
            Groups = [only],
            Moves = [.. board.Moves.Where(move => move.Group == group)],
            Inherited = board.Inherited?.Where(note => only.Rows.Any(row => row.Unit == note.Unit)).ToList(),
        };
    }

    private static string[] Cells(LiveBoard board, BulletinRow row, bool byWeek)
    {
        var figures = byWeek ? row.WeekFigures : row.YearFigures;
        return
        [
            Rank(row.YearRank), Movement(board, row), Rank(row.WeekRank), row.Name,
            board.Print.Text(row.WeekPoints), board.Print.Text(row.YearPoints),
            .. figures.Zip(board.Columns, BulletinFiles.Figure),
        ];
    }

    private static string Rank(int rank) => rank == 0 ? "—" : Whole(rank);

    private static string Movement(LiveBoard board, BulletinRow row) => (row.PreviousYearRank - row.YearRank) switch
    {
        null => board.Period is null && row.YearRank > 0 ? "新" : "",
        0 => "—",
        > 0 and var up => $"↑{up}",
        var down => $"↓{-down}",
    };

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Printed(
        string District, string Week, string Standing, bool Provisional, long Position,
        IReadOnlyList<PlainRanking> Rankings, IReadOnlyList<PossibleRank> Possible, IReadOnlyList<RankMove> Moves,
        IReadOnlyList<InheritedNote>? Inherited);
}
