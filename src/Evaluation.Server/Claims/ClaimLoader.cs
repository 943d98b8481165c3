using Evaluation.Office.Adoption;
using Evaluation.Office.Claims;
using Evaluation.Office.Firms;
using Evaluation.Office.Projects;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Claims;

/// <summary>What a decision about the content of a claim looks at.</summary>
/// <param name="Facts">The typed facts, every firm by its short name.</param>
/// <param name="Known">What is known about the things that they name.</param>
internal sealed record ClaimContext(IReadOnlyDictionary<string, Value> Facts, ClaimSurroundings Known);

/// <summary>
/// Gathers what decisions about claims look at, the same for commands, rulings and files of claims, so that the
/// decisions themselves are pure.
/// </summary>
/// <param name="states">What is on record.</param>
/// <param name="ruleSets">Compiled rulebooks.</param>
internal sealed class ClaimLoader(IStates states, RuleSets ruleSets)
{
    /// <summary>
    /// The streams that a claim's content is checked against, as far as the facts as written say them.
    /// </summary>
    public static IEnumerable<string> Streams(ClaimFacts written) =>
    [
        DistrictFounded.Stream, RosterFold.Stream,
        .. written.Kind.Fields.SelectMany(field => NameIn(written.Values, field) is { } name
            ? field.Type == FieldType.Enterprise
                ? [Firm.StreamOf(name), Firm.StreamOf(Sameness.Visible(name)), .. NameTaken.StreamsOf(name)]
                : StreamOf(field, name) is { } stream ? [stream] : Array.Empty<string>()
            : []),
    ];

    /// <summary>The kinds in force on a day, among which a claim's kind is to be found.</summary>
    public async Task<KindSet> KindsAsync(string kind, DateOnly on, CancellationToken ct)
    {
        // No edition can take a built-in kind away or change it, so that most claims need no look at the rulebooks.
        if (BuiltInKinds.Find(kind) is not null)
        {
            return KindSet.BuiltIn;
        }

        var editions = await states.StateAsync<Editions>(Editions.Stream, ct) ?? Editions.None;
        return ruleSets.Of(editions).KindsOn(on);
    }

    /// <summary>The context of a claim's content.</summary>
    /// <param name="written">The facts as written: a firm may be given by any of its names.</param>
    /// <param name="at">The moment of the request.</param>
    public async Task<ClaimContext> ContextAsync(ClaimFacts written, DateTimeOffset at, CancellationToken ct)
    {
        await states.SeeAsync(Streams(written), ct);
        var founded = await states.StateAsync<DistrictFounded>(DistrictFounded.Stream, ct);
        var roster = await RosterAsync(ct);
        var facts = await AsListedAsync(written, roster, ct);
        var missing = new List<(string, string)>();
        Claim? trip = null;
        foreach (var field in written.Kind.Fields)
        {
            if (NameIn(facts, field) is not { } name)
            {
                continue;
            }

            if (StreamOf(field, name) is { } stream && !await states.HasAsync(stream, ct))
            {
                missing.Add((field.Type == FieldType.Project ? "project" : field.Name, name));
            }
            else if (field.Type == FieldType.Claim)
            {
                trip = await states.StateAsync<Claim>(Claim.StreamOf(name), ct);
            }
            else if (field.Type == FieldType.Unit && !roster.Knows(name))
            {
                missing.Add(("unit", name));
            }
        }

        var today = founded?.DayOf(at) ?? DateOnly.FromDateTime(at.UtcDateTime);
        return new ClaimContext(facts, new ClaimSurroundings(roster, today, missing, trip)
        {
            Kind = written.Kind,
            Firm = await FirmAsync(facts, ct),
            Halts = await HaltsAsync(written.Kind, facts, ct),
        });
    }

    /// <summary>What is on file about the project or firm that a claim names.</summary>
    public async Task<ClaimFile> FileAsync(Claim? claim, CancellationToken ct)
    {
        if (claim is null)
        {
            return ClaimFile.Empty;
        }

        if (BuiltInKinds.OfProject(claim.Kind))
        {
            return await FileOfAsync(
                await states.StateAsync<Project>(Project.StreamOf(claim.Text("project")), ct), ct);
        }

        var file = await FirmAsync(claim.Facts, ct) is { } firm
            ? new ClaimFile(null, firm, (await KindsAsync(claim.Kind, claim.OccurredOn, ct)).Find(claim.Kind))
            : ClaimFile.Empty;
        return file with { Roster = await RosterAsync(ct) };
    }

    /// <summary>What is on file about a claim of a project; the project may be null for none.</summary>
    public async Task<ClaimFile> FileOfAsync(Project? project, CancellationToken ct) => ClaimFile.Empty with
    {
        Project = project,
        Whole = await WholeAsync(project, ct),
        Roster = await RosterAsync(ct),
    };

    /// <summary>The units.</summary>
    public async Task<Roster> RosterAsync(CancellationToken ct) =>
        await states.StateAsync<Roster>(RosterFold.Stream, ct) ?? Roster.Empty;

    // The project of which another one was a part, beside its own whole; null for none.
    private async Task<Project?> WholeAsync(Project? part, CancellationToken ct)
    {
        var wholes = new List<Project>();
        while (part?.Whole is { } named && wholes.TrueForAll(one => one.Id != named)
            && await states.StateAsync<Project>(Project.StreamOf(named), ct) is { } whole)
        {
            wholes.Add(part = whole);
        }

        return wholes.AsEnumerable().Reverse()
            .Aggregate((Project?)null, (outer, whole) => whole.Beside(outer));
    }

    private async Task<IReadOnlyList<Halt>> HaltsAsync(
        KindDefinition kind, IReadOnlyDictionary<string, Value> facts, CancellationToken ct) =>
        BuiltInKinds.OfProject(kind.Name) && facts.TryGetValue("project", out var value) && value.Text is { } project
            ? (await states.StateAsync<Project>(Project.StreamOf(project), ct))?.Halts ?? []
            : [];

    // A unit writes a firm as it knows it: by short name, registered name, alias or credit code; and units as it types
    // them. What names no firm on file and no unit on the roster is left as written.
    private async Task<IReadOnlyDictionary<string, Value>> AsListedAsync(
        ClaimFacts written, Roster roster, CancellationToken ct)
    {
        var found = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var field in written.Kind.Fields)
        {
            if (NameIn(written.Values, field) is not { } name)
            {
                continue;
            }

            if (field.Type == FieldType.Unit && roster.Listed(name) is var unit && unit != name)
            {
                found[field.Name] = Value.Of(unit);
            }
            else if (field.Type == FieldType.Enterprise && await FiledAsync(name, ct) is { } firm && firm != name)
            {
                found[field.Name] = Value.Of(firm);
            }
        }

        return Facts.Join(written.Values, found);
    }

    private async Task<string?> FiledAsync(string name, CancellationToken ct)
    {
        foreach (var spelled in new[] { name, Sameness.Visible(name) })
        {
            if (await states.HasAsync(Firm.StreamOf(spelled), ct))
            {
                return spelled;
            }
        }

        return await TakenAsync(name, ct) is { IsFree: false } taken ? taken.Enterprise : null;
    }

    private async Task<NameTaken?> TakenAsync(string name, CancellationToken ct)
    {
        foreach (var stream in NameTaken.StreamsOf(name))
        {
            if (await states.StateAsync<NameTaken>(stream, ct) is { } taken)
            {
                return taken;
            }
        }

        return null;
    }

    // What is on file of a firm stands in the file that stays, while the claim keeps the one that it names.
    private async Task<Firm?> FirmAsync(IReadOnlyDictionary<string, Value> facts, CancellationToken ct)
    {
        var passed = new HashSet<string>(StringComparer.Ordinal);
        var named = facts.TryGetValue("enterprise", out var value) ? value.Text : null;
        while (named is not null && passed.Add(named)
            && await states.StateAsync<Firm>(Firm.StreamOf(named), ct) is { } firm)
        {
            if (firm.MergedInto is null)
            {
                return firm;
            }

            named = firm.MergedInto;
        }

        return null;
    }

    private static string? NameIn(IReadOnlyDictionary<string, Value> facts, FieldDefinition field) =>
        facts.TryGetValue(field.Name, out var value) ? value.Text : null;

    private static string? StreamOf(FieldDefinition field, string name) => field.Type switch
    {
        FieldType.Enterprise => Firm.StreamOf(name),
        FieldType.Project => Project.StreamOf(name),
        FieldType.Claim => Claim.StreamOf(name),
        _ => null,
    };
}
