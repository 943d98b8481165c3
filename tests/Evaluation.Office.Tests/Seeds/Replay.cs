using Evaluation.Office.Adjustments;
using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Office.Firms;
using Evaluation.Office.Imports;
using Evaluation.Office.Projects;
using Evaluation.Office.Reports;
using Evaluation.Office.Units;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Tests.Seeds;

/// <summary>Puts every row of a history to the deciders, in order of time, as the office's program would.</summary>
internal sealed class Replay
{
    private ClosedWeeks? closings;
    private readonly History history;
    private readonly Calendar calendar;
    private readonly Dictionary<string, FactRow> rows = [];
    private readonly Dictionary<string, NameTaken> names = [];
    private readonly List<(DateTimeOffset At, RowLocation Location, Func<IEnumerable<Decision>> Step)> steps = [];

    private Replay(History history, Calendar calendar) => (this.history, this.calendar) = (history, calendar);

    public List<string> Refusals { get; } = [];

    public Roster Roster { get; private set; } = Roster.Empty;

    public Dictionary<string, Firm> Enterprises { get; } = [];

    public Dictionary<string, Project> Projects { get; } = [];

    public Dictionary<string, Claim> Claims { get; } = [];

    public Dictionary<(string Unit, Week Week), WeeklyReport> Reports { get; } = [];

    public Dictionary<string, Adjustment> Adjustments { get; } = [];

    public SortedDictionary<Week, WeekFile> Weeks { get; } = [];

    /// <summary>Claims that were undecided and not named as carried over when a week was closed or sealed.</summary>
    public List<string> LeftOpen { get; } = [];

    public static Replay Of(History history)
    {
        var replay = new Replay(history, SeedFolder.Rulebook(history).Calendar);
        replay.EnterUnits();
        replay.Gather();
        foreach (var (at, location, step) in replay.steps.OrderBy(step => step.At))
        {
            replay.Refusals.AddRange(
                step().Where(decision => decision.Refusal is not null)
                    .Select(decision => $"{location} {at:O}: {decision.Refusal}"));
        }

        return replay;
    }

    public IEnumerable<Claim> Verified(string kind) =>
        Claims.Values.Where(claim => claim.Kind == kind && claim.Status == ClaimStatus.Verified);

    private void EnterUnits()
    {
        foreach (var row in history.Roster)
        {
            Enter(row.Location, Roster.Knows(row.Unit)
                ? RosterDecider.Regroup(Roster, new UnitRegrouped(row.Unit, row.Group, row.From))
                : RosterDecider.Enter(Roster, new UnitEntered(row.Unit, row.Name, row.Kind, row.Group, row.From)));
        }

        foreach (var row in history.Leaders)
        {
            Enter(row.Location,
                RosterDecider.Appoint(Roster, new LeaderAppointed(row.Unit, row.Person, row.Post, row.From)));
            if (row.To is { } to)
            {
                Enter(row.Location, RosterDecider.Release(Roster, new LeaderReleased(row.Unit, row.Person, to)));
            }
        }
    }

    private void Enter(RowLocation location, Decision decision)
    {
        Roster = decision.Events.Aggregate(Roster, RosterFold.Evolve);
        if (decision.Refusal is { } refusal)
        {
            Refusals.Add($"{location}: {refusal}");
        }
    }

    private void Gather()
    {
        // A decision's file names the day only; it is taken to be known from the evening on.
        var evening = new TimeOnly(18, 0);
        Add(history.Enterprises, row => row.FiledAt, row => row.Location, File);
        Add(history.Projects, row => row.FiledAt, row => row.Location, File);
        Add(history.Facts, row => row.RecordedAt, row => row.Location, row => [Report(row)]);
        Add(history.Handling, row => row.At, row => row.Location, Handle);
        Add(history.Reports, row => row.SubmittedAt, row => row.Location, row => [Submit(row)]);
        Add(history.Decisions, row => new DateTimeOffset(row.DecidedOn.ToDateTime(evening), calendar.Offset),
            row => row.Location, row => [Decide(row)]);
        Add(history.Weeks, row => row.ClosedAt, row => row.Location, Close);
        Add(history.Weeks, row => row.SealedAt, row => row.Location, row => [Seal(row)]);
    }

    private void Add<T>(
        IReadOnlyList<T> all, Func<T, DateTimeOffset> at, Func<T, RowLocation> location,
        Func<T, IEnumerable<Decision>> step) =>
        steps.AddRange(all.Select(row => (at(row), location(row), (Func<IEnumerable<Decision>>)(() => step(row)))));

    private IEnumerable<Decision> File(FirmRow row)
    {
        var filed = FirmDecider.File(
            Enterprises.GetValueOrDefault(row.Enterprise),
            new FirmFiled(row.Enterprise, row.Name, row.CreditCode, row.Industry, row.ChainLeader));
        Evolve(Enterprises, row.Enterprise, filed, Firm.Evolve);
        yield return filed;
        foreach (var key in row.Aliases.Append(row.Name).Select(Firm.Key)
            .Concat(row.CreditCode is { } code ? [code] : []))
        {
            var taken = FirmDecider.Take(names.GetValueOrDefault(key), new NameTaken(key, row.Enterprise));
            names[key] = new NameTaken(key, row.Enterprise);
            yield return taken;
        }

        foreach (var alias in row.Aliases)
        {
            var added = FirmDecider.AddAlias(Enterprises[row.Enterprise], new AliasAdded(row.Enterprise, alias));
            Evolve(Enterprises, row.Enterprise, added, Firm.Evolve);
            yield return added;
        }
    }

    private IEnumerable<Decision> File(ProjectRow row)
    {
        if (!Enterprises.ContainsKey(row.Enterprise) || (row.Parent is { } parent && !Projects.ContainsKey(parent)))
        {
            yield return Refusal.Unknown("enterprise", "企业或前期项目", row.Enterprise, "");
        }

        var filed = ProjectDecider.File(null, new ProjectFiled(
            row.Project, row.Name, row.Enterprise, row.Industry, row.Parent, row.Contracted, row.FixedAsset));
        Evolve(Projects, row.Project, filed, Project.Evolve);
        yield return filed;
        if (row.Introducer is { } introducer)
        {
            var named = ProjectDecider.NameIntroducer(
                Projects[row.Project], new IntroducerNamed(row.Project, introducer), Roster);
            Evolve(Projects, row.Project, named, Project.Evolve);
            yield return named;
        }

        if (row.Shares.Count > 0)
        {
            var agreed = ProjectDecider.AgreeShares(
                Projects[row.Project], new SharesAgreed(row.Project, row.Shares, row.Source), Roster);
            Evolve(Projects, row.Project, agreed, Project.Evolve);
            yield return agreed;
        }
    }

    private Decision Report(FactRow row)
    {
        rows[row.Id] = row;
        var facts = BuiltInKinds.Find(row.Kind)!.Bind(row.Fields).Value;
        var reported = ClaimDecider.Report(
            Claims.GetValueOrDefault(row.Id),
            new ClaimReported(
                row.Id, row.Unit, row.Kind, row.OccurredOn, facts, row.Shares, row.Evidence, row.RecordedAt,
                row.RecordedBy ?? ""),
            Known(row, row.RecordedAt));
        Evolve(Claims, row.Id, reported, Claim.Evolve);
        return reported;
    }

    private ClaimSurroundings Known(FactRow row, DateTimeOffset at)
    {
        var missing = BuiltInKinds.Find(row.Kind)!.Fields
            .Where(field => row.Fields.TryGetValue(field.Name, out var name) && field.Type switch
            {
                FieldType.Enterprise => !Enterprises.ContainsKey(name),
                FieldType.Project => !Projects.ContainsKey(name),
                FieldType.Claim => !Claims.ContainsKey(name),
                FieldType.Unit => !Roster.Knows(name),
                _ => false,
            })
            .Select(field => (field.Name, row.Fields[field.Name])).ToList();
        var trip = row.Fields.TryGetValue("trip", out var id) ? Claims.GetValueOrDefault(id) : null;
        return new ClaimSurroundings(
            Roster, DateOnly.FromDateTime(at.ToOffset(calendar.Offset).DateTime), missing, trip)
        {
            Kind = BuiltInKinds.Find(row.Kind),
            Firm = row.Fields.TryGetValue("enterprise", out var firm) ? Enterprises.GetValueOrDefault(firm) : null,
        };
    }

    private IEnumerable<Decision> Handle(HandlingRow row)
    {
        var claim = Claims.GetValueOrDefault(row.Claim);
        if (row.Step == "verified")
        {
            return Verify(claim!, row).ToList();
        }

        var decision = row.Step switch
        {
            "corrected" => Correct(claim!, row),
            "returned" => ClaimDecider.Return(claim, new ClaimReturned(row.Claim, row.Reason)),
            "refused" => ClaimDecider.Refuse(claim, new ClaimRefused(row.Claim, row.Reason)),
            "withdrawn" => ClaimDecider.Withdraw(claim, new ClaimWithdrawn(row.Claim, row.Reason)),
            _ => ClaimDecider.Reverse(claim, new ClaimReversed(row.Claim, row.Reason, row.Document)),
        };
        Evolve(Claims, row.Claim, decision, Claim.Evolve);
        return [decision];
    }

    private Decision Correct(Claim claim, HandlingRow row)
    {
        var corrected = rows[row.Claim] = rows[row.Claim].With(row);
        if (!BuiltInKinds.Find(corrected.Kind)!.Bind(corrected.Fields).TryGet(out var facts, out var refusal))
        {
            return refusal;
        }

        // A verified claim is credited already: its shares stay unless the file names others.
        var shares = corrected.Shares.Count == 0 && claim.Status == ClaimStatus.Verified
            ? claim.Shares : corrected.Shares;
        return ClaimDecider.Correct(
            claim, new ClaimCorrected(row.Claim, corrected.OccurredOn, facts, shares, row.Reason),
            Known(corrected, row.At));
    }

    private IEnumerable<Decision> Verify(Claim claim, HandlingRow row)
    {
        var decided = ClaimCredit.Verify(claim, row.Claim, FileOf(claim), row.Account, row.Reason);
        Evolve(Claims, row.Claim, decided.Claim, Claim.Evolve);
        yield return decided.Claim;
        if (BuiltInKinds.OfProject(claim.Kind))
        {
            Evolve(Projects, claim.Text("project"), decided.Project, Project.Evolve);
            yield return decided.Project;
        }
    }

    private ClaimFile FileOf(Claim claim) =>
        BuiltInKinds.OfProject(claim.Kind) ? ClaimFile.Empty with { Project = Projects[claim.Text("project")] }
        : claim.Facts.TryGetValue("enterprise", out var name)
            && Enterprises.TryGetValue(name.Text ?? "", out var firm)
            ? new ClaimFile(null, firm, BuiltInKinds.Find(claim.Kind))
            : ClaimFile.Empty;

    private Decision Submit(ReportRow row)
    {
        var today = DateOnly.FromDateTime(row.SubmittedAt.ToOffset(calendar.Offset).DateTime);
        var key = (row.Unit, row.Week);
        var submitted = ReportDecider.Submit(
            Reports.GetValueOrDefault(key), new ReportSubmitted(row.Unit, row.Week, row.Nil, row.SubmittedAt), Roster,
            today);
        Evolve(Reports, key, submitted, WeeklyReport.Evolve);
        return submitted;
    }

    private Decision Decide(DecisionRow row)
    {
        var id = row.Reverses ?? row.Id;
        var standing = Adjustments.GetValueOrDefault(id);
        var decision = row.Reverses is null
            ? AdjustmentDecider.Decide(
                standing,
                new AdjustmentDecided(
                    row.Id, row.Unit, row.Points, row.DecidedOn, row.EffectiveOn, row.Document, row.Reason), Roster)
            : AdjustmentDecider.Reverse(
                standing, new AdjustmentReversed(id, row.Id, row.DecidedOn, row.EffectiveOn, row.Document, row.Reason));
        Evolve(Adjustments, id, decision, Adjustment.Evolve);
        return decision;
    }

    private IEnumerable<Decision> Close(WeekRow row)
    {
        var closed = WeekDecider.Close(
            closings, new WeekClosed(row.Week, calendar.CutOffFor(row.Week), row.ClosedBy), row.ClosedAt);
        closings = closed.Events.Aggregate(closings, ClosedWeeks.Evolve);
        Weeks[row.Week] = WeekFile.Empty;
        yield return closed;
        foreach (var (claim, reason) in row.CarriedOver)
        {
            var undecided = Claims.GetValueOrDefault(claim)?.Undecided == true;
            var carried = WeekDecider.CarryOver(
                closings?.Of(row.Week), Weeks[row.Week], new ClaimCarriedOver(row.Week, claim, reason), undecided);
            Evolve(Weeks, row.Week, carried, WeekFile.Evolve);
            yield return carried;
        }

        Gate(row, "closed");
    }

    private Decision Seal(WeekRow row)
    {
        Gate(row, "sealed");
        if (WeekDecider.MaySeal(
            closings?.Of(row.Week), Weeks.GetValueOrDefault(row.Week), row.Week, row.SealedBy) is { } refusal)
        {
            return refusal;
        }

        var sealing = Decision.Accept(new BulletinSealed(
            row.Week, row.Week.Number, row.Document, 0, [], row.SealedAt, row.ClosedBy, row.SealedBy, "", "", "", ""));
        Evolve(Weeks, row.Week, sealing, WeekFile.Evolve);
        return sealing;
    }

    private void Gate(WeekRow row, string moment) => LeftOpen.AddRange(
        Claims.Values.Where(
            claim => claim.Undecided && claim.OccurredOn <= row.Week.End
            && !Weeks[row.Week].CarriedOver.ContainsKey(claim.Id))
            .Select(claim => $"{claim.Id} undecided when {row.Week} was {moment}"));

    private static void Evolve<TKey, T>(
        IDictionary<TKey, T> states, TKey key, Decision decision, Func<T?, object, T> evolve)
        where TKey : notnull
        where T : class
    {
        foreach (var @event in decision.Events)
        {
            states[key] = evolve(states.TryGetValue(key, out var state) ? state : null, @event);
        }
    }
}
