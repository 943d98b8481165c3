using Evaluation.Office.Laboratory;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Past;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Laboratory;

/// <summary>Tries out orders on what the board knows; nothing is stored.</summary>
public sealed class Simulations(Districts districts, SnapshotReader snapshots, RuleSets ruleSets) : IDisposable
{
    // A trial counts a district twice or more: those who only look at the board shall not wait for it.
    private readonly SemaphoreSlim turns = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>Carries out an order.</summary>
    public async Task<TrialAnswer> RunAsync(string district, TrialOrder order, CancellationToken ct)
    {
        if (await districts.MissingAsync(district, ct) is { } missing)
        {
            return new TrialAnswer(null, null, missing, []);
        }

        await turns.WaitAsync(ct);
        try
        {
            return await snapshots.ReadAsync(district, ct) is { } now
                ? await Task.Run(() => Trial.Of(now, ruleSets.Of(now.District), order), ct)
                : new TrialAnswer(null, null, NamedWeeks.NotProjected(district), []);
        }
        finally
        {
            turns.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turns.Dispose();
}
