namespace Evaluation.Office.Decisions;

/// <summary>Who makes a request, for which unit, and when: the same for every event that one request causes.</summary>
/// <param name="Account">The account that made it, for example `chen.guicheng`.</param>
/// <param name="Unit">The unit the account acts for; null for the office and the committee.</param>
/// <param name="At">The moment at which the request was received.</param>
/// <param name="Correlation">Ties together everything that belongs to one request.</param>
/// <param name="Causation">The request or event that led to this one.</param>
public sealed record Signature(string Account, string? Unit, DateTimeOffset At, string Correlation, string Causation)
{
    /// <summary>The person's name as it is now; null where only the account is known.</summary>
    public string? Person { get; init; }

    /// <summary>The account that made the token of the program that makes it; null for a person.</summary>
    public string? Behind { get; init; }

    /// <summary>What is printed for whoever makes the request.</summary>
    public string Called => Persons.Called(Person, Account);
}
