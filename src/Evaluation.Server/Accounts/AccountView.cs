using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Accounts;

/// <summary>
/// The own account. Form fields: `current`, `phrase`, `again`; `code`; `session`, empty for all others; `name`, `days`
/// of a token; `token` of one that ends.
/// Passkeys and the identity at a provider have their own.
/// </summary>
/// <param name="Account">The account's name.</param>
/// <param name="Person">The person's name.</param>
/// <param name="CodesOn">Whether one-time codes are asked for.</param>
/// <param name="RecoveryLeft">How many recovery codes are left.</param>
/// <param name="Sessions">Where the person is signed in.</param>
public sealed record AccountView(
    FrameView Frame, string Account, string Person, bool CodesOn, int RecoveryLeft,
    IReadOnlyList<SessionView> Sessions)
{
    /// <summary>Why something was not done; null for nothing.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>What was done; null for nothing.</summary>
    public string? Done { get; init; }

    /// <summary>The picture of a secret that was not confirmed yet, as SVG, and the secret; null for none.</summary>
    public (string Picture, string Key)? Begun { get; init; }

    /// <summary>The person's passkeys.</summary>
    public IReadOnlyList<PasskeyRow> Passkeys { get; init; } = [];

    /// <summary>Why none can be added; null when one can.</summary>
    public string? NoPasskeys { get; init; }

    /// <summary>The provider by which people sign in too; null for none.</summary>
    public ProviderView? Provider { get; init; }

    /// <summary>The person's own tokens.</summary>
    public IReadOnlyList<TokenRow> Tokens { get; init; } = [];

    /// <summary>A token that was just made, shown once; null for none.</summary>
    public string? MadeToken { get; init; }

    /// <summary>The recovery codes, which are shown once; empty otherwise.</summary>
    public IReadOnlyList<string> Recovery { get; init; } = [];
}

/// <summary>A browser in which the person is signed in.</summary>
/// <param name="Name">What the form calls it.</param>
/// <param name="Began">When it began, in print.</param>
/// <param name="Seen">When it was last used, in print.</param>
/// <param name="Address">From where.</param>
/// <param name="Browser">What the browser calls itself.</param>
/// <param name="How">By what the person signed in, in print; empty for the pass-phrase.</param>
/// <param name="Present">Whether it is the one that asks.</param>
public sealed record SessionView(
    string Name, string Began, string Seen, string Address, string Browser, string How, bool Present);

/// <summary>A passkey of the person. Form fields: `passkey`; `name` of another name.</summary>
/// <param name="Passkey">What the form calls it.</param>
/// <param name="Name">What the person calls it.</param>
/// <param name="Since">When it was added, in print.</param>
/// <param name="Used">When it was last used, in print.</param>
public sealed record PasskeyRow(string Passkey, string Name, string Since, string Used);

/// <summary>The provider, as the own account shows it. Form fields: `current`.</summary>
/// <param name="Label">What people call it.</param>
/// <param name="Since">Since when an identity is linked, in print; null for none.</param>
/// <param name="Begun">Whether the person has shown the pass-phrase and may go there now.</param>
public sealed record ProviderView(string Label, string? Since, bool Begun);
