using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Accounts;

/// <summary>The accounts of the installation. Form fields of a new one: `name`, `person`, `administrator`.</summary>
/// <param name="People">All of them, in order of name.</param>
/// <param name="Refusal">Why nobody was added; null for nothing.</param>
/// <param name="Sent">The form that was refused; null for none.</param>
public sealed record PeopleView(
    FrameView Frame, IReadOnlyList<PersonRow> People, Refusal? Refusal, SentForm? Sent);

/// <summary>An account in a list.</summary>
/// <param name="Account">Its name.</param>
/// <param name="Person">The person's name.</param>
/// <param name="Administrator">Whether it is an administrator's.</param>
/// <param name="State">可用, 未启用, 已锁定 or 暂停登录.</param>
/// <param name="Style">The style of the state.</param>
/// <param name="SignedIn">The last sign-in in print; a dash before the first.</param>
public sealed record PersonRow(
    string Account, string Person, bool Administrator, string State, string Style, string SignedIn);

/// <summary>One account. Form fields: `reason` of a lock; the steps have none.</summary>
/// <param name="LockedFor">Why it is locked; null when it is not.</param>
/// <param name="Codes">Whether one-time codes are asked for.</param>
/// <param name="Sessions">In how many browsers the person is signed in.</param>
/// <param name="Records">What was done to the account and by it, the newest first.</param>
public sealed record PersonView(
    FrameView Frame, PersonRow Person, string? LockedFor, bool Codes, int Sessions,
    IReadOnlyList<AuditRow> Records)
{
    /// <summary>What the person calls the own passkeys; empty for none.</summary>
    public IReadOnlyList<string> Passkeys { get; init; } = [];

    /// <summary>The identity at the provider, in print; null for none.</summary>
    public string? Identity { get; init; }

    /// <summary>Why something was not done; null for nothing.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>What was done; null for nothing.</summary>
    public string? Done { get; init; }

    /// <summary>A link that was just made, shown once, and until when it holds; null for none.</summary>
    public (string Address, string Until)? Link { get; init; }
}
