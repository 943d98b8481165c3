using System.Collections.Concurrent;
using System.Globalization;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Tests.Chain;

/// <summary>Counts what was accepted and what was refused, by kind of command.</summary>
internal sealed class Tally
{
    private readonly ConcurrentDictionary<string, int> accepted = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> refused = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> codes = new(StringComparer.Ordinal);

    /// <summary>How many were accepted.</summary>
    public int Accepted => accepted.Values.Sum();

    /// <summary>How many were tried.</summary>
    public int Tried => Accepted + refused.Values.Sum();

    /// <summary>How many of a kind were accepted.</summary>
    public int AcceptedOf(string kind) => accepted.GetValueOrDefault(kind);

    /// <summary>Counts an outcome.</summary>
    public Outcome Count(string kind, Outcome outcome)
    {
        Count(kind, outcome.IsAccepted, outcome.Refusal?.Code);
        return outcome;
    }

    /// <summary>Counts something that has no outcome.</summary>
    public void Count(string kind, bool isAccepted, string? code = null)
    {
        (isAccepted ? accepted : refused).AddOrUpdate(kind, 1, (_, before) => before + 1);
        if (!isAccepted)
        {
            codes.AddOrUpdate($"{kind}: {code}", 1, (_, before) => before + 1);
        }
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var kinds = accepted.Keys.Union(refused.Keys).Order(StringComparer.Ordinal);
        var lines = kinds.Select(kind => string.Create(
            CultureInfo.InvariantCulture,
            $"{kind}: {accepted.GetValueOrDefault(kind)} accepted, {refused.GetValueOrDefault(kind)} "
                + $"refused{Codes(kind)}"));
        return $"{Tried} tried, {Accepted} accepted\n{string.Join('\n', lines)}";
    }

    private string Codes(string kind)
    {
        var of = codes.Where(one => one.Key.StartsWith($"{kind}: ", StringComparison.Ordinal))
            .OrderByDescending(one => one.Value).ToList();
        return of.Count == 0 ? ""
            : $" ({string.Join(", ", of.Select(one => $"{one.Key[(kind.Length + 2)..]} {one.Value}"))})";
    }
}
