using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Words;
using JasperFx.Events;
using Marten;

namespace Evaluation.Server.Kit.Store;

/// <summary>One signed transaction over one or more streams: hold them, decide, save all or nothing.</summary>
/// <param name="session">The session of the district.</param>
/// <param name="by">Who signs every event.</param>
public sealed class UnitOfWork(IDocumentSession session, Signature by)
{
    /// <summary>The header that names the unit for which the signer acts.</summary>
    public const string UnitHeader = "unit";

    /// <summary>The header that keeps the name of the signer as it was.</summary>
    public const string PersonHeader = "person";

    private Outcome? stale;

    /// <summary>Loads a state and holds its stream: saving fails if another writer changes it meanwhile.</summary>
    /// <remarks>
    /// Hold several streams in the order of their names: saving locks them in the order of holding, and two writers
    /// with opposite orders would wait for each other until the database ends one of them.
    /// </remarks>
    public async Task<Held<TState>> HoldAsync<TState>(string stream, long? expectedVersion, CancellationToken ct)
        where TState : class
    {
        var events = await session.Events.FetchForWriting<Folded<TState>>(stream, ct);

        // A stream that is only read must also still be the same when the other ones are written; one that there is is
        // held until they are (SeenAt).
        events.AlwaysEnforceConsistency = true;
        var held = new Held<TState>(stream, events);
        if (expectedVersion is { } expected && expected != held.Version)
        {
            stale ??= Outcome.Refused(Stale(stream, expected, held.Version), stream, held.Version);
        }

        return held;
    }

    /// <summary>Stores the decisions on held streams, or refuses them all.</summary>
    /// <param name="subject">The stream whose version the outcome holds.</param>
    /// <param name="decide">Decides; not called if a stream was not at the expected version.</param>
    /// <exception cref="PerhapsStoredException">The connection broke while the decisions were being stored.</exception>
    public async Task<Outcome> SaveAsync(
        Held subject, Func<IReadOnlyList<(Held Held, Decision Decision)>> decide, CancellationToken ct)
    {
        if (stale is not null)
        {
            return Drop(stale);
        }

        var decisions = decide();
        if (decisions.Select(made => made.Decision.Refusal).FirstOrDefault(refusal => refusal is not null) is { } no)
        {
            return Drop(Outcome.Refused(no, subject.Stream, subject.Version));
        }

        if (decisions.All(made => made.Decision.Events.Count == 0))
        {
            return Drop(new Outcome(subject.Stream, subject.Version, 0, null));
        }

        var signed = decisions
            .SelectMany(made => made.Held.Append(made.Decision.Events.Select(fact => Sign(session, by, fact))))
            .ToList();
        foreach (var seen in decisions.Where(made => made.Decision.Events.Count == 0 && made.Held.Version > 0))
        {
            session.QueueOperation(new SeenAt(session.TenantId, seen.Held.Stream, seen.Held.Version));
        }

        SignSession();
        await Telemetry.AppendAsync(() => PerhapsStoredException.WatchAsync(() => session.SaveChangesAsync(ct)));
        var version = subject.Version + signed.Count(e => e.StreamKey == subject.Stream);
        return new Outcome(subject.Stream, version, signed.Max(e => e.Sequence), null);
    }

    /// <summary>An event as it will be stored, with its signature.</summary>
    internal static IEvent Sign(IDocumentSession session, Signature by, object fact)
    {
        // PostgreSQL stores the moment, not the offset, and refuses any offset but zero.
        var e = session.Events.BuildEvent(fact).AtTimestamp(by.At.ToUniversalTime());
        e.UserName = by.Account;
        e.CorrelationId = by.Correlation;
        e.CausationId = by.Causation;
        if (by.Unit is not null)
        {
            e.SetHeader(UnitHeader, by.Unit);
        }

        if (by.Person is not null)
        {
            e.SetHeader(PersonHeader, by.Person);
        }

        return e;
    }

    // The held streams must not be checked again when the bus commits the session after the handler.
    private Outcome Drop(Outcome outcome)
    {
        session.EjectAllPendingChanges();
        return outcome;
    }

    // The bus has put its own conversation ids here; documents saved with the events shall carry the signature too.
    private void SignSession()
    {
        session.LastModifiedBy = by.Account;
        session.CorrelationId = by.Correlation;
        session.CausationId = by.Causation;
    }

    private static Refusal Stale(string stream, long expected, long actual) => Refusal.Stale(
        $"内容已被他人更新：您看到的是第{expected}版，现在是第{actual}版。", stream, "请刷新后核对再提交。");
}
