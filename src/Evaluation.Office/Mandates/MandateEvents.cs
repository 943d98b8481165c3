using Evaluation.Office.Decisions;

namespace Evaluation.Office.Mandates;

// These shapes are stored: never change one, add a new version beside it.

/// <summary>A person is given a role in the district, from a day to a day. Stream `mandates`.</summary>
/// <param name="Mandate">The mandate's own name, by which it is ended.</param>
/// <param name="Account">The account, as it signs events.</param>
/// <param name="Person">The person's name then.</param>
/// <param name="Role">One of <see cref="MandateRoll.Roles"/>.</param>
/// <param name="Unit">The unit acted for; null for the office and the committee.</param>
/// <param name="From">The first day, in the district's time.</param>
/// <param name="To">The last day; null while it lasts.</param>
/// <param name="Deputy">For whom the person stands in (代…); null for a mandate of one's own.</param>
/// <param name="Reason">Why, for example a document.</param>
[StoredAs("mandate.given.v1")]
public sealed record MandateGiven(
    string Mandate, string Account, string Person, string Role, string? Unit, DateOnly From, DateOnly? To,
    string? Deputy, string Reason);

/// <summary>A mandate ends with this event, whatever its last day was to be. Stream `mandates`.</summary>
/// <param name="Reason">Why.</param>
[StoredAs("mandate.ended.v1")]
public sealed record MandateEnded(string Mandate, string Reason);
