using System.Collections.Immutable;

namespace Evaluation.Office.Appeals;

/// <summary>The state of an appeal.</summary>
public enum AppealStatus
{
    /// <summary>待裁决.</summary>
    Lodged,

    /// <summary>已听取陈述，待裁决.</summary>
    Heard,

    /// <summary>支持申诉.</summary>
    Upheld,

    /// <summary>驳回申诉.</summary>
    Dismissed,

    /// <summary>已撤回.</summary>
    Withdrawn,
}

/// <summary>A unit's objection to a line or a decision of a sealed bulletin (申诉).</summary>
/// <param name="Lodged">How it was lodged.</param>
/// <param name="Status">Its state.</param>
/// <param name="Hearings">Notes of hearings, in order.</param>
/// <param name="Ruling">The ruling; null before it.</param>
/// <param name="WithdrawnFor">Why it was withdrawn; empty when it was not.</param>
public sealed record Appeal(
    AppealLodged Lodged, AppealStatus Status, ImmutableList<string> Hearings, AppealRuled? Ruling, string WithdrawnFor)
{
    /// <summary>What the names of the streams of all appeals begin with.</summary>
    public const string StreamPrefix = "appeal/";

    /// <summary>The stream of an appeal.</summary>
    public static string StreamOf(string id) => $"{StreamPrefix}{id}";

    /// <summary>The appeal's number.</summary>
    public string Id => Lodged.Appeal;

    /// <summary>Whether a ruling is still owed.</summary>
    public bool Open => Status is AppealStatus.Lodged or AppealStatus.Heard;

    /// <summary>The units whose rank the ruling changed; none before it.</summary>
    public IReadOnlyList<RankChange> Affected =>
        [.. (Ruling?.Changes ?? []).Where(change => change.RankBefore != change.RankAfter)];

    /// <summary>The appeal after an event of its stream.</summary>
    public static Appeal Evolve(Appeal? appeal, object @event) => @event switch
    {
        AppealLodged e => new Appeal(e, AppealStatus.Lodged, [], null, ""),
        AppealHeard e => appeal! with { Status = AppealStatus.Heard, Hearings = appeal.Hearings.Add(e.Note) },
        AppealRuled e => appeal! with
        {
            Status = e.Upheld ? AppealStatus.Upheld : AppealStatus.Dismissed,
            Ruling = e,
        },
        AppealWithdrawn e => appeal! with { Status = AppealStatus.Withdrawn, WithdrawnFor = e.Reason },
        _ => throw new InvalidOperationException($"{@event.GetType().Name} does not belong to an appeal."),
    };
}
