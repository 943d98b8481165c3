using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Board.Live;

/// <summary>An event of a page.</summary>
/// <param name="Position">Its position in the log.</param>
/// <param name="Stream">Its stream.</param>
public readonly record struct PageEvent(long Position, string Stream, object Fact);

/// <summary>
/// Works out what a page of a district's events changes. Only units whose ledger changed are scored again, from the
/// week that changed on, and only weeks and groups whose totals changed are ranked again; roster, rulebook and closing
/// of a week concern every unit.
/// </summary>
/// <param name="board">The board before the page.</param>
/// <param name="log">The log, for the earlier events of the streams that a page touches.</param>
/// <param name="ruleSets">Compiled rulebooks.</param>
public sealed class BoardUpdateMaker(BoardReader board, EventReader log, RuleSets ruleSets)
{
    private readonly BoardCache cache = new();

    /// <summary>The same for a generation that is not read yet.</summary>
    public BoardUpdateMaker Of(int generation) => new(board.Of(generation), log, ruleSets);

    /// <summary>Makes the page.</summary>
    /// <param name="events">The page: positions, streams and events, in order.</param>
    public async Task<BoardUpdate> MakeAsync(string district, IReadOnlyList<PageEvent> events, CancellationToken ct)
    {
        var kept = cache.Take(district);
        var head = await board.DistrictAsync(district, kept?.Head, ct);
        var current = kept is not null
            && kept.Head.Position == head?.Position && kept.Head.Generation == head?.Generation;
        var cached = current ? kept! : new CachedBoard(head ?? new BoardHead(DistrictFile.Empty, -1, 1));
        var fold = new LedgerFold(cached.Head.File);
        var streams = events.Where(e => LedgerFold.FactOf(e.Fact) is not null).Select(e => e.Stream).ToHashSet();
        foreach (var e in await log.OfStreamsAsync(district, streams, events[0].Position - 1, ct))
        {
            fold.Apply(e.Position, e.Fact);
        }

        fold.Settle();
        foreach (var e in events)
        {
            fold.Apply(e.Position, e.Fact);
        }

        var fileChanged = !ReferenceEquals(fold.District, cached.Head.File);
        var page = new BoardUpdate(
            head?.Position, events[^1].Position, fold.District, fileChanged, fold.Names, [.. fold.TouchedClaims],
            [], [], [], [], []);
        if (fileChanged)
        {
            cached.Units.Clear();
        }

        if (fold.TouchedAll || fold.TouchedUnits.Count > 0)
        {
            page = await ScoreAsync(district, cached, page, fold, events[0].Position, ct);
        }

        cached.Head = cached.Head with { File = page.District, Position = page.Position };
        cache.Put(district, cached);
        return page;
    }

    private async Task<BoardUpdate> ScoreAsync(
        string district, CachedBoard cached, BoardUpdate page, LedgerFold fold, long since, CancellationToken ct)
    {
        var rules = ruleSets.Of(page.District);
        var everyUnit = fold.TouchedAll || Scorer.TakesWholeDistrict(rules, page.District.Roster);
        var ranked = await RankAsync(district, cached, await ScoredAsync(everyUnit), rules, everyUnit, ct);

        // Totals of the units that were not scored cannot be carried into a new year: some of its days may be in the
        // last week of the old one. That happens on the first page of a year.
        return ranked ?? (await RankAsync(district, cached, await ScoredAsync(all: true), rules, all: true, ct))!;

        Task<ScoredPage> ScoredAsync(bool all) =>
            new PageScoring(board, district, cached, page, fold, since, rules).RunAsync(all, ct);
    }

    // Null when every unit must be scored first.
    private async Task<BoardUpdate?> RankAsync(
        string district, CachedBoard cached, ScoredPage scored, RuleSet rules, bool all, CancellationToken ct)
    {
        var page = scored.Page;
        var first = all ? null : FirstChanged(page);
        if (!all && first is null)
        {
            return page;
        }

        // Weeks without any fact before a changed one are ranked too, each from the one before; from the beginning when
        // none was ranked yet.
        var ranks = new Ranks(page.District, rules, scored.Totals);
        var ranked = cached.LastRanking ?? await board.LastRankingAsync(district, ct);
        first = ranked is null ? null : first > ranked.Value.Next ? ranked.Value.Next : first;

        // Sheets before the week that is ranked anyway since the one before it is closed make no difference.
        var last = await board.LastSheetAsync(
            district, scored.Totals.Keys.ToList(), page.District.LastClosed?.Next, ct);
        last = scored.LastSheet > last || last is null ? scored.LastSheet : last;

        // When the last fact is taken back, the weeks that were ranked only up to it go with it.
        var ending = Ranks.Last(page.District, last)?.Next;
        first = first is null || ending is null ? null : first > ending ? ending : first;
        var rankings = (await RankingsAsync(district, cached, first?.Previous, ct)).ToLookup(ranking => ranking.Week);
        if (!all && ranks.Weeks(last, first).Any(week => !rankings.Contains(week) && ranks.BeginsYear(week)))
        {
            return null;
        }

        page = Rank(page, ranks, ranks.Weeks(last, first), rankings, first);
        cached.Keep(page);
        return page;
    }

    private async Task<IEnumerable<GroupRanking>> RankingsAsync(
        string district, CachedBoard cached, Week? from, CancellationToken ct)
    {
        if (cached.Rankings is not { } kept || from is null || from < kept.From)
        {
            var read = await board.RankingsAsync(district, from, ct);
            cached.Rankings = kept = (
                from ?? new Week(DateOnly.MinValue), read.ToDictionary(ranking => (ranking.Week, ranking.Group)));
        }

        return kept.All.Values.Where(ranking => from is null || ranking.Week >= from);
    }

    private static BoardUpdate Rank(
        BoardUpdate page, Ranks ranks, IEnumerable<Week> weeks, ILookup<Week, GroupRanking> stored, Week? first)
    {
        var changed = new List<GroupRanking>();
        var gone = stored
            .Where(week => first is null || week.Key >= first)
            .SelectMany(week => week)
            .Select(ranking => (ranking.Week, ranking.Group))
            .ToHashSet();
        var before = TotalsOf(first is null ? [] : stored[first.Value.Previous]);
        foreach (var week in weeks)
        {
            var known = TotalsOf(stored[week]);
            var made = ranks.Of(week, known, before).ToList();
            gone.ExceptWith(made.Select(ranking => (ranking.Week, ranking.Group)));
            changed.AddRange(made.Where(ranking => !stored[week].Any(old => BoardEquality.Of(old, ranking))));
            before = TotalsOf(made);
        }

        return page with { Rankings = changed, GoneRankings = [.. gone] };
    }

    private static Week? FirstChanged(BoardUpdate page) => page.Sheets
        .Select(sheet => sheet.Week)
        .Concat(page.GoneSheets.Select(gone => gone.Week))
        .Order()
        .Select(week => (Week?)week)
        .FirstOrDefault();

    private static Dictionary<string, UnitTotals> TotalsOf(IEnumerable<GroupRanking> rankings) => rankings
        .SelectMany(ranking => ranking.Standings)
        .ToDictionary(standing => standing.Totals.Unit, standing => standing.Totals, StringComparer.Ordinal);
}
