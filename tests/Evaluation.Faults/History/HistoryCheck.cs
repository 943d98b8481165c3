namespace Evaluation.Faults.History;

/// <summary>
/// Holds the history of requests and answers against the log: what was accepted is there once and where the answer
/// says, what was refused is not there, and of what nobody knows there is all or nothing.
/// </summary>
public sealed class HistoryCheck
{
    private readonly List<string> lost = [];
    private readonly List<string> doubled = [];
    private readonly List<string> half = [];
    private readonly List<string> untrue = [];
    private readonly List<string> odd = [];

    private HistoryCheck()
    {
    }

    /// <summary>Compares.</summary>
    /// <param name="history">All requests that were sent.</param>
    /// <param name="log">All events.</param>
    /// <param name="isOurs">Whether the history should know a request of the log; others were there before.</param>
    public static Judgement Judge(
        IReadOnlyCollection<Asked> history, IReadOnlyCollection<Logged> log, Func<string, bool> isOurs)
    {
        var check = new HistoryCheck();
        var byRequest = log.ToLookup(e => e.Request, StringComparer.Ordinal);
        foreach (var asked in history)
        {
            check.Compare(asked, [.. byRequest[asked.Request]]);
        }

        check.Once(history, byRequest);
        check.Ordered(history);
        check.Whole(log);
        var known = history.Select(asked => asked.Request).ToHashSet(StringComparer.Ordinal);
        check.odd.AddRange(byRequest.Select(one => one.Key)
            .Where(request => isOurs(request) && !known.Contains(request))
            .Select(request => $"The log has {request}, which nobody sent."));
        return new Judgement(check.lost, check.doubled, check.half, check.untrue, check.odd);
    }

    private void Compare(Asked asked, IReadOnlyList<Logged> events)
    {
        var expected = asked is { Answer: Answer.Accepted, Position: 0 } ? 0 : asked.Events;
        if (asked.Answer is Answer.Refused or Answer.Failed || expected == 0)
        {
            if (events.Count > 0)
            {
                untrue.Add(
                    $"{Name(asked)}: answered {asked.Answer} ({asked.Code}), but stored at {events[0].Position}.");
            }
        }
        else if (events.Count == 0)
        {
            if (asked.Answer is Answer.Accepted or Answer.Stored)
            {
                lost.Add($"{Name(asked)}: answered {asked.Answer} at {asked.Position}, but not stored.");
            }
        }
        else if (events.Count < expected)
        {
            half.Add($"{Name(asked)}: {events.Count} of {expected} events, from {events[0].Position}.");
        }
        else if (events.Count > expected)
        {
            doubled.Add($"{Name(asked)}: {events.Count} instead of {expected} events, from {events[0].Position}.");
        }
        else if (asked.Answer == Answer.Accepted)
        {
            AsAnswered(asked, events);
        }

        if (events.FirstOrDefault(e => e.District != asked.District) is { } elsewhere)
        {
            odd.Add($"{Name(asked)}: stored in {elsewhere.District}.");
        }
    }

    private void AsAnswered(Asked asked, IReadOnlyList<Logged> events)
    {
        var position = events.Max(e => e.Position);
        var version = events.Where(e => e.Stream == asked.Stream).Select(e => e.Version).DefaultIfEmpty().Max();
        if ((position, version) != (asked.Position, asked.Version))
        {
            untrue.Add(
                $"{Name(asked)}: answered version {asked.Version} of {asked.Stream} at {asked.Position}, stored "
                + $"{version} at {position}.");
        }
    }

    // Somebody who heard nothing asks again, with a number of its own.
    private void Once(IEnumerable<Asked> history, ILookup<string, Logged> log)
    {
        foreach (var same in history.Where(asked => asked.Subject is not null)
            .GroupBy(asked => (asked.District, asked.Subject)))
        {
            var stored = same.Where(asked => log[asked.Request].Any()).Select(asked => asked.Request).ToList();
            if (stored.Count > 1)
            {
                doubled.Add($"{same.Key.District} {same.Key.Subject}: stored as {string.Join(" and ", stored)}.");
            }
        }
    }

    // Who asks after another one was answered comes after it in the log.
    private void Ordered(IEnumerable<Asked> history)
    {
        var stored = history.Where(asked => asked is { Answer: Answer.Accepted, Position: > 0 }).ToList();
        var heard = stored.OrderBy(asked => asked.Heard).ToList();
        var (next, before) = (0, (Asked?)null);
        foreach (var asked in stored.OrderBy(asked => asked.Sent))
        {
            for (; next < heard.Count && heard[next].Heard < asked.Sent; next++)
            {
                before = before is null || heard[next].Position > before.Position ? heard[next] : before;
            }

            if (before is not null && before.Position > asked.Position)
            {
                odd.Add($"{Name(asked)}: at {asked.Position}, sent after {before.Request} was heard at "
                    + $"{before.Position}.");
            }
        }
    }

    private void Whole(IReadOnlyCollection<Logged> log)
    {
        foreach (var stream in log.GroupBy(e => (e.District, e.Stream)))
        {
            var versions = stream.OrderBy(e => e.Position).Select(e => e.Version).ToList();
            if (!versions.SequenceEqual(Enumerable.Range(1, versions.Count).Select(version => (long)version)))
            {
                odd.Add($"{stream.Key.District} {stream.Key.Stream}: versions {string.Join(' ', versions)}.");
            }
        }

        odd.AddRange(log.GroupBy(e => e.Position).Where(same => same.Count() > 1)
            .Select(same => $"The log has position {same.Key} {same.Count()} times."));
    }

    private static string Name(Asked asked) => $"{asked.District} {asked.Request} {asked.Subject}".TrimEnd();
}
