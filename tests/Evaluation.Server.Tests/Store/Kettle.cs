using Evaluation.Office.Decisions;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Tests.Store;

// A tiny subject of its own: the tests of the store must not change when the office's nouns do.

/// <summary>A kettle was put up by its first owner.</summary>
[StoredAs("kettle.owned.v1")]
public sealed record KettleOwned(string Owner, Metal Metal);

/// <summary>Water was poured in.</summary>
[StoredAs("kettle.filled.v1")]
public sealed record KettleFilled(int Cups);

/// <summary>What the kettle is made of.</summary>
public enum Metal
{
    /// <summary>Copper.</summary>
    Copper,

    /// <summary>Iron.</summary>
    Iron,
}

/// <summary>A kettle as it stands.</summary>
public sealed record Kettle(string Owner, int Cups)
{
    /// <summary>The next state.</summary>
    public static Kettle Evolve(Kettle? kettle, object e) => e switch
    {
        KettleOwned owned => new Kettle(owned.Owner, 0),
        KettleFilled filled => kettle! with { Cups = kettle.Cups + filled.Cups },
        _ => throw new InvalidOperationException($"A kettle knows no {e.GetType().Name}."),
    };

    /// <summary>Only one owner.</summary>
    public static Decision Own(Kettle? kettle, string owner) => kettle is null
        ? Decision.Accept(new KettleOwned(owner, Metal.Copper))
        : Decision.Refuse("owned", $"已归{kettle.Owner}。", "owner", "无需再报。");

    /// <summary>Water needs a kettle.</summary>
    public static Decision Fill(Kettle? kettle, int cups) => kettle is null
        ? Decision.Refuse("no-kettle", "没有壶。", "kettle", "请先登记。")
        : Decision.Accept(new KettleFilled(cups));
}

/// <summary>Claims a kettle through the bus.</summary>
public sealed record OwnKettle(Signature By, string Stream, string Owner);

/// <summary>Fills a kettle through the bus.</summary>
public sealed record FillKettle(Signature By, string Stream, int Cups, long? ExpectedVersion = null);

/// <summary>Pours from one kettle into another through the bus.</summary>
public sealed record PourKettle(Signature By, string From, string To, int Cups);

/// <summary>Always comes too late.</summary>
public sealed record LoseKettle(Signature By, string Stream);

/// <summary>The handler of the kettle's commands.</summary>
public static class KettleHandler
{
    /// <summary>Owns.</summary>
    public static Task<Outcome> Handle(OwnKettle ask, IDocumentSession session, CancellationToken ct) =>
        session.DecideAsync<Kettle>(ask.By, ask.Stream, kettle => Kettle.Own(kettle, ask.Owner), null, ct);

    /// <summary>Loses every race: another writer is faster each time.</summary>
    public static Task<Outcome> Handle(
        LoseKettle ask, IDocumentSession session, IDocumentStore store, CancellationToken ct) =>
        session.DecideAsync<Kettle>(
            ask.By, ask.Stream,
            kettle =>
            {
                using var faster = store.LightweightSession(session.TenantId);
                faster.Events.Append(ask.Stream, new KettleFilled(1));
                faster.SaveChangesAsync(ct).GetAwaiter().GetResult();
                return Kettle.Fill(kettle, 1);
            },
            null, ct);

    /// <summary>Fills.</summary>
    public static Task<Outcome> Handle(FillKettle ask, IDocumentSession session, CancellationToken ct) =>
        session.DecideAsync<Kettle>(
            ask.By, ask.Stream, kettle => Kettle.Fill(kettle, ask.Cups), ask.ExpectedVersion, ct);

    /// <summary>Pours.</summary>
    public static Task<Outcome> Handle(PourKettle ask, IDocumentSession session, CancellationToken ct) =>
        session.DecideAsync<Kettle, Kettle>(
            ask.By, new Subject(ask.From), new Subject(ask.To),
            (from, to) => (Kettle.Fill(from, -ask.Cups), Kettle.Fill(to, ask.Cups)), ct);
}
