using Evaluation.Office.Claims;
using Evaluation.Office.Ledger;
using Evaluation.Office.Publication;
using Evaluation.Office.Reports;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Tests.SecondCount;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Tests.Publication;

/// <summary>
/// Lives through a history as an office would: closes weeks and leaves claims for later, seals week after week, and now
/// and then issues a sealed one again. Every event takes a minute.
/// </summary>
internal sealed class IssueHistory
{
    private const int Places = 15;

    private readonly Chance chance;
    private readonly LedgerFold fold = new(DistrictFile.Empty);
    private readonly List<object> fed = [];
    private readonly Dictionary<string, RuleSet> compiled = new(StringComparer.Ordinal);
    private readonly Dictionary<Week, DateTimeOffset> closings = [];
    private readonly int? format;
    private long position;

    private IssueHistory(int seed)
    {
        chance = new Chance(seed);
        format = chance.Of100(20) ? 2 : Bulletin.LatestFormat;
    }

    /// <summary>Every issue in the order of sealing, with the position at which it was sealed.</summary>
    public List<Bulletin> Sealed { get; } = [];

    public int Reissues => Sealed.Count(one => one.Issue is not null);

    /// <summary>How much was reported after a cut-off and named.</summary>
    public int Later => Sealed.Sum(one => one.Cut?.Later.Count ?? 0);

    /// <summary>How many claims were left for later.</summary>
    public int CarriedOver => fold.District.CarriedOver.Count;

    public static IssueHistory Of(IReadOnlyList<object> events, int seed)
    {
        var history = new IssueHistory(seed);
        foreach (var @event in events)
        {
            history.Live(@event);
            history.Work();
        }

        // At the end all that may be sealed is sealed, so that every change was published.
        while (history.MaySeal)
        {
            history.Seal();
            history.Work();
        }

        return history;
    }

    /// <summary>
    /// Where issues and corrections do not add up to the scores at the last sealing; null when they do.
    /// </summary>
    public string? Difference()
    {
        var issues = Issues.Of(fold.District);
        if (issues.LastBulletin is not { } last)
        {
            return null;
        }

        var sheets = BulletinMaker.Seen(ScoredAt(last), FrameOf(Sealed.Single(one => one.Position == last), null))
            .Scores.SelectMany(score => score.Sheets).ToList();
        foreach (var week in fold.District.Sealings.Select(sealing => sealing.Week))
        {
            var standing = Sealed.FindLastIndex(one => one.Week == week.Id && one.Position <= last);
            var sums = Lines(Sealed[standing]).Concat(Sealed.Skip(standing + 1).Where(one => one.Position <= last)
                    .SelectMany(one => one.Corrections).Where(one => one.Week == week.Id)
                    .Select(one => (Key: $"{one.Unit} {one.Clause} {one.Fact}", Points: one.After - one.Before)))
                .GroupBy(one => one.Key).ToDictionary(one => one.Key, one => one.Sum(line => line.Points));
            var scored = sheets.Where(sheet => sheet.Week == week)
                .SelectMany(
                    sheet => sheet.Lines,
                    (sheet, line) => (Key: $"{sheet.Unit} {line.Clause} {line.Fact}", line.Points))
                .GroupBy(one => one.Key).ToDictionary(one => one.Key, one => one.Sum(line => line.Points));
            foreach (var key in sums.Keys.Union(scored.Keys))
            {
                var (published, counted) = (sums.GetValueOrDefault(key), scored.GetValueOrDefault(key));
                // Added up, the last places of thirds and roots are lost beside larger numbers.
                if (Math.Round(published, Places) != Math.Round(counted, Places))
                {
                    return $"{week} issue {Sealed[standing].Issue?.Number ?? 1}: {key} published {published}, scored "
                        + $"{counted}";
                }
            }
        }

        return null;
    }

    /// <summary>
    /// Where an issue counted again from the events differs from what was sealed; null when none does.
    /// </summary>
    public string? Recounted()
    {
        var issues = Issues.Of(fold.District);
        foreach (var one in Sealed)
        {
            var standing = one.Issue is null ? null
                : Sealed.FindLast(before => before.Week == one.Week && before.Position < one.Position);
            var made = Make(FrameOf(one, standing), one.Position, issues.KnownAt(one.Position));
            if (BulletinFiles.Record(made) != BulletinFiles.Record(one))
            {
                return $"{one.Week} issue {one.Issue?.Number ?? 1}";
            }
        }

        return null;
    }

    private bool MaySeal => fold.District is { NextToSeal: { } next, LastClosed: { } closed } file && next <= closed
        && Snapshot.Frame(Rules(file), next) is not null;

    private void Work()
    {
        if (MaySeal && chance.Of100(45))
        {
            Seal();
        }

        while (fold.District.Sealings.Count > 0 && chance.Of100(20))
        {
            IssueAnew(chance.Pick<Sealing>(fold.District.Sealings).Week);
        }
    }

    private void Seal()
    {
        var week = fold.District.NextToSeal!.Value;
        var made = Make(Frame(week, closings[week], Now, null), position, Issues.Of(fold.District));
        Sealed.Add(made);
        Feed(new BulletinSealed(
            week, 1, "", made.Position, [], made.SealedAt, "", "", BulletinFiles.Record(made), "", "", ""));
    }

    private void IssueAnew(Week week)
    {
        var standing = Sealed.FindLast(one => one.Week == week.Id)!;
        var made = Make(Frame(week, closings[week], Now, standing), position, Issues.Of(fold.District));
        if (!IssueContent.Differs(standing, made))
        {
            return;
        }

        Sealed.Add(made);
        Feed(new BulletinReissued(
            week, made.Issue!.Number, IssueKind.Revision, "", 1, "", made.Position, [], made.SealedAt, "", "", "",
            BulletinFiles.Record(made), "", "", ""));
    }

    private SealingFrame FrameOf(Bulletin one, Bulletin? standing) => Frame(
        Week.Parse(one.Week, fold.District.Founded!.WeekStarts)!.Value, one.CutOff, one.SealedAt, standing) with
    {
        Format = one.Format,
    };

    // Some districts were sealed in the format of before up to an update.
    private SealingFrame Frame(Week week, DateTimeOffset cutOff, DateTimeOffset sealedAt, Bulletin? standing) =>
        new(week, 1, "", cutOff, sealedAt, "", "")
        {
            Format = Sealed.Count < 3 ? format : Bulletin.LatestFormat,
            Issue = standing is null ? null
                : new IssueFrame((standing.Issue?.Number ?? 1) + 1, IssueKind.Revision, "", "", standing, ""),
        };

    private Bulletin Make(SealingFrame frame, long at, Issues issues)
    {
        var previous = issues.InForce(frame.Week.Previous)?.Position;
        var known = CountedThen.AsSealed(
            Baselines.Positions(issues).Append(previous ?? at).Append(at).Distinct()
                .ToDictionary(one => one, ScoredAt),
            at);
        var before = frame.Issue is null ? Baselines.Of(issues, known)
            : previous is { } earlier ? new Baselines(known[earlier])
            : null;
        return BulletinMaker.Make(before, known[at], frame);
    }

    private DateTimeOffset Now => new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.FromHours(8)).AddMinutes(position);

    private void Live(object @event)
    {
        Feed(@event switch
        {
            ClaimReported e => e with { ReportedAt = Now },
            ReportSubmitted e => e with { SubmittedAt = Now },
            WeekClosed e => e with { CutOff = Now },
            _ => @event,
        });
        if (@event is WeekClosed { Week: var week })
        {
            closings[week] = Now.AddMinutes(-1);
            foreach (var claim in fold.Claims.Values.Where(one => one.Undecided && chance.Of100(30)).ToList())
            {
                Feed(new ClaimCarriedOver(week, claim.Id, "待补"));
            }
        }
    }

    private Scored ScoredAt(long at)
    {
        var known = At(at);
        return new Scored(known, Rules(known.District));
    }

    // The same editions are compiled once.
    private RuleSet Rules(DistrictFile file)
    {
        var texts = string.Join('|', file.Editions.Adopted.Select(edition => edition.Sha256));
        return compiled.TryGetValue(texts, out var rules) ? rules : compiled[texts] = file.Editions.Compile();
    }

    // Folded from the first event each time, as a recount does.
    private Snapshot At(long at)
    {
        var past = new LedgerFold(DistrictFile.Empty);
        for (var i = 0; i < at; i++)
        {
            past.Apply(i + 1, fed[i]);
        }

        return past.At(at);
    }

    private void Feed(object @event)
    {
        fed.Add(@event);
        fold.Apply(++position, @event);
    }

    private static IEnumerable<(string Key, decimal Points)> Lines(Bulletin issue) => issue.Sheets.SelectMany(
        sheet => sheet.Lines, (sheet, line) => ($"{sheet.Unit} {line.Clause} {line.Fact}", line.Points));
}
