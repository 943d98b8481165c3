using Evaluation.Office.Decisions;
using Evaluation.Server.Kit.Store;
using JasperFx.Events;
using JasperFx.Events.Tags;
using Marten;

namespace Evaluation.Benchmarks.Boundary;

/// <summary>One way to keep a stage from being credited twice.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="Configure">What the store needs for it.</param>
/// <param name="Try">One attempt: true if credited, false if somebody else was first; throws on a lost race.</param>
internal sealed record Guard(
    string Name, Action<StoreOptions> Configure, Func<IDocumentSession, StageCredited, Task<bool>> Try)
{
    private static readonly Signature By = new("bench", "unit-1", DateTimeOffset.UnixEpoch, "bench", "bench");
    private int lost;

    /// <summary>Races lost and tried again since the last reset.</summary>
    public int Lost => lost;

    /// <summary>The project's own stream carries its credits.</summary>
    public static Guard Stream() => new(
        "stream", _ => { },
        async (session, wanted) => (await session.DecideAsync<Project>(
            By, $"project/{wanted.Project}", project => Project.Credit(project, wanted), null, default)).IsAccepted);

    /// <summary>Each claim has its stream; credits are found and guarded by a tag.</summary>
    public static Guard Tags(string name, Marten.Events.DcbStorageMode mode) => new(
        name,
        options =>
        {
            options.Events.DcbStorageMode = mode;
            options.Events.AutoDiscoverTagTypes = false;
            options.Events.RegisterTagType<ProjectTag>("project");
        },
        TryTaggedAsync);

    /// <summary>Tries until it is decided, with the cool-downs of the server.</summary>
    public async Task<bool> CreditAsync(IDocumentStore store, StageCredited wanted)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await using var session = store.LightweightSession("bench");
                return await Try(session, wanted);
            }
            catch (Exception e) when (TransientFailures.IsLost(e))
            {
                Interlocked.Increment(ref lost);
                await Task.Delay(Random.Shared.Next(5 << Math.Min(attempt, 6)));
            }
        }
    }

    private static async Task<bool> TryTaggedAsync(IDocumentSession session, StageCredited wanted)
    {
        var tag = new ProjectTag(wanted.Project);
        var query = EventTagQuery.For(tag).AndEventsOfType<StageCredited>();
        var boundary = await session.Events.FetchForWritingByTags<TaggedProject>(query);
        if (boundary.Aggregate?.Stages.Contains(wanted.Stage) == true)
        {
            return false;
        }

        session.Events.StartStream($"claim/{wanted.Claim}", session.Events.BuildEvent(wanted).WithTag(tag));
        await session.SaveChangesAsync();
        return true;
    }
}
