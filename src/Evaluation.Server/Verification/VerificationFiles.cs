using System.Collections.Concurrent;
using System.Collections.Immutable;
using Evaluation.Office.Verification;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Verification;

/// <summary>What is known of a district's claims, with the findings about them.</summary>
/// <param name="Book">What is known.</param>
/// <param name="Rules">The compiled editions.</param>
/// <param name="Findings">What the verifier should look at, the gravest first.</param>
public sealed record Examination(VerificationFile Book, RuleSet Rules, ImmutableArray<ClaimFinding> Findings)
{
    private readonly ILookup<string, ClaimFinding> byClaim = Findings
        .SelectMany(finding => finding.Claims.Select(claim => (claim, finding)))
        .ToLookup(pair => pair.claim, pair => pair.finding, StringComparer.Ordinal);

    /// <summary>The first week that was not closed; before any was, the week of the last claim.</summary>
    public Week? CurrentWeek => Book.District.LastClosed?.Next
        ?? (Book.Claims.IsEmpty ? null : WeekOf(Book.Claims[^1].Claim.OccurredOn));

    /// <summary>The findings about a claim.</summary>
    public IReadOnlyList<ClaimFinding> About(string claim) => [.. byClaim[claim]];

    /// <summary>The findings about a claim, a week, or both.</summary>
    public IEnumerable<ClaimFinding> Of(string? claim, Week? week) => Findings.Where(finding =>
        (claim is null || finding.Claims.Contains(claim))
        && (week is null || finding.Claims.Any(one => WeekOf(Book.Find(one)!.Claim.OccurredOn) == week)));

    private Week WeekOf(DateOnly day) => Week.Of(day, Book.District.Founded?.WeekStarts ?? DayOfWeek.Monday);
}

/// <summary>
/// Caches the examinations of districts, each folded from the log once and then extended by later events up to the
/// board's position, which waits for gaps in the log. New events renew the findings.
/// </summary>
/// <param name="board">The position up to which the log is settled.</param>
/// <param name="events">The log.</param>
/// <param name="ruleSets">Compiled rulebooks.</param>
public sealed class VerificationFiles(BoardReader board, EventReader events, RuleSets ruleSets)
{
    private readonly ConcurrentDictionary<string, DistrictCache> cache = new(StringComparer.Ordinal);

    /// <summary>The examination of a district up to the board's position.</summary>
    public async Task<Examination> OfAsync(string district, CancellationToken ct)
    {
        var position = await board.PositionAsync(district, ct) ?? 0;
        var mine = cache.GetOrAdd(district, _ => new DistrictCache());
        await mine.Turn.WaitAsync(ct);
        try
        {
            if (mine.Last is null || mine.Fold.Position < position)
            {
                await foreach (var e in events.FactsAsync(district, mine.Fold.Position, position, ct))
                {
                    mine.Fold.Apply(e.Position, e.Fact);
                }

                var book = mine.Fold.Read();
                var rules = ruleSets.Of(book.District);
                mine.Last = new Examination(book, rules, ClaimFindings.Of(book, rules));
            }

            return mine.Last;
        }
        finally
        {
            mine.Turn.Release();
        }
    }

    private sealed class DistrictCache
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public VerificationFold Fold { get; } = new();

        public Examination? Last { get; set; }
    }
}
