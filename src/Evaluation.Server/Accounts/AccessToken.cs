namespace Evaluation.Server.Accounts;

/// <summary>
/// A secret by which a program is known, or a person on the command line. A program has a role of its own in one
/// district; a person's acts as the person, within districts alone.
/// </summary>
/// <param name="Id">The hash of the secret.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Account">Whose it is; null for a program's own.</param>
/// <param name="MadeBy">Who made it.</param>
/// <param name="Made">When.</param>
/// <param name="Until">When it ends.</param>
public sealed record AccessToken(
    string Id, string Name, string? Account, string MadeBy, DateTimeOffset Made, DateTimeOffset Until)
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);

    /// <summary>The district in which a program acts; null for a person's.</summary>
    public string? District { get; init; }

    /// <summary>As what a program acts: `auditor`, who reads, or `reporter`; null for a person's.</summary>
    public string? Role { get; init; }

    /// <summary>The unit for which a program reports; null for the office and for a person's.</summary>
    public string? Unit { get; init; }

    /// <summary>The last use, to a minute; null before the first.</summary>
    public DateTimeOffset? Used { get; init; }

    /// <summary>When it was ended before its time; null when it was not.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>The name by which a program signs; it can be nobody's account.</summary>
    public string Signs => Account ?? SignatureOf(Name);

    /// <summary>Who stands behind what a program does: whoever made its token; null for a person's.</summary>
    public string? Behind => Account is null ? MadeBy : null;

    /// <summary>The name by which a program signs.</summary>
    public static string SignatureOf(string program) => $"program/{program}";

    /// <summary>What is printed for a program.</summary>
    public static string CalledOf(string program) => $"程序{program}";

    /// <summary>Whether it can be used.</summary>
    public bool Holds(DateTimeOffset now) => Ended is null && now < Until;

    /// <summary>Whether a use now is to be noted.</summary>
    public bool IsNews(DateTimeOffset now) => Used is not { } used || now >= used + Step;
}
