using Evaluation.Office.Appeals;
using Evaluation.Office.Claims;
using Evaluation.Office.Weeks;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Publication;

/// <summary>An appeal with everything that a question about it needs.</summary>
/// <param name="Line">The line as published; null for an appeal about a claim.</param>
/// <param name="Claim">The claim concerned in its present state; null for none.</param>
/// <param name="Events">The events of its stream.</param>
public sealed record AppealFile(
    Appeal Appeal, PublishedLine? Line, Claim? Claim, IReadOnlyList<RecordedEvent> Events)
{
    /// <summary>The version of its stream.</summary>
    public long Version => Events[^1].Version;
}

/// <summary>Reads appeals from their streams: there are few of them, and none may be missing.</summary>
public sealed class AppealReader(EventReader events)
{
    /// <summary>All appeals of a district, in the order in which they were lodged.</summary>
    public async Task<IReadOnlyList<Appeal>> AllAsync(string district, CancellationToken ct) =>
    [
        .. (await events.OfFamilyAsync(district, Appeal.StreamPrefix, ct))
            .GroupBy(e => e.Stream, StringComparer.Ordinal)
            .Select(stream => stream.Aggregate((Appeal?)null, (appeal, e) => Appeal.Evolve(appeal, e.Fact))!),
    ];

    /// <summary>An appeal; null for none of that number.</summary>
    public async Task<AppealFile?> OneAsync(string district, string id, CancellationToken ct)
    {
        var history = await events.OfStreamAsync(district, Appeal.StreamOf(id), ct);
        if (history.Aggregate((Appeal?)null, (known, e) => Appeal.Evolve(known, e.Fact)) is not { } appeal)
        {
            return null;
        }

        var lodged = appeal.Lodged;
        var claim = lodged.About.Concerned() is { } number
            ? (await events.OfStreamAsync(district, Claim.StreamOf(number), ct))
                .Aggregate((Claim?)null, (known, e) => Claim.Evolve(known, e.Fact))
            : null;
        var week = lodged.About.Claim is not null ? null
            : (await events.OfStreamAsync(district, WeekFile.StreamOf(lodged.Week), ct))
                .Where(e => e.Position < history[0].Position)
                .Aggregate((WeekFile?)null, (known, e) => WeekFile.Evolve(known, e.Fact));
        return new AppealFile(
            appeal, PublishedLine.Find(week, lodged.Unit, lodged.About), claim, history);
    }

    /// <summary>
    /// Whether somebody may read an appeal: the office all, a unit its own and those whose ruling changed its rank.
    /// </summary>
    public static bool MayRead(Actor actor, Appeal appeal) =>
        actor.Unit is not { } unit || unit == appeal.Lodged.Unit || appeal.Affected.Any(change => change.Unit == unit);
}
