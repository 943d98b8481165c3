using System.Text.Json;
using System.Text.Json.Serialization;

namespace Evaluation.Benchmarks;

/// <summary>One round: our figure and the peer's, measured one after the other.</summary>
/// <param name="Ours">Ours.</param>
/// <param name="Peer">The peer's, or that of the floor; null when there is none.</param>
public sealed record Round(double Ours, double? Peer);

/// <summary>
/// A bound for the ratio to the peer of the same run: machines differ by a factor of four within days, ratios hardly.
/// Only memory, which does not depend on a machine's speed, may be bounded by itself.
/// </summary>
/// <param name="Number">The bound, itself included.</param>
/// <param name="AtMost">Whether less is better.</param>
public sealed record Goal(double Number, bool AtMost)
{
    /// <summary>At least so much.</summary>
    public static Goal AtLeast(double number) => new(number, false);

    /// <summary>At most so much.</summary>
    public static Goal Most(double number) => new(number, true);

    /// <summary>Whether a number reaches it.</summary>
    public bool Holds(double number) => AtMost ? number <= Number : number >= Number;
}

/// <summary>The middle of several measurements and how far they spread.</summary>
public sealed record Spread(double Median, double Least, double Most)
{
    /// <summary>Of at least one measurement.</summary>
    public static Spread Of(IEnumerable<double> measured)
    {
        var sorted = measured.Order().ToList();
        var middle = sorted.Count / 2;
        var median = sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[^1]);
    }
}

/// <summary>A number measured several times, beside its peer in the same run.</summary>
/// <param name="Name">Part and subject, the same in every run.</param>
/// <param name="Unit">What is counted: facts/s, s.</param>
/// <param name="Goal">The bound; null for a figure that is only printed.</param>
/// <param name="Rounds">At least one.</param>
/// <param name="Note">The peer, the volume, cold or warm.</param>
/// <exception cref="ArgumentException">A goal for a speed of our own, without a peer.</exception>
public sealed record Figure(string Name, string Unit, Goal? Goal, IReadOnlyList<Round> Rounds, string Note)
{
    /// <summary>The unit of memory.</summary>
    public const string Memory = "MiB";

    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.Strict,
    };

    /// <summary>The bound; null for a figure that is only printed.</summary>
    public Goal? Goal { get; } = Goal is null || Unit == Memory || Rounds.All(round => round.Peer is not null)
        ? Goal
        : throw new ArgumentException($"{Name}: a speed is judged beside a peer.", nameof(Goal));

    /// <summary>Our figure.</summary>
    public Spread Ours { get; } = Spread.Of(Rounds.Select(round => round.Ours));

    /// <summary>The peer's; null when there is none.</summary>
    public Spread? Peer { get; } = Beside(Rounds, round => round.Peer!.Value);

    /// <summary>
    /// Ours for each of the peer's. Within a round the load of the machine is alike for both, between rounds it is
    /// not: so the ratio is taken in each round, and the median of these counts.
    /// </summary>
    public Spread? Ratio { get; } = Beside(Rounds, round => round.Ours / round.Peer!.Value);

    /// <summary>Whether the goal was reached; null when there is none.</summary>
    public bool? Met => Goal?.Holds((Ratio ?? Ours).Median);

    /// <summary>One line for programs.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        new
        {
            Name,
            Ours = Short(Ours.Median),
            Peer = Short(Peer?.Median),
            Ratio = Short(Ratio?.Median),
            Goal = Goal?.Number,
            Met,
            Unit,
            Limit = Goal is null ? null : Goal.AtMost ? "most" : "least",
            OursSpread = Ends(Ours),
            PeerSpread = Ends(Peer),
            RatioSpread = Ends(Ratio),
            Rounds = Rounds.Count,
            Note,
        },
        Plain);

    private static Spread? Beside(IReadOnlyList<Round> rounds, Func<Round, double> figure) =>
        rounds.All(round => round.Peer is not null) ? Spread.Of(rounds.Select(figure)) : null;

    private static double?[]? Ends(Spread? spread) =>
        spread is null ? null : [Short(spread.Least), Short(spread.Most)];

    // Four digits say all that a measurement can.
    private static double? Short(double? number) => number is not { } known || known == 0
        ? number
        : Math.Round(known, Math.Clamp(3 - (int)Math.Floor(Math.Log10(Math.Abs(known))), 0, 10));
}
