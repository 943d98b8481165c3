using System.Text.Json.Serialization;
using Evaluation.Office.Ledger;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Server.Board.Past;
using Evaluation.Server.Board.Views;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Board;

/// <summary>A week's live ranking as data; the fields are those of <see cref="LiveBoard"/>.</summary>
public sealed record BoardAnswer(
    string District, string Week, string Standing, bool Provisional, IReadOnlyList<PossibleRank> Possible,
    long Position, IReadOnlyList<BulletinColumn> Columns, IReadOnlyList<BulletinGroup> Groups,
    IEnumerable<PlainRanking> Rankings, IReadOnlyList<RankMove> Moves, IReadOnlyList<InheritedNote>? Inherited)
{
    /// <summary>Of what nobody has a place: `week`, `year`; null for neither.</summary>
    public IReadOnlyList<string>? Empty { get; init; }
}

/// <summary>A unit's week as data; the fields are those of <see cref="Explanation"/>.</summary>
public sealed record SheetAnswer(
    string Unit, string Week, bool Provisional, decimal Total, IReadOnlyList<ExplainedLine> Lines, RankMove? Move,
    IReadOnlyList<InheritedNote> Inherited)
{
    /// <summary>The number that decides and is printed, where the total is another; else null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Decided { get; init; }
}

/// <summary>Explained sheets, and the position of the last event that they count.</summary>
public sealed record SheetsAnswer(IReadOnlyList<SheetAnswer> Sheets, long Position);

/// <summary>The live ranking and the explained sheets, as data and as pages.</summary>
public static class BoardEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api, IEndpointRouteBuilder pages)
    {
        api.MapGet("/board", async (
            [FromQuery] string? week, [FromQuery] string? knownAt, [FromQuery] string? against,
            [FromQuery] string? likeForLike, RequestContext request, LiveBoards boards, LearnedBetween between,
            LikeForLikes footing, PossibleRankReader possible, CancellationToken ct) =>
        {
            if (likeForLike is not null)
            {
                return Answers.Of(
                    await footing.OfAsync(request.District, week, knownAt, likeForLike, ct), LikeForLikeAnswer.Of);
            }

            if (against is not null)
            {
                return Answers.Of(
                    await between.OfAsync(request.District, week, knownAt, against, ct),
                    then => LearnedAnswer.Of(then.Learned));
            }

            return (await boards.OfAsync(request.District, week, knownAt, ct)).TryGet(out var board, out var refusal)
                ? Results.Ok(Answer(board, await possible.OfAsync(board, ct)))
                : Answers.Problem(refusal);
        }).OnlyMembers();
        api.MapGet(
            "/board/{week}/{unit}",
            async (
                string week, string unit, [FromQuery] string? knownAt, RequestContext request,
                Explanations explanations, CancellationToken ct) =>
                Answers.Of(
                    await explanations.OfAsync(request.District, unit, week, knownAt, false, ct),
                    sheet => new SheetsAnswer([Answer(sheet)], sheet.Position))).OnlyMembers();
        pages.MapGet(
            "/board/{week?}",
            (string? week, [FromQuery(Name = Links.KnownAt)] string? knownAt,
                [FromQuery(Name = Links.LikeForLike)] string? earlier,
                BoardPages page, CancellationToken ct) => page.BoardAsync(week, knownAt, earlier, ct)).OnlyMembers();
        pages.MapGet(
            "/board/{week}/{unit}",
            (string week, string unit, [FromQuery(Name = Links.KnownAt)] string? knownAt, BoardPages page,
                CancellationToken ct) => page.SheetAsync(week, unit, knownAt, ct)).OnlyMembers();
    }

    private static BoardAnswer Answer(LiveBoard board, IReadOnlyList<PossibleRank> possible) => new(
        board.District, board.Term.Id, board.Standing.ToString(), board.Provisional, possible, board.Position,
        board.Columns, board.Groups, board.Rankings, board.Moves, board.Inherited)
    {
        Empty = board.Empty,
    };

    private static SheetAnswer Answer(Explanation sheet) => new(
        sheet.Unit, sheet.Term.Id, sheet.Provisional, sheet.Total, sheet.Lines, sheet.Move, sheet.Inherited)
    {
        Decided = sheet.Print.Decided(sheet.Total),
    };
}

/// <summary>Makes the pages of the live ranking.</summary>
public sealed class BoardPages(
    RequestContext request, LiveBoards boards, LikeForLikes footing, PossibleRankReader possible,
    Explanations explanations, PageFrames frames, IHttpContextAccessor http)
{
    /// <summary>The ranking of a week; of the last closed one when none is named.</summary>
    public async Task<IResult> BoardAsync(string? week, string? knownAt, string? earlier, CancellationToken ct)
    {
        var frame = await frames.OfAsync(http.HttpContext!, request.District, ct);
        IReadOnlyList<LikeForLike>? compared = null;
        if (!(await boards.OfAsync(request.District, week, knownAt, ct)).TryGet(out var board, out var refusal)
            || (earlier is not null
                && !(await footing.OfAsync(request.District, board.Term.Id, knownAt, earlier, ct))
                    .TryGet(out compared, out refusal)))
        {
            return Answers.Problem(refusal);
        }

        return await PageResults.PageAsync<BoardPage, BoardView>(new BoardView(
            frame, board.Term.Id, board.Term.First, board.Term.Last, board.Before?.Name ?? board.Previous?.Id,
            board.After?.Name ?? board.Next?.Id, board.Standing, board.Position, board.Decimals, board.Columns,
            board.Groups, board.WeekTotals, board.YearTotals, !board.Then, board.Moves)
        {
            Period = board.Period is null ? null : board.Here,
            Published = [.. board.Published.Select(one => one.Name)],
            KnownAt = board.Then ? board.Position : null,
            Rounding = board.Rounding,
            Inherited = board.Inherited,
            Compared = compared,
            Possible = await possible.OfAsync(board, ct),
            Empty = board.Empty,
        });
    }

    /// <summary>A unit's week, explained.</summary>
    public async Task<IResult> SheetAsync(string week, string unit, string? knownAt, CancellationToken ct)
    {
        var frame = await frames.OfAsync(http.HttpContext!, request.District, ct);
        if (!(await explanations.OfAsync(request.District, unit, week, knownAt, false, ct))
                .TryGet(out var sheet, out var refusal)
            || !(await boards.OfAsync(request.District, week, knownAt, ct)).TryGet(out var board, out refusal))
        {
            return Answers.Problem(refusal);
        }

        var rank = (await possible.OfAsync(board, ct)).FirstOrDefault(one => one.Unit == unit);
        return await PageResults.PageAsync<SheetPage, SheetView>(new SheetView(
            frame, unit, sheet.Name, sheet.Term.Id, sheet.Term.First, sheet.Term.Last,
            board.Before?.Name ?? board.Previous?.Id, board.After?.Name ?? board.Next?.Id, board.Standing,
            sheet.Position, board.Decimals, sheet.Total, [.. sheet.Lines.Select(Line)],
            Figures(board, unit), sheet.Move?.Sentence)
        {
            KnownAt = board.Then ? board.Position : null,
            Rounding = board.Rounding,
            Here = board.Here,
            Inherited = sheet.Inherited,
            Possible = rank is null ? null : PossibleRankReader.Sentence(rank, sheet.Name),
            MayAppeal = board.Period is null && board.Standing == WeekStanding.Sealed && !board.Then
                && request.Actor.Unit == unit,
        });
    }

    private static SheetLineView Line(ExplainedLine line) => new(
        line.Clause, line.Text, line.Fact, line.On, line.About, line.Points, line.Because,
        [.. line.Events.Select(
            e => new EventReferenceView(e.Stream, e.Position, e.Name, EventLabels.Of(e.Name), e.Account ?? "", e.At))]);

    private static List<FigureView> Figures(LiveBoard board, string unit)
    {
        var row = board.Groups.SelectMany(group => group.Rows).FirstOrDefault(one => one.Unit == unit);
        return row is null ? [] :
            [.. board.Columns.Select((column, i) =>
                new FigureView(column.Label, BulletinFiles.Figure(row.WeekFigures[i], column) + column.UnitOfMeasure))];
    }
}
