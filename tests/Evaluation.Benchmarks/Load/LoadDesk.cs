using Evaluation.Office.Adjustments;
using Evaluation.Office.Adoption;
using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Office.Firms;
using Evaluation.Office.Ledger;
using Evaluation.Office.Projects;
using Evaluation.Office.Reports;
using Evaluation.Office.Units;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Units;
using Evaluation.Server.Adjustments;
using Evaluation.Server.Adoption;
using Evaluation.Server.Claims;
using Evaluation.Server.Firms;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Projects;
using Evaluation.Server.Publication;
using Evaluation.Server.Reports;
using Evaluation.Server.Units;

namespace Evaluation.Benchmarks.Load;

/// <summary>Decides commands one after another as their handlers do, on states in memory; nothing is stored.</summary>
public sealed class LoadDesk : IStates
{
    private readonly Dictionary<string, object> states = new(StringComparer.Ordinal);
    private readonly RuleSets ruleSets = new();
    private ILookup<string, UnitTerm>? terms;
    private Roster named = Roster.Empty;

    private DistrictFounded Founded => State<DistrictFounded>(DistrictFounded.Stream)!;

    private Roster Whole => State<Roster>(RosterFold.Stream) ?? Roster.Empty;

    /// <summary>Decides on a step.</summary>
    /// <exception cref="UnequalException">The command would be refused: such a district is not possible.</exception>
    public List<LoadEvent> Take(LoadStep step)
    {
        var (command, events) = (step.Signed(), new List<LoadEvent>());
        foreach (var (stream, decision) in Decide(command))
        {
            if (decision.Refusal is { } refusal)
            {
                throw new UnequalException($"{command}: {refusal}");
            }

            foreach (var fact in decision.Events)
            {
                states[stream] = Evolve(stream, states.GetValueOrDefault(stream), fact);
                terms = stream == RosterFold.Stream ? null : terms;
                events.Add(new LoadEvent(step.At, stream, fact));
            }
        }

        if (step.Done is { } done)
        {
            states.Remove(done);
        }

        return events;
    }

    /// <inheritdoc/>
    public Task SeeAsync(IEnumerable<string> streams, CancellationToken ct) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<bool> HasAsync(string stream, CancellationToken ct) => Task.FromResult(states.ContainsKey(stream));

    /// <inheritdoc/>
    public Task<TState?> StateAsync<TState>(string stream, CancellationToken ct) where TState : class =>
        Task.FromResult(stream == RosterFold.Stream ? (TState?)(object)named : State<TState>(stream));

    private (string Stream, Decision Decision)[] Decide(object command) => command switch
    {
        FoundDistrict { District: var e } =>
            [(DistrictFounded.Stream, RosterDecider.Found(State<DistrictFounded>(DistrictFounded.Stream), e))],
        ChangeRoster { Change: UnitEntered unit } => [(RosterFold.Stream, RosterDecider.Enter(Whole, unit))],
        ChangeRoster { Change: UnitRenamed unit } => [(RosterFold.Stream, RosterDecider.Rename(Whole, unit))],
        AdoptRulebook { Text: var text, Document: var document } =>
            [(Editions.Stream, RulebookDecider.Adopt(State<Editions>(Editions.Stream), text, document, Founded))],
        CloseWeek closing => [(ClosedWeeks.Stream, Close(closing))],
        SubmitReport report => [(WeeklyReport.StreamOf(report.Unit, report.Week), Submit(report))],
        DecideAdjustment { Adjustment: var e } => On<Adjustment>(
            Adjustment.StreamOf(e.Adjustment),
            before => AdjustmentDecider.Decide(before, e, RosterOf(e.Unit))),
        ReverseAdjustment { Reversal: var e } => On<Adjustment>(
            Adjustment.StreamOf(e.Adjustment), before => AdjustmentDecider.Reverse(before, e)),
        FileFirm { Aliases: [], Firm: { CreditCode: null } firm } => File(firm, Firm.Key(firm.Name)),
        FileProject { Project: { Parent: null } e } => On<Project>(
            Project.StreamOf(e.Project), project => states.ContainsKey(Firm.StreamOf(e.Enterprise))
                ? ProjectDecider.File(project, e)
                : FirmDecider.Unknown(e.Enterprise)),
        NameIntroducer { Introducer: var e } => On<Project>(
            Project.StreamOf(e.Project),
            project => ProjectDecider.NameIntroducer(project, e, RosterOf(e.Unit))),
        ReportClaim reported => [(Claim.StreamOf(reported.Claim), Report(reported))],
        VerifyClaim verified => Verify(verified, ClaimOf(verified.Claim)),
        CorrectClaim corrected => [(Claim.StreamOf(corrected.Claim), Correct(corrected, ClaimOf(corrected.Claim)))],
        ReverseClaim { Reversal: var e } => Reverse(e, ClaimOf(e.Claim)),
        _ => throw new InvalidOperationException($"No made-up district is given {command}."),
    };

    private Decision Close(CloseWeek command)
    {
        var edition = Snapshot.Frame(ruleSets.Of(State<Editions>(Editions.Stream)!), command.Week)!;
        var closing = new WeekClosed(command.Week, edition.Calendar.CutOffFor(command.Week), command.By.Account);
        return WeekDecider.Close(State<ClosedWeeks>(ClosedWeeks.Stream), closing, command.By.At);
    }

    private Decision Submit(SubmitReport command) => ReportDecider.Submit(
        State<WeeklyReport>(WeeklyReport.StreamOf(command.Unit, command.Week)),
        new ReportSubmitted(command.Unit, command.Week, command.Nil, command.By.At), RosterOf(command.Unit),
        Founded.DayOf(command.By.At));

    private (string, Decision)[] File(FirmFiled firm, string key) =>
    [
        .. On<Firm>(Firm.StreamOf(firm.Enterprise), standing => FirmDecider.File(standing, firm)),
        .. On<NameTaken>(
            NameTaken.StreamOf(key), standing => FirmDecider.Take(standing, new NameTaken(key, firm.Enterprise))),
    ];

    private Decision Report(ReportClaim command)
    {
        var loader = new ClaimLoader(this, ruleSets);
        if (!Now(ClaimDecisions.ReadAsync(command, loader, CancellationToken.None))
            .TryGet(out var written, out var refusal))
        {
            return refusal;
        }

        named = RosterOf([command.Unit, .. command.Shares.Select(share => share.Unit)]);
        var context = Now(loader.ContextAsync(written, command.By.At, CancellationToken.None));
        return ClaimDecider.Report(
            State<Claim>(Claim.StreamOf(command.Claim)), ClaimDecisions.Reported(command, context), context.Known);
    }

    private (string, Decision)[] Verify(VerifyClaim command, Claim claim)
    {
        named = RosterOf([claim.Unit, .. claim.Shares.Select(share => share.Unit)]);
        var file = Now(new ClaimLoader(this, ruleSets).FileAsync(claim, CancellationToken.None));
        return Both(claim, ClaimDecisions.Verify(command, claim, file));
    }

    private Decision Correct(CorrectClaim command, Claim claim)
    {
        named = RosterOf([claim.Unit, .. claim.Shares.Select(share => share.Unit)]);
        var loader = new ClaimLoader(this, ruleSets);
        return Now(ClaimDecisions.PrepareAsync(command, claim, loader, CancellationToken.None))
            .TryGet(out var correction, out var refusal)
                ? correction.Decide(claim)
                : refusal;
    }

    private (string, Decision)[] Reverse(ClaimReversed e, Claim claim) => Both(
        claim, ClaimCredit.Reverse(claim, e, State<Project>(Project.StreamOf(claim.Text("project")))));

    private static (string, Decision)[] Both(Claim claim, CreditDecisions decided) =>
        [(Claim.StreamOf(claim.Id), decided.Claim), (Project.StreamOf(claim.Text("project")), decided.Project)];

    private (string, Decision)[] On<TState>(string stream, Func<TState?, Decision> decide) where TState : class =>
        [(stream, decide(State<TState>(stream)))];

    private Claim ClaimOf(string id) => State<Claim>(Claim.StreamOf(id))!;

    private TState? State<TState>(string stream) where TState : class => (TState?)states.GetValueOrDefault(stream);

    // A roster is searched from its front; that of some units answers the same about them.
    private Roster RosterOf(params IEnumerable<string> units)
    {
        terms ??= Whole.Terms.ToLookup(term => term.Unit, StringComparer.Ordinal);
        return new Roster([.. units.SelectMany(unit => terms[unit])], []);
    }

    // Looking here never waits.
    private static T Now<T>(Task<T> looked) => looked.IsCompletedSuccessfully
        ? looked.Result
        : throw new InvalidOperationException("A look at states in memory was not answered at once.");

    private static object Evolve(string stream, object? state, object fact) => stream.Split('/')[0] switch
    {
        "claim" => Claim.Evolve((Claim?)state, fact),
        "project" => Project.Evolve((Project?)state, fact),
        "enterprise" => Firm.Evolve((Firm?)state, fact),
        "report" => WeeklyReport.Evolve((WeeklyReport?)state, fact),
        "adjustment" => Adjustment.Evolve((Adjustment?)state, fact),
        RosterFold.Stream => RosterFold.Evolve((Roster?)state, fact),
        Editions.Stream => Editions.Evolve((Editions?)state, fact),
        ClosedWeeks.Stream => ClosedWeeks.Evolve((ClosedWeeks?)state, fact),
        "firm-name" or DistrictFounded.Stream => fact,
        _ => throw new InvalidOperationException($"No decision looks at '{stream}'."),
    };
}
