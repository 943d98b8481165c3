using Evaluation.Office.Decisions;
using Evaluation.Office.Ledger;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Publication;

/// <summary>
/// Makes a bulletin from what was known. Sealing and recount are this same function with the same arguments, so that a
/// recount of a sealed week gives its bytes.
/// </summary>
public sealed class BulletinMaker
{
    /// <summary>The reason of a line that is gone.</summary>
    internal const string NoLongerCounts = "该事项已更正或冲销，不再计分。";

    private readonly Scored whole;
    private readonly Snapshot now;
    private readonly RuleSet rules;
    private readonly Rulebook edition;
    private readonly SealingFrame frame;
    private readonly IReadOnlyList<UnitScore> scores;
    private readonly Dictionary<string, LedgerEntry> entries;
    private readonly Dictionary<(string Fact, string Unit), LedgerEntry> credited;

    private BulletinMaker(Scored now, SealingFrame frame, Rulebook edition)
    {
        (whole, this.now, rules, scores) = (now, now.Known, now.Rules, now.Scores);
        (this.frame, this.edition) = (frame, edition);
        entries = now.Known.Entries
            .GroupBy(entry => entry.Fact)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        credited = now.Known.Entries.ToDictionary(entry => (entry.Fact, entry.Unit));
    }

    /// <summary>Makes the bulletin of a week or a period.</summary>
    /// <param name="before">
    /// The weeks as last published; null for the first bulletin and for that of a period. A new issue of a week needs
    /// only the week before.
    /// </param>
    /// <param name="now">
    /// The district as known when it is made, with or without what came after the cut-off; for a period seen through
    /// its last day.
    /// </param>
    /// <param name="frame">Number, document, times, persons; for a new issue what it replaces.</param>
    /// <exception cref="InvalidOperationException">
    /// No edition is in force in the week or on the period's last day; the gate refuses that before.
    /// </exception>
    public static Bulletin Make(Baselines? before, Scored now, SealingFrame frame)
    {
        var edition = EditionOf(now.Rules, frame.Term)
            ?? throw new InvalidOperationException($"No edition in force in {frame.Term.Id}.");
        var made = new BulletinMaker(Seen(now, frame), frame, edition).Make(before) with
        {
            Cut = frame.NamesCut ? BulletinCut.Of(now, frame, edition) : null,
        };
        made = frame.Issue is { } issue ? made with { Issue = BulletinIssue.Between(issue, made) } : made;
        return frame.ForPublic ? PublicPaper.Of(made) : made;
    }

    /// <summary>The district as a bulletin counts it: without what was reported after its cut-off.</summary>
    public static Scored Seen(Scored now, SealingFrame frame) => !frame.CutsOff ? now
        : now.Of(Intake.Of(now.Known.District, frame.Term, frame.CutOff));

    /// <summary>
    /// The edition that frames a bulletin: of a week <see cref="Snapshot.Frame"/>, of a period the one that decides on
    /// its last day. Null for none.
    /// </summary>
    internal static Rulebook? EditionOf(RuleSet rules, Term term) =>
        term.Period is not { Last: var last } ? Snapshot.Frame(rules, term.Week)
        : rules.On(last) is { } decides ? decides with { Ranking = rules.RankingOn(decides, last) }
        : null;

    private Bulletin Make(Baselines? before)
    {
        var (week, period, term) = (frame.Week, frame.Period, frame.Term);
        var beforeRanks = before?.RankingsOf(week.Previous) ?? [];
        var rankings = period is null ? now.Rank(rules, scores, week) : whole.Rank(period);
        var printed = rankings;
        if (frame.NamesCut)
        {
            beforeRanks = EmptyPlaces.Before(beforeRanks);
            printed = EmptyPlaces.Of(rankings);
        }

        var columns = edition.Bulletin.Columns.Select(edition.MeasureOf).ToList();
        return new Bulletin(
            now.District.Founded!.District, now.District.Founded.Name, now.District.Founded.Issuer,
            term.Id, term.First, term.Last, frame.Number, Title(), frame.Document,
            edition.Title, edition.Notice, EditionsUsed(), frame.CutOff, frame.SealedAt,
            now.Position, frame.ClosedBy, frame.SealedBy, PrintedPoints.Of(edition).Places,
            BulletinColumn.AllOf(edition),
            [.. printed.Select(ranking => Group(ranking, beforeRanks, columns))],
            DistrictTotals.Of(now, rules, edition, columns, term.Last, day => term.First <= day && day <= term.Last),
            DistrictTotals.Of(
                now, rules, edition, columns, term.Last,
                day => day <= term.Last && edition.Calendar.YearOf(day) == Year),
            None(rankings), Reports(), [.. Corrections(before)], CarriedOver(),
            [.. printed.SelectMany(ranking => PlainRanking.Of(ranking, edition, [])).Select(Named)],
            [.. period is null ? Sheets() : Sheets(period)])
        {
            Period = period is null ? null : BulletinPeriod.Of(period, rules, edition, rankings, NameOf),
            Honours = edition.Lists.IsEmpty && edition.Ranking.Prizes.IsEmpty ? null
                : Of(term, HonoursOf(week, rankings)),
            ConfirmedBy = frame.ConfirmedBy,
            Waivers = frame.Waivers.Count == 0 ? null
                : [.. frame.Waivers.Select(one => new BulletinWaiver(
                    one.Check, one.Findings, one.Reason, one.Document, Persons.Called(one.Waiver, one.WaivedBy)))],
            Inherited = InheritedNote.Of(rankings, now.District.Roster, edition),
            Format = frame.Format,
            Empty = frame.NamesCut ? EmptyPlaces.WordsOf(rankings) : null,
            Rounding = edition.Ranking.ByExact ? null : edition.Ranking.Precision,
        };
    }

    private List<string> EditionsUsed() =>
    [
        .. now.District.Editions.Adopted
            .Where(e => e.From <= frame.Term.Last && e.To >= Year)
            .Select(e => $"{e.Rulebook}/{e.Edition}/{e.Sha256}"),
    ];

    // First day of the year to date.
    private DateOnly Year => frame.Period is { Last: var last } ? edition.Calendar.YearOf(last)
        : edition.Calendar.YearOf(frame.Week);

    private string Title() => frame.Period is { } period
        ? Patterns.Fill(edition.Bulletin.PeriodTitle, Year, period)
        : Patterns.Fill(edition.Bulletin.Title, Year, frame.Week, frame.Number);

    private string NameOf(string unit) => now.District.Roster.On(unit, frame.Term.Last)?.Name ?? unit;

    // In the ranking of a period the week's scope is the period.
    private PlainRanking Named(PlainRanking one) => frame.Period is not { } period ? one
        : one with { Week = period.Name, Scope = one.Scope == "week" ? "period" : one.Scope };

    private Honours HonoursOf(Week week, IReadOnlyList<GroupRanking> rankings) =>
        Honours.Of(week, scores, rules, rankings) is var all && frame.NamesCut ? EmptyPlaces.Of(all, scores, rules)
        : all;

    // A period's bulletin holds its own lists and prizes, a week's those of all periods that end in it.
    private static Honours Of(Term term, Honours all) => term.Period is null ? all : new Honours(
        [.. all.Lists.Where(one => one.Period == term.Id)], [.. all.Prizes.Where(one => one.Period == term.Id)]);

    private BulletinGroup Group(GroupRanking ranking, IReadOnlyList<GroupRanking> beforeRanks, List<Measure> columns)
    {
        var previous = beforeRanks
            .SelectMany(group => group.Standings)
            .ToDictionary(standing => standing.Totals.Unit, StringComparer.Ordinal);
        return new BulletinGroup(ranking.Group,
        [
            .. ranking.Standings.Select(standing => BulletinRow.Of(
                standing, NameOf(standing.Totals.Unit),
                previous.GetValueOrDefault(standing.Totals.Unit)?.YearRank,
                columns)),
        ]);
    }

    private List<NoneNamed> None(IReadOnlyList<GroupRanking> rankings)
    {
        var units = rankings.SelectMany(ranking => ranking.Standings)
            .Where(one => frame.Period is null || one.WeekRank > 0).Select(standing => standing.Totals).ToList();
        return
        [
            .. edition.Bulletin.NoneNamed.Select(name => new NoneNamed(
                edition.MeasureOf(name).Label,
                [.. now.District.Roster.On(frame.Term.Last)
                    .Where(term => units.Any(u => u.Unit == term.Unit && u.WeekFigures.GetValueOrDefault(name) == 0m))
                    .Select(term => term.Name)])),
        ];
    }

    // Reports are due weekly; the bulletins of the weeks say who was late.
    private BulletinReports Reports()
    {
        if (frame.Period is not null)
        {
            return new BulletinReports([], [], []);
        }

        var reports = now.Entries
            .Where(entry => entry.Kind == BuiltInKinds.Report && entry.OccurredOn == frame.Week.End)
            .ToDictionary(entry => entry.Unit, StringComparer.Ordinal);
        var owing = now.District.Roster.On(frame.Week.End).Where(term => term.Covers(frame.Week.Start)).ToList();
        return new BulletinReports(
            [.. owing
                .Where(term =>
                    reports.TryGetValue(term.Unit, out var report)
                        && !WeeklyDeadline.Met(report.ToFact(), edition.Calendar))
                .Select(term => new LateReport(
                    term.Unit, term.Name,
                    WeeklyDeadline.SubmittedAt(reports[term.Unit].ToFact()).ToOffset(edition.Calendar.Offset)))],
            [.. owing.Where(term => !reports.ContainsKey(term.Unit)).Select(term => term.Name)],
            [.. owing
                .Where(term => reports.TryGetValue(term.Unit, out var report) && report.Values["nil"].Flag == true)
                .Select(term => term.Name)]);
    }

    // What differs, in weeks already published, between the score as it was published and the score as it is known now.
    // A new issue of a week corrects that week alone: the corrections of the first issue remain valid.
    private IEnumerable<Correction> Corrections(Baselines? before) =>
        from one in frame.Issue is null ? before?.Differences(scores, frame.Week) ?? [] : []
        let line = one.After ?? one.Before!
        select new Correction(
            one.Unit, one.Week.Id, line.Clause, line.Fact, Exact.Trim(one.Before?.Points ?? 0m),
            Exact.Trim(one.After?.Points ?? 0m), one.After is null ? NoLongerCounts : Because(line));

    // Of a week what it left for later; of a period all that was left and is still open.
    private IReadOnlyList<CarriedClaim> CarriedOver() => frame.Issue is { } issue ? issue.Standing.CarriedOver :
    [
        .. from carried in now.District.CarriedOver
           where frame.Period is not null || carried.Value.Week == frame.Week
           let claim = now.Claims.First(one => one.Id == carried.Key)
           where frame.Period is null || (claim.Undecided && claim.OccurredOn <= frame.Term.Last)
           select new CarriedClaim(claim.Id, claim.Unit, rules.KindsOn(claim.OccurredOn).LabelOf(claim.Kind),
               claim.OccurredOn,
               frame.ForPublic && rules.KindsOn(claim.OccurredOn).KeepsBack(claim.Kind) ? "" : carried.Value.Reason),
    ];

    private IEnumerable<BulletinSheet> Sheets() =>
        from score in scores
        from sheet in score.Sheets
        where sheet.Week == frame.Week
        select new BulletinSheet(
            score.Unit, sheet.Week.Id, Exact.Trim(sheet.Total),
            [.. sheet.Lines.Select(line => Print(score.Unit, line))]);

    // Of a unit with lines in the period, all of them.
    private IEnumerable<BulletinSheet> Sheets(NamedPeriod period)
    {
        var first = rules.CountedFrom(period);
        return from score in scores
               let lines = score.Sheets.SelectMany(sheet => sheet.Lines)
                   .Where(line => first <= line.On && line.On <= period.Last).ToList()
               where lines.Count > 0
               select new BulletinSheet(
                   score.Unit, period.Name, Exact.Trim(lines.Sum(line => line.Points)),
                   [.. lines.Select(line => Print(score.Unit, line))]);
    }

    private BulletinLine Print(string unit, Line line)
    {
        var origin = frame.NamesEvents ? credited.GetValueOrDefault((line.Fact, unit)) : null;
        return new BulletinLine(
            line.Clause, line.Fact, line.On,
            frame.ForPublic && KeptBack(line) is { } fact ? rules.KindsOn(fact.OccurredOn).LabelOf(fact.Kind)
                : Sentences.About(
                    entries.GetValueOrDefault(line.Fact)?.ToFact(), line.Fact, now.Names, rules, whole: false),
            Exact.Trim(line.Points), Because(line))
        {
            Stream = origin is null ? null : LedgerFold.StreamOf(origin),
            Position = origin?.KnownFrom,
        };
    }

    // What is internal is in no bulletin; the paper for everybody says nothing of such facts but their kind.
    private string Because(Line line) => frame.ForPublic && KeptBack(line) is not null ? PublicPaper.Because(line)
        : Sentences.Because(
            line, rules.On(line.On)?.Clauses.FirstOrDefault(clause => clause.Id == line.Clause),
            whole: KeptBack(line) is null);

    // The fact of a line when it has internal fields.
    private LedgerEntry? KeptBack(Line line) => entries.GetValueOrDefault(line.Fact) is { } entry
        && rules.KindsOn(entry.OccurredOn).KeepsBack(entry.Kind) ? entry : null;
}
