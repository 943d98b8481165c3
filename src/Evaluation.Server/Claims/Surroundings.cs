using Evaluation.Core.Claims;
using Evaluation.Core.Enterprises;
using Evaluation.Core.Units;
using Evaluation.Core.Words;
using Evaluation.Server.Store;
using Marten;

namespace Evaluation.Server.Claims;

/// <summary>Looks up what a claim names, so that the pure decision can be made.</summary>
internal static class Surroundings
{
    /// <summary>The roster, the district's day, and whatever the claim names that is not on file.</summary>
    public static async Task<ClaimSurroundings> OfAsync(
        IDocumentSession session, KindDefinition kind, IReadOnlyDictionary<string, Value> facts, DateTimeOffset at,
        CancellationToken ct)
    {
        var founded = await session.StateAsync<DistrictFounded>(Districts.Stream, ct);
        var roster = await session.StateAsync<Roster>(States.Roster, ct) ?? Roster.Empty;
        var missing = new List<(string, string)>();
        Claim? trip = null;
        foreach (var field in kind.Fields)
        {
            if (!facts.TryGetValue(field.Name, out var value) || value.Text is not { } name)
            {
                continue;
            }

            var stream = field.Type switch
            {
                FieldType.Enterprise => States.Enterprise(name),
                FieldType.Project => States.Project(name),
                FieldType.Claim => States.Claim(name),
                _ => null,
            };
            if (stream is not null && await session.Events.FetchStreamStateAsync(stream, ct) is null)
            {
                missing.Add((field.Type == FieldType.Project ? "project" : field.Name, name));
            }
            else if (field.Type == FieldType.Claim)
            {
                trip = await session.StateAsync<Claim>(States.Claim(name), ct);
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
            Firm = await FirmAsync(session, facts, ct),
        };
    }

    /// <summary>The firm that facts are about; null when they name none on file.</summary>
    public static async Task<Enterprise?> FirmAsync(
        IDocumentSession session, IReadOnlyDictionary<string, Value> facts, CancellationToken ct) =>
        facts.TryGetValue("enterprise", out var value) && value.Text is { } firm
            ? await session.StateAsync<Enterprise>(States.Enterprise(firm), ct)
            : null;
}
