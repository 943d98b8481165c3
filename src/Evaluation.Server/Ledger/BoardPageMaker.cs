using Evaluation.Core.Ledger;
using Evaluation.Core.Ranking;
using Evaluation.Core.Scoring;
using Evaluation.Core.Words;
using Evaluation.Server.Store;

namespace Evaluation.Server.Ledger;

/// <summary>An event of a page.</summary>
/// <param name="Position">Its place in the log.</param>
/// <param name="Stream">Its stream.</param>
/// <param name="Fact">The event.</param>
public readonly record struct PageEvent(long Position, string Stream, object Fact);

/// <summary>
/// Works out what a page of a district's events changes. Only units whose ledger changed are scored again, and only
/// weeks and groups whose totals changed are ranked again; roster, rulebook and closing of a week concern every unit.
/// </summary>
/// <param name="board">The board as it stands.</param>
/// <param name="log">The log, for the earlier events of the streams that a page touches.</param>
/// <param name="ruleSets">Compiled rulebooks.</param>
public sealed class BoardPageMaker(BoardReader board, EventReader log, RuleSets ruleSets)
{
    /// <summary>The same for a generation that is not read yet.</summary>
    public BoardPageMaker Of(int generation) => new(board.Of(generation), log, ruleSets);

    /// <summary>Makes the page.</summary>
    /// <param name="district">The district.</param>
    /// <param name="events">The page: positions, streams and events, in order.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<BoardPage> MakeAsync(string district, IReadOnlyList<PageEvent> events, CancellationToken ct)
    {
        var standing = await board.DistrictAsync(district, ct);
        var fold = new LedgerFold(standing?.File ?? DistrictFile.Empty);
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

        var page = new BoardPage(
            standing?.Position, events[^1].Position, fold.District, fold.Names, [.. fold.TouchedClaims], [], [], [], [], []);
        return fold.TouchedAll || fold.TouchedUnits.Count > 0
            ? await ScoreAsync(district, page, fold, events[0].Position, fold.TouchedAll, ct)
            : page;
    }

    private async Task<BoardPage> ScoreAsync(
        string district, BoardPage page, LedgerFold fold, long since, bool everyUnit, CancellationToken ct)
    {
        var rules = ruleSets.Of(page.District.Editions);
        everyUnit |= Scorer.TakesWholeDistrict(rules, page.District.Roster);
        var units = everyUnit
            ? page.District.Roster.Terms
                .Select(term => term.Unit)
                .Concat(fold.TouchedUnits)
                .ToHashSet(StringComparer.Ordinal)
            : fold.TouchedUnits;
        var ledger = await board.EntriesAsync(district, units, ct);
        var changed = LedgerWeek.Touched(fold, since).Select(week => week.After(ledger.GetValueOrDefault((week.Unit, week.Week)))).ToList();
        changed.ForEach(week => ledger[(week.Unit, week.Week)] = [.. week.Entries]);
        var facts = ledger.Values.SelectMany(week => week).Where(entry => entry.KnownTo is null)
            .ToLookup(entry => entry.Unit, entry => entry.ToFact(), StringComparer.Ordinal);
        var scores = Scorer.ScoreAll(
                [.. units], facts, rules, page.District.Roster, page.District.LastClosed?.End, page.District.Targets)
            .ToDictionary(score => score.Unit, StringComparer.Ordinal);
        var (sheets, gone) = Compare(await board.SheetsAsync(district, units, ct), scores);
        page = page with { Ledger = changed, Sheets = sheets, GoneSheets = gone };
        var ranked = await RankAsync(district, page, new Ranks(page.District, rules, scores), scores, everyUnit, ct);

        // Totals of the units that were not scored cannot be carried into a new year: some of its days may stand in the
        // last week of the old one. That happens on the first page of a year.
        return ranked ?? await ScoreAsync(district, page, fold, since, everyUnit: true, ct);
    }

    private static (List<Sheet> Changed, List<(string, Week)> Gone) Compare(
        List<Sheet> before, Dictionary<string, UnitScore> scores)
    {
        var standing = before.ToDictionary(sheet => (sheet.Unit, sheet.Week));
        var changed = new List<Sheet>();
        foreach (var sheet in scores.Values.SelectMany(score => score.Sheets))
        {
            if (!standing.Remove((sheet.Unit, sheet.Week), out var old) || !Sameness.Of(old, sheet))
            {
                changed.Add(sheet);
            }
        }

        return (changed, [.. standing.Keys]);
    }

    // Null when every unit must be scored first.
    private async Task<BoardPage?> RankAsync(
        string district, BoardPage page, Ranks ranks, Dictionary<string, UnitScore> scores, bool all, CancellationToken ct)
    {
        var first = all ? null : FirstChanged(page);
        if (!all && first is null)
        {
            return page;
        }

        // Weeks without any fact before a changed one are ranked too, each from the one before; from the beginning when
        // none was ranked yet.
        var ranked = await board.LastRankingAsync(district, ct);
        first = ranked is null ? null : first > ranked.Value.Next ? ranked.Value.Next : first;
        var last = await board.LastSheetAsync(district, scores.Keys, ct);
        foreach (var sheet in scores.Values.SelectMany(score => score.Sheets))
        {
            last = last is null || sheet.Week > last ? sheet.Week : last;
        }

        // When the last fact is taken back, the weeks that were ranked only up to it go with it.
        var ending = Ranks.Last(page.District, last)?.Next;
        first = first is null || ending is null ? null : first > ending ? ending : first;
        var standing = (await board.RankingsAsync(district, first?.Previous, ct)).ToLookup(ranking => ranking.Week);
        return !all && ranks.Weeks(last, first).Any(week => !standing.Contains(week) && ranks.BeginsYear(week))
            ? null
            : Rank(page, ranks, ranks.Weeks(last, first), standing, first);
    }

    private static BoardPage Rank(
        BoardPage page, Ranks ranks, IEnumerable<Week> weeks, ILookup<Week, GroupRanking> standing, Week? first)
    {
        var changed = new List<GroupRanking>();
        var gone = standing
            .Where(week => first is null || week.Key >= first)
            .SelectMany(week => week)
            .Select(ranking => (ranking.Week, ranking.Group))
            .ToHashSet();
        var before = TotalsOf(first is null ? [] : standing[first.Value.Previous]);
        foreach (var week in weeks)
        {
            var known = TotalsOf(standing[week]);
            var made = ranks.Of(week, known, before).ToList();
            gone.ExceptWith(made.Select(ranking => (ranking.Week, ranking.Group)));
            changed.AddRange(made.Where(ranking => !standing[week].Any(old => Sameness.Of(old, ranking))));
            before = TotalsOf(made);
        }

        return page with { Rankings = changed, GoneRankings = [.. gone] };
    }

    private static Week? FirstChanged(BoardPage page) => page.Sheets
        .Select(sheet => sheet.Week)
        .Concat(page.GoneSheets.Select(gone => gone.Week))
        .Order()
        .Select(week => (Week?)week)
        .FirstOrDefault();

    private static Dictionary<string, UnitTotals> TotalsOf(IEnumerable<GroupRanking> rankings) => rankings
        .SelectMany(ranking => ranking.Standings)
        .ToDictionary(standing => standing.Totals.Unit, standing => standing.Totals, StringComparer.Ordinal);
}
