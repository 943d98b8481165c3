using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Server.Accounts;
using Evaluation.Server.Board.Views;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Mandates;

namespace Evaluation.Server.Board;

/// <summary>Makes the pages of the live ranking.</summary>
public sealed class BoardPages(
    RequestContext request, LiveBoards boards, LikeForLikes footing, PossibleRankReader possible,
    Explanations explanations, Sights sights, PersonNames personNames, PageFrames frames, IHttpContextAccessor http)
{
    /// <summary>The ranking of a week; of the last closed one when none is named.</summary>
    public async Task<IResult> BoardAsync(string? week, string? knownAt, string? earlier, CancellationToken ct)
    {
        var frame = await frames.OfAsync(http.HttpContext!, request.District, ct);
        var sight = await sights.OfAsync(ct);
        if (sight.OnlyPublished && earlier is not null)
        {
            return Answers.Problem(Sight.NotShown);
        }

        IReadOnlyList<LikeForLike>? compared = null;
        if (!(await boards.OfAsync(request.District, week, knownAt, ct)).TryGet(out var board, out var refusal)
            || (earlier is not null
                && !(await footing.OfAsync(request.District, board.Term.Id, knownAt, earlier, ct))
                    .TryGet(out compared, out refusal)))
        {
            return Answers.Problem(refusal);
        }

        var ranks = (await possible.OfAsync(board, ct)).Where(one => sight.Shows(one.Unit)).ToList();
        board = board.For(sight);
        return await PageResults.PageAsync<BoardPage, BoardView>(new BoardView(
            frame, board.Term.Id, board.Term.First, board.Term.Last, board.Before?.Name ?? board.Previous?.Id,
            board.After?.Name ?? board.Next?.Id, board.Standing, board.Position, board.Decimals, board.Columns,
            board.Groups, board.WeekTotals, board.YearTotals,
            !board.Then && request.Actor.Is(Roles.Office), board.Moves)
        {
            Period = board.Period is null ? null : board.Here,
            Published = [.. board.Published.Select(one => one.Name)],
            KnownAt = board.Then ? board.Position : null,
            Rounding = board.Rounding,
            Inherited = board.Inherited,
            Compared = compared,
            Possible = ranks,
            OnlyOwn = sight.OnlyPublished,
            Empty = board.Empty,
        });
    }

    /// <summary>A unit's week, explained.</summary>
    public async Task<IResult> SheetAsync(string week, string unit, string? knownAt, CancellationToken ct)
    {
        var (frame, sight) = (await frames.OfAsync(http.HttpContext!, request.District, ct), await sights.OfAsync(ct));
        if (!sight.Shows(unit))
        {
            return Answers.Problem(Sight.NotShown);
        }

        if (!(await explanations.OfAsync(
                request.District, unit, week, knownAt, false, sight.ShowsInternals(unit), ct))
                .TryGet(out var sheet, out var refusal)
            || !(await boards.OfAsync(request.District, week, knownAt, ct)).TryGet(out var board, out refusal))
        {
            return Answers.Problem(refusal);
        }

        var rank = (await possible.OfAsync(board, ct)).FirstOrDefault(one => one.Unit == unit);
        sheet = sheet.For(sight);
        var persons = await personNames.OfAsync(request.District, ct);
        return await PageResults.PageAsync<SheetPage, SheetView>(new SheetView(
            frame, unit, sheet.Name, sheet.Term.Id, sheet.Term.First, sheet.Term.Last,
            board.Before?.Name ?? board.Previous?.Id, board.After?.Name ?? board.Next?.Id, board.Standing,
            sheet.Position, board.Decimals, sheet.Total, [.. sheet.Lines.Select(line => Line(line, persons))],
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

    private static SheetLineView Line(ExplainedLine line, DistrictPersons persons) => new(
        line.Clause, line.Text, line.Fact, line.On, line.About, line.Points, line.Because,
        [.. line.Events.Select(
            e => new EventReferenceView(
                e.Stream, e.Position, e.Name, EventLabels.Of(e.Name), persons.Called(e.Person, e.Account), e.At))]);

    private static List<FigureView> Figures(LiveBoard board, string unit)
    {
        var row = board.Groups.SelectMany(group => group.Rows).FirstOrDefault(one => one.Unit == unit);
        return row is null ? [] :
            [.. board.Columns.Select((column, i) =>
                new FigureView(column.Label, BulletinFiles.Figure(row.WeekFigures[i], column) + column.UnitOfMeasure))];
    }
}
