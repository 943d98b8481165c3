using System.Globalization;
using System.Text.Json;

namespace Evaluation.Benchmarks;

/// <summary>One measured number beside its peer of the same run.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Ours">Our figure.</param>
/// <param name="Peer">The figure that it is compared with.</param>
/// <param name="Goal">The least ratio to reach.</param>
public sealed record Figure(string Name, double Ours, double Peer, double Goal)
{
    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web);

    /// <summary>Ours for each of the peer's.</summary>
    public double Ratio => Peer == 0 ? 0 : Ours / Peer;

    /// <summary>Whether the goal was reached.</summary>
    public bool Met => Ratio >= Goal;

    /// <summary>One line for programs.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        new { Name, Ours = Math.Round(Ours, 1), Peer = Math.Round(Peer, 1), Ratio = Math.Round(Ratio, 3), Goal, Met },
        Camel);

    /// <summary>One line for people.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name}: {Ours:0} beside {Peer:0}, ratio {Ratio:0.00}, goal {Goal:0.00}, {(Met ? "met" : "missed")}");
}
