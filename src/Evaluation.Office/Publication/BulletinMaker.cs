using Evaluation.Office.Ledger;
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

    private readonly Snapshot now;
    private readonly RuleSet rules;
    private readonly Rulebook edition;
    private readonly SealingFrame frame;
    private readonly IReadOnlyList<UnitScore> scores;
    private readonly Dictionary<string, LedgerEntry> entries;
    private readonly Dictionary<(string Fact, string Unit), LedgerEntry> credited;

    private BulletinMaker(Scored now, SealingFrame frame, Rulebook edition)
    {
        (this.now, rules, scores) = (now.Known, now.Rules, now.Scores);
        (this.frame, this.edition) = (frame, edition);
        entries = now.Known.Entries
            .GroupBy(entry => entry.Fact)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        credited = now.Known.Entries.ToDictionary(entry => (entry.Fact, entry.Unit));
    }

    /// <summary>Makes the bulletin of a week.</summary>
    /// <param name="before">
    /// The weeks as last published; null for the first bulletin. A new issue of a week needs only the week before.
    /// </param>
    /// <param name="now">The district as this bulletin knows it.</param>
    /// <param name="frame">Number, document, times, persons; for a new issue what it replaces.</param>
    /// <exception cref="InvalidOperationException">
    /// No edition is in force in the week; the gate refuses that before.
    /// </exception>
    public static Bulletin Make(Baselines? before, Scored now, SealingFrame frame)
    {
        var edition = Snapshot.Frame(now.Rules, frame.Week)
            ?? throw new InvalidOperationException($"No edition in force in {frame.Week}.");
        var made = new BulletinMaker(now, frame, edition).Make(before);
        return frame.Issue is { } issue ? made with { Issue = BulletinIssue.Between(issue, made) } : made;
    }

    private Bulletin Make(Baselines? before)
    {
        var week = frame.Week;
        var beforeRanks = before?.RankingsOf(week.Previous) ?? [];
        var rankings = now.Rank(rules, scores, week);
        var columns = edition.Bulletin.Columns.Select(edition.MeasureOf).ToList();
        return new Bulletin(
            now.District.Founded!.District, now.District.Founded.Name, now.District.Founded.Issuer,
            week.Id, week.Start, week.End, frame.Number, Fill(edition.Bulletin.Title), frame.Document,
            edition.Title, edition.Notice, EditionsUsed(), frame.CutOff, frame.SealedAt,
            now.Position, frame.ClosedBy, frame.SealedBy, PrintedPoints.Of(edition).Places,
            BulletinColumn.AllOf(edition),
            [.. rankings.Select(ranking => Group(ranking, beforeRanks, columns))],
            DistrictTotals.Of(now, rules, edition, columns, day => edition.Calendar.WeekOf(day) == week),
            DistrictTotals.Of(
                now, rules, edition, columns,
                day => day <= week.End && edition.Calendar.YearOf(day) == edition.Calendar.YearOf(week)),
            None(rankings), Reports(), [.. Corrections(before)], CarriedOver(),
            [.. rankings.SelectMany(ranking => PlainRanking.Of(ranking, edition, []))], [.. Sheets()])
        {
            Honours = edition.Lists.IsEmpty && edition.Ranking.Prizes.IsEmpty ? null
                : Honours.Of(week, scores, rules, rankings),
            ConfirmedBy = frame.ConfirmedBy,
            Waivers = frame.Waivers.Count == 0 ? null
                : [.. frame.Waivers.Select(one =>
                    new BulletinWaiver(one.Check, one.Findings, one.Reason, one.Document, one.WaivedBy))],
            Inherited = InheritedNote.Of(rankings, now.District.Roster, edition),
            Format = frame.Format,
            Rounding = edition.Ranking.ByExact ? null : edition.Ranking.Precision,
        };
    }

    private List<string> EditionsUsed() =>
    [
        .. now.District.Editions.Adopted
            .Where(e => e.From <= frame.Week.End && e.To >= edition.Calendar.YearOf(frame.Week))
            .Select(e => $"{e.Rulebook}/{e.Edition}/{e.Sha256}"),
    ];

    private string Fill(string pattern) =>
        Patterns.Fill(pattern, edition.Calendar.YearOf(frame.Week), frame.Week, frame.Number);

    private string NameOf(string unit) => now.District.Roster.On(unit, frame.Week.End)?.Name ?? unit;

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
        var units = rankings.SelectMany(ranking => ranking.Standings).Select(standing => standing.Totals).ToList();
        return
        [
            .. edition.Bulletin.NoneNamed.Select(name => new NoneNamed(
                edition.MeasureOf(name).Label,
                [.. now.District.Roster.On(frame.Week.End)
                    .Where(term => units.Any(u => u.Unit == term.Unit && u.WeekFigures.GetValueOrDefault(name) == 0m))
                    .Select(term => term.Name)])),
        ];
    }

    private BulletinReports Reports()
    {
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

    private IReadOnlyList<CarriedClaim> CarriedOver() => frame.Issue is { } issue ? issue.Standing.CarriedOver :
    [
        .. now.District.CarriedOver.Where(carried => carried.Value.Week == frame.Week).Select(carried =>
        {
            var claim = now.Claims.First(one => one.Id == carried.Key);
            return new CarriedClaim(claim.Id, claim.Unit, rules.KindsOn(claim.OccurredOn).LabelOf(claim.Kind),
                claim.OccurredOn, carried.Value.Reason);
        }),
    ];

    private IEnumerable<BulletinSheet> Sheets() =>
        from score in scores
        from sheet in score.Sheets
        where sheet.Week == frame.Week
        select new BulletinSheet(
            score.Unit, sheet.Week.Id, Exact.Trim(sheet.Total),
            [.. sheet.Lines.Select(line => Print(score.Unit, line))]);

    private BulletinLine Print(string unit, Line line)
    {
        var origin = frame.NamesEvents ? credited.GetValueOrDefault((line.Fact, unit)) : null;
        return new BulletinLine(
            line.Clause, line.Fact, line.On,
            Sentences.About(entries.GetValueOrDefault(line.Fact)?.ToFact(), line.Fact, now.Names, rules),
            Exact.Trim(line.Points), Because(line))
        {
            Stream = origin is null ? null : LedgerFold.StreamOf(origin),
            Position = origin?.KnownFrom,
        };
    }

    private string Because(Line line) =>
        Sentences.Because(line, rules.On(line.On)?.Clauses.FirstOrDefault(clause => clause.Id == line.Clause));
}
