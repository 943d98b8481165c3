using System.Collections.Immutable;
using Evaluation.Office.Laboratory;
using Evaluation.Office.Ledger;
using Evaluation.Office.Targets;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Tests.SecondCount;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Units;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Laboratory;

/// <summary>What holds of every trial, on random rulebooks and facts.</summary>
public sealed class TrialProperties
{
    private const int Tries = 150;
    private const int FirstSeed = 20_230_601;

    [Fact]
    public void With_an_identical_draft_nothing_moves_and_both_rankings_agree()
    {
        var tried = 0;
        foreach (var (now, rules, pair, weeks) in Draws())
        {
            foreach (var draft in pair.Editions)
            {
                var variant = new TrialInput { Draft = RulebookReader.Read(draft.ToString()).Rulebook };
                var report = Trial.Of(now, rules, variant, weeks);

                report.Units.Where(unit => unit.Moved || unit.Clauses.Count > 0).Should().BeEmpty(pair.ToString());
                report.Groups.Should().OnlyContain(group => (group.TauB ?? 1m) == 1m && (group.Rho ?? 1m) == 1m);
                tried++;
            }
        }

        tried.Should().BeGreaterThan(Tries / 2);
    }

    [Fact]
    public void What_the_clauses_gain_is_what_the_unit_gains()
    {
        var moved = 0;
        foreach (var (now, rules, pair, weeks) in Draws())
        {
            var variant = new TrialInput { Without = [.. pair.Facts.Take(2).Select(fact => fact.Id)] };
            foreach (var unit in Trial.Of(now, rules, variant, weeks).Units.Where(unit => unit.Moved))
            {
                Math.Round(unit.Clauses.Sum(clause => clause.Change), 12).Should()
                    .Be(Math.Round(unit.After.YearPoints - unit.Before.YearPoints, 12), pair.ToString());
                moved++;
            }
        }

        moved.Should().BeGreaterThan(Tries / 10);
    }

    // Weeks over new year are left out: their lines belong to two years.
    private static IEnumerable<(Snapshot Now, RuleSet Rules, Pair Pair, TrialWeeks Weeks)> Draws()
    {
        for (var seed = FirstSeed; seed < FirstSeed + Tries; seed++)
        {
            var maker = new PairMaker(seed);
            var pair = maker.With(maker.Editions());
            if (pair.Read() is not { } rules || pair.Facts.IsEmpty)
            {
                continue;
            }

            var calendar = rules.InOrder[0].Calendar;
            var week = calendar.WeekOf(pair.Facts.Max(fact => fact.OccurredOn));
            if (calendar.YearOf(week.Start) != calendar.YearOf(week.End) || Snapshot.Frame(rules, week) is null)
            {
                continue;
            }

            var closed = pair.Through is { } day ? calendar.WeekOf(day) : (Evaluation.Rulebooks.Words.Week?)null;
            var district = DistrictFile.Empty with
            {
                Roster = new Roster(pair.Terms, []),
                LastClosed = closed,
                Given = new GivenTargets([.. pair.Targets.Select(target => new GivenTarget(target, "文"))]),
            };
            yield return (
                new Snapshot(
                    0, district,
                    [.. pair.Facts.Select(fact => new LedgerEntry(
                        fact.Id, fact.Unit, fact.Kind, fact.OccurredOn, fact.Part, fact.Values, 1, null))],
                    [], ImmutableDictionary<string, string>.Empty),
                rules, pair, new TrialWeeks(null, week));
        }
    }
}
