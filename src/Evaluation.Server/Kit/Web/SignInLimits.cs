using System.Threading.RateLimiting;

namespace Evaluation.Server.Kit.Web;

/// <summary>Counts attempts to sign in by account and address, so that a stranger uses up nobody else's.</summary>
public sealed class SignInLimits(PartitionedRateLimiter<string> accounts) : IDisposable
{
    /// <summary>Counts an attempt.</summary>
    /// <returns>How long to wait when there were too many; null when it may be made.</returns>
    public TimeSpan? Count(HttpContext http, string account)
    {
        if (Visitors.IsHere(http))
        {
            return null;
        }

        using var lease = accounts.AttemptAcquire($"{Visitors.Source(http)} {account}");
        return lease.IsAcquired ? null : WaitOf(lease);
    }

    /// <inheritdoc/>
    public void Dispose() => accounts.Dispose();

    /// <summary>How long a refused visitor should wait.</summary>
    internal static TimeSpan WaitOf(RateLimitLease lease) =>
        lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1);
}
