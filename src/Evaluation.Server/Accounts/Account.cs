using System.Collections.Immutable;

namespace Evaluation.Server.Accounts;

/// <summary>A person's account of the installation. What the person may do is said by the districts.</summary>
/// <param name="Id">The name by which the person signs in and by which districts know the person.</param>
/// <param name="Person">The person's name.</param>
/// <param name="Administrator">Whether the person looks after the installation.</param>
/// <param name="Since">When it was made.</param>
public sealed record Account(string Id, string Person, bool Administrator, DateTimeOffset Since)
{
    /// <summary>The hash of the pass-phrase; null until the person chose one.</summary>
    public string? Phrase { get; init; }

    /// <summary>Wrong attempts to sign in from places that are not known, all together.</summary>
    public Misses Misses { get; init; } = Misses.None;

    /// <summary>Wrong attempts since the last right one by <see cref="Whence.Key"/>; the latest are kept.</summary>
    public ImmutableDictionary<string, Misses> From { get; init; } = ImmutableDictionary<string, Misses>.Empty;

    /// <summary>Why an administrator locked it; null when it is not locked.</summary>
    public string? LockedFor { get; init; }

    /// <summary>One-time codes; null when the person uses none.</summary>
    public CodeGenerator? Codes { get; init; }

    /// <summary>The last sign-in; null before the first.</summary>
    public DateTimeOffset? SignedIn { get; init; }

    /// <summary>The operating system's user who may act as the person on the command line; null for none.</summary>
    public string? SystemUser { get; init; }

    /// <summary>How often it was stored; what others stored meanwhile is not overwritten.</summary>
    public long Version { get; set; }

    private const int MostPlaces = 2 * Misses.MostOfAll;

    /// <summary>Whether an attempt from somewhere is not even looked at now.</summary>
    public bool Bars(Whence from, DateTimeOffset now) =>
        From.GetValueOrDefault(from.Key, Misses.None).Bars(now) || (!from.IsKnown && Misses.Bars(now));

    /// <summary>After one more wrong attempt from somewhere.</summary>
    public Account Missed(Whence from, DateTimeOffset now)
    {
        var places = From.SetItem(from.Key, From.GetValueOrDefault(from.Key, Misses.None).Counted(now));
        return this with
        {
            From = places.Count <= MostPlaces ? places : places.Remove(places.MinBy(one => one.Value.Last).Key),
            Misses = from.IsKnown ? Misses : Misses.CountedOfAll(now),
        };
    }

    /// <summary>After an attempt from somewhere was right, which was counted as a wrong one before.</summary>
    public Account Right(Whence from) => this with
    {
        From = From.Remove(from.Key),
        Misses = from.IsKnown ? Misses : Misses.Uncounted(),
    };

    /// <summary>Without any wrong attempts.</summary>
    public Account Forgiven() => this with { Misses = Misses.None, From = From.Clear() };
}

/// <summary>What makes a person's one-time codes.</summary>
/// <param name="Key">The shared secret, in Base32.</param>
/// <param name="On">Whether codes are asked for; false until the person has shown one.</param>
/// <param name="LastStep">The half minute of the last code taken; neither it nor an earlier one is again.</param>
/// <param name="Recovery">Hashes of the codes that work once in its place.</param>
public sealed record CodeGenerator(string Key, bool On, long LastStep, IReadOnlyList<string> Recovery);

/// <summary>A browser in which somebody is signed in.</summary>
/// <param name="Id">The hash of the secret in its cookie.</param>
/// <param name="Began">When the person signed in.</param>
/// <param name="Address">From where.</param>
/// <param name="Browser">What the browser calls itself.</param>
/// <param name="Seen">The last request, to a minute.</param>
public sealed record AccountSession(
    string Id, string Account, DateTimeOffset Began, string Address, string Browser, DateTimeOffset Seen)
{
    /// <summary>How long a session lasts at most, and without a request.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12), Idle = TimeSpan.FromHours(2);

    /// <summary>By what the person signed in; null for the pass-phrase.</summary>
    public string? By { get; init; }

    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);

    /// <summary>Whether it still holds.</summary>
    public bool Holds(DateTimeOffset now) => now < Began + Longest && now < Seen + Idle;

    /// <summary>Whether a request now is to be noted.</summary>
    public bool IsNews(DateTimeOffset now) => now >= Seen + Step;
}

/// <summary>A link that lets somebody choose a pass-phrase, once.</summary>
/// <param name="Id">The hash of the secret in it.</param>
/// <param name="Account">Whose; null for the first administrator, who chooses the account too.</param>
/// <param name="MadeBy">Who made it.</param>
/// <param name="Until">When it ends.</param>
public sealed record OneTimeLink(string Id, string? Account, string MadeBy, DateTimeOffset Until)
{
    /// <summary>How long a link holds.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(24);

    /// <summary>When it was used; null while it was not.</summary>
    public DateTimeOffset? Used { get; init; }

    /// <summary>How often it was stored.</summary>
    public long Version { get; set; }

    /// <summary>Whether it can be used.</summary>
    public bool Holds(DateTimeOffset now) => Used is null && now < Until;
}

/// <summary>Something that was done or read beside the logs of districts, or tried.</summary>
/// <param name="Id">In order of time.</param>
/// <param name="At">When.</param>
/// <param name="Who">The account that did it, or what stands for one.</param>
/// <param name="What">What, of <see cref="Audited"/>.</param>
/// <param name="About">The account it was done to, or what was read.</param>
/// <param name="Address">From where; empty where there is no address.</param>
/// <param name="Note">Further words; empty for none.</param>
public sealed record AuditRecord(
    Guid Id, DateTimeOffset At, string Who, string What, string About, string Address, string Note)
{
    /// <summary>The district it concerns; empty for the installation.</summary>
    public string District { get; init; } = "";
}
