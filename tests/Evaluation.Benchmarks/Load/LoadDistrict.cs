using System.Globalization;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Benchmarks.Load;

/// <summary>
/// A made-up district of any size: the same settings give the same claims, reports and decisions, week by week in
/// order, so that a large one need not fit into memory.
/// </summary>
public sealed class LoadDistrict
{
    /// <summary>The time zone of everything.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>Makes a district; nothing is generated yet.</summary>
    public LoadDistrict(LoadSettings settings)
    {
        Settings = settings;
        Units =
        [
            .. Enumerable.Range(1, settings.Units).Select(number => number % 2 == 1
                ? new LoadUnit(Numbered("镇街", number), "镇街")
                : new LoadUnit(Numbered("部门", number), "部门")),
        ];
    }

    /// <summary>What it is like.</summary>
    public LoadSettings Settings { get; }

    /// <summary>The units, in protocol order.</summary>
    public IReadOnlyList<LoadUnit> Units { get; }

    /// <summary>The roster, from the first day on.</summary>
    public Roster Roster => new(
        [.. Units.Select(unit => new UnitTerm(unit.Name, unit.Name, unit.Group, unit.Group, Settings.From, null))], []);

    /// <summary>All claims, week by week.</summary>
    public IEnumerable<LoadClaim> Claims()
    {
        var (dice, maker, number) = (new Dice(Settings.Seed), new ClaimMaker(Units), 0);
        for (var week = 0; week < Settings.Weeks; week++)
        {
            for (var i = 0; i < Settings.ClaimsAWeek; i++)
            {
                number++;
                yield return Claim(dice, maker, number, Settings.From.AddDays(7 * week));
            }
        }
    }

    /// <summary>All weekly reports: of a hundred, two are missing and three late.</summary>
    public IEnumerable<LoadReport> Reports()
    {
        var dice = new Dice(Settings.Seed + 1);
        for (var week = 0; week < Settings.Weeks; week++)
        {
            var start = Settings.From.AddDays(7 * week);
            foreach (var unit in Units)
            {
                var thrown = dice.Throw(100);
                if (thrown >= 2)
                {
                    var submitted = At(start.AddDays(7), thrown < 5 ? 15 : 9);
                    yield return new LoadReport(unit.Name, start, submitted, thrown > 90);
                }
            }
        }
    }

    /// <summary>All decisions of the committee.</summary>
    public IEnumerable<LoadDecision> Decisions()
    {
        var dice = new Dice(Settings.Seed + 2);
        for (var i = 1; i <= Settings.DecisionsAYear * Settings.Weeks / 52; i++)
        {
            var made = new LoadDecision(
                Numbered("D-", i), dice.Pick(Units).Name, Signed(dice.Throw(8)),
                Settings.From.AddDays(dice.Throw(7 * Settings.Weeks)), null);
            yield return made;
            if (i % 5 == 0 && made.On.AddDays(10) <= Settings.To)
            {
                yield return made with
                {
                    Id = Numbered("R-", i),
                    Points = -made.Points,
                    On = made.On.AddDays(10),
                    Reverses = made.Id,
                };
            }
        }
    }

    internal static string Numbered(string what, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{what}{number:0000}");

    private LoadClaim Claim(Dice dice, ClaimMaker maker, int number, DateOnly week)
    {
        var unit = dice.Throw(Units.Count);
        var day = week.AddDays(dice.Weighed([20, 22, 22, 20, 14, 1, 1]));
        var (kind, values) = maker.Make(dice, unit);
        var shares = kind == BuiltInKinds.Signing && Units.Count > 1 && dice.Chance(100)
            ? [new Share(Units[unit].Name, 0.6m), new Share(Units[(unit + 1) % Units.Count].Name, 0.4m)]
            : Share.Whole(Units[unit].Name);
        var verified = At(day.AddDays(2 + dice.Throw(4)), 9 + dice.Throw(8));
        var correction = !BuiltInKinds.OfProject(kind) && dice.Chance(Settings.Corrected)
            ? new LoadCorrection(verified.AddDays(1 + dice.Throw(20)), ClaimMaker.Corrected(dice, kind, values))
            : null;
        var reversed = dice.Chance(Settings.Reversed) ? verified.AddDays(25 + dice.Throw(30)) : (DateTimeOffset?)null;
        return new LoadClaim(
            string.Create(CultureInfo.InvariantCulture, $"C-{number:00000000}"), Units[unit].Name, kind, day,
            At(day.AddDays(1), 8 + dice.Throw(10)), verified, shares, values, correction, reversed);
    }

    // From -2 to 2 in halves; never 0, which no committee decides.
    private static decimal Signed(int thrown) => (thrown < 4 ? thrown - 4 : thrown - 3) / 2m;

    private static DateTimeOffset At(DateOnly day, int hour) => new(day.ToDateTime(new TimeOnly(hour, 0)), Offset);
}
