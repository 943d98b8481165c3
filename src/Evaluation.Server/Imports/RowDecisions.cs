using System.Text.Json;
using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Office.Firms;
using Evaluation.Office.Imports;
using Evaluation.Office.Projects;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Claims;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Imports;

/// <summary>One command that a row of a file of claims stands for.</summary>
/// <param name="At">When it was given.</param>
/// <param name="Row">The row.</param>
/// <param name="Verified">The verification; null for the report.</param>
internal readonly record struct ClaimStep(DateTimeOffset At, ClaimRow Row, VerifiedRow? Verified);

/// <summary>Decides on the rows of one file.</summary>
internal sealed class RowDecisions
{
    private readonly RuleSet rules;
    private readonly ImportStates look;
    private readonly Imported<ClaimRow> file;
    private readonly Signature by;
    private readonly Dictionary<string, PersonRow>? people;
    private readonly ClaimPlan plan;
    private readonly Dictionary<string, (KindDefinition Kind, IReadOnlyDictionary<string, Value> Facts)> bound = new(StringComparer.Ordinal);
    private readonly HashSet<string> named = new(StringComparer.Ordinal);
    private readonly HashSet<string> faulty = new(StringComparer.Ordinal);
    private readonly HashSet<string> changed = new(StringComparer.Ordinal);

    /// <summary>Begins with the faults of the file.</summary>
    public RowDecisions(
        string district, RuleSet rules, ImportStates look, Imported<ClaimRow> file, Signature by, IReadOnlyList<PersonRow>? people)
    {
        (this.rules, this.look, this.file, this.by, plan) = (rules, look, file, by, new ClaimPlan(district, by));
        this.people = people?.DistinctBy(person => person.Account).ToDictionary(person => person.Account, StringComparer.Ordinal);
        foreach (var fault in file.Faults)
        {
            plan.Add(fault);
        }
    }

    /// <summary>Types the facts and loads, many at a time, what they name.</summary>
    public async Task PrepareAsync(CancellationToken ct)
    {
        var wrong = file.Faults.Select(fault => fault.Row).ToHashSet();
        foreach (var row in file.Rows)
        {
            if (wrong.Contains(row.Reported.Place.Row))
            {
                faulty.Add(row.Reported.Id);
                continue;
            }

            var command = Report(row.Reported);
            var (kind, facts, refusal) = ReportClaimHandler.Bind(command, rules.KindsOn(command.OccurredOn));
            refusal = Names.Check(command.Claim, "claim") ?? refusal ?? Unknown(row);
            if (refusal is not null)
            {
                Refuse(row, refusal);
                continue;
            }

            bound[command.Claim] = (kind!, facts);
        }

        named.UnionWith(bound.Values.SelectMany(one => Surroundings.Streams(one.Kind, one.Facts)));
        await look.SeeAsync(named.Concat(bound.Keys.Select(Claim.StreamOf)), ct);
    }

    /// <summary>Takes one step: what a command would add is planned, what it would refuse is a fault.</summary>
    public async Task TakeAsync(ClaimStep step, CancellationToken ct)
    {
        var row = step.Row;
        if (faulty.Contains(row.Reported.Id))
        {
            return;
        }

        if ((step.Verified is { } verified ? await VerifyAsync(row.Reported, verified, ct) : await ReportAsync(row.Reported, ct)) is { } refusal)
        {
            Refuse(row, refusal);
        }

        // A hundred thousand states are large, and only trips are looked at again.
        if (step.Verified == row.Verified && !named.Contains(Claim.StreamOf(row.Reported.Id)))
        {
            look.Forget(Claim.StreamOf(row.Reported.Id));
        }
    }

    /// <summary>The plan, when every step is taken.</summary>
    public ClaimPlan End()
    {
        plan.Repeated = file.Rows.Count(row => !faulty.Contains(row.Reported.Id) && !changed.Contains(row.Reported.Id));
        plan.Seen = look.Stored.Where(stream => stream.Value > 0 || !stream.Key.StartsWith("claim/", StringComparison.Ordinal))
            .ToDictionary(StringComparer.Ordinal);
        return plan;
    }

    private async Task<Refusal?> ReportAsync(FactRow row, CancellationToken ct)
    {
        var (kind, facts) = bound[row.Id];
        bound.Remove(row.Id);
        var (command, stream) = (Report(row), Claim.StreamOf(row.Id));
        var (wanted, known) = await ReportClaimHandler.WantedAsync(command, kind, facts, look, ct);
        var decision = ClaimDecider.Report(await look.StateAsync<Claim>(stream, ct), wanted, known);
        plan.Reported += decision.Refusal is null ? 1 : 0;
        return Plan(row, command.By, [(stream, decision)]);
    }

    private async Task<Refusal?> VerifyAsync(FactRow row, VerifiedRow verified, CancellationToken ct)
    {
        var command = new VerifyClaim(Sign(verified.By, null, verified.At, row.Place), row.Id, verified.Note, null);
        var stream = Claim.StreamOf(row.Id);
        var claim = await look.StateAsync<Claim>(stream, ct);
        if (claim is not null && BuiltInKinds.OfProject(claim.Kind))
        {
            var project = Project.StreamOf(claim.Text("project"));
            var both = VerifyClaimHandler.OfProject(command, claim, await look.StateAsync<Project>(project, ct));
            plan.Verified += (both.Claim.Refusal ?? both.Project.Refusal) is null ? 1 : 0;
            return Plan(row, command.By, [(stream, both.Claim), (project, both.Project)]);
        }

        var firm = claim?.Text("enterprise") is { Length: > 0 } named
            ? await look.StateAsync<Firm>(Firm.StreamOf(named), ct)
            : null;
        var fromFile = claim is null
            ? Facts.None
            : FirmDecider.FactsFor(firm, rules.KindsOn(claim.OccurredOn).Find(claim.Kind));
        var decision = ClaimDecider.Verify(claim, row.Id, [], fromFile, command.By.Account, command.Note);
        plan.Verified += decision.Refusal is null ? 1 : 0;
        return Plan(row, command.By, [(stream, decision)]);
    }

    // All or none; what is on record already is neither planned nor a fault.
    private Refusal? Plan(FactRow row, Signature signed, IReadOnlyList<(string Stream, Decision Decision)> decisions)
    {
        if (decisions.Select(one => one.Decision.Refusal).FirstOrDefault(refusal => refusal is not null) is { } refusal)
        {
            return refusal.Kind == RefusalKind.Repeated ? null : refusal;
        }

        foreach (var (stream, decision) in decisions)
        {
            foreach (var fact in decision.Events)
            {
                var body = JsonSerializer.SerializeToUtf8Bytes(fact, fact.GetType(), EventJson.Options);
                plan.Add(new PlannedEvent(
                    stream, look.Add(stream, fact), fact.GetType(), body, signed.Account, signed.Unit, row.Place.Row));
                changed.Add(row.Id);
            }
        }

        return null;
    }

    private void Refuse(ClaimRow row, Refusal refusal)
    {
        faulty.Add(row.Reported.Id);

        // The trip of a visit may be the row that is wrong: that is said once, at the trip.
        if (refusal.Code == "unknown-trip" && row.Reported.Fields.TryGetValue("trip", out var trip) && faulty.Contains(trip))
        {
            return;
        }

        var column = refusal.Where switch { "claim" => "id", "account" => "verified_by", var where => where };
        plan.Add(new Fault(row.Reported.Place.File, row.Reported.Place.Row, column, refusal.What, refusal.Remedy));
    }

    private Refusal? Unknown(ClaimRow row)
    {
        if (people is null)
        {
            return null;
        }

        var (reporter, verifier) = (row.Reported.RecordedBy, row.Verified?.By);
        return reporter is not null && (!people.TryGetValue(reporter, out var known) || (known.Unit is { } own && own != row.Reported.Unit))
                ? Refusal.NotFound("unknown-account", $"“{reporter}”不是“{row.Reported.Unit}”的账号。", "recorded_by", "请核对填报账号；不详的请留空。")
            : verifier is not null && people.GetValueOrDefault(verifier)?.Role != Roles.Verifier
                ? Refusal.NotFound("unknown-account", $"“{verifier}”不是核验人员的账号。", "verified_by", "请核对认定账号。")
            : null;
    }

    private ReportClaim Report(FactRow row) => new(
        Sign(row.RecordedBy ?? by.Account, row.RecordedBy is null ? by.Unit : row.Unit, row.RecordedAt, row.Place),
        row.Id, row.Unit, row.Kind, row.OccurredOn, row.Fields, row.Shares, row.Evidence);

    private Signature Sign(string account, string? unit, DateTimeOffset at, Place place) =>
        new(account, unit, at, by.Correlation, ClaimPlan.CausationOf(by, place.Row));
}
