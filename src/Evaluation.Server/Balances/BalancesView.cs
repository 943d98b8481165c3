using Evaluation.Office.Balances;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Balances;

/// <summary>What units brought along, and the form for it.</summary>
/// <param name="Frame">District and viewer.</param>
/// <param name="Opened">The balances that hold; null for none.</param>
/// <param name="OpenedBy">The name of who opened them.</param>
/// <param name="Begins">The first day of the evaluation; null while there are no rules.</param>
/// <param name="Uncarried">What of the rules does not go on, one sentence each.</param>
/// <param name="Table">The table of the form: what holds, or what is needed with 0 for every unit.</param>
/// <param name="MayOpen">Whether the viewer may open balances now.</param>
/// <param name="Refusal">Why the last ones were not taken; null when they were.</param>
/// <param name="Refused">The form that was refused; null for none.</param>
public sealed record BalancesView(
    FrameView Frame, BalancesOpened? Opened, string OpenedBy, DateOnly? Begins, IReadOnlyList<string> Uncarried,
    string Table, bool MayOpen, Refusal? Refusal, SentForm? Refused);
