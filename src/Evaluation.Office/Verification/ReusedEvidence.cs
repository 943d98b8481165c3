using System.Text.RegularExpressions;
using Evaluation.Office.Claims;

namespace Evaluation.Office.Verification;

/// <summary>The names of files that prove claims.</summary>
internal static partial class EvidenceName
{
    private const int FewestDigits = 4;

    /// <summary>
    /// The name as files are compared: without case, full-width forms and the mark of a second copy; null for a name
    /// that is not distinctive, such as 会谈记录.pdf, which many claims share lawfully. A name is distinctive by a
    /// number of its own (a date, a serial number, a hash) or by the firm that it names.
    /// </summary>
    public static string? Distinctive(FindingContext context, ClaimHistory history, string name)
    {
        var plain = NearNames.Plain(CopyMark().Replace(name.Trim(), ""));
        var digits = string.Concat(plain.Where(char.IsAsciiDigit));
        return (digits.Length >= FewestDigits && !Year().IsMatch(digits))
            || NamesFirm(context, history, plain) ? plain : null;
    }

    /// <summary>A distinctive file that both claims name, as the first names it; null for none.</summary>
    public static string? Shared(FindingContext context, ClaimHistory one, ClaimHistory other)
    {
        var names = context.DistinctiveEvidence(other);
        return context.DistinctiveEvidence(one).Where(mine => names.Any(name => name.Key == mine.Key))
            .Select(mine => mine.Name).Order(StringComparer.Ordinal).FirstOrDefault();
    }

    private static bool NamesFirm(FindingContext context, ClaimHistory history, string plain) =>
        context.FirmOf(history.Claim) is { Length: >= 2 } firm
        && (plain.Contains(NearNames.Plain(firm), StringComparison.Ordinal)
            || plain.Contains(NearNames.Key(context.NameOf(firm)), StringComparison.Ordinal));

    [GeneratedRegex(@"^(19|20)\d\d$")]
    private static partial Regex Year();

    [GeneratedRegex(@"\s*[(（]\d[)）](?=\.\w+$)")]
    private static partial Regex CopyMark();
}

/// <summary>
/// One file that proves several matters. Claims of one project may share its agreement, and those of one trip its
/// papers.
/// </summary>
internal static class ReusedEvidence
{
    public static IEnumerable<ClaimFinding> Of(FindingContext context)
    {
        var files = new Dictionary<string, List<(ClaimHistory Claim, string Name)>>(StringComparer.Ordinal);
        foreach (var one in context.Alive)
        {
            foreach (var (key, name) in context.DistinctiveEvidence(one))
            {
                (files.TryGetValue(key, out var users) ? users : files[key] = []).Add((one, name));
            }
        }

        return files
            .Select(users => (
                users.Key, users.Value[0].Name, Claims: users.Value.Select(user => user.Claim).Distinct().ToList()))
            .Where(file => file.Claims.Select(one => Matter(one)).Distinct(StringComparer.Ordinal).Count() > 1)
            .Select(file => FindingContext.Finding(
                ClaimFinding.EvidenceReused, FindingWeight.Medium, file.Claims,
                $"佐证材料“{file.Name}”{(EvidenceFile.IsHash(file.Key) ? "（文件内容完全相同）" : "")}"
                + $"用于{file.Claims.Count}件事项：{FindingContext.Listed(file.Claims)}，"
                + $"涉及{file.Claims.Select(one => one.Claim.Unit).Distinct(StringComparer.Ordinal).Count()}"
                + $"个单位，请核对是否各有其事。"));
    }

    private static string Matter(ClaimHistory history) => history.Claim switch
    {
        { Kind: Evaluation.Rulebooks.Kinds.BuiltInKinds.Trip } trip => trip.Id,
        var claim when claim.Text("project") is { Length: > 0 } project => $"project/{project}",
        var claim when claim.Text("trip") is { Length: > 0 } trip => trip,
        var claim => claim.Id,
    };
}
