using System.Collections.Immutable;

namespace Evaluation.Office.Mandates;

/// <summary>A role that a person has or had in a district.</summary>
/// <param name="Given">How it was given.</param>
/// <param name="Ended">Why it was ended before its last day; null when it was not.</param>
public sealed record Mandate(MandateGiven Given, string? Ended)
{
    /// <summary>Whether it holds on a day.</summary>
    public bool Holds(DateOnly day) =>
        Ended is null && Given.From <= day && (Given.To is not { } last || day <= last);

    /// <summary>Whether it holds on some day of another one, as far as both were given.</summary>
    public bool Meets(MandateGiven other) => Ended is null && Given.From <= (other.To ?? DateOnly.MaxValue)
        && other.From <= (Given.To ?? DateOnly.MaxValue);
}

/// <summary>As what somebody acts.</summary>
/// <param name="Unit">The unit for which; null for the office and the committee.</param>
public sealed record ActingRole(string Role, string? Unit);

/// <summary>Who is what in a district, and was.</summary>
/// <param name="Mandates">In the order in which they were given.</param>
public sealed record MandateRoll(ImmutableList<Mandate> Mandates)
{
    /// <summary>The stream of the mandates.</summary>
    public const string Stream = "mandates";

    /// <summary>The role of those who report for a unit; all others act for the office or the committee.</summary>
    public const string Reporter = "reporter";

    /// <summary>The roles that can be given.</summary>
    public static readonly ImmutableArray<string> Roles =
        ["reporter", "verifier", "closer", "sealer", "committee", "auditor", "admin"];

    /// <summary>A role in the office's words; empty for none.</summary>
    public static string LabelOf(string role) => role switch
    {
        Reporter => "填报员",
        "verifier" => "核验员",
        "closer" => "考评办经办",
        "sealer" => "签发人",
        "committee" => "委员会",
        "auditor" => "审计",
        "admin" => "管理员",
        _ => "",
    };

    /// <summary>Nobody is anything.</summary>
    public static readonly MandateRoll Empty = new([]);

    /// <summary>The roll after an event of its stream.</summary>
    public static MandateRoll Evolve(MandateRoll? roll, object @event)
    {
        roll ??= Empty;
        return @event switch
        {
            MandateGiven e => new MandateRoll(roll.Mandates.Add(new Mandate(e, null))),
            MandateEnded e => new MandateRoll(roll.Mandates.ConvertAll(
                one => one.Given.Mandate == e.Mandate ? one with { Ended = e.Reason } : one)),
            _ => throw new InvalidOperationException($"{@event.GetType().Name} does not belong to the mandates."),
        };
    }

    /// <summary>What an account is on a day.</summary>
    public IReadOnlyList<MandateGiven> Of(string account, DateOnly day) =>
        [.. Mandates.Where(one => one.Given.Account == account && one.Holds(day)).Select(one => one.Given)];

    /// <summary>
    /// Everything that an account is on a day. It acts as the first one: one of the roles that are asked for before any
    /// other, the office before a unit since it sees more, of several units the one that is named, and then in the
    /// order of the roles.
    /// </summary>
    /// <param name="administrator">Whether it looks after the installation, which needs no mandate.</param>
    /// <param name="wanted">The roles that may do what is asked for; empty when any will do.</param>
    /// <param name="unit">The unit that is named; null for none.</param>
    public IReadOnlyList<ActingRole> Acting(
        string account, DateOnly day, bool administrator, IReadOnlyCollection<string> wanted, string? unit) =>
    [
        .. Of(account, day).Select(mandate => new ActingRole(mandate.Role, mandate.Unit))
            .Concat(administrator ? [new ActingRole("admin", null)] : [])
            .OrderBy(one => !wanted.Contains(one.Role)).ThenBy(one => one.Unit is not null)
            .ThenBy(one => one.Unit != unit).ThenBy(one => Roles.IndexOf(one.Role)),
    ];
}
