namespace Evaluation.Server.Accounts;

/// <summary>Wrong attempts to sign in since the last right one.</summary>
/// <param name="Count">How many.</param>
/// <param name="Until">Until when none is looked at; null when there were too few.</param>
public sealed record Misses(int Count, DateTimeOffset? Until)
{
    /// <summary>After so many, and each time after so many more, none is looked at for a while.</summary>
    public const int Most = 5;

    /// <summary>Nothing was tried.</summary>
    public static readonly Misses None = new(0, null);

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(15), LongestPause = TimeSpan.FromHours(24);

    /// <summary>Whether an attempt now is not even looked at.</summary>
    public bool Bars(DateTimeOffset now) => now < Until;

    /// <summary>After one more; each pause is twice as long as the one before.</summary>
    public Misses Counted(DateTimeOffset now)
    {
        var count = Math.Min(Count + 1, 1000 * Most);
        var doubled = Pause * Math.Pow(2, Math.Min(count / Most - 1, 10));
        return new Misses(
            count, count % Most != 0 ? null : now + (doubled < LongestPause ? doubled : LongestPause));
    }
}
