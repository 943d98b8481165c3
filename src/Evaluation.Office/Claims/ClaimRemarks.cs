using System.Globalization;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Claims;

/// <summary>
/// What a reporter is told at once about a claim that is accepted and will not count, or not as expected. Remarks
/// decide nothing: rules may be adopted later, and the office judges repeats.
/// </summary>
public static class ClaimRemarks
{
    private const int MostListed = 5;

    /// <summary>The remarks about a claim, in Chinese sentences; none for most claims.</summary>
    /// <param name="others">Claims that it may repeat, itself among them or not.</param>
    /// <param name="rules">The adopted editions.</param>
    /// <param name="offset">The district's time against universal time.</param>
    /// <param name="firms">Which files of firms are of one firm; null while none are.</param>
    public static IReadOnlyList<string> Of(
        Claim claim, IEnumerable<Claim> others, RuleSet rules, TimeSpan offset, MergedFirms? firms)
    {
        string[] uncounted = Uncounted(claim, rules) is { } remark ? [remark] : [];
        var repeats = others.Where(other => other.Id != claim.Id && other.Unit == claim.Unit
                && other.Kind == claim.Kind && (other.Undecided || other.Status == ClaimStatus.Verified)
                && MatterOf(other, rules, firms) == MatterOf(claim, rules, firms))
            .OrderBy(other => other.ReportedAt).ThenBy(other => other.Id, StringComparer.Ordinal)
            .Select(other => Repeated(other, offset)).ToList();
        string[] rest = repeats.Count > MostListed ? [$"另有{repeats.Count - MostListed}件与它重复，未列出。"] : [];
        return [.. uncounted, .. repeats.Take(MostListed), .. rest];
    }

    /// <summary>
    /// The days on which a claim may repeat another one: its own, or any day where the rules say what the same is and
    /// leave out the day.
    /// </summary>
    public static bool MayRepeatAnyDay(Claim claim, RuleSet rules) =>
        rules.KindsOn(claim.OccurredOn).SameOf(claim.Kind) is { Length: > 0 } same && !same.Contains("occurred_on");

    /// <summary>
    /// What the claims of a unit share that repeat one another: by what the rules call the same, or without that all
    /// that was reported, on one day.
    /// </summary>
    public static string MatterOf(Claim claim, RuleSet rules, MergedFirms? firms)
    {
        var kinds = rules.KindsOn(claim.OccurredOn);
        var fact = OneFirm.In(
            new Fact(claim.Id, claim.Kind, claim.Unit, claim.OccurredOn, 1m, claim.Facts), rules, firms);
        return Twins.Key(rules, kinds, fact) ?? string.Join('\u001F', kinds.PrintedFieldsOf(claim.Kind)
            .Select(field => Sameness.Of(fact.Values.GetValueOrDefault(field.Name)).ToExact())
            .Prepend(string.Create(CultureInfo.InvariantCulture, $"{claim.Kind}\u001F{claim.OccurredOn:O}")));
    }

    private static string Repeated(Claim other, TimeSpan offset) => string.Create(
        CultureInfo.InvariantCulture,
        $"与{other.ReportedAt.ToOffset(offset):yyyy年M月d日}申报的第{other.Id}号重复"
            + $"（{ClaimDecider.Label(other.Status)}），同一事项只计一次；重复填报的请撤回。");

    private static string? Uncounted(Claim claim, RuleSet rules) =>
        rules.On(claim.OccurredOn) is not { } edition
            ? $"{claim.OccurredOn:yyyy-MM-dd}：该日期尚无生效的考评办法，暂不计分。"
        : !edition.Counts(claim.Kind)
            ? $"当日施行的考评办法第{edition.Edition}版没有计算“{edition.Kinds.LabelOf(claim.Kind)}”的条款，暂不计分。"
        : null;
}
