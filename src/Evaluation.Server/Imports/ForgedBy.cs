using Evaluation.Office.Imports;

namespace Evaluation.Server.Imports;

/// <summary>
/// A file is one person's: it reports in nobody else's name, and what it verified somebody else would have had to
/// verify. Only where people are taken at their word may it name others.
/// </summary>
internal static class ForgedBy
{
    /// <summary>The rows with a fault at each that names somebody else.</summary>
    /// <param name="account">Who sends it.</param>
    public static Imported<ClaimRow> None(Imported<ClaimRow> file, string account) => file with
    {
        Faults =
        [
            .. file.Faults,
            .. file.Rows.Select(row => FaultOf(row, account)).OfType<Fault>()
                .Select(fault => file.Columns?.Placed(fault) ?? fault),
        ],
    };

    private static Fault? FaultOf(ClaimRow row, string account)
    {
        var (name, number) = row.Reported.Location;
        return row.Reported.RecordedBy is { } reporter && reporter != account
                ? new Fault(
                    name, number, "recorded_by", $"不能以“{reporter}”的名义填报。",
                    "请将此格留空；由本人填报的，请本人提交文件。")
            : row.Verified is { By: var verifier } && verifier != account
                ? new Fault(
                    name, number, "verified_by", $"不能以“{verifier}”的名义认定。",
                    "请将认定各格留空，填报后由该核验人员在系统中认定。")
            : null;
    }
}
