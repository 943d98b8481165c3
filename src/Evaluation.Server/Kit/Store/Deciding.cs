using Evaluation.Office.Decisions;
using Marten;

namespace Evaluation.Server.Kit.Store;

/// <summary>Names a stream and the version that the asker has seen.</summary>
/// <param name="Stream">The stream, for example `project/P-12`.</param>
/// <param name="ExpectedVersion">The version seen; null when the asker does not care.</param>
public readonly record struct Subject(string Stream, long? ExpectedVersion = null);

/// <summary>The way from a command to stored events that most handlers take.</summary>
public static class Deciding
{
    /// <summary>Loads a state, decides on it, and stores the signed events.</summary>
    /// <param name="session">The session of the district.</param>
    /// <param name="by">Who signs.</param>
    /// <param name="stream">The stream to decide on; it begins to exist with its first event.</param>
    /// <param name="decide">The decision on the state, which is null if the stream does not exist.</param>
    /// <param name="expectedVersion">The version that the asker has seen; another one refuses the command.</param>
    /// <exception cref="JasperFx.ConcurrencyException">Another writer was faster; the bus tries again.</exception>
    public static async Task<Outcome> DecideAsync<TState>(
        this IDocumentSession session, Signature by, string stream, Func<TState?, Decision> decide,
        long? expectedVersion, CancellationToken ct) where TState : class
    {
        var work = new UnitOfWork(session, by);
        var held = await work.HoldAsync<TState>(stream, expectedVersion, ct);
        return await work.SaveAsync(held, () => [(held, decide(held.State))], ct);
    }

    /// <summary>Stores a decision on a stream that was seen not to exist.</summary>
    /// <exception cref="Marten.Exceptions.ExistingStreamIdCollisionException">
    /// Another writer was faster; the bus tries again.
    /// </exception>
    public static Task<Outcome> BeginAsync<TState>(
        this IDocumentSession session, Signature by, string stream, Decision decision, CancellationToken ct)
        where TState : class
    {
        var begun = new Begun<TState>(session, stream);
        return new UnitOfWork(session, by).SaveAsync(begun, () => [(begun, decision)], ct);
    }

    /// <summary>
    /// Decides on two streams in one transaction; both must still be as seen when the events are stored.
    /// </summary>
    /// <param name="session">The session of the district.</param>
    /// <param name="by">Who signs.</param>
    /// <param name="first">The stream that the command is about; the outcome holds its version.</param>
    /// <param name="second">The other stream that the decision depends on.</param>
    /// <param name="decide">One decision for each stream; if either refuses, nothing is stored.</param>
    /// <exception cref="JasperFx.ConcurrencyException">Another writer was faster; the bus tries again.</exception>
    public static async Task<Outcome> DecideAsync<TFirst, TSecond>(
        this IDocumentSession session, Signature by, Subject first, Subject second,
        Func<TFirst?, TSecond?, (Decision First, Decision Second)> decide, CancellationToken ct)
        where TFirst : class where TSecond : class
    {
        var work = new UnitOfWork(session, by);
        var ordered = string.CompareOrdinal(first.Stream, second.Stream) <= 0;
        var early = ordered ? await HoldFirst() : null;
        var two = await work.HoldAsync<TSecond>(second.Stream, second.ExpectedVersion, ct);
        var one = early ?? await HoldFirst();
        return await work.SaveAsync(
            one,
            () =>
            {
                var (onFirst, onSecond) = decide(one.State, two.State);
                return [(one, onFirst), (two, onSecond)];
            },
            ct);

        Task<Held<TFirst>> HoldFirst() => work.HoldAsync<TFirst>(first.Stream, first.ExpectedVersion, ct);
    }
}
