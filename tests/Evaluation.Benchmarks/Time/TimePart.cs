using System.Diagnostics;
using Evaluation.Benchmarks.Load;
using Evaluation.Benchmarks.Rules;
using Evaluation.Office.Laboratory;
using Evaluation.Office.Ledger;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Words;
using Evaluation.Server;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Board.Past;
using Evaluation.Server.Board.Rebuilding;
using Evaluation.Server.Board.Views;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Laboratory;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Evaluation.Benchmarks.Time;

/// <summary>
/// The board of any week as known at any event, beside the live board of the same weeks: three years of sixty units.
/// And a draft tried out for all of them, beside one scoring. Goals: as of any event no slower than the live board
/// (0.43 of it on 2026-11-29), as of a week's closing twice as long at most (1.16 times, single rounds 1.41).
/// </summary>
public static class TimePart
{
    private const string District = "bench";
    private const int Questions = 100;
    private const int Seed = 7;

    /// <summary>Measures.</summary>
    public static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench)
    {
        await using var database = await BenchDatabase.CreateAsync(bench.Server);
        await using var app = Application.Build(database.Connection, StoreRole.CommandOnly, null);
        await app.Services.GetRequiredService<IDocumentStore>().Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        var district = new LoadDistrict(RulesPart.ThreeYears);
        var events = LoadEvents.Of(district, RulesPart.Texts());
        var last = await LoadLog.WriteAsync(app.Services.GetRequiredService<NpgsqlDataSource>(), District, events);
        await app.Services.GetRequiredService<Rebuild>().RunAsync(District, null, CancellationToken.None);
        bench.Say($"{last} events");

        var boards = app.Services.GetRequiredService<LiveBoards>();
        var cold = Stopwatch.StartNew();
        await KnownAsync(boards, "2023-W10", last);
        var first = cold.Elapsed.TotalSeconds;
        var past = await app.Services.GetRequiredService<Pasts>().OfAsync(District, CancellationToken.None);
        Verify(past, events, new Dice(Seed));
        var volume = $"{RulesPart.ThreeYears}: {events.Count} events; {Questions} random questions a round; "
            + $"the first question folds the log in {first:0.0} s";
        var random = await BesideLiveAsync(
            bench, boards, "any week, any position", seed => Ask(events, seed, any: true));
        var fresh = await BesideLiveAsync(
            bench, boards, "when the week was closed", seed => Ask(events, seed, any: false));
        var (simulations, scoring) =
            (app.Services.GetRequiredService<Simulations>(), await OneScoring.OfAsync(app.Services, District, last));
        var trials = await bench.AlternateAsync(
            "a draft for three years", () => TrialAsync(simulations), () => Task.FromResult(scoring.Seconds()));
        return
        [
            new Figure(
                "time: board as of any event, p95", "s", Goal.Most(1), random,
                $"peer: p95 of the live board of the same weeks; {volume}"),
            new Figure(
                "time: board as of its closing, p95", "s", Goal.Most(2), fresh,
                $"peer: the same; each week as known up to two days after it was closed; {volume}"),
            new Figure(
                "time: a draft tried out for three years", "s", null, trials,
                "peer: one scoring of the district; `simulate --rulebook`: board read, both editions scored and "
                + $"ranked, report; {RulesPart.ThreeYears}"),
        ];
    }

    private static async Task<IReadOnlyList<Round>> BesideLiveAsync(
        Bench bench, LiveBoards boards, string what, Func<Dice, List<(string Week, long Position)>> ask)
    {
        // The same seed for both, since weeks differ in what is on their boards.
        var (ours, peer) = (new Dice(Seed), new Dice(Seed));
        return await bench.AlternateAsync(
            what, () => SlowestAsync(ask(ours), (week, at) => KnownAsync(boards, week, at)),
            () => SlowestAsync(ask(peer), (week, _) => LiveAsync(boards, week)));
    }

    private static async Task<double> TrialAsync(Simulations laboratory)
    {
        var draft = RulesPart.Resource("rulebook.yaml").Replace("1亿: 0.4", "1亿: 0.6", StringComparison.Ordinal);
        var watch = Stopwatch.StartNew();
        var answer = await laboratory.RunAsync(
            District, new TrialOrder { Draft = draft, Everywhere = true }, CancellationToken.None);
        return answer.Refusal is { } refusal
            ? throw new UnequalException(refusal.ToString())
            : watch.Elapsed.TotalSeconds;
    }

    private static List<(string Week, long Position)> Ask(List<LoadEvent> events, Dice dice, bool any)
    {
        var (questions, from) = (new List<(string, long)>(), RulesPart.ThreeYears.From);
        while (questions.Count < Questions)
        {
            var week = new Week(from.AddDays(7 * dice.Throw(RulesPart.ThreeYears.Weeks)));
            var closed = events.FindIndex(e => e.Fact is WeekClosed closing && closing.Week == week) + 1;
            var position = any ? 1L + dice.Throw(events.Count) : Math.Min(events.Count, closed + dice.Throw(250));
            var ranked = new DateTimeOffset(week.Start.AddDays(2).ToDateTime(default), LoadDistrict.Offset);
            if (events[(int)position - 1].At >= ranked)
            {
                questions.Add((week.Id, position));
            }
        }

        return questions;
    }

    private static async Task<double> SlowestAsync(
        List<(string Week, long Position)> questions, Func<string, long, Task> ask)
    {
        var seconds = new List<double>();
        foreach (var (week, position) in questions)
        {
            var watch = Stopwatch.StartNew();
            await ask(week, position);
            seconds.Add(watch.Elapsed.TotalSeconds);
        }

        seconds.Sort();
        return seconds[(int)Math.Ceiling(seconds.Count * 0.95) - 1];
    }

    private static async Task<LiveBoard> KnownAsync(LiveBoards boards, string week, long position)
    {
        var at = FormattableString.Invariant($"{position}");
        var found = await boards.OfAsync(District, week, at, CancellationToken.None);
        return found.TryGet(out var board, out var refusal)
            ? board
            : throw new UnequalException($"{week} at {position}: {refusal}");
    }

    private static async Task<LiveBoard> LiveAsync(LiveBoards boards, string week)
    {
        var found = await boards.OfAsync(District, week, null, CancellationToken.None);
        return found.TryGet(out var board, out var refusal)
            ? board
            : throw new UnequalException($"{week}: {refusal}");
    }

    // Before anything is timed: some answers beside a replay of the events up to the position.
    private static void Verify(Past? past, List<LoadEvent> events, Dice dice)
    {
        var some = Ask(events, dice, any: true).Take(5).Concat(Ask(events, dice, any: false).Take(5));
        foreach (var (name, position) in some)
        {
            var fold = new LedgerFold(DistrictFile.Empty);
            for (var i = 0; i < position; i++)
            {
                fold.Apply(i + 1, events[i].Fact);
            }

            var (known, week) = (fold.At(position), Week.Parse(name, DayOfWeek.Monday)!.Value);
            var rules = known.District.Editions.Compile();
            var replayed = known.Rank(rules, known.Score(rules), week);
            var answered = past!.District.RankingsAt(week, position, rules).Rankings
                .Where(ranking => ranking.Week == week).ToList();
            if (replayed.Count != answered.Count
                || !replayed.Zip(answered).All(pair => BoardEquality.Of(pair.First, pair.Second)))
            {
                throw new UnequalException($"{name} as known at {position} is not what a replay up to there gives.");
            }
        }
    }
}
