using System.Text.Json;
using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Office.Imports;
using Evaluation.Office.Projects;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Claims;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Imports;

/// <summary>The command that a row of a file of claims becomes.</summary>
/// <param name="At">When it was given.</param>
/// <param name="Verified">The verification; null for the report.</param>
internal readonly record struct ClaimStep(DateTimeOffset At, ClaimRow Row, VerifiedRow? Verified);

/// <summary>Decides on the rows of one file.</summary>
internal sealed class RowDecisions
{
    private static readonly IReadOnlyList<string?> Reporters = ForAttribute.Of(typeof(ReportClaim));
    private static readonly IReadOnlyList<string?> Verifiers = ForAttribute.Of(typeof(VerifyClaim));

    private readonly ClaimLoader loader;
    private readonly RuleSet rules;
    private readonly IReadOnlyList<KindDefinition> kinds;
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
    private readonly List<RowRemark> voids = [];

    /// <summary>Begins with the faults of the file.</summary>
    public RowDecisions(
        string district, (RuleSet Rules, IReadOnlyList<KindDefinition> Kinds) known, RuleSets ruleSets,
        ImportStates states, Imported<ClaimRow> file, Signature by, IReadOnlyList<PersonRow>? people)
    {
        ((rules, kinds), this.states, this.file, this.by) = (known, states, file, by);
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
        var partly = new List<(ClaimRow Row, ClaimFacts Facts)>();
        foreach (var row in file.Rows)
        {
            if (wrong.Contains(row.Reported.Location.Row))
            {
                faulty.Add(row.Reported.Id);
                if (Readable(row.Reported) is { } some)
                {
                    partly.Add((row, some));
                }

                continue;
            }

            var read = await ClaimDecisions.ReadAsync(Report(row.Reported), loader, ct);
            if (!read.TryGet(out var facts, out var refusal)
                || (refusal = Unknown(row) ?? OwnUnit.Check(by, row.Reported.Unit, "填报")) is not null)
            {
                Refuse(row, refusal);
                continue;
            }

            written[row.Reported.Id] = facts;
        }

        named.UnionWith(written.Values.Concat(partly.Select(one => one.Facts)).SelectMany(ClaimLoader.Streams));
        await states.SeeAsync(named.Concat(written.Keys.Select(Claim.StreamOf)), ct);
        foreach (var (row, facts) in partly)
        {
            await RefuseUnknownAsync(row, facts, ct);
        }
    }

    // What can be read of a row of which something cannot.
    private ClaimFacts? Readable(FactRow row)
    {
        if (kinds.FirstOrDefault(kind => kind.Name == row.Kind) is not { } kind)
        {
            return null;
        }

        var loose = kind with { Fields = [.. kind.Fields.Select(field => field with { Required = false })] };
        return new ClaimFacts(kind, loose.Fields.Where(field => row.Fields.ContainsKey(field.Name))
            .Select(field => loose.Bind(new Dictionary<string, string> { [field.Name] = row.Fields[field.Name] }))
            .Where(bound => bound.Refusal is null).SelectMany(bound => bound.Value).ToDictionary());
    }

    // With what cannot be read it is said at once what is not on file, so that all of it is put right in one go.
    private async Task RefuseUnknownAsync(ClaimRow row, ClaimFacts facts, CancellationToken ct)
    {
        var command = Report(row.Reported);
        if (row.Reported.Unit.Length == 0)
        {
            return;
        }

        if (OwnUnit.Check(by, row.Reported.Unit, "填报") is { } foreign)
        {
            Refuse(row, foreign);
            return;
        }

        var context = await loader.ContextAsync(facts, command.By.At, ct);
        var on = row.Reported.OccurredOn == default ? context.Known.Today : row.Reported.OccurredOn;
        var decision = ClaimDecider.Report(
            null, ClaimDecisions.Reported(command with { OccurredOn = on }, context), context.Known);
        if (Refusal.Of((decision.Refusal?.All ?? [])
            .Where(one => one is { Kind: RefusalKind.Unknown, Where: not "trip" })) is { } unknown)
        {
            Refuse(row, unknown);
        }
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
        plan.Void = voids;
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
        var known = await states.StateAsync<Claim>(stream, ct);
        var decision = ClaimDecider.Report(known, ClaimDecisions.Reported(command, context), context.Known);
        if (Plan(row, command.By, [(stream, decision)]) is { } refusal)
        {
            return row.NumberIsMade && refusal.Code == "claim-exists" ? Corrected(known!) : refusal;
        }

        if (known is { Status: ClaimStatus.Withdrawn or ClaimStatus.Refused or ClaimStatus.Reversed })
        {
            voids.Add(new RowRemark(
                row.Location.Row,
                $"此前已填报（{known.Id}），状态是“{ClaimDecider.Label(known.Status)}”，不会重新登记。"
                    + "要重新填报的，请在“编号”列写一个新编号。"));
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

    // Its content gave the number, and was corrected since.
    private static Refusal Corrected(Claim claim) => Refusal.Conflict(
        "claim-exists",
        $"这一行此前已填报（{claim.Id}），后来更正过，状态是“{ClaimDecider.Label(claim.Status)}”。", "claim",
        "不必再报，请删去这一行；确是另一件事的，请在“编号”列写一个新编号。");

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
            var found = new Fault(name, number, column, fault.What, fault.Remedy);
            var kind = kinds.FirstOrDefault(one => one.Name == row.Reported.Kind);
            plan.Add(file.Columns?.Placed(found, kind) ?? found);
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
