namespace Evaluation.Office.Decisions;

/// <summary>How persons are called on papers and in histories.</summary>
public static class Persons
{
    /// <summary>The name that was kept with an act; the account where none was.</summary>
    public static string Called(string? kept, string account) => string.IsNullOrWhiteSpace(kept) ? account : kept;
}
