using System.Text.Json;
using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Office.Imports;
using Evaluation.Office.Projects;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Claims;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Imports;

/// <summary>The command that a row of a file of claims becomes.</summary>
/// <param name="At">When it was given.</param>
/// <param name="Row">The row.</param>
/// <param name="Verified">The verification; null for the report.</param>
internal readonly record struct ClaimStep(DateTimeOffset At, ClaimRow Row, VerifiedRow? Verified);

/// <summary>Decides on the rows of one file.</summary>
internal sealed class RowDecisions
{
    private static readonly IReadOnlyList<string?> Reporters = ForAttribute.Of(typeof(ReportClaim));
    private static readonly IReadOnlyList<string?> Verifiers = ForAttribute.Of(typeof(VerifyClaim));

    private readonly ClaimLoader loader;
    private readonly RuleSet rules;
    private readonly ImportStates states;
    private readonly Imported<ClaimRow> file;
    private readonly Signature by;
    private readonly Dictionary<string, PersonRow>? people;
    private readonly ClaimPlan plan;
    private readonly Dictionary<string, ClaimFacts> written = new(StringComparer.Ordinal);
    private readonly HashSet<string> named = new(StringComparer.Ordinal);
    private readonly HashSet<string> faulty = new(StringComparer.Ordinal);
    private readonly HashSet<string> changed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> matters = new(StringComparer.Ordinal);
    private readonly List<(string Claim, string Earlier)> repeats = [];

    /// <summary>Begins with the faults of the file.</summary>
    public RowDecisions(
        string district, RuleSet rules, RuleSets ruleSets, ImportStates states, Imported<ClaimRow> file, Signature by,
        IReadOnlyList<PersonRow>? people)
    {
        (this.rules, this.states, this.file, this.by) = (rules, states, file, by);
        (loader, plan) = (new ClaimLoader(states, ruleSets), new ClaimPlan(district, by));
        this.people = people?.DistinctBy(person => person.Account)
            .ToDictionary(person => person.Account, StringComparer.Ordinal);
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
            if (wrong.Contains(row.Reported.Location.Row))
            {
                faulty.Add(row.Reported.Id);
                continue;
            }

            var read = await ClaimDecisions.ReadAsync(Report(row.Reported), loader, ct);
            if (!read.TryGet(out var facts, out var refusal) || (refusal = Unknown(row)) is not null)
            {
                Refuse(row, refusal);
                continue;
            }

            written[row.Reported.Id] = facts;
        }

        named.UnionWith(written.Values.SelectMany(ClaimLoader.Streams));
        await states.SeeAsync(named.Concat(written.Keys.Select(Claim.StreamOf)), ct);
    }

    /// <summary>Takes one step: what a command would add is planned, what it would refuse is a fault.</summary>
    public async Task TakeAsync(ClaimStep step, CancellationToken ct)
    {
        var row = step.Row;
        if (faulty.Contains(row.Reported.Id))
        {
            return;
        }

        var refusal = step.Verified is { } verified
            ? await VerifyAsync(row.Reported, verified, ct)
            : await ReportAsync(row.Reported, ct);
        if (refusal is not null)
        {
            Refuse(row, refusal);
        }

        // A hundred thousand states are large, and only trips are looked at again.
        if (step.Verified == row.Verified && !named.Contains(Claim.StreamOf(row.Reported.Id)))
        {
            states.Forget(Claim.StreamOf(row.Reported.Id));
        }
    }

    /// <summary>The plan, when every step is taken.</summary>
    public ClaimPlan End()
    {
        plan.Repeated = file.Rows.Count(row => !faulty.Contains(row.Reported.Id) && !changed.Contains(row.Reported.Id));
        plan.Repeats = repeats;
        plan.StreamVersions = states.Stored
            .Where(stream => stream.Value > 0 || !stream.Key.StartsWith("claim/", StringComparison.Ordinal))
            .ToDictionary(StringComparer.Ordinal);
        return plan;
    }

    private async Task<Refusal?> ReportAsync(FactRow row, CancellationToken ct)
    {
        written.Remove(row.Id, out var facts);
        var (command, stream) = (Report(row), Claim.StreamOf(row.Id));
        var context = await loader.ContextAsync(facts!, command.By.At, ct);
        var decision = ClaimDecider.Report(
            await states.StateAsync<Claim>(stream, ct), ClaimDecisions.Reported(command, context), context.Known);
        if (Plan(row, command.By, [(stream, decision)]) is { } refusal)
        {
            return refusal;
        }

        foreach (var reported in decision.Events.OfType<ClaimReported>())
        {
            plan.Reported++;
            plan.WithoutRules += rules.On(reported.OccurredOn) is null ? 1 : 0;
            var claim = Claim.Evolve(null, reported);

            // By the files that the rows name: this only tells which rows to look at.
            var matter = $"{claim.Unit}\u001F{ClaimRemarks.MatterOf(claim, rules, null)}";
            if (!matters.TryAdd(matter, claim.Id))
            {
                repeats.Add((claim.Id, matters[matter]));
            }
        }

        return null;
    }

    private async Task<Refusal?> VerifyAsync(FactRow row, VerifiedRow verified, CancellationToken ct)
    {
        var command = new VerifyClaim(Sign(verified.By, null, verified.At, row.Location), row.Id, verified.Note, null);
        var stream = Claim.StreamOf(row.Id);
        var claim = await states.StateAsync<Claim>(stream, ct);
        var decided = ClaimDecisions.Verify(command, claim, await loader.FileAsync(claim, ct));
        plan.Verified += (decided.Claim.Refusal ?? decided.Project.Refusal) is null ? 1 : 0;
        return Plan(
            row, command.By,
            [(stream, decided.Claim), (Project.StreamOf(claim?.Text("project") ?? ""), decided.Project)]);
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
                    stream, states.Add(stream, fact), fact.GetType(), body, signed.Account, signed.Unit,
                    signed.Person, row.Location.Row));
                changed.Add(row.Id);
            }
        }

        return null;
    }

    private void Refuse(ClaimRow row, Refusal refusal)
    {
        faulty.Add(row.Reported.Id);

        foreach (var fault in refusal.All)
        {
            // The trip of a visit may be the row that is wrong: that is said once, at the trip.
            if (fault is { Kind: RefusalKind.Unknown, Where: "trip" }
                && row.Reported.Fields.TryGetValue("trip", out var trip) && faulty.Contains(trip))
            {
                continue;
            }

            var column = fault.Where switch { "claim" => "id", "account" => "verified_by", var where => where };
            var (name, number) = row.Reported.Location;
            plan.Add(new Fault(name, number, column, fault.What, fault.Remedy));
        }
    }

    private Refusal? Unknown(ClaimRow row)
    {
        if (people is null)
        {
            return null;
        }

        var (reporter, verifier) = (row.Reported.RecordedBy, row.Verified?.By);
        return reporter is not null
            && (!people.TryGetValue(reporter, out var known) || !Reporters.Contains(known.Role)
                || (known.Unit is { } own && !Sameness.Equal(own, row.Reported.Unit)))
                ? Refusal.NotFound(
                    "unknown-account", $"“{reporter}”不是“{row.Reported.Unit}”的填报账号。", "recorded_by",
                    (known?.Unit is { } his ? $"该账号属于“{his}”，请核对单位和账号" : "请核对填报账号")
                        + "；账号不详的请留空。")
            : verifier is not null && !Verifiers.Contains(people.GetValueOrDefault(verifier)?.Role)
                ? Refusal.NotFound(
                    "unknown-account", $"“{verifier}”不是核验人员的账号。", "verified_by", "请核对认定账号。")
            : null;
    }

    private ReportClaim Report(FactRow row) => new(
        Sign(
            row.RecordedBy ?? by.Account,
            row.RecordedBy is not { } reporter ? by.Unit : people?.GetValueOrDefault(reporter)?.Unit ?? row.Unit,
            row.RecordedAt, row.Location),
        row.Id, row.Unit, row.Kind, row.OccurredOn, row.Fields, row.Shares, row.Evidence);

    private Signature Sign(string account, string? unit, DateTimeOffset at, RowLocation location) =>
        new(account, unit, at, by.Correlation, ClaimPlan.CausationOf(by, location.Row))
        {
            Person = account == by.Account ? by.Person : people?.GetValueOrDefault(account)?.Name,
            Behind = account == by.Account ? by.Behind : null,
        };
}
