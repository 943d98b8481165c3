using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Accounts;

/// <summary>Moments of the installation in print. It belongs to no district, and all of China has one time.</summary>
internal static class AccountTimes
{
    /// <summary>The time of all of China.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>A moment in print.</summary>
    public static string Of(DateTimeOffset moment) => Print.Moment(moment.ToOffset(Offset));
}
