using System.Collections.Immutable;
using System.Globalization;
using Evaluation.Office.Claims;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Verification;

/// <summary>How right a unit's claims of the twelve weeks before a week were found, and what follows from it.</summary>
/// <param name="Examined">Claims that were decided or in which the office found a fault.</param>
/// <param name="Unchanged">Those of them that were found right as reported and still count.</param>
/// <param name="Accuracy">(Unchanged + 2) / (Examined + 4), so that a few claims decide little.</param>
/// <param name="Share">The share of its claims that is examined in full.</param>
public sealed record UnitAccuracy(string Unit, int Examined, int Unchanged, decimal Accuracy, decimal Share)
{
    /// <summary>How the accuracy comes about.</summary>
    public string Arithmetic =>
        $"（{Unchanged}＋{Sampling.PriorUnchanged}）÷（{Examined}＋{Sampling.PriorExamined}）"
            + $"＝{FindingContext.Percent(Accuracy)}";

    /// <summary>The share in print.</summary>
    public string ShareInPrint => FindingContext.Percent(Share);

    /// <summary>The arithmetic in words.</summary>
    public string Reason =>
        $"前{Sampling.WeeksBefore}周核验{Examined}件，原样认定{Unchanged}件，"
            + $"准确率{Arithmetic}，抽查比例{ShareInPrint}。";
}

/// <summary>Whether an undecided claim is to be examined in full (抽查), and why.</summary>
/// <param name="Unit">Its unit.</param>
/// <param name="Week">Its week.</param>
/// <param name="Chosen">Whether it is to be examined in full.</param>
/// <param name="Draw">The first eight hexadecimal digits of the hash by which it is drawn.</param>
/// <param name="Reason">Why, with the figures.</param>
public sealed record SampledClaim(string Claim, string Unit, Week Week, bool Chosen, string Draw, string Reason);

/// <summary>
/// Which undecided claims are examined in full. Nothing is left to chance or to anybody's choice: the draw is a hash of
/// district, week and claim, so that everybody can make it again.
/// </summary>
public static class Sampling
{
    /// <summary>From how many weeks before a claim's week a unit's accuracy is computed.</summary>
    public const int WeeksBefore = 12;

    /// <summary>Claims found right that every unit begins with.</summary>
    public const int PriorUnchanged = 2;

    /// <summary>Examined claims that every unit begins with.</summary>
    public const int PriorExamined = 4;

    /// <summary>The share below which no unit falls.</summary>
    public const decimal Floor = 0.1m;

    /// <summary>By how many points the share rises for a point of accuracy that is missing.</summary>
    public const decimal Rise = 2m;

    /// <summary>From this amount on every claim is examined in full.</summary>
    public const decimal LargeAmount = Money.Yi;

    private const int Digits = 8;
    private const decimal Draws = 4_294_967_296m;

    /// <summary>The accuracy of every unit on the roster in a week, in the order of the roster.</summary>
    public static ImmutableArray<UnitAccuracy> Accuracies(VerificationFile file, Week week)
    {
        var from = week.Start.AddDays(-7 * WeeksBefore);
        var claims = file.Claims.ToLookup(one => one.Claim.Unit, StringComparer.Ordinal);
        return
        [
            .. file.District.Roster.Terms
                .Where(term => term.From <= week.End && (term.To is null || term.To >= week.Start))
                .Select(term => term.Unit).Distinct(StringComparer.Ordinal)
                .Select(unit => Accuracy(
                    unit,
                    claims[unit].Where(one => one.Claim.OccurredOn >= from && one.Claim.OccurredOn < week.Start))),
        ];
    }

    /// <summary>How right a unit's claims were in the weeks before one.</summary>
    public static UnitAccuracy AccuracyOf(VerificationFile file, string unit, Week week)
    {
        var from = week.Start.AddDays(-7 * WeeksBefore);
        return Accuracy(unit, file.Claims.Where(one =>
            one.Claim.Unit == unit && one.Claim.OccurredOn >= from && one.Claim.OccurredOn < week.Start));
    }

    /// <summary>The accuracy that follows from a unit's claims.</summary>
    public static UnitAccuracy Accuracy(string unit, IEnumerable<ClaimHistory> claims)
    {
        var examined = claims.Where(one => one.Examined).ToList();
        var unchanged = examined.Count(one => one.Unchanged);
        var accuracy = (decimal)(unchanged + PriorUnchanged) / (examined.Count + PriorExamined);
        return new UnitAccuracy(
            unit, examined.Count, unchanged, accuracy, Math.Clamp(Rise * (1m - accuracy), Floor, 1m));
    }

    /// <summary>The undecided claims that wait for the office, of a week or of all, each with its reason.</summary>
    public static ImmutableArray<SampledClaim> Of(
        VerificationFile file, RuleSet rules, IEnumerable<ClaimFinding> findings, Week? only)
    {
        var starts = file.District.Founded?.WeekStarts ?? DayOfWeek.Monday;
        var grave = findings.Where(one => one is { Severity: FindingWeight.High, Open: true })
            .SelectMany(one => one.Claims).ToHashSet(StringComparer.Ordinal);
        var accuracies = new Dictionary<Week, Dictionary<string, UnitAccuracy>>();
        return
        [
            .. file.Claims.Select(one => one.Claim).Where(claim => claim.Status == ClaimStatus.Reported)
                .Select(claim => (Claim: claim, Week: Week.Of(claim.OccurredOn, starts)))
                .Where(one => only is null || one.Week == only)
                .Select(
                    one => Judge(file, rules, one.Claim, one.Week,
                        grave.Contains(one.Claim.Id), Of(one.Week, one.Claim.Unit))),
        ];

        UnitAccuracy Of(Week week, string unit)
        {
            if (!accuracies.TryGetValue(week, out var known))
            {
                accuracies[week] = known = Accuracies(file, week).ToDictionary(one => one.Unit, StringComparer.Ordinal);
            }

            return known.TryGetValue(unit, out var found) ? found : Accuracy(unit, []);
        }
    }

    /// <summary>The hash by which a claim is drawn: SHA-256 of `district/week/claim` in UTF-8, hexadecimal.</summary>
    public static string Hash(string district, Week week, string claim) =>
        BulletinFiles.Sha256($"{district}/{week.Id}/{claim}");

    private static SampledClaim Judge(
        VerificationFile file, RuleSet rules, Claim claim, Week week, bool grave, UnitAccuracy accuracy)
    {
        var draw = Hash(file.District.Founded?.District ?? "", week, claim.Id)[..Digits];
        var number = uint.Parse(draw, NumberStyles.HexNumber, CultureInfo.InvariantCulture) / Draws;
        var large = Largest(rules, claim) is { } amount && amount >= LargeAmount ? amount : (decimal?)null;
        var drawn = number < accuracy.Share;
        var reason = grave ? "有重点核实提示，须全面核验。"
            : large is not null ? $"金额{Money.Format(large.Value)}，达到{Money.Format(LargeAmount)}，须全面核验。"
            : $"抽签数{FindingContext.Percent(number)}，{(drawn ? "低于" : "不低于")}"
                + $"该单位抽查比例{FindingContext.Percent(accuracy.Share)}，"
                + (drawn ? "须全面核验。" : "按常规核验。");
        return new SampledClaim(claim.Id, claim.Unit, week, grave || large is not null || drawn, draw, reason);
    }

    private static decimal? Largest(RuleSet rules, Claim claim) =>
        rules.KindsOn(claim.OccurredOn).PrintedFieldsOf(claim.Kind).Where(field => field.Type == FieldType.Money)
            .Max(field => claim.Facts.GetValueOrDefault(field.Name).Number);
}
