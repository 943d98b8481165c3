using Evaluation.Office.Charts;
using Evaluation.Office.Ledger;
using Evaluation.Office.Publication;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Publication;
using Marten;
using Microsoft.Extensions.Caching.Memory;

namespace Evaluation.Server.Charts;

/// <summary>The sealed weeks of a year and the edition that frames the last one.</summary>
public sealed record KnownCourse(Course Course, Rulebook Edition);

/// <summary>
/// Reads the sealed weeks that figures are drawn from. Which issues are in force is asked each time; what an issue says
/// never changes and is kept in memory.
/// </summary>
/// <param name="ruleSets">Compiled rulebooks.</param>
public sealed class CourseReader(RuleSets ruleSets) : IDisposable
{
    // A week of 22 units takes about 30 kB.
    private const int MostWeeks = 2000;

    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = MostWeeks });

    /// <summary>
    /// The weeks of the year of the last sealed week; null while none is sealed.
    /// </summary>
    /// <param name="session">A session of the district.</param>
    /// <exception cref="InvalidOperationException">The bytes of a sealed week were taken away.</exception>
    public async Task<KnownCourse?> OfAsync(IQuerySession session, CancellationToken ct)
    {
        var headings = await session.Query<BulletinHeading>()
            .Where(one => one.Id.Contains(BulletinHeading.OfWeek)).ToListAsync(ct);
        var founded = await session.StateAsync<DistrictFounded>(DistrictFounded.Stream, ct);
        var rules = await ruleSets.OfAsync(session, ct);
        var weeks = headings.Select(one => (Heading: one, Week: Week.Parse(one.Id, founded!.WeekStarts)))
            .Where(one => one.Week is not null).OrderBy(one => one.Week!.Value.Start)
            .Select(one => (one.Heading, Week: one.Week!.Value)).ToList();
        if (weeks.Count == 0 || Snapshot.Frame(rules, weeks[^1].Week) is not { } edition)
        {
            return null;
        }

        var (calendar, last) = (edition.Calendar, weeks[^1].Week);
        var year = calendar.YearOf(last);
        var shown = weeks.Where(one => calendar.YearOf(one.Week) == year).Select(one => one.Heading).ToList();
        var earlier = weeks.Where(one => one.Week.Year == last.Year - 1 && one.Week.Number == last.Number)
            .Select(one => one.Heading).ToList();
        var read = await ReadAsync(session, [.. shown, .. earlier], ct);
        return new KnownCourse(
            new Course(
                [.. read.Take(shown.Count)], earlier.Count == 0 ? null : read[^1], ArticlesOf(rules),
                calendar.NameOf(Period.Year, year), year, calendar.EndOf(Period.Year, year)),
            edition);
    }

    /// <inheritdoc/>
    public void Dispose() => cache.Dispose();

    private async Task<IReadOnlyList<CourseWeek>> ReadAsync(
        IQuerySession session, IReadOnlyList<BulletinHeading> headings, CancellationToken ct)
    {
        var ids = headings.Select(one => Issues.IdOf(one.Id, one.Issue)).ToList();
        var known = new Dictionary<string, CourseWeek>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            if (cache.TryGetValue((session.TenantId, id), out CourseWeek? week))
            {
                known[id] = week!;
            }
        }

        var missing = ids.Where(id => !known.ContainsKey(id)).Distinct().ToArray();
        foreach (var stored in missing.Length == 0 ? [] : await session.LoadManyAsync<SealedBulletin>(ct, missing))
        {
            var week = CourseWeek.Of(BulletinFiles.Read(stored.Record));
            known[stored.Id] = cache.Set(
                (session.TenantId, stored.Id), week, new MemoryCacheEntryOptions { Size = 1 });
        }

        return
        [
            .. ids.Select(id => known.GetValueOrDefault(id)
                ?? throw new InvalidOperationException($"The sealed bytes of {session.TenantId} {id} are gone.")),
        ];
    }

    // A later edition says of a clause that both have where it belongs.
    private static Dictionary<string, string> ArticlesOf(RuleSet rules)
    {
        var articles = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var clause in rules.InOrder.SelectMany(edition => edition.Clauses))
        {
            articles[clause.Id] = clause.Article ?? clause.Id;
        }

        return articles;
    }
}
