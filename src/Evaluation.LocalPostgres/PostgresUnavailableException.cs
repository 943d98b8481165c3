namespace Evaluation.LocalPostgres;

/// <summary>No database can be had; the message is a full sentence that says why and what to do about it.</summary>
public sealed class PostgresUnavailableException : Exception
{
    /// <summary>A failure without a reason; exists because exceptions are expected to offer it.</summary>
    public PostgresUnavailableException()
    {
    }

    /// <summary>A failure with its sentence.</summary>
    public PostgresUnavailableException(string message) : base(message)
    {
    }

    /// <summary>A failure with its sentence and what lay behind it.</summary>
    public PostgresUnavailableException(string message, Exception inner) : base(message, inner)
    {
    }
}
