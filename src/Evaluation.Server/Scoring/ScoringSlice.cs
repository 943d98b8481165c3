using System.CommandLine;
using Evaluation.Server.Kit;
using Evaluation.Server.Kit.Cli;

namespace Evaluation.Server.Scoring;

/// <summary>Any rulebook on any file of facts, without a database.</summary>
public sealed class ScoringSlice : Slice
{
    /// <inheritdoc/>
    public override IEnumerable<Command> Verbs(Shell shell) => [ScoreVerb.Make(shell)];
}
