using Evaluation.Office.Imports;

namespace Evaluation.Server.Imports;

/// <summary>What checking a file of claims found; nothing of it is stored in the log.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Rows">How many rows were read.</param>
/// <param name="Reported">Claims that are new.</param>
/// <param name="Verified">Verifications that are new.</param>
/// <param name="Repeated">Rows of which everything is on record already.</param>
/// <param name="FaultCount">How many faults there are; the file is taken over only without any.</param>
/// <param name="Faults">The first faults, in order of rows, each with its cell where one is meant.</param>
/// <param name="RemarkCount">How many remarks there are.</param>
/// <param name="Remarks">The first remarks: rows that may be taken over and should be looked at.</param>
/// <param name="Account">How the file was read: sheet, rows, what was passed over, how cells were understood.</param>
/// <param name="Digest">Stands for all that would be stored and was remarked.</param>
public sealed record ClaimCheck(
    string File, int Rows, int Reported, int Verified, int Repeated, int FaultCount, IReadOnlyList<Fault> Faults,
    int RemarkCount, IReadOnlyList<RowRemark> Remarks, IReadOnlyList<string> Account, string Digest)
{
    /// <summary>Whether it can be taken over and would add something.</summary>
    public bool IsReady => FaultCount == 0 && Reported + Verified > 0;

    /// <summary>Why a file that was to be taken over was not, and was checked again; null for nothing to say.</summary>
    public string? Changed { get; init; }
}

/// <summary>A file that was checked, with what would be stored.</summary>
/// <param name="Check">What was found.</param>
/// <param name="Plan">What would be stored.</param>
public sealed record CheckedFile(ClaimCheck Check, ClaimPlan Plan);
