using Evaluation.Office.Ledger;
using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;
using Evaluation.Server.Board.Past;

namespace Evaluation.Server.Publication;

/// <summary>An issue with what it was made from.</summary>
/// <param name="Now">The district as the issue sees it.</param>
/// <param name="Known">The district as it was known at each baseline's position.</param>
public sealed record MadeIssue(Bulletin Bulletin, Scored Now, IReadOnlyDictionary<long, Scored> Known);

/// <summary>Makes an issue from the events; new issues and recounts share it.</summary>
/// <param name="replay">The fold of the events.</param>
public sealed class IssueMaker(Replay replay)
{
    /// <summary>Makes the issue that a frame describes.</summary>
    /// <param name="issues">The issues sealed before.</param>
    /// <param name="frame">Number, document, times, persons; for a new issue the one it replaces.</param>
    /// <param name="position">The last event that it counts.</param>
    public async Task<MadeIssue> MakeAsync(
        string district, Issues issues, SealingFrame frame, long position, CancellationToken ct)
    {
        var known = await KnownAsync(district, issues, frame.Term, position, ct);
        return new MadeIssue(Make(issues, frame, position, known), Seen(known[position], frame), known);
    }

    /// <summary>
    /// The district as an issue knows it, and as it was known at its baselines; a period is compared with none.
    /// </summary>
    public async Task<IReadOnlyDictionary<long, Scored>> KnownAsync(
        string district, Issues issues, Term term, long position, CancellationToken ct)
    {
        var previous = issues.InForce(term.Week.Previous)?.Position;
        IReadOnlyList<long> positions = term.Period is not null ? [position]
            : [.. Baselines.Positions(issues), .. previous is { } one ? [one] : Array.Empty<long>(), position];
        var known = (await replay.AtAsync(district, positions, ct))
            .ToDictionary(at => at.Key, at => Scored.FromTexts(at.Value));
        return CountedThen.AsSealed(known, position);
    }

    /// <summary>
    /// The district as an issue sees it: of a period nothing after its last day, and nothing reported after its cut-off
    /// unless it is a new issue.
    /// </summary>
    public static Scored Seen(Scored known, SealingFrame frame) => BulletinMaker.Seen(Through(known, frame), frame);

    private static Scored Through(Scored known, SealingFrame frame) =>
        frame.Period is { Last: var last } ? known.SeenThrough(last) : known;

    /// <summary>An issue of a district that is known at all positions of its issues.</summary>
    public static Bulletin Make(
        Issues issues, SealingFrame frame, long position, IReadOnlyDictionary<long, Scored> known)
    {
        var before = frame.Period is not null ? null
            : frame.Issue is null ? Baselines.Of(issues, known)
            : issues.InForce(frame.Week.Previous) is { } previous ? new Baselines(known[previous.Position])
            : null;
        return BulletinMaker.Make(before, Through(known[position], frame), frame);
    }
}
