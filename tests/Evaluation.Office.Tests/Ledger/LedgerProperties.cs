using CsCheck;
using Evaluation.Office.Adjustments;
using Evaluation.Office.Claims;
using Evaluation.Office.Ledger;
using Evaluation.Office.Projects;
using Evaluation.Office.Reports;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Ledger;

/// <summary>What holds for every history of a ledger; a failure prints the seed that shows it again.</summary>
public sealed class LedgerProperties
{
    private static readonly RuleSet Rules = new RulebookText
    {
        Clauses = """
            - {id: visit, text: 拜访, unit: 分, each: visit, gives: 0.5, cap: {week: 1}}
            - {id: committee, text: 决定, unit: 分, each: adjustment, gives: points, cap: none}
            """,
    }.Alone();

    // Any commands at all; the deciders let only legal ones become events.
    private static readonly Gen<object[]> History = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 3], Gen.Int[0, 3]).Array[0, 80]
        .Select(Legal);

    [Fact]
    public void Pages_of_any_size_give_the_same_ledger_as_all_events_at_once() =>
        Gen.Select(History, Gen.Int[1, 9]).Sample((events, size) =>
    {
        var whole = Feed(events);
        var claims = new Dictionary<string, Claim>();
        var (rows, district) = (new Dictionary<(string, Week), IReadOnlyList<LedgerEntry>>(), DistrictFile.Empty);
        foreach (var page in events.Select((@event, i) => (Position: i + 1L, @event)).Chunk(size))
        {
            var fold = new LedgerFold(district);
            var facts = page.Select(one => LedgerFold.FactOf(one.@event)).OfType<string>().ToHashSet();
            for (var i = 0; i < page[0].Position - 1; i++)
            {
                if (LedgerFold.FactOf(events[i]) is { } fact && facts.Contains(fact))
                {
                    fold.Apply(i + 1L, events[i]);
                }
            }

            fold.Settle();
            foreach (var (position, @event) in page)
            {
                fold.Apply(position, @event);
            }

            foreach (var week in LedgerWeek.Touched(fold, page[0].Position))
            {
                rows[(week.Unit, week.Week)] = week.After(rows.GetValueOrDefault((week.Unit, week.Week))).Entries;
            }

            district = fold.District;
            foreach (var claim in fold.TouchedClaims)
            {
                claims[claim.Id] = claim;
            }
        }

        var entries = rows.Values.SelectMany(row => row).ToList();
        return Text(entries.Where(entry => entry.KnownTo is null)) == Text(whole.Open)
            && Text(entries.Where(entry => entry.KnownTo is not null)) == Text(whole.Ended)
            && claims.Count == whole.Claims.Count
            && claims.All(pair => TestOffice.Write(pair.Value) == TestOffice.Write(whole.Claims[pair.Key]));
    }, iter: 300);

    [Fact]
    public void A_replay_of_the_first_events_gives_what_was_known_then() =>
        Gen.Select(History, Gen.Int[0, 80]).Sample((events, length) =>
    {
        var position = Math.Min(length, events.Length);
        var whole = Feed(events);
        var known = whole.Open.Concat(whole.Ended).Where(entry => entry.KnownAt(position))
            .Select(entry => entry with { KnownTo = null });

        return Text(known) == Text(Feed(events[..position]).Open);
    }, iter: 300);

    [Fact]
    public void What_is_not_verified_adds_nothing() => History.Sample(events =>
    {
        var verified = Feed(events).Claims.Values.Where(claim => claim.Status == ClaimStatus.Verified)
            .Select(claim => claim.Id).ToHashSet();
        var kept = events.Where(
            @event => LedgerFold.FactOf(@event) is not { } fact || !fact.StartsWith('V')
            || verified.Contains(fact));

        return Points(events) == Points(kept);
    }, iter: 200);

    [Fact]
    public void A_decision_and_its_reversal_come_to_nothing() => History.Sample(events =>
    {
        var reversed = events.OfType<AdjustmentReversed>()
            .Select(one => LedgerFold.AdjustmentFact(one.Adjustment)).ToHashSet();
        return Feed(
            events).Open.Where(
                entry => reversed.Any(
                    fact => entry.Fact == fact || entry.Fact.StartsWith($"{fact}/", StringComparison.Ordinal)))
            .Sum(entry => entry.Values["points"].Number) is null or 0m;
    }, iter: 200);

    private static string Points(IEnumerable<object> events) =>
        string.Join(
            '\n', Feed(events).At(0).Score(Rules)
                .Select(score => $"{score.Unit} {score.Parts.Sum(part => part.Points)}"));

    private static LedgerFold Feed(IEnumerable<object> events)
    {
        var (fold, position) = (new LedgerFold(DistrictFile.Empty), 0L);
        foreach (var @event in events)
        {
            fold.Apply(++position, @event);
        }

        return fold;
    }

    private static string Text(IEnumerable<LedgerEntry> entries) => string.Join('\n', entries
        .Select(entry => $"{entry.Fact} {entry.Unit} {entry.OccurredOn:O} {entry.Part} "
            + $"{string.Join(',', entry.Values.OrderBy(pair => pair.Key))} {entry.KnownFrom} {entry.KnownTo}").Order());

    private static Dictionary<string, Value> Visited(int firm) => new()
    {
        ["enterprise"] = Value.Of($"甲{firm}"),
        ["leader"] = Value.Of("top"),
    };

    private static object[] Legal((int Command, int Subject, int Detail)[] commands)
    {
        var claims = new Dictionary<string, Claim?>();
        var reports = new Dictionary<string, WeeklyReport?>();
        var adjustments = new Dictionary<string, Adjustment?>();
        var events = new List<object>(TestOffice.Units);
        var week = Sample.WeekOf("2023-03-06");
        foreach (var (command, subject, detail) in commands)
        {
            var (id, number) = ($"V{subject}", $"J{subject}");
            var facts = Visited(detail);
            var day = Sample.Day("2023-03-06").AddDays(detail);
            Share[] shares = detail < 2 ? []
                : [new(Sample.Kengkou, 0.5m + detail / 10m), new(Sample.Fenghuang, 0.5m - detail / 10m)];
            var known = new ClaimSurroundings(Sample.Roster, Sample.Day("2023-12-31"), [], null);
            var claim = claims.GetValueOrDefault(id);
            var (report, adjustment) = (reports.GetValueOrDefault(number), adjustments.GetValueOrDefault(number));
            var decision = command switch
            {
                0 => ClaimDecider.Report(
                    claim, new(
                        id, Sample.Kengkou, BuiltInKinds.Visit, day, facts, shares, [], Sample.At("2023-03-20 09:00"),
                        "li"), known),
                1 or 2 => ClaimCredit.Verify(claim, id, ClaimFile.Empty, "zhang", "").Claim,
                3 => ClaimDecider.Correct(claim, new(id, day, facts, shares, "更正"), known),
                4 => ClaimDecider.Reverse(claim, new(id, "不属实", "考1号")),
                5 => detail < 2 ? ClaimDecider.Return(claim, new(id, "补正"))
                    : ClaimDecider.Withdraw(claim, new(id, "误报")),
                6 => ReportDecider.Submit(
                    report, new(
                        Sample.Fenghuang, new Week(week.Start.AddDays(7 * subject)), detail < 2,
                        Sample.At("2023-05-20 09:00")), Sample.Roster, Sample.Day("2023-12-31")),
                7 => ReportDecider.Amend(
                    report, new(Sample.Fenghuang, new Week(week.Start.AddDays(7 * subject)), detail < 2, "更正")),
                8 => AdjustmentDecider.Decide(
                    adjustment, new(number, Sample.Fenghuang, detail - 1.5m, day, day, "考2号", "事由"), Sample.Roster),
                _ => AdjustmentDecider.Reverse(
                    adjustment, new(number, $"J{detail}", day, day.AddDays(9), "考3号", "复核")),
            };
            foreach (var one in decision.Events)
            {
                events.Add(one);
                switch (command)
                {
                    case <= 5:
                        claims[id] = Claim.Evolve(claim, one);
                        break;
                    case <= 7:
                        reports[number] = WeeklyReport.Evolve(report, one);
                        break;
                    default:
                        adjustments[number] = Adjustment.Evolve(adjustment, one);
                        break;
                }
            }
        }

        return [.. events];
    }
}
