using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Kit.Store;

/// <summary>What became of a command: accepted and stored, or refused with a reason.</summary>
/// <param name="Stream">The stream that the command was about.</param>
/// <param name="Version">The stream's version after the command; send it back as the expected one.</param>
/// <param name="Position">The log position of the last event stored; zero if the command changed nothing.</param>
/// <param name="Refusal">Why nothing was stored; null when accepted.</param>
public sealed record Outcome(string Stream, long Version, long Position, Refusal? Refusal)
{
    /// <summary>The code of a request that lost too many races against others on the same subject.</summary>
    public const string BusyCode = "busy";

    /// <summary>What the person should look at although the command was accepted; empty for nothing.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Whether the command was accepted.</summary>
    public bool IsAccepted => Refusal is null;

    /// <summary>A refused command on a stream of a version.</summary>
    public static Outcome Refused(Refusal refusal, string stream = "", long version = 0) =>
        new(stream, version, 0, refusal);

    /// <summary>A command that could not be decided because others kept changing its subject.</summary>
    public static Outcome Busy(string where) => Refused(Refusal.Conflict(
        BusyCode, "同一事项正被多人同时修改，本次请求未登记。", where, "请稍后重新提交。"));
}
