using Evaluation.Server.Kit.Store;
using FluentAssertions;
using Npgsql;

namespace Evaluation.Server.Tests.Store;

/// <summary>What is tried again and what is not.</summary>
public sealed class DatabaseFailuresTests
{
    [Theory]
    [InlineData(PostgresErrorCodes.SerializationFailure, true)]
    [InlineData(PostgresErrorCodes.DeadlockDetected, true)]
    [InlineData(PostgresErrorCodes.QueryCanceled, false)]
    [InlineData(PostgresErrorCodes.DiskFull, false)]
    [InlineData(PostgresErrorCodes.AdminShutdown, false)]
    [InlineData(PostgresErrorCodes.UniqueViolation, false)]
    public void A_transaction_that_lost_is_known_by_its_code_however_deep_it_lies(string code, bool lost)
    {
        var failure = new PostgresException("lost", "ERROR", "ERROR", code);

        DatabaseFailures.IsLost(failure).Should().Be(lost);
        DatabaseFailures.IsLost(new InvalidOperationException("wrapped", failure)).Should().Be(lost);
    }
}
