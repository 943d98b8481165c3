using Evaluation.Office.Adoption;
using Evaluation.Office.Appeals;
using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Office.Ledger;
using Evaluation.Office.Publication.Gating;
using Evaluation.Office.Publication;
using Evaluation.Office.Verification;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Tests.Publication;

/// <summary>A district made from its events, gathered for the gate.</summary>
internal sealed class GateDesk
{
    /// <summary>The week at the gate, 2023-W10, from 6 to 12 March.</summary>
    public static readonly Week Tenth = Sample.WeekOf("2023-03-06");

    /// <summary>The closing of the week.</summary>
    public static readonly WeekClosed Closed = new(Tenth, Sample.At("2023-03-14 18:00"), "wu.closer");

    /// <summary>The closing of the week after it.</summary>
    public static readonly WeekClosed NextClosed = new(Tenth.Next, Sample.At("2023-03-21 18:00"), "wu.closer");

    /// <summary>A year's rules: a visit gives half a point.</summary>
    public static readonly RulebookText Usual = new()
    {
        From = "2023-01-02",
        To = "2023-12-31",
        Clauses = "- {id: visit, text: 每家次计0.5分, unit: 分/家次, each: visit, gives: 0.5, cap: none}",
    };

    /// <summary>The same rules, under which changes of sealed weeks need a new issue first.</summary>
    public static readonly RulebookText IssueFirst = Usual with { Columns = "[]\n  late: issue" };

    private readonly List<object> log = [TestOffice.District, .. TestOffice.Units];

    private GateDesk()
    {
    }

    /// <summary>The position of the last event.</summary>
    public int Last => log.Count;

    /// <summary>A district with rules whose week is closed, and nothing else.</summary>
    public static GateDesk OfClosedWeek() => Of(Adopted(Usual), Closed);

    /// <summary>A founded district in which something happened.</summary>
    public static GateDesk Of(params IEnumerable<object> events) => new GateDesk().And(events);

    /// <summary>Something else happened.</summary>
    public GateDesk And(params IEnumerable<object> events)
    {
        log.AddRange(events);
        return this;
    }

    /// <summary>Seals a week as the gate drafts it.</summary>
    public GateDesk Sealed(Week week)
    {
        var draft = Gate.Examine(Gathered(week)).Draft!.Bulletin;
        return And(new BulletinSealed(
            week, draft.Number, draft.Document, draft.Position, draft.Editions, draft.SealedAt, draft.ClosedBy,
            "he.sealer", BulletinFiles.Record(draft), "a", "b", "c"));
    }

    /// <summary>Confirms the draft of the week as it is now.</summary>
    public GateDesk Confirmed() => Confirmed(Tenth);

    /// <summary>Confirms the draft of a week or period as it is now.</summary>
    public GateDesk Confirmed(Term term) => And(term.Decided(Decision.Accept(new WeekConfirmed(
        term.Week, "zhang.verifier", Sample.At("2023-03-15 08:00"), Gate.Examine(Gathered(term)).Draft!.Digest)))
        .Events);

    /// <summary>What the gate is given about a week or period, with a board that is what the events say.</summary>
    public GateInput Gathered(Term term)
    {
        var week = term.Week;
        var now = At(Last);
        var issues = Issues.Of(now.Known.District);
        var known = CountedThen.AsSealed(
            Baselines.Positions(issues).Append(Last).Distinct()
                .ToDictionary(position => position, position => At((int)position)),
            Last);
        var fold = new VerificationFold();
        for (var i = 0; i < log.Count; i++)
        {
            fold.Apply(i + 1, log[i]);
        }

        var book = fold.Read();
        return new GateInput(
            week, log.OfType<WeekClosed>().FirstOrDefault(one => one.Week == week), FileOf(term), now, issues,
            Baselines.Of(issues, known))
        {
            Period = term.Period,
            Appeals = AppealsOf(),
            Verification = book,
            Findings = ClaimFindings.Of(book, now.Rules),
            Board = new BoardState(Last, [], []),
        };
    }

    /// <summary>The adoption of rules.</summary>
    public static RulebookAdopted Adopted(RulebookText rules) =>
        (RulebookAdopted)RulebookDecider.Adopt(null, rules.ToString(), "考〔2023〕1号", TestOffice.District).Events[0];

    /// <summary>A visit to a firm, reported in the evening unless said otherwise.</summary>
    public static ClaimReported Visit(
        string claim, string day, string? reportedAt = null, string unit = Sample.Kengkou,
        string firm = "甲") => new(
        claim, unit, BuiltInKinds.Visit, Sample.Day(day),
        new Dictionary<string, Value> { ["enterprise"] = Value.Of(firm), ["leader"] = Value.Of("member") }, [], [],
        Sample.At(reportedAt ?? $"{day} 18:00"), "li.reporter");

    /// <summary>A claim counts for a unit.</summary>
    public static ClaimVerified Verified(string claim, string unit = Sample.Kengkou) =>
        new(claim, [new Share(unit, 1m)], Facts.None, "");

    /// <summary>An appeal about a claim of the week before.</summary>
    public static AppealLodged Appeal(string appeal, string lodgedAt) => new(
        appeal, Sample.Fenghuang, Tenth.Previous, About.OfClaim("V9"), "有误", ["纪要.pdf"],
        Sample.At(lodgedAt), "li.reporter", new CountedDay(Sample.Day("2023-03-17"), []));

    /// <summary>Scores in which every line of a unit has one more point.</summary>
    public static IReadOnlyList<UnitScore> OnePointMore(IReadOnlyList<UnitScore> scores, string unit) =>
    [
        .. scores.Select(score => score.Unit != unit ? score : score with
        {
            Sheets = [.. score.Sheets.Select(sheet => sheet with
            {
                Lines = [.. sheet.Lines.Select(line => line with { Points = line.Points + 1m })],
            })],
        }),
    ];

    /// <summary>The district as known at a position.</summary>
    public Scored At(int position)
    {
        var fold = new LedgerFold(DistrictFile.Empty);
        for (var i = 0; i < position; i++)
        {
            fold.Apply(i + 1, log[i]);
        }

        return Scored.FromTexts(fold.At(position));
    }

    /// <summary>What was done about a week's or a period's bulletin.</summary>
    public WeekFile FileOf(Term term) => term.Period is { } period
        ? log.OfType<PeriodStep>().Where(one => one.Period == period).Aggregate(WeekFile.Empty, WeekFile.Evolve)
        : FileOf(term.Week);

    private WeekFile FileOf(Week week) => log.Aggregate(WeekFile.Empty, (file, one) => one switch
    {
        ClaimCarriedOver e when e.Week == week => WeekFile.Evolve(file, e),
        WeekConfirmed e when e.Week == week => WeekFile.Evolve(file, e),
        WeekWaived e when e.Week == week => WeekFile.Evolve(file, e),
        BulletinSealed e when e.Week == week => WeekFile.Evolve(file, e),
        _ => file,
    });

    private List<Appeal> AppealsOf()
    {
        var appeals = new OrderedDictionary<string, Appeal>();
        foreach (var one in log)
        {
            var id = one switch
            {
                AppealLodged e => e.Appeal,
                AppealHeard e => e.Appeal,
                AppealRuled e => e.Appeal,
                AppealWithdrawn e => e.Appeal,
                _ => null,
            };
            if (id is not null)
            {
                appeals[id] = Evaluation.Office.Appeals.Appeal.Evolve(appeals.GetValueOrDefault(id), one);
            }
        }

        return [.. appeals.Values];
    }
}
