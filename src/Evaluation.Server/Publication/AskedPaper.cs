using System.Globalization;

namespace Evaluation.Server.Publication;

/// <summary>Which sealed paper an address asks for.</summary>
/// <param name="Week">The week or period.</param>
/// <param name="Issue">The issue as written in the address; null for the one in force.</param>
public sealed record AskedPaper(string District, string Week, string? Issue = null)
{
    /// <summary>What was asked for, in print.</summary>
    public string Named => Issue is null ? Week : $"{Week} {Issue}";

    /// <summary>The number of the issue; null when there is no such issue.</summary>
    /// <param name="last">The issue in force.</param>
    public int? NumberOf(IssueInForce last)
    {
        // The page of the first issue names its files by the week.
        var issue = Issue is null ? last.Number.ToString(CultureInfo.InvariantCulture) : Issue == Week ? "1" : Issue;
        return int.TryParse(issue, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1 && number <= last.Number ? number : null;
    }
}
