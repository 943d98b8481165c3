using Evaluation.Office.Claims;
using Evaluation.Rulebooks.Kinds;

namespace Evaluation.Office.Verification;

/// <summary>
/// Amounts of one firm, one project or firms of near names that pass a bound of the rules only together within thirty
/// days. What passes the bound alone is left out, so that ordinary tranches above it are not doubted.
/// </summary>
internal static class SplitAmounts
{
    private const int Days = 30;
    private const decimal NearlyReached = 0.9m;

    private sealed record Part(
        ClaimHistory Claim, FieldDefinition Field, decimal Amount, IReadOnlyList<RuleBound> Bounds);

    public static IEnumerable<ClaimFinding> Of(FindingContext context)
    {
        var bounds = new RuleBounds(context.Rules);
        var groups = new Dictionary<string, (string About, List<Part> Parts)>(StringComparer.Ordinal);
        foreach (var one in context.Alive)
        {
            foreach (var (field, known) in bounds.Of(one.Claim).Where(pair => pair.Field.Type == FieldType.Money))
            {
                var amount = one.Claim.Facts.GetValueOrDefault(field.Name).Number ?? 0m;
                foreach (var (key, about) in amount > 0m ? Keys(context, one.Claim) : [])
                {
                    var name = $"{one.Claim.Kind}|{field.Name}|{key}";
                    (groups.TryGetValue(name, out var group) ? group : groups[name] = (about, [])).Parts
                        .Add(new Part(one, field, amount, known));
                }
            }
        }

        return groups.Values.SelectMany(group => Of(context, group.About, group.Parts))
            .GroupBy(finding => string.Join('|', finding.Claims), StringComparer.Ordinal)
            .Select(same => same.OrderBy(finding => finding.Reason, StringComparer.Ordinal).First());
    }

    private static IEnumerable<(string Key, string About)> Keys(FindingContext context, Claim claim)
    {
        var firm = context.FirmOf(claim);
        if (claim.Text("project") is { Length: > 0 } project)
        {
            yield return ($"project/{project}", $"项目“{context.ProjectName(project)}”");
        }

        if (firm.Length > 0)
        {
            yield return ($"firm/{firm}", $"企业“{context.NameOf(firm)}”");
        }

        foreach (var near in context.NearKeys(firm))
        {
            yield return ($"near/{near}", "名称相近的企业");
        }
    }

    // From the highest bound down; a claim reported at a higher bound is not reported again at a lower one.
    private static IEnumerable<ClaimFinding> Of(FindingContext context, string about, List<Part> parts)
    {
        var reported = new HashSet<Part>();
        foreach (var bound in parts.SelectMany(part => part.Bounds).DistinctBy(bound => bound.Number)
            .OrderByDescending(bound => bound.Number))
        {
            var below = parts.Where(part => part.Amount < bound.Number && !reported.Contains(part)).ToList();
            for (var first = 0; first < below.Count;)
            {
                var last = below[first].Claim.Claim.OccurredOn.AddDays(Days);
                var window = below.Skip(first).TakeWhile(part => part.Claim.Claim.OccurredOn <= last).ToList();
                if (window.Count < 2 || window.Sum(part => part.Amount) < bound.Number)
                {
                    first++;
                    continue;
                }

                reported.UnionWith(window);
                first += window.Count;
                yield return Finding(context, about, window, bound);
            }
        }
    }

    private static ClaimFinding Finding(FindingContext context, string about, List<Part> window, RuleBound bound)
    {
        var claims = window.ConvertAll(part => part.Claim);
        var type = window[0].Field.Type;
        var each = window.TrueForAll(part => part.Amount >= bound.Number * NearlyReached);
        var days = claims[^1].Claim.OccurredOn.DayNumber - claims[0].Claim.OccurredOn.DayNumber + 1;
        var amounts = string.Join('、', window.Take(6).Select(part => FindingContext.Amount(type, part.Amount)));
        return FindingContext.Finding(
            ClaimFinding.Split, each ? FindingWeight.Medium : FindingWeight.Low, claims,
            $"{about}在{days}天内有{claims.Count}件“{context.LabelOf(claims[0].Claim)}”："
                + $"{FindingContext.Listed(claims)}，{window[0].Field.Label}分别为{amounts}，"
                + $"单件均未达到“{bound.Clause}”的门槛{FindingContext.Amount(type, bound.Number)}，"
                + $"合计{FindingContext.Amount(type, window.Sum(part => part.Amount))}"
                + (each ? "，每件都只差不到一成" : "") + "，请核对是否为一件事项拆分填报。");
    }
}
