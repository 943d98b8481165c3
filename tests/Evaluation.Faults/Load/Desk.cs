using System.Globalization;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Access;

namespace Evaluation.Faults.Load;

/// <summary>A command as it goes over HTTP.</summary>
/// <param name="Account">Who asks.</param>
/// <param name="Path">The address below the district's.</param>
/// <param name="Body">The body; null for none.</param>
/// <param name="Subject">What is asked for, so that it may be asked again; null when it may not.</param>
/// <param name="Events">How many events it causes.</param>
/// <param name="Accepted">Called when it was accepted.</param>
internal sealed record Command(
    string Account, string Path, object? Body, string? Subject, int Events = 1, Action? Accepted = null);

/// <summary>
/// What the people of a district do next. All of it happens in the year of the rulebook; the claims of several clients
/// lie on one desk, so that they get in each other's way now and then.
/// </summary>
/// <param name="people">Its people.</param>
/// <param name="seed">Of the draws.</param>
internal sealed class Desk(string district, People people, int seed)
{
    private static readonly DateOnly NewYear = new(2023, 1, 2);
    private static readonly string[] Evidence = ["照片.jpg"];
    private static readonly string[] Leaders = ["top", "member", "staff"];

    private readonly Lock gate = new();
    private readonly Random random = new(seed);
    private readonly List<string> reported = [];
    private readonly List<string> verified = [];
    private int drawn;

    /// <summary>The district.</summary>
    public string District => district;

    /// <summary>Draws a command.</summary>
    public Command Next()
    {
        lock (gate)
        {
            return random.Next(100) switch
            {
                < 40 => Report(),
                < 70 when reported.Count > 0 => Verify(),
                < 80 when verified.Count > 0 => Correct(),
                < 86 => Adjust(),
                < 92 => FileFirm(),
                _ => Submit(),
            };
        }
    }

    private T One<T>(IReadOnlyList<T> some) => some[random.Next(some.Count)];

    private string Id(string letter) => string.Create(CultureInfo.InvariantCulture, $"{letter}{++drawn}");

    private DateOnly Day() => NewYear.AddDays(random.Next(150));

    private Command Report()
    {
        var (id, reporter) = (Id("C"), One(people.Reporters));
        return new Command(
            reporter.Account, "claims",
            new
            {
                claim = id,
                kind = "visit",
                occurredOn = Day(),
                facts = new { enterprise = One(people.Firms), leader = One(Leaders) },
                evidence = Evidence,
            },
            $"report {id}", Accepted: () => Keep(reported, id));
    }

    private Command Verify()
    {
        var id = One(reported);
        return new Command(
            One(people.Of(Roles.Verifier)), $"claims/{id}/verify", new { note = "" }, $"verify {id}",
            Accepted: () => Keep(verified, id));
    }

    private Command Correct() => new(
        One(people.Of(Roles.Verifier)), $"claims/{One(verified)}/correct",
        new { occurredOn = Day(), facts = new { enterprise = One(people.Firms) }, reason = "核对后更正" }, null);

    private Command Adjust()
    {
        var (id, day) = (Id("D"), Day());
        return new Command(
            One(people.Of(Roles.Committee)), "adjustments",
            new
            {
                adjustment = id,
                unit = One(people.Reporters).Unit,
                points = random.Next(1, 20) / 10m,
                decidedOn = day,
                effectiveOn = day,
                document = $"试〔2023〕{drawn}号",
                reason = "委员会决定",
            },
            $"adjust {id}");
    }

    // The firm, two more names of it, and the three names, which are streams of their own: all or nothing.
    private Command FileFirm()
    {
        var id = Id("F");
        return new Command(
            One(people.Of(Roles.Verifier)), "enterprises",
            new
            {
                enterprise = id,
                name = $"肇庆{id}科技有限公司",
                industry = "新材料",
                chainLeader = false,
                aliases = new[] { $"{id}科技", $"{id}集团" },
            },
            $"file {id}", 6);
    }

    private Command Submit()
    {
        var reporter = One(people.Reporters);
        var week = new Week(NewYear.AddDays(7 * random.Next(52))).Id;
        return new Command(
            reporter.Account, $"reports/{week}", new { nil = random.Next(2) == 0 }, $"submit {week} {reporter.Unit}");
    }

    private void Keep(List<string> list, string id)
    {
        lock (gate)
        {
            list.Add(id);
        }
    }
}
