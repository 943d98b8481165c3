using Evaluation.Office.Claims;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Verification;

/// <summary>
/// Claims that look like one matter. Claims are compared only with those of the same kind that share a key (firm,
/// project and stage, title, near name) and lie within the key's days, and each with at most the next few of them, so
/// that the work grows with the number of claims and not with its square.
/// </summary>
internal static class Duplicates
{
    private const int MostCompared = 8, FewDays = 3, Month = 30, Ever = 3660;

    private static readonly string[] OfTrip = ["people", "days", "leader", "person"];

    /// <summary>What two claims have in common.</summary>
    /// <param name="Key">Equal for both.</param>
    /// <param name="Days">How many days they may lie apart.</param>
    /// <param name="What">The common thing in words; null for near names, which are described from both firms.</param>
    /// <param name="SameDay">How grave it is on one day.</param>
    /// <param name="Later">How grave it is on different days.</param>
    private sealed record Common(string Key, int Days, string? What, FindingWeight SameDay, FindingWeight Later);

    public static IEnumerable<ClaimFinding> Of(FindingContext context)
    {
        var buckets = new Dictionary<string, List<(ClaimHistory Claim, Common Common)>>(StringComparer.Ordinal);
        foreach (var one in context.Alive)
        {
            foreach (var common in CommonOf(context, one))
            {
                (buckets.TryGetValue(common.Key, out var bucket) ? bucket : buckets[common.Key] = [])
                    .Add((one, common));
            }
        }

        var found = new Dictionary<ClaimPair, ClaimFinding>();
        foreach (var bucket in buckets.Values)
        {
            for (var i = 0; i < bucket.Count; i++)
            {
                for (var j = i + 1; j < Math.Min(bucket.Count, i + 1 + MostCompared); j++)
                {
                    var pair = ClaimPair.Of(bucket[i].Claim.Claim.Id, bucket[j].Claim.Claim.Id);
                    if (Judge(context, bucket[i].Claim, bucket[j].Claim, bucket[i].Common) is { } finding
                        && !(found.TryGetValue(pair, out var graver) && Graver(graver, finding)))
                    {
                        found[pair] = finding;
                    }
                }
            }
        }

        return found.Select(pair => pair.Value with { Settled = Settled(context.File, pair.Key) });
    }

    // One pair may share several keys; of equally grave reasons the text decides, so that the order of keys does not.
    private static bool Graver(ClaimFinding standing, ClaimFinding other) =>
        standing.Severity != other.Severity
            ? standing.Severity > other.Severity
            : string.CompareOrdinal(standing.Reason, other.Reason) <= 0;

    private static string? Settled(VerificationFile file, ClaimPair pair) =>
        file.Distinctions.TryGetValue(pair, out var distinction)
        && file.Find(pair.First) is { } first
        && file.Find(pair.Second) is { } second
        && distinction.Holds(first, second)
            ? distinction.Stated.Reason
            : null;

    private static IEnumerable<Common> CommonOf(FindingContext context, ClaimHistory history)
    {
        var claim = history.Claim;
        var (kind, project) = (claim.Kind, claim.Text("project"));
        switch (kind)
        {
            case BuiltInKinds.Signing:
                return
                [
                    Same($"{kind}|{project}", Ever, $"项目同为“{context.ProjectName(project)}”", FindingWeight.High),
                ];
            case BuiltInKinds.Stage:
                return [Same(
                    $"{kind}|{project}|{claim.Text("stage")}", Ever,
                    $"项目同为“{context.ProjectName(project)}”，阶段同为“{Stage(claim)}”", FindingWeight.High)];
            case BuiltInKinds.Increase:
                var tranche = claim.Facts.GetValueOrDefault("tranche").ToString();
                return [Same(
                    $"{kind}|{project}|{tranche}", Ever,
                    $"项目同为“{context.ProjectName(project)}”，同为第{tranche}期", FindingWeight.High)];
            case BuiltInKinds.Trip:
                return [Trip(claim)];
            case BuiltInKinds.Promotion:
                return [Same(
                    $"{kind}|{NearNames.Plain(claim.Text("title"))}", FewDays, $"活动名称同为“{claim.Text("title")}”",
                    FindingWeight.Medium)];
            case BuiltInKinds.Lead:
                return OfFirm(context, claim).Append(Same(
                    $"{kind}|{NearNames.Plain(claim.Text("title"))}", Month, $"线索内容同为“{claim.Text("title")}”",
                    FindingWeight.Medium));
            default:
                return context.FirmOf(claim).Length > 0 ? OfFirm(context, claim) : Declared(context, claim);
        }
    }

    private static Common Same(string key, int days, string what, FindingWeight later) =>
        new(key, days, what, FindingWeight.High, later);

    private static IEnumerable<Common> OfFirm(FindingContext context, Claim claim)
    {
        if (context.FirmOf(claim) is not { Length: > 0 } firm)
        {
            return [];
        }

        return context.NearKeys(firm)
            .Select(key => new Common($"{claim.Kind}|~{key}", FewDays, null, FindingWeight.Medium, FindingWeight.Low))
            .Append(Same($"{claim.Kind}|{firm}", FewDays, $"企业同为“{context.NameOf(firm)}”", FindingWeight.Medium));
    }

    // A unit may send two parties to one city at once, but hardly two of the same size under the same leader.
    private static Common Trip(Claim claim)
    {
        var like = string.Join(
            '|', OfTrip.Select(field =>
                claim.Facts.TryGetValue(field, out var value) ? Sameness.Of(value).ToExact() : ""));
        var destination = Sameness.Of(claim.Text("destination"));
        return Same(
            $"{claim.Kind}|{claim.Unit}|{destination}|{claim.Text("departed_on")}|{like}", FewDays,
            $"目的地同为“{claim.Text("destination")}”，出发日期同为{claim.Text("departed_on")}，"
                + "人数、天数和带队领导相同",
            FindingWeight.High);
    }

    // Of kinds that a rulebook declares, it says itself what the same is; else equal facts on one day are worth a look.
    private static IEnumerable<Common> Declared(FindingContext context, Claim claim) =>
        context.Rules.KindsOn(claim.OccurredOn).SameOf(claim.Kind).Length > 0
            ? []
            :
            [
                new Common(
                    $"{claim.Kind}|{claim.Unit}|" + string.Join('|', claim.Facts
                        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                        .Select(pair => pair.Key + Sameness.Of(pair.Value).ToExact())),
                    0, "填报内容完全相同", FindingWeight.Medium, FindingWeight.Low),
            ];

    private static ClaimFinding? Judge(FindingContext context, ClaimHistory one, ClaimHistory other, Common common)
    {
        var (a, b) = (one.Claim, other.Claim);
        var days = b.OccurredOn.DayNumber - a.OccurredOn.DayNumber;
        if (days > common.Days || SaidByTheRules(context, a, b)
            || (common.What ?? context.Nearness(context.FirmOf(a), context.FirmOf(b))) is not { } what)
        {
            return null;
        }

        var file = EvidenceName.Shared(context, one, other);
        var person = a.Text("person") is { Length: > 0 } leader && Sameness.Equal(leader, b.Text("person"))
            ? leader : null;
        var severity = days == 0 ? common.SameDay : common.Later;
        severity = file is not null || (person is not null && days <= 1) ? FindingWeight.High : severity;
        if (severity == FindingWeight.Low)
        {
            return null;
        }

        var reason = $"{context.Named(a)}与{context.Named(b)}同属“{context.LabelOf(a)}”，{what}，"
            + (days == 0 ? "发生在同一天" : $"相隔{days}天")
            + (a.Unit == b.Unit ? "，由同一单位填报" : "，由两个单位分别填报")
            + (person is null ? "" : $"，带队人同为“{person}”") + (file is null ? "" : $"，佐证材料同为“{file}”")
            + Shared(a, b) + Shared(b, a) + "。";
        return FindingContext.Finding(ClaimFinding.Duplicate, severity, [one, other], reason);
    }

    // Where the rulebook says what the same is, a unit's repeats count once anyway.
    private static bool SaidByTheRules(FindingContext context, Claim a, Claim b) =>
        a.Unit == b.Unit && context.Rules.KindsOn(a.OccurredOn).SameOf(a.Kind).Length > 0;

    private static string Shared(Claim claim, Claim other) =>
        claim.Unit != other.Unit && claim.Shares.Any(share => share.Unit == other.Unit)
            ? $"，其中“{claim.Id}”已按比例计入{other.Unit}"
            : "";

    private static string Stage(Claim claim) =>
        BuiltInKinds.Find(BuiltInKinds.Stage)!.Fields.First(field => field.Name == "stage")
            .LabelOf(claim.Text("stage"));
}
