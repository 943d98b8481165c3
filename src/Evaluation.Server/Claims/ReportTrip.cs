using System.Globalization;
using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Claims;

/// <summary>A claim as the unit wrote it.</summary>
/// <param name="On">The day on which it happened.</param>
/// <param name="Facts">By field name.</param>
public sealed record WrittenClaim(string On, IReadOnlyDictionary<string, string> Facts);

/// <summary>Reports a trip with its visits: all of it, or nothing.</summary>
/// <param name="By">Who reports.</param>
/// <param name="Claim">The trip's number; the visits have it with their own behind.</param>
/// <param name="Visits">Its visits.</param>
[For(Roles.Reporter)]
public sealed record ReportTrip(
    Signature By, string Claim, string Unit, WrittenClaim Trip, IReadOnlyList<WrittenClaim> Visits)
{
    /// <summary>The files that prove the trip with its visits, whose contents are kept.</summary>
    public IReadOnlyList<EvidenceFile> Files { get; init; } = [];

    /// <summary>The number of a visit.</summary>
    /// <param name="trip">The trip's.</param>
    /// <param name="index">From 0.</param>
    public static string NumberOf(string trip, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{trip}-{index + 1}");

    /// <summary>Each claim as a report of its own, with what could not be read of its day.</summary>
    internal IEnumerable<(ReportClaim Report, Refusal? NoDay)> Reports() =>
    [
        Report(Claim, BuiltInKinds.Trip, Trip, Files),
        .. Visits.Select((visit, i) => Report(NumberOf(Claim, i), BuiltInKinds.Visit, visit with
        {
            Facts = new Dictionary<string, string>(visit.Facts) { ["trip"] = Claim },
        }, [])),
    ];

    private (ReportClaim, Refusal?) Report(
        string claim, string kind, WrittenClaim written, IReadOnlyList<EvidenceFile> files)
    {
        var day = Typed.Day(written.On);
        return (
            new ReportClaim(By, claim, Unit, kind, day ?? DateOnly.MinValue, written.Facts, [], []) { Files = files },
            day is not null ? null : new Refusal(
                "field-wrong", Characters.ShowsNothing(written.On) ? "没有填写日期。"
                    : $"“{Characters.Short(written.On)}”不是日期。",
                "occurred_on", "请写成 2023年7月4日 或 2023-07-04。"));
    }
}

/// <summary>Decides on a trip and its visits in one transaction.</summary>
public static class ReportTripHandler
{
    /// <summary>Reports them.</summary>
    public static async Task<Outcome> Handle(
        ReportTrip command, IDocumentSession session, RuleSets ruleSets, StateCache states, CancellationToken ct)
    {
        if ((ClaimNumbers.Check(command.Claim) ?? OwnUnit.Check(command.By, command.Unit, "填报")) is { } foreign)
        {
            return Outcome.Refused(foreign);
        }

        var reader = states.At(session);
        var loader = new ClaimLoader(reader, ruleSets);
        var parts = new List<(string Stream, TripPart Part)>();
        foreach (var (report, noDay) in command.Reports())
        {
            parts.Add((Claim.StreamOf(report.Claim), await PartAsync(report, noDay, loader, ct)));
        }

        await reader.KeepAsync(session, RosterFold.Stream, ct);
        var work = new UnitOfWork(session, command.By);
        var held = new Dictionary<string, Held<Claim>>(StringComparer.Ordinal);
        foreach (var (stream, _) in parts.OrderBy(one => one.Stream, StringComparer.Ordinal))
        {
            held[stream] = await work.HoldAsync<Claim>(stream, null, ct);
        }

        return await work.SaveAsync(
            held[parts[0].Stream],
            () =>
            {
                var seen = parts.ConvertAll(one => one.Part with { Standing = held[one.Stream].State });
                return
                [
                    .. TripDecider.Report(seen[0], seen[1..])
                        .Select((decision, i) => ((Held)held[parts[i].Stream], decision)),
                ];
            },
            ct);
    }

    // Of a trip that cannot be read, the days by which its visits are judged all the same.
    private static ClaimReported? Dates(ReportClaim report) =>
        report.Kind == BuiltInKinds.Trip
        && Typed.Day(report.Facts.GetValueOrDefault("departed_on", "")) is { } departed
            ? new ClaimReported(
                report.Claim, report.Unit, report.Kind, report.OccurredOn,
                new Dictionary<string, Value> { ["departed_on"] = Value.Of(departed) }, [], [], report.By.At,
                report.By.Account)
            : null;

    private static async Task<TripPart> PartAsync(
        ReportClaim report, Refusal? noDay, ClaimLoader loader, CancellationToken ct)
    {
        var read = await ClaimDecisions.ReadAsync(report, loader, ct);
        if (Refusal.Of(new[] { noDay, read.Refusal }.OfType<Refusal>()) is { } unread)
        {
            return new TripPart(null, noDay is null ? Dates(report) : null, null, unread);
        }

        var context = await loader.ContextAsync(read.Value, report.By.At, ct);
        return new TripPart(null, ClaimDecisions.Reported(report, context), context.Known) { Files = report.Files };
    }
}
