using Evaluation.Office.Claims;
using Evaluation.Office.Firms;
using Evaluation.Office.Projects;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Claims;

/// <summary>Looks up what a claim names, so that the pure decision can be made.</summary>
internal static class Surroundings
{
    /// <summary>The streams that a claim needs, as far as they can be told from what was written.</summary>
    public static IEnumerable<string> Streams(KindDefinition kind, IReadOnlyDictionary<string, Value> facts) =>
    [
        DistrictFounded.Stream, RosterFold.Stream,
        .. kind.Fields.SelectMany(field => facts.TryGetValue(field.Name, out var value) && value.Text is { } name
            ? field.Type == FieldType.Enterprise
                ? [Firm.StreamOf(name), NameTaken.StreamOf(Firm.Key(name))]
                : Named(field, name) is { } stream ? [stream] : Array.Empty<string>()
            : []),
    ];

    /// <summary>The roster, the district's day, and whatever the claim names that is not on file.</summary>
    public static async Task<ClaimSurroundings> OfAsync(
        IStates look, KindDefinition kind, IReadOnlyDictionary<string, Value> facts, DateTimeOffset at,
        CancellationToken ct)
    {
        var founded = await look.StateAsync<DistrictFounded>(DistrictFounded.Stream, ct);
        var roster = await look.StateAsync<Roster>(RosterFold.Stream, ct) ?? Roster.Empty;
        var missing = new List<(string, string)>();
        Claim? trip = null;
        foreach (var field in kind.Fields)
        {
            if (!facts.TryGetValue(field.Name, out var value) || value.Text is not { } name)
            {
                continue;
            }

            if (Named(field, name) is { } stream && !await look.HasAsync(stream, ct))
            {
                missing.Add((field.Type == FieldType.Project ? "project" : field.Name, name));
            }
            else if (field.Type == FieldType.Claim)
            {
                trip = await look.StateAsync<Claim>(Claim.StreamOf(name), ct);
            }
            else if (field.Type == FieldType.Unit && !roster.Knows(name))
            {
                missing.Add(("unit", name));
            }
        }

        var today = founded?.DayOf(at) ?? DateOnly.FromDateTime(at.UtcDateTime);
        return new ClaimSurroundings(roster, today, missing, trip)
        {
            Kind = kind,
            Firm = facts.TryGetValue("enterprise", out var firm) && firm.Text is { } known
                ? await look.StateAsync<Firm>(Firm.StreamOf(known), ct)
                : null,
        };
    }

    /// <summary>The firm that facts are about; null when they name none on file.</summary>
    public static async Task<Firm?> FirmAsync(
        IDocumentSession session, IReadOnlyDictionary<string, Value> facts, CancellationToken ct) =>
        facts.TryGetValue("enterprise", out var value) && value.Text is { } firm
            ? await session.StateAsync<Firm>(Firm.StreamOf(firm), ct)
            : null;

    private static string? Named(FieldDefinition field, string name) => field.Type switch
    {
        FieldType.Enterprise => Firm.StreamOf(name),
        FieldType.Project => Project.StreamOf(name),
        FieldType.Claim => Claim.StreamOf(name),
        _ => null,
    };
}
