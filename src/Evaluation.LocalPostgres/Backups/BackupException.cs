namespace Evaluation.LocalPostgres.Backups;

/// <summary>A back-up or a restore that is refused or failed; the message is a full sentence with what to do.</summary>
public sealed class BackupException : Exception
{
    /// <summary>A failure without a reason; exists because exceptions are expected to offer it.</summary>
    public BackupException()
    {
    }

    /// <summary>A failure with its sentence.</summary>
    public BackupException(string message) : base(message)
    {
    }

    /// <summary>A failure with its sentence and what lay behind it.</summary>
    public BackupException(string message, Exception inner) : base(message, inner)
    {
    }
}
