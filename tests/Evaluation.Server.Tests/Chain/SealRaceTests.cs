using System.Diagnostics;
using Evaluation.Rulebooks.Tests;
using Evaluation.Rulebooks.Tests.SecondCount;
using FluentAssertions;

namespace Evaluation.Server.Tests.Chain;

/// <summary>
/// A week that is sealed while everybody is still at work on it: in any order, nothing is half in the bulletin.
/// EVALUATION_RACES sets how many weeks are raced for, EVALUATION_SEED where the draws begin.
/// </summary>
/// <param name="postgres">The test cluster.</param>
/// <param name="output">Where figures are printed.</param>
public sealed class SealRaceTests(PostgresFixture postgres, ITestOutputHelper output)
{
    private const int FewRaces = 8;
    private const int FirstSeed = 20_230_501;
    private const int WeeksPerDistrict = 10;

    // Approvals and confirmations race, too; but in few weeks it may happen that each of them comes too late.
    private static readonly string[] Kinds =
    [
        "seal", "report late", "verify late", "reverse", "correct", "adjust", "rename", "enter", "regroup", "edition",
        "drop issue", "rule",
        "lodge", "close next", "rebuild",
    ];

    [Fact]
    public async Task What_is_sealed_while_others_write_knows_all_up_to_its_position_and_nothing_after()
    {
        var (races, seed) = (Sample.Setting("EVALUATION_RACES", FewRaces),
            Sample.Setting("EVALUATION_SEED", FirstSeed));
        output.WriteLine($"{races} races from seed {seed}");
        await using var town = await Town.StartAsync(await postgres.NewDatabaseAsync(), found: false);
        var (tally, began, sealedAtOnce) = (new Tally(), Stopwatch.GetTimestamp(), 0);
        for (var raced = 0; raced < races; seed++)
        {
            var race = new SealRace(town, $"qu-{seed}", new Chance(seed), tally);
            await race.OpenAsync();
            for (var week = 0; week < WeeksPerDistrict && raced < races; week++, raced++)
            {
                sealedAtOnce += await race.RunAsync() ? 1 : 0;
            }

            await race.ProveAsync();
        }

        output.WriteLine($"{tally}\n{sealedAtOnce} of {races} weeks sealed in the race, the others after it, "
            + $"{Stopwatch.GetElapsedTime(began).TotalSeconds:0} s");
        Kinds.Count(kind => tally.AcceptedOf(kind) == 0).Should()
            .BeLessThanOrEqualTo(races >= 60 ? 0 : Kinds.Length / 3, "some of every kind comes through: {0}", tally);
        sealedAtOnce.Should().BeInRange(races >= 60 ? 1 : 0, races, "both happen");
    }
}
