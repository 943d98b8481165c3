using Evaluation.Rulebooks.Kinds;

namespace Evaluation.Office.Imports;

/// <summary>A claim of a file to import.</summary>
/// <param name="Reported">The claim as reported.</param>
/// <param name="Verified">Its verification; null for a claim that still waits for one.</param>
public sealed record ClaimRow(FactRow Reported, VerifiedRow? Verified);

/// <summary>That a claim was found true, as a file holds it.</summary>
/// <param name="At">When.</param>
/// <param name="By">The account.</param>
/// <param name="Note">A remark.</param>
public sealed record VerifiedRow(DateTimeOffset At, string By, string Note);

/// <summary>
/// Files of claims to import: the columns of <see cref="FactsFile"/>, and `verified_at,verified_by,note` for
/// claims that were verified.
/// </summary>
public static class ClaimsFile
{
    private static readonly string[] Verification = ["verified_at", "verified_by", "note"];

    /// <summary>Reads a file of claims.</summary>
    /// <param name="table">The file.</param>
    /// <param name="kinds">The kinds that it may hold.</param>
    /// <param name="now">When it is imported: nothing in it is later.</param>
    public static Imported<ClaimRow> Read(TextTable table, IReadOnlyList<KindDefinition> kinds, DateTimeOffset now) =>
        FactsFile.Read(table, kinds, Verification, (row, fact) => Claim(row, fact, now));

    private static ClaimRow Claim(TextRow row, FactRow fact, DateTimeOffset now)
    {
        if (fact.RecordedAt > now)
        {
            row.Find("recorded_at", "填报时间晚于现在。", "请更正填报时间。");
        }

        var given = Verification.Where(column => row[column].Length > 0).ToList();
        if (given.Count == 0)
        {
            return new ClaimRow(fact, null);
        }

        foreach (var column in Verification.Where(column => column != "note" && row[column].Length == 0))
        {
            row.Find(
                column, $"写了“{given[0]}”而没有“{column}”。",
                "已认定的请写明 verified_at 和 verified_by；未认定的请将各格留空。");
        }

        var at = row["verified_at"].Length > 0 ? row.Time("verified_at") : default;
        if (at > now || (at != default && at < fact.RecordedAt))
        {
            row.Find("verified_at", "认定时间早于填报时间，或晚于现在。", "请更正认定时间。");
        }

        return new ClaimRow(fact, new VerifiedRow(at, row["verified_by"], row["note"]));
    }
}
