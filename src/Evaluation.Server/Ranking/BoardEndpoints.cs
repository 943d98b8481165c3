using Evaluation.Core.Publication;
using Evaluation.Server.Scoring;
using Evaluation.Server.Web;
using Evaluation.Server.Web.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Ranking;

/// <summary>The live ranking and the explained sheets, as data and as pages.</summary>
public static class BoardEndpoints
{
    /// <summary>Adds the addresses.</summary>
    public static void Map(IEndpointRouteBuilder api, IEndpointRouteBuilder pages)
    {
        api.MapGet("/board", async ([FromQuery] string? week, Edge edge, LiveBoards boards, CancellationToken ct) =>
        {
            var (board, refusal) = await boards.OfAsync(edge.District, week, ct);
            return board is null ? Answers.Problem(refusal!) : Results.Ok(new
            {
                board.District,
                week = board.Week.Id,
                standing = board.Standing.ToString(),
                board.Position,
                board.Columns,
                board.Groups,
                board.Rankings,
                board.Moves,
            });
        }).OnlyMembers();
        api.MapGet(
            "/board/{week}/{unit}",
            async (string week, string unit, Edge edge, Explanations explanations, CancellationToken ct) =>
            {
                var (sheet, refusal) = await explanations.OfAsync(edge.District, unit, week, ct);
                if (sheet is null)
                {
                    return Answers.Problem(refusal!);
                }

                var shown = new { sheet.Unit, week = sheet.Week.Id, sheet.Total, sheet.Lines, sheet.Move };
                return Results.Ok(new { sheets = new[] { shown }, sheet.Position });
            }).OnlyMembers();
        pages.MapGet(
            "/board/{week?}",
            (string? week, BoardPages page, CancellationToken ct) => page.BoardAsync(week, ct)).OnlyMembers();
        pages.MapGet(
            "/board/{week}/{unit}",
            (string week, string unit, BoardPages page, CancellationToken ct) =>
                page.SheetAsync(week, unit, ct)).OnlyMembers();
    }
}

/// <summary>Makes the pages of the live ranking.</summary>
public sealed class BoardPages(
    Edge edge, LiveBoards boards, Explanations explanations, Frames frames, IHttpContextAccessor http)
{
    /// <summary>The ranking of a week; of the last closed one when none is named.</summary>
    public async Task<IResult> BoardAsync(string? week, CancellationToken ct)
    {
        var frame = await frames.OfAsync(http.HttpContext!, edge.District, ct);
        var (board, refusal) = await boards.OfAsync(edge.District, week, ct);
        return board is null
            ? Answers.Problem(refusal!)
            : await PageResults.PageAsync<BoardPage, BoardView>(new BoardView(
                frame, board.Week.Id, board.Week.Start, board.Week.End, board.Previous?.Id, board.Next?.Id,
                board.Standing, board.Position, board.Decimals, board.Columns, board.Groups, board.WeekTotals,
                board.YearTotals, true, board.Moves));
    }

    /// <summary>A unit's week, explained.</summary>
    public async Task<IResult> SheetAsync(string week, string unit, CancellationToken ct)
    {
        var frame = await frames.OfAsync(http.HttpContext!, edge.District, ct);
        var (sheet, refusal) = await explanations.OfAsync(edge.District, unit, week, ct);
        var (board, _) = await boards.OfAsync(edge.District, week, ct);
        if (sheet is null || board is null) // Both are of one week: they are there together or not at all.
        {
            return Answers.Problem(refusal!);
        }

        return await PageResults.PageAsync<SheetPage, SheetView>(new SheetView(
            frame, unit, sheet.Name, sheet.Week.Id, sheet.Week.Start, sheet.Week.End, board.Previous?.Id,
            board.Next?.Id, board.Standing, sheet.Position, board.Decimals, sheet.Total, [.. sheet.Lines.Select(Line)],
            Figures(board, unit), sheet.Move?.Sentence)
        {
            MayAppeal = board.Standing == WeekStanding.Sealed && edge.Actor.Unit == unit && edge.Actor.Role == Roles.Reporter,
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
                new FigureView(column.Label, BulletinFiles.Figure(row.WeekFigures[i], column) + column.Unit))];
    }
}
