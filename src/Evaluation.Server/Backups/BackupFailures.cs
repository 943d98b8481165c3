using Evaluation.LocalPostgres.Backups;
using Evaluation.Server.Kit.Cli;

namespace Evaluation.Server.Backups;

/// <summary>Says in a sentence why a back-up or a restore was refused.</summary>
internal static class BackupFailures
{
    /// <summary>Does the work; a refusal is printed.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> SayAsync(Shell shell, Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (BackupException refused)
        {
            shell.Error.WriteLine(shell.Verbose ? refused.ToString() : refused.Message);
            return Shell.Refused;
        }
    }
}
