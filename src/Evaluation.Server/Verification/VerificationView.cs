using Evaluation.Office.Verification;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Verification;

/// <summary>What verifiers should look at.</summary>
/// <param name="Frame">District and viewer.</param>
/// <param name="Total">How many open findings there are.</param>
/// <param name="Findings">Those shown, the gravest first.</param>
/// <param name="Waiting">How many claims wait for the office.</param>
/// <param name="Sample">Those of them that are to be examined in full.</param>
/// <param name="Units">The accuracy of the units.</param>
/// <param name="MayDistinguish">Whether the viewer may state that two claims are two matters.</param>
/// <param name="Refusal">Why the last statement was not taken; null when it was.</param>
public sealed record VerificationView(
    FrameView Frame, int Total, IReadOnlyList<ClaimFinding> Findings, int Waiting, IReadOnlyList<SampledClaim> Sample,
    IReadOnlyList<UnitAccuracy> Units, bool MayDistinguish, Refusal? Refusal);
