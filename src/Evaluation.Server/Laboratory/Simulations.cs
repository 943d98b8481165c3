using Evaluation.Office.Laboratory;
using Evaluation.Rulebooks.Words;
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
                ? await Task.Run(() => Trial.Of(now, ruleSets.Of(now.District.Editions), order), ct)
                : new TrialAnswer(null, null, NotProjected(district), []);
        }
        finally
        {
            turns.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turns.Dispose();

    private static Refusal NotProjected(string district) =>
        new("not-projected", $"“{district}”还没有计分数据。", "district", "请先设立范围并采纳考评办法，或稍候再查。");
}
