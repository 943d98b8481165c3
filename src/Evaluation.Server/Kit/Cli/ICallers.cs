namespace Evaluation.Server.Kit.Cli;

/// <summary>Who calls the command line.</summary>
/// <param name="Account">The account that signs.</param>
/// <param name="Administrator">Whether it is an administrator's of the installation.</param>
public sealed record Caller(string Account, bool Administrator)
{
    /// <summary>The role and the district of a program; null for a person, of whom districts say it.</summary>
    public (string Role, string District)? Program { get; init; }

    /// <summary>The person's name; null where only the account is known.</summary>
    public string? Person { get; init; }

    /// <summary>The unit for which a program reports; null for the office and for a person.</summary>
    public string? Unit { get; init; }

    /// <summary>The account that made the program's token; null for a person.</summary>
    public string? Behind { get; init; }
}

/// <summary>Finds out who calls, by what proves it.</summary>
public interface ICallers
{
    /// <summary>Whose a token is, and notes the use; null for one that does not hold.</summary>
    Task<Caller?> ByTokenAsync(string token, CancellationToken ct);

    /// <summary>As whom a user of the operating system may act, by declared trust.</summary>
    Task<IReadOnlyList<Caller>> ByUserAsync(string user, CancellationToken ct);

    /// <summary>
    /// Whether real people work in the database: it was served in production, and nobody has declared it a copy for
    /// tests since. A developer's machine then believes nobody by name.
    /// </summary>
    Task<bool> WasServedAsync(CancellationToken ct);
}
