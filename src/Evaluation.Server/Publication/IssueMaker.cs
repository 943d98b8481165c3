using Evaluation.Office.Ledger;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Board.Past;

namespace Evaluation.Server.Publication;

/// <summary>An issue with what it was made from.</summary>
/// <param name="Bulletin">The issue.</param>
/// <param name="Now">The district as the issue knows it.</param>
/// <param name="Known">The district as it was known at each baseline's position.</param>
public sealed record MadeIssue(Bulletin Bulletin, Scored Now, IReadOnlyDictionary<long, Scored> Known);

/// <summary>Makes an issue from the events; new issues and recounts share it.</summary>
/// <param name="replay">The fold of the events.</param>
public sealed class IssueMaker(Replay replay)
{
    /// <summary>Makes the issue that a frame describes.</summary>
    /// <param name="district">The district.</param>
    /// <param name="issues">The issues sealed before.</param>
    /// <param name="frame">Number, document, times, persons; for a new issue the one it replaces.</param>
    /// <param name="position">The last event that it counts.</param>
    public async Task<MadeIssue> MakeAsync(
        string district, Issues issues, SealingFrame frame, long position, CancellationToken ct)
    {
        var known = await KnownAsync(district, issues, frame.Week, position, ct);
        return new MadeIssue(Make(issues, frame, position, known), known[position], known);
    }

    /// <summary>The district as an issue of a week knows it, and as it was known at its baselines.</summary>
    public async Task<IReadOnlyDictionary<long, Scored>> KnownAsync(
        string district, Issues issues, Week week, long position, CancellationToken ct)
    {
        var previous = issues.InForce(week.Previous)?.Position;
        var known = (await replay.AtAsync(
                district,
                [.. Baselines.Positions(issues), .. previous is { } one ? [one] : Array.Empty<long>(), position], ct))
            .ToDictionary(at => at.Key, at => Scored.FromTexts(at.Value));
        return RoundingThen.AsSealed(known, position);
    }

    /// <summary>An issue of a district that is known at all positions of its issues.</summary>
    public static Bulletin Make(
        Issues issues, SealingFrame frame, long position, IReadOnlyDictionary<long, Scored> known)
    {
        var before = frame.Issue is null ? Baselines.Of(issues, known)
            : issues.InForce(frame.Week.Previous) is { } previous ? new Baselines(known[previous.Position])
            : null;
        return BulletinMaker.Make(before, known[position], frame);
    }
}
