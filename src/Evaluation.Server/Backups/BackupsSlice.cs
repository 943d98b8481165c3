using System.CommandLine;
using Evaluation.Server.Kit;
using Evaluation.Server.Kit.Cli;

namespace Evaluation.Server.Backups;

/// <summary>Back-ups of the whole server, and the way back.</summary>
public sealed class BackupsSlice : Slice
{
    /// <inheritdoc/>
    public override IEnumerable<Command> Verbs(Shell shell) => [BackupVerb.Make(shell), RestoreVerb.Make(shell)];
}
