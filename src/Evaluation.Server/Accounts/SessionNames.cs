namespace Evaluation.Server.Accounts;

/// <summary>What a page calls a session: enough of its hash to tell it from the person's others.</summary>
internal static class SessionNames
{
    private const int Length = 12;

    /// <summary>The name of a session.</summary>
    public static string Of(AccountSession session) => session.Id[..Length];
}
