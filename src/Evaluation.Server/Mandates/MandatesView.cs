using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Mandates;

/// <summary>
/// Who is what in a district. Form fields of a new mandate: `mandate`, `account`, `role`, `unit`, `from`, `to`,
/// `deputy`, `reason`; of an end: `mandate`, `reason`.
/// </summary>
/// <param name="Mandates">Those that hold or will, then those that are over.</param>
/// <param name="Number">The name of the next mandate.</param>
/// <param name="Today">The day in the district's time, as a form has it.</param>
/// <param name="Accounts">Whom a mandate can be given to.</param>
/// <param name="Units">The units of the district today.</param>
/// <param name="Refusal">Why something was not done; null for nothing.</param>
/// <param name="Sent">The form that was refused; null for none.</param>
public sealed record MandatesView(
    FrameView Frame, IReadOnlyList<MandateRow> Mandates, string Number, string Today,
    IReadOnlyList<SuggestionView> Accounts, IReadOnlyList<SuggestionView> Units, Refusal? Refusal, SentForm? Sent);

/// <summary>A mandate in a list.</summary>
/// <param name="Mandate">Its name.</param>
/// <param name="Account">The person's account.</param>
/// <param name="Role">The role in print, with whom the person stands in for.</param>
/// <param name="Unit">The unit acted for; null for the office.</param>
/// <param name="Days">From when to when, in print.</param>
/// <param name="State">在任, 未到 or 已终止, 已到期.</param>
/// <param name="Over">Whether it is over.</param>
public sealed record MandateRow(
    string Mandate, string Person, string Account, string Role, string? Unit, string Days, string State, bool Over);
