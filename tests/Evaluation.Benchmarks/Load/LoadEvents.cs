namespace Evaluation.Benchmarks.Load;

/// <summary>An event of a made-up district.</summary>
/// <param name="At">When it was recorded.</param>
/// <param name="Stream">Its stream.</param>
public sealed record LoadEvent(DateTimeOffset At, string Stream, object Fact);

/// <summary>A made-up district as the events that its office would have recorded, in order of time.</summary>
public static class LoadEvents
{
    /// <summary>All events.</summary>
    public static List<LoadEvent> Of(LoadDistrict district, IReadOnlyList<string> editions) =>
        [.. OneByOne(district, editions)];

    /// <summary>The same, decided lazily.</summary>
    public static IEnumerable<LoadEvent> OneByOne(LoadDistrict district, IReadOnlyList<string> editions)
    {
        var desk = new LoadDesk();
        return LoadSteps.Of(district, editions).SelectMany(desk.Take);
    }
}
