using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;

namespace Evaluation.Rulebooks.Scoring;

/// <summary>
/// Hands the year to date of units that ended on to their successors, where the edition of that day says so. What a
/// unit was handed itself is handed on with the rest. Places are not: the old unit held them.
/// </summary>
internal static class Inheritances
{
    private const int SharePlaces = 20;

    /// <summary>Whether some succession hands anything on.</summary>
    public static bool Are(RuleSet rules, Roster roster) => roster.Successions.Exists(one => Carries(rules, one));

    /// <summary>The scores with what each unit begins with.</summary>
    public static IReadOnlyList<UnitScore> AddTo(IReadOnlyList<UnitScore> scores, RuleSet rules, Roster roster)
    {
        var left = scores.ToDictionary(score => score.Unit, score => score.Left, StringComparer.Ordinal);
        var inherited = scores.ToDictionary(
            score => score.Unit, score => score.Inherited.ToList(), StringComparer.Ordinal);
        foreach (var succession in roster.Successions.Where(one => Carries(rules, one)).OrderBy(one => one.Day))
        {
            var ended = succession.From.Where(left.ContainsKey).ToList();
            var years = ended.SelectMany(
                unit => left[unit].Select(part => part.Year).Concat(inherited[unit].Select(one => one.Year)))
                .Distinct().Order().ToList();
            foreach (var year in years)
            {
                var had = ended.ConvertAll(unit => Had(left[unit], inherited[unit], year, succession.Day));
                var of = ended.Zip(had, (unit, one) => new InheritedFrom(unit, one.Points)).ToList();
                foreach (var (unit, share) in succession.To.Where(one => inherited.ContainsKey(one.Unit)))
                {
                    inherited[unit].Add(new Inheritance(
                        succession.Day, year, share, of, Part(of.Sum(one => one.Points), share),
                        Figures(had.SelectMany(one => one.Figures), share), succession.Document));
                }
            }
        }

        return [.. scores.Select(
            score => inherited[score.Unit].Count == 0 ? score : score with { Inherited = inherited[score.Unit] })];
    }

    private static bool Carries(RuleSet rules, Succession succession) =>
        rules.On(succession.Day)?.Ranking.Carries == true;

    private static (decimal Points, IEnumerable<KeyValuePair<string, decimal>> Figures) Had(
        IReadOnlyList<WeekPart> left, List<Inheritance> inherited, DateOnly year, DateOnly day)
    {
        var (own, handed) = (left.Where(part => part.Year == year).ToList(),
            inherited.FindAll(one => one.Year == year && one.Day <= day));
        return (
            own.Sum(part => part.Points) + handed.Sum(one => one.Points),
            Figures(own.SelectMany(part => part.Figures), 1m)
                .Concat(Figures(handed.SelectMany(one => one.Figures), 1m)));
    }

    private static SortedDictionary<string, decimal> Figures(
        IEnumerable<KeyValuePair<string, decimal>> some, decimal share) =>
        new(some.GroupBy(one => one.Key)
            .ToDictionary(one => one.Key, one => Part(one.Sum(figure => figure.Value), share)),
            StringComparer.Ordinal);

    private static decimal Part(decimal whole, decimal share) =>
        share == 1m ? whole : Math.Round(whole * share, SharePlaces, MidpointRounding.ToEven);
}
