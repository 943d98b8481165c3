using Evaluation.Office.Ledger;
using Evaluation.Server.Board.Past;
using Evaluation.Server.Board.Views;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Mandates;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Board;

/// <summary>The live ranking and the explained sheets, as data and as pages.</summary>
public static class BoardEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api, IEndpointRouteBuilder pages)
    {
        api.Get("/board", async (
            [FromQuery] string? week, [FromQuery] string? knownAt, [FromQuery] string? against,
            [FromQuery] string? likeForLike, RequestContext request, LiveBoards boards, LearnedBetween between,
            LikeForLikes footing, PossibleRankReader possible, Sights sights, CancellationToken ct) =>
        {
            var sight = await sights.OfAsync(ct);
            if (sight.OnlyPublished && (likeForLike ?? against) is not null)
            {
                return Answers.Problem(Sight.NotShown);
            }

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
                ? Results.Ok(Answer(
                    board.For(sight), [.. (await possible.OfAsync(board, ct)).Where(one => sight.Shows(one.Unit))]))
                : Answers.Problem(refusal);
        }).OnlyMembers()
            .Says<BoardAnswer>("看一周或一个期间的得分和排名；knownAt 为当时所知，against 和 likeForLike 为两时比较。");
        api.Get(
            "/board/{week}/{unit}",
            async (
                string week, string unit, [FromQuery] string? knownAt, RequestContext request, Sights sights,
                Explanations explanations, CancellationToken ct) =>
                await sights.OfAsync(ct) is var sight && !sight.Shows(unit)
                    ? Answers.Problem(Sight.NotShown)
                    : Answers.Of(
                        await explanations.OfAsync(
                            request.District, unit, week, knownAt, false, sight.ShowsInternals(unit), ct),
                        sheet => new SheetsAnswer([Answer(sheet.For(sight))], sheet.Position))).OnlyMembers()
            .Says<SheetsAnswer>("看一个单位的得分明细，每一分写明条款和事件。");
        pages.Get(
            "/board/{week?}",
            (string? week, [FromQuery(Name = Links.KnownAt)] string? knownAt,
                [FromQuery(Name = Links.LikeForLike)] string? earlier,
                BoardPages page, CancellationToken ct) => page.BoardAsync(week, knownAt, earlier, ct)).OnlyMembers();
        pages.Get(
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
