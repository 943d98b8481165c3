using Evaluation.Core.Words;
using JasperFx.Events;
using Marten;

namespace Evaluation.Server.Store;

/// <summary>One signed transaction over one or more streams: hold them, decide, save all or nothing.</summary>
/// <param name="session">The session of the district.</param>
/// <param name="by">Who signs every event.</param>
public sealed class Writing(IDocumentSession session, Signature by)
{
    /// <summary>The header that names the unit for which the signer acts.</summary>
    public const string UnitHeader = "unit";

    private readonly List<IHeld> _held = [];
    private Outcome? _refused;

    /// <summary>Loads a state and holds its stream: the transaction fails if another writer changes it meanwhile.</summary>
    public async Task<Held<TState>> HoldAsync<TState>(string stream, long? expectedVersion, CancellationToken ct)
        where TState : class
    {
        var events = await session.Events.FetchForWriting<Folded<TState>>(stream, ct);

        // A stream that is only read must also still be the same when the other ones are written.
        events.AlwaysEnforceConsistency = true;
        var held = new Held<TState>(stream, events);
        if (expectedVersion is { } expected && expected != held.Version)
        {
            _refused ??= Outcome.Refused(Stale(stream, expected, held.Version), stream, held.Version);
        }

        _held.Add(held);
        return held;
    }

    /// <summary>Stores the decisions, one for each held stream in the order of holding, or refuses all of them.</summary>
    public async Task<Outcome> SaveAsync(Func<IReadOnlyList<Decision>> decide, CancellationToken ct)
    {
        if (_refused is not null)
        {
            return Drop(_refused);
        }

        var decisions = decide();
        if (decisions.FirstOrDefault(decision => decision.Refusal is not null)?.Refusal is { } refusal)
        {
            return Drop(Outcome.Refused(refusal, _held[0].Stream, _held[0].Version));
        }

        if (decisions.All(decision => decision.Events.Count == 0))
        {
            return Drop(new Outcome(_held[0].Stream, _held[0].Version, 0, null));
        }

        var signed = _held.Zip(decisions, (held, decision) => held.Append(decision.Events.Select(Sign))).ToArray();
        SignSession();
        await session.SaveChangesAsync(ct);
        var position = signed.SelectMany(events => events).Max(e => e.Sequence);
        return new Outcome(_held[0].Stream, _held[0].Version + signed[0].Count, position, null);
    }

    // The held streams must not be checked again when the bus commits the session after the handler.
    private Outcome Drop(Outcome outcome)
    {
        session.EjectAllPendingChanges();
        return outcome;
    }

    private IEvent Sign(object fact)
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

        return e;
    }

    // The bus has put its own conversation ids here; documents saved with the events shall carry the signature too.
    private void SignSession()
    {
        session.LastModifiedBy = by.Account;
        session.CorrelationId = by.Correlation;
        session.CausationId = by.Causation;
    }

    private static Refusal Stale(string stream, long expected, long actual) => new(
        Refusal.StaleVersionCode, $"内容已被他人更新：您看到的是第{expected}版，现在是第{actual}版。", stream, "请刷新后核对再提交。");
}
