using System.Collections.Immutable;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Claims;

/// <summary>The numbers that new claims may have.</summary>
internal static class ClaimNumbers
{
    /// <summary>
    /// The words that stand in addresses where a claim's number does; the page of a claim of such a number would be
    /// another one. Addresses take no notice of case.
    /// </summary>
    public static readonly ImmutableArray<string> Taken = ["report", "trip", "upload"];

    /// <summary>Why a new claim cannot have a number; null when it can.</summary>
    public static Refusal? Check(string number) => Names.Check(number, "claim")
        ?? (Taken.Contains(number, StringComparer.OrdinalIgnoreCase)
            ? new Refusal("number-taken", $"“{number}”是本系统网址中的词，不能作事项编号。", "claim", "请另编号。")
            : null);
}
