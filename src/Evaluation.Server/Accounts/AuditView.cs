using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Accounts;

/// <summary>A line of the audit in print.</summary>
/// <param name="At">When.</param>
/// <param name="Who">The person, or what stands for one.</param>
/// <param name="What">What was done.</param>
/// <param name="About">To whom or what; empty for nothing.</param>
/// <param name="District">The district; empty for none.</param>
/// <param name="Address">From where; empty where it is not known.</param>
/// <param name="Note">Further words.</param>
public sealed record AuditRow(
    string At, string Who, string What, string About, string District, string Address, string Note);

/// <summary>
/// What was done and read. Parameters of the address: `who`, `district`, `what`, `from`, `to`, and `before` of the
/// further lines.
/// </summary>
/// <param name="Asked">What was asked for, as it was typed.</param>
/// <param name="Records">The newest first.</param>
public sealed record AuditView(FrameView Frame, AuditQuery Asked, IReadOnlyList<AuditRow> Records)
{
    /// <summary>The districts to choose from; none where only one is shown.</summary>
    public IReadOnlyList<SuggestionView> Districts { get; init; } = [];

    /// <summary>What can have been done, in two lists: beside the logs of districts, and in them.</summary>
    public IReadOnlyList<SuggestionView> Beside { get; init; } = [];

    /// <inheritdoc cref="Beside"/>
    public IReadOnlyList<SuggestionView> Logged { get; init; } = [];

    /// <summary>The address of the page and of the file.</summary>
    public string Here { get; init; } = Links.Audit;

    /// <summary>The address of earlier lines; null when there are none.</summary>
    public string? Earlier { get; init; }

    /// <summary>Why nothing is shown; null for nothing.</summary>
    public Refusal? Refusal { get; init; }
}

/// <summary>Which lines of the audit somebody asks for, as it is typed.</summary>
/// <param name="Who">An account or a person's name.</param>
/// <param name="District">A district.</param>
/// <param name="What">A word of the audit or the stored name of an event.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
public sealed record AuditQuery(string? Who, string? District, string? What, string? From, string? To)
{
    /// <summary>An address with the same conditions.</summary>
    /// <param name="before">Where to go on; null for the newest.</param>
    public string At(string address, string? before = null)
    {
        (string Name, string? Value)[] all =
            [("who", Who), ("district", District), ("what", What), ("from", From), ("to", To), ("before", before)];
        var query = string.Join('&', all.Where(one => !string.IsNullOrEmpty(one.Value))
            .Select(one => $"{one.Name}={Uri.EscapeDataString(one.Value!)}"));
        return query.Length == 0 ? address : $"{address}?{query}";
    }
}
