using System.Text.Json.Serialization;

namespace Evaluation.Server.Accounts;

/// <summary>Wrong attempts to sign in with an account: from one place, or from all that are not known.</summary>
/// <param name="Count">How many.</param>
/// <param name="Until">Until when none is looked at; null when there were too few.</param>
public sealed record Misses(int Count, DateTimeOffset? Until)
{
    /// <summary>From one place: after so many, and after so many more each, none is looked at for a while.</summary>
    public const int Most = 5;

    /// <summary>
    /// From all places together that are not known: after so many none of them is looked at for a while, however many
    /// addresses somebody has.
    /// </summary>
    public const int MostOfAll = 50;

    /// <summary>Nothing was tried.</summary>
    public static readonly Misses None = new(0, null);

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(15), PauseOfAll = TimeSpan.FromHours(1),
        LongestPause = TimeSpan.FromHours(24), Forgotten = TimeSpan.FromDays(7);

    /// <summary>When the last one was; null where it was not kept.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? Last { get; init; }

    /// <summary>Whether an attempt now is not even looked at.</summary>
    public bool Bars(DateTimeOffset now) => now < Until;

    /// <summary>After one more from the same place; each pause is twice the one before, up to a day.</summary>
    public Misses Counted(DateTimeOffset now) => Counted(now, Most, Pause);

    /// <summary>The same of all places that are not known.</summary>
    public Misses CountedOfAll(DateTimeOffset now) => Counted(now, MostOfAll, PauseOfAll);

    /// <summary>Without the last one, which was right after all.</summary>
    public Misses Uncounted() =>
        Count == 0 ? None : this with { Count = Count - 1, Until = Count % MostOfAll == 0 ? null : Until };

    // A week without any begins anew: pauses are a day long by then, so that nobody gains by waiting.
    private Misses Counted(DateTimeOffset now, int most, TimeSpan pause)
    {
        var before = (Until > Last ? Until : Last) is { } last && now - last > Forgotten ? 0 : Count;
        var count = Math.Min(before + 1, 1000 * most);
        var doubled = pause * Math.Pow(2, Math.Min(count / most - 1, 10));
        return new Misses(count, count % most != 0 ? null : now + (doubled < LongestPause ? doubled : LongestPause))
        {
            Last = now,
        };
    }
}
